//! Cuts a plan that breaks a promise down to the fewest steps that still break it.

use crate::plan::Plan;
use crate::world::play;

/// Most worlds played to make one plan smaller.
const MOST: usize = 400;

/// The smallest plan found that still breaks, and what it breaks.
#[must_use]
pub fn shrink(plan: &Plan) -> (Plan, String) {
    let mut best = plan.clone();
    let mut why = broken(&best).unwrap_or_default();
    let mut played = 0;
    let mut chunk = best.steps.len().div_ceil(2);
    while chunk > 0 && played < MOST {
        let mut from = 0;
        let mut shorter = false;
        while from < best.steps.len() && played < MOST {
            let without = best.keeping(|at| at < from || at >= from + chunk);
            played += 1;
            match broken(&without) {
                Some(still) => {
                    (best, why, shorter) = (without, still, true);
                }
                None => from += chunk,
            }
        }
        if !shorter || chunk > 1 {
            chunk /= 2;
        }
    }
    (best, why)
}

fn broken(plan: &Plan) -> Option<String> {
    play(plan).err().map(|broken| broken.to_string())
}
