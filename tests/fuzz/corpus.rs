//! Everything that is kept is read by every test run, and a handful of mutations of it.

use countersign_fuzz::hunt::Length;
use countersign_fuzz::{TARGETS, corpus, hunt};
use std::io::Write;
use std::time::Duration;

#[test]
fn what_is_kept_is_read_and_a_handful_of_its_mutations() {
    for target in TARGETS {
        let kept = corpus(target).unwrap();
        assert!(!kept.is_empty(), "{} begins with something", target.name);
        let inputs = u64::try_from(kept.len()).unwrap().saturating_add(target.share.saturating_mul(4));
        let hangs = |target: &countersign_fuzz::Target, input: &[u8]| {
            // Past what a test run holds back: the process ends with this.
            writeln!(std::io::stderr(), "{} does not come back from {input:?}", target.name).ok();
        };
        let seen = hunt::hunt(target, &kept, Length::Inputs(inputs), 1, hangs);
        assert!(seen.find.is_none(), "{}: {:?}", target.name, seen.find);
        assert!(seen.answers > 1, "{}: mutations lead to different answers", target.name);
    }
}

#[test]
fn the_same_seed_reads_the_same_inputs() {
    let target = TARGETS.iter().find(|target| target.name == "bodies").unwrap();
    let kept = corpus(target).unwrap();
    let once = hunt::hunt(target, &kept, Length::Inputs(2_000), 7, |_, _| {});
    let again = hunt::hunt(target, &kept, Length::Inputs(2_000), 7, |_, _| {});
    assert_eq!((once.answers, once.inputs), (again.answers, again.inputs));
}

#[test]
fn a_hunt_that_lasts_for_a_time_has_worked_so_long() {
    let target = TARGETS.iter().find(|target| target.name == "amounts").unwrap();
    let kept = corpus(target).unwrap();
    let at_once = hunt::hunt(target, &kept, Length::Worked(Duration::ZERO), 7, |_, _| {});
    let a_moment = hunt::hunt(target, &kept, Length::Worked(Duration::from_millis(20)), 7, |_, _| {});
    assert_eq!(at_once.inputs, 0);
    assert!(a_moment.inputs > 0);
}
