//! One act, struck once, and everything after it.

use crate::act::Act;
use crate::aftermath::{Reached, reached, settled};
use crate::shop::{Shop, signal};
use crate::tally::Struck;
use rand::Rng;
use rand::rngs::StdRng;
use serde_json::{Value, json};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// Longest delay of an answer, in milliseconds.
const DELAY: u64 = 400;

/// How long each act takes when nobody strikes, and how long the program takes to do nothing.
pub struct Pace {
    acts: [Duration; 4],
    idle: Duration,
}

impl Pace {
    pub fn of(shop: &Shop) -> Self {
        let begun = Instant::now();
        shop.run(&["ledger", "stats"]).done();
        let idle = begun.elapsed();
        let acts = Act::ALL.map(|act| {
            let number = format!("PACE-{}", act.name());
            act.prepare(shop, &number);
            let begun = Instant::now();
            shop.run(&act.words(&number, &number)).done();
            begun.elapsed()
        });
        Self { acts, idle }
    }

    /// Strikes this act earlier from now on: it ended before it was struck.
    fn hurry(&mut self, act: Act) {
        if let Some(place) = Act::ALL.iter().position(|known| *known == act) {
            self.acts[place] = self.acts[place].mul_f64(0.8);
        }
    }

    /// A moment of an act: mostly after the program has begun to work on it.
    fn moment(&self, act: Act, delay: Duration, chance: &mut StdRng) -> Duration {
        let place = Act::ALL.iter().position(|known| *known == act).unwrap_or_default();
        let whole = self.acts[place] + delay;
        let first = if chance.gen_ratio(1, 8) { Duration::ZERO } else { self.idle / 2 };
        first + whole.saturating_sub(first).mul_f64(chance.gen_range(0.0..1.05))
    }
}

/// What a round told.
pub struct Told {
    pub act: Act,
    pub struck: Struck,
    pub reached: Reached,
}

/// Plays a round.
pub fn play(shop: &Shop, pace: &mut Pace, act: Act, round: u64, chance: &mut StdRng) -> Told {
    let number = format!("K-{round}");
    act.prepare(shop, &number);
    let delay = fault(shop, act, chance);
    let words = act.words(&number, &number);
    let mut child = shop.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    wait(&mut child, pace.moment(act, delay, chance));
    let struck = strike(shop, &mut child, chance);
    if struck == Struck::Nothing {
        pace.hurry(act);
    }
    let reached = reached(shop, act, &number);
    shop.gateway.control("DELETE", "faults", &Value::Null);
    settled(shop, act, &number);
    Told { act, struck, reached }
}

/// Half of the acts meet a gateway that answers late, some an answer that is lost; gives how much longer the act takes.
fn fault(shop: &Shop, act: Act, chance: &mut StdRng) -> Duration {
    let next =
        |kind: &str, ms: u64| json!({ "operation": act.operation(), "kind": kind, "ms": ms, "next": 1 });
    match chance.gen_range(0..8) {
        0..=3 => {
            let ms = chance.gen_range(50..=DELAY);
            shop.gateway.post("faults", &next("delay", ms));
            Duration::from_millis(ms)
        }
        4 => {
            let kinds = [
                "lost_after_effect",
                "lost_before_effect",
                "http_500_after_effect",
                "answer_unknown",
                "bad_signature",
            ];
            shop.gateway.post("faults", &next(kinds[chance.gen_range(0..kinds.len())], 0));
            Duration::ZERO
        }
        _ => Duration::ZERO,
    }
}

/// Waits for the moment, or for the end of the program where that comes first.
fn wait(child: &mut Child, moment: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < moment && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn strike(shop: &Shop, child: &mut Child, chance: &mut StdRng) -> Struck {
    let frozen = chance.gen_ratio(1, 3);
    if child.try_wait().unwrap().is_some() {
        return Struck::Nothing;
    }
    if !frozen {
        signal(child, "KILL");
        child.wait().unwrap();
        return Struck::Killed;
    }
    signal(child, "STOP");
    // Another process looks meanwhile: what a frozen one holds is not taken from it. One that froze in the middle of a
    // transaction holds the ledger itself, and the other says so.
    let watched = shop.run(&["watch", "--once"]);
    let busy = watched.exit == 8 && watched.err.contains("ledger-busy");
    assert!(busy || [0, 6, 9].contains(&watched.exit), "{watched:?}");
    let thawed = chance.gen_ratio(2, 3);
    signal(child, if thawed { "CONT" } else { "KILL" });
    child.wait().unwrap();
    if thawed { Struck::Thawed } else { Struck::KilledFrozen }
}
