//! Plans that once broke a promise, and a handful of seeds, in every test run.

use countersign_storm::{Plan, Seen, play};
use std::path::Path;

/// Worlds of every test run; the storm of its own command plays as many as it is given.
const WORLDS: u64 = 24;

#[test]
fn what_once_broke_holds() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("kept");
    let mut played = 0;
    for entry in std::fs::read_dir(kept).unwrap() {
        let path = entry.unwrap().path();
        let plan: Plan = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        if let Err(broken) = play(&plan) {
            panic!("{}: {broken}", path.display());
        }
        played += 1;
    }
    assert!(played > 0, "plans are kept");
}

#[test]
fn a_handful_of_worlds_holds_and_moves_money() {
    let mut seen = Seen::default();
    for seed in 1..=WORLDS {
        match play(&Plan::of(seed)) {
            Ok(world) => seen.add(world),
            Err(broken) => panic!("seed {seed}: {broken}"),
        }
    }
    assert!(seen.intents > 0 && seen.effects > seen.intents, "money moved: {seen:?}");
    assert!(seen.peopled > 0 && seen.asked > 0 && seen.agreed > 0, "people agreed: {seen:?}");
    assert!(seen.notices > seen.known && seen.known > 0 && seen.forged > 0, "Antom told: {seen:?}");
    assert!(seen.disputes > 0, "banks disputed: {seen:?}");
    assert!(seen.crashes > WORLDS && seen.crash_points.len() > 10, "processes died: {seen:?}");
}

#[test]
fn a_seed_plays_the_same_world_again() {
    // The one has no people, the other has.
    for seed in [7, 6] {
        let once = play(&Plan::of(seed)).unwrap();
        let again = play(&Plan::of(seed)).unwrap();
        assert_eq!(
            (once.steps, &once.calls, once.intents, once.effects),
            (again.steps, &again.calls, again.intents, again.effects)
        );
        assert_eq!((once.peopled, once.asked, once.agreed), (again.peopled, again.asked, again.agreed));
        assert_eq!((once.crashes, once.answers), (again.crashes, again.answers));
    }
}
