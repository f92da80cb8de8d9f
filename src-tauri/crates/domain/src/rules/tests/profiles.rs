//! Corrections of what is known about methods.

use super::*;
use crate::fact::{Body, Fact, ProfileChanged};
use crate::profiles::correction::{Correction, Corrections};
use crate::profiles::difference::{Aspect, Direction, told};
use crate::profiles::{CancelRule, sheet};
use crate::rules::method_profile::{self, Edit, EditPermit};
use money::Currency;

/// The facts of edits, one after the other.
fn edited(edits: &[(&str, Correction)]) -> Vec<Fact> {
    let mut story = Story::opened(CaptureMode::Automatic);
    for (method, correction) in edits {
        let changed = ProfileChanged {
            method: (*method).to_owned(),
            correction: correction.clone(),
            reason: "contract of June".into(),
            guide_shown: Vec::new(),
        };
        story.minutes(1).push(Body::MethodProfileChanged(Box::new(changed)));
    }
    story.facts
}

fn standing(method: &str, correction: Correction) -> Corrections {
    Corrections::fold(&edited(&[(method, correction)]))
}

fn edit(
    standing: &Corrections,
    method: &str,
    wanted: &Correction,
    guide_shown: bool,
) -> Decision<EditPermit> {
    let edit =
        Edit { method, currency: Currency::SGD, correction: wanted, reason: "contract of June", guide_shown };
    method_profile::decide(standing, edit, &policy())
}

fn no_parts() -> Correction {
    Correction { partial_refunds: Some(false), ..Correction::default() }
}

#[test]
fn a_restriction_applies_at_once_also_to_what_waits_to_leave() {
    let permit = edit(&Corrections::default(), "alipay_cn", &no_parts(), false).permitted().unwrap();
    assert_eq!((permit.fact.method.as_str(), permit.fact.guide_shown.len()), ("ALIPAY_CN", 0));
    assert_eq!(permit.differences[0].direction, Direction::Restricts);
    let mut story = wallet();
    let waiting = story.intent(Verb::Refund, "pay-1", sgd(1000), Some("came back broken"));
    let order = story.order().corrected(&standing("ALIPAY_CN", no_parts()));
    let decided = refund::decide(&order, &id(), sgd(500), None, &policy(), story.now);
    assert_eq!(code(&decided), Some(RefusalCode::PartialNotOffered));
    assert_eq!(
        code(&refund::decide_again(&order, &waiting, story.now)),
        Some(RefusalCode::PartialNotOffered)
    );
}

#[test]
fn a_loosening_first_shows_what_the_guide_says() {
    let longer = Correction { refund_days: Some(500), ..Correction::default() };
    let refused = edit(&Corrections::default(), "GCASH", &longer, false);
    assert_eq!(code(&refused), Some(RefusalCode::GuideNotShown));
    assert!(refused.refusal().unwrap().reason.contains("it can be refunded for 365 days"), "{refused:?}");
    let permit = edit(&Corrections::default(), "GCASH", &longer, true).permitted().unwrap();
    assert_eq!(permit.fact.guide_shown, ["it can be refunded for 365 days"]);
    // Taking a restriction back allows more again.
    let back = edit(&standing("GCASH", no_parts()), "GCASH", &Correction::default(), false);
    assert_eq!(code(&back), Some(RefusalCode::GuideNotShown));
}

#[test]
fn every_part_that_allows_more_is_a_loosening() {
    let loosened = |method: &str, wanted: Correction| {
        let changes = method_profile::changes(
            &Corrections::default(),
            Edit { method, currency: Currency::TWD, correction: &wanted, reason: "", guide_shown: false },
        );
        changes.iter().map(|change| (change.aspect, change.direction)).collect::<Vec<_>>()
    };
    let none = Correction::default;
    let cases = [
        ("KONBINI", Correction { refundable: Some(true), ..none() }, Aspect::Refundable, true),
        ("JKOPAY", Correction { cancel: Some(CancelRule::NextDay), ..none() }, Aspect::Cancel, true),
        ("CARD", Correction { cancel: Some(CancelRule::Never), ..none() }, Aspect::Cancel, false),
        ("PAYPAY", Correction { refund_days: Some(30), ..none() }, Aspect::RefundDays, false),
        ("JKOPAY", Correction { step: Some(1), ..none() }, Aspect::Step, true),
        ("JKOPAY", Correction { step: Some(200), ..none() }, Aspect::Step, false),
        ("JKOPAY", Correction { minimum: Some(1), ..none() }, Aspect::Minimum, true),
        ("SOFORT", Correction { slow_days: Some(1), ..none() }, Aspect::SlowDays, true),
        ("PAYPAY", Correction { refunds_at_once: Some(true), ..none() }, Aspect::RefundsAtOnce, true),
        ("PAYPAY", Correction { authorises_first: Some(true), ..none() }, Aspect::AuthorisesFirst, false),
    ];
    for (method, wanted, aspect, loosens) in cases {
        let direction = if loosens { Direction::Loosens } else { Direction::Restricts };
        assert_eq!(loosened(method, wanted), [(aspect, direction)], "{method} {aspect:?}");
    }
}

#[test]
fn an_edit_has_a_reason_a_named_method_and_changes_something() {
    let decide = |method: &str, correction: &Correction, reason: &str| {
        let edit = Edit { method, currency: Currency::SGD, correction, reason, guide_shown: true };
        code(&method_profile::decide(&Corrections::default(), edit, &policy()))
    };
    assert_eq!(decide("GCASH", &no_parts(), " a "), Some(RefusalCode::ReasonNeeded));
    assert_eq!(decide("GCASH", &no_parts(), "card 4054 6957 2310 0768"), Some(RefusalCode::CardNumber));
    assert_eq!(decide("", &no_parts(), "contract"), Some(RefusalCode::FieldMissing));
    assert_eq!(decide("G CASH", &no_parts(), "contract"), Some(RefusalCode::FieldMalformed));
    assert_eq!(decide("GCASH", &Correction::default(), "contract"), Some(RefusalCode::ProfileUnchanged));
    assert_eq!(decide("GCASH", &no_parts(), "contract"), None);
}

#[test]
fn the_last_edit_counts_whole_and_an_empty_one_takes_it_back() {
    let least = Correction { minimum: Some(500), ..Correction::default() };
    let facts = edited(&[("GCASH", no_parts()), ("gcash", least)]);
    let corrections = Corrections::fold(&facts);
    let stands = corrections.sheet("GCASH", Currency::PHP);
    assert!(stands.profile.partial_refunds && stands.minimum == 500);
    assert_eq!(corrections.iter().count(), 1);
    let facts = edited(&[("GCASH", no_parts()), ("GCASH", Correction::default())]);
    assert_eq!(Corrections::fold(&facts), Corrections::default());
    let mut backwards = facts;
    backwards.reverse();
    assert_eq!(Corrections::fold(&backwards), Corrections::default(), "the order of arrival does not matter");
}

#[test]
fn a_corrected_minimum_and_step_hold_for_refunds() {
    let story = wallet();
    let coarse = Correction { step: Some(500), minimum: Some(1000), ..Correction::default() };
    let order = story.order().corrected(&standing("ALIPAY_CN", coarse));
    let decide = |cents| code(&refund::decide(&order, &id(), sgd(cents), None, &policy(), story.now));
    assert_eq!(decide(1100), Some(RefusalCode::AmountNotAccepted));
    assert_eq!(decide(500), Some(RefusalCode::AmountNotAccepted));
    assert_eq!(decide(1500), None);
}

#[test]
fn the_table_tells_amounts_beside_what_a_method_can_do() {
    let jkopay = sheet(Some("jkopay"), Currency::TWD);
    assert_eq!((jkopay.step, jkopay.minimum, jkopay.profile.cancel), (100, 100, CancelRule::Never));
    assert_eq!(sheet(Some("JKOPAY"), Currency::SGD).step, 1);
    assert_eq!(sheet(Some("ANTOM_BIZ_ACCOUNT"), Currency::CNY).profile.cancel, CancelRule::NextDay);
}

#[test]
fn a_fact_of_an_edit_reads_back_and_one_written_before_overrides_were_known_still_reads() {
    let facts = edited(&[("GCASH", Correction { cancel: Some(CancelRule::SevenDays), ..no_parts() })]);
    let fact = facts.last().unwrap();
    let text = serde_json::to_string(&fact.body).unwrap();
    assert!(text.contains(r#""correction":{"partial_refunds":false,"cancel":"seven-days"}"#), "{text}");
    assert_eq!(serde_json::from_str::<Body>(&text).unwrap(), fact.body);
    let mut story = captured();
    story.intent(Verb::Refund, "pay-1", sgd(1), None);
    let requested = story
        .facts
        .iter()
        .find(|fact| matches!(&fact.body, Body::Intent { step: Step::Requested(_), verb: Verb::Refund, .. }));
    let text = serde_json::to_string(&requested.unwrap().body).unwrap();
    assert!(!text.contains("despite_dispute"), "what was written stays byte for byte the same: {text}");
    assert_eq!(serde_json::from_str::<Body>(&text).unwrap(), requested.unwrap().body);
}

fn correction() -> impl Strategy<Value = Correction> {
    let flag = || proptest::option::of(any::<bool>());
    let rules = [CancelRule::Never, CancelRule::BeforePaid, CancelRule::NextDay, CancelRule::SevenDays];
    (
        (flag(), flag(), flag(), flag(), flag()),
        proptest::option::of(proptest::sample::select(rules.to_vec())),
        (proptest::option::of(any::<u16>()), proptest::option::of(any::<u8>())),
        (proptest::option::of(0_u64..5000), proptest::option::of(0_u64..5000)),
    )
        .prop_map(|(flags, cancel, (refund_days, slow_days), (step, minimum))| Correction {
            authorises_first: flags.0,
            refundable: flags.1,
            partial_refunds: flags.2,
            multiple_refunds: flags.3,
            refunds_at_once: flags.4,
            cancel,
            refund_days,
            slow_days,
            step,
            minimum,
        })
}

proptest! {
    #![proptest_config(crate::testing::at_most(64))]

    #[test]
    fn no_edit_allows_a_second_or_a_partial_capture(wanted in correction(), cents in 1_u64..4000) {
        let corrections = standing("CARD", wanted);
        let (held, captured) = (held(), captured());
        let part = capture::decide_amount(
            &held.order().corrected(&corrections), &id(), sgd(cents), &policy(), held.now,
        );
        prop_assert_eq!(code(&part), Some(RefusalCode::NotFullAmount));
        let second =
            capture::decide(&captured.order().corrected(&corrections), &id(), &policy(), captured.now);
        prop_assert_eq!(code(&second), Some(RefusalCode::AlreadyCaptured));
    }

    #[test]
    fn no_edit_lets_a_refund_exceed_what_was_taken(wanted in correction(), cents in 4001_u64..9000) {
        let story = captured();
        let order = story.order().corrected(&standing("CARD", wanted));
        let decision = refund::decide(&order, &id(), sgd(cents), Some("as agreed"), &policy(), story.now);
        prop_assert!(!decision.is_permitted());
    }
}

#[test]
fn a_method_that_holds_the_money_first_always_does() {
    let off = Correction { authorises_first: Some(false), ..Correction::default() };
    for method in ["CARD", "APPLEPAY", "GOOGLEPAY"] {
        let refused = edit(&Corrections::default(), method, &off, true);
        assert_eq!(code(&refused), Some(RefusalCode::ProfileNeverChanges), "{method}");
    }
    // And a fact that says so all the same, from wherever it came, changes nothing.
    assert!(standing("CARD", off).sheet("CARD", Currency::SGD).profile.authorises_first);
}

#[test]
fn what_an_edit_leaves_out_stays_as_it_stands() {
    let before = Correction { step: Some(100), minimum: Some(500), ..no_parts() };
    let edit = Correction { minimum: Some(700), refund_days: Some(30), ..Correction::default() };
    let after = Correction { minimum: Some(700), refund_days: Some(30), ..before.clone() };
    assert_eq!(edit.over(&before), after);
    assert_eq!(Correction::default().over(&before), before);
}

#[test]
fn a_step_of_nothing_is_the_tables_own() {
    let table = sheet(Some("ALIPAY_CN"), Currency::SGD);
    let none = Correction { step: Some(0), ..Correction::default() };
    assert_eq!(none.sheet(table).step, table.step);
    assert_eq!(none.objection(sgd(4001)), None);
    let tens = Correction { step: Some(10), ..Correction::default() };
    assert_eq!(tens.sheet(table).step, 10);
}

#[test]
fn the_least_amount_itself_is_taken() {
    let least = Correction { minimum: Some(500), ..Correction::default() };
    assert_eq!(least.objection(sgd(500)), None);
    assert_eq!(least.objection(sgd(499)), Some(format!("it moves {} or more", sgd(500))));
}

#[test]
fn every_rule_of_cancelling_and_every_step_is_told() {
    let table = sheet(Some("ALIPAY_CN"), Currency::SGD);
    let cancelled = |rule| {
        let correction = Correction { cancel: Some(rule), ..Correction::default() };
        told(Aspect::Cancel, &correction.sheet(table))
    };
    for (rule, words) in [
        (CancelRule::NextDay, "it can be cancelled until 00:15 +08:00 of the next day"),
        (CancelRule::SevenDaysUncaptured, "it can be cancelled for seven days while nothing is captured"),
        (CancelRule::SevenDays, "it can be cancelled for seven days"),
        (CancelRule::BeforePaid, "it can be cancelled only before it is paid"),
        (CancelRule::Never, "it cannot be cancelled"),
    ] {
        assert_eq!(cancelled(rule), words);
    }
    let stepped = |step| {
        let correction = Correction { step: Some(step), ..Correction::default() };
        told(Aspect::Step, &correction.sheet(table))
    };
    assert_eq!(stepped(1), "amounts are taken to the last minor unit");
    assert_eq!(stepped(10), "amounts are multiples of 10 minor units");
}
