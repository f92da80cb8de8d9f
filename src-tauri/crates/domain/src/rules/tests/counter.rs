//! Sessions for the counter: what fits Antom's two browser SDKs (guides 3 and 4).

use super::*;
use crate::by_pay::ByPay;
use crate::counter::Sdk;
use crate::fact::Terms;

fn opening_code(sdk: Sdk, change: impl FnOnce(&mut Terms)) -> Option<RefusalCode> {
    let now = at("2026-11-25T11:05:00+08:00");
    let mut terms = crate::testing::story::terms(CaptureMode::Automatic, now);
    terms.methods = vec!["ALIPAY_CN".into()];
    terms.counter = Some(sdk);
    change(&mut terms);
    let opening = issue::Opening { terms: &terms, buyer_contact: true, free_text: &[] };
    code(&issue::decide(&opening, &policy(), now))
}

#[test]
fn guide_003_has_one_method_chosen_beforehand_and_guide_004_as_many_as_there_are() {
    use RefusalCode::{FieldMalformed, FieldMissing};
    assert_eq!(opening_code(Sdk::OneMethod, |_| ()), None);
    assert_eq!(opening_code(Sdk::OneMethod, |terms| terms.methods = Vec::new()), Some(FieldMissing));
    assert_eq!(opening_code(Sdk::OneMethod, |terms| terms.methods.push("GCASH".into())), Some(FieldMissing));
    let express = |terms: &mut Terms| terms.express = vec!["ALIPAY_CN".into()];
    assert_eq!(opening_code(Sdk::OneMethod, express), Some(FieldMalformed));
    assert_eq!(opening_code(Sdk::Page, express), None);
    assert_eq!(opening_code(Sdk::Page, |terms| terms.methods = Vec::new()), None);
}

#[test]
fn what_is_paid_on_a_page_of_its_own_is_not_taken_at_the_counter() {
    let product = |terms: &mut Terms| terms.methods = vec!["ANTOM_BIZ_ACCOUNT".into()];
    let by_pay = |terms: &mut Terms| terms.by_pay = Some(ByPay::default());
    for sdk in [Sdk::Page, Sdk::OneMethod] {
        assert_eq!(opening_code(sdk, product), Some(RefusalCode::FieldMalformed));
        assert_eq!(opening_code(sdk, by_pay), Some(RefusalCode::FieldMalformed));
    }
}

#[test]
fn what_does_not_fit_the_counter_is_named_before_anything_is_opened() {
    use crate::rules::at_counter::{Part, misfit};
    let methods = |names: &[&str]| -> Vec<String> { names.iter().map(|&name| name.into()).collect() };
    let part = |sdk, names: &[&str], express: &[&str]| {
        misfit(sdk, &methods(names), &methods(express)).map(|(part, refusal)| (part, refusal.code))
    };
    use RefusalCode::{FieldMalformed, FieldMissing};
    assert_eq!(part(Sdk::OneMethod, &["CARD"], &[]), None);
    assert_eq!(part(Sdk::OneMethod, &[], &[]), Some((Part::Methods, FieldMissing)));
    assert_eq!(part(Sdk::OneMethod, &["APPLEPAY"], &["APPLEPAY"]), Some((Part::Methods, FieldMalformed)));
    assert_eq!(part(Sdk::Page, &[], &[]), None);
    for sdk in [Sdk::Page, Sdk::OneMethod] {
        assert_eq!(part(sdk, &["ANTOM_BIZ_ACCOUNT"], &[]), Some((Part::Sold, FieldMalformed)));
    }
}

#[test]
fn the_next_step_of_one_method_is_the_counter_because_there_is_no_link() {
    for (sdk, told, action) in [
        (Sdk::OneMethod, "The buyer can pay at the counter until ", crate::word::Action::TakeAtCounter),
        (Sdk::Page, "The buyer can pay by the link until ", crate::word::Action::CopyLink),
    ] {
        let mut story = Story::opened(CaptureMode::Automatic);
        let terms = story.terms();
        (terms.counter, terms.methods) = (Some(sdk), vec!["GCASH".into()]);
        story.link("req-1");
        let next = story.order().next_step(story.now);
        assert!(next.sentence.starts_with(told) && next.action == action, "{next:?}");
    }
}

#[test]
fn an_order_is_taken_at_the_counter_unless_its_page_cannot_be_embedded() {
    let decided = |change: &dyn Fn(&mut Terms)| {
        let mut story = Story::opened(CaptureMode::Automatic);
        change(story.terms());
        let decided = crate::rules::at_counter::decide(&story.order());
        (code(&decided), decided.permitted())
    };
    let cannot = (Some(RefusalCode::NotAtCounter), None);
    assert_eq!(decided(&|terms| terms.methods = vec!["CARD".into()]), (None, Some(Sdk::Page)));
    assert_eq!(decided(&|terms| terms.counter = Some(Sdk::OneMethod)), (None, Some(Sdk::OneMethod)));
    assert_eq!(decided(&|terms| terms.methods = vec!["CARD".into(), "ANTOM_BIZ_ACCOUNT".into()]), cannot);
    assert_eq!(decided(&|terms| terms.by_pay = Some(ByPay::default())), cannot);
}
