use super::*;
use crate::testing::{arbitrary_soup, at};
use proptest::prelude::*;
use serde_json::Value;

fn somebody() -> OperatorId {
    OperatorId(uuid::Uuid::from_u128(1))
}

#[test]
fn a_person_is_whoever_decided_with_or_without_a_pin_and_only_a_pin_says_which_operator() {
    let mei = Actor::Operator(Signature { id: somebody(), name: "Mei".into() });
    let user = Actor::Person("mei".into());
    let actors = [&mei, &user, &Actor::Countersign, &Actor::Antom];
    assert_eq!(actors.map(Actor::is_person), [true, true, false, false]);
    assert_eq!(actors.map(|actor| actor.operator().copied()), [Some(somebody()), None, None, None]);
}

/// What stands under this name in a fact, however deep.
fn written<'a>(fact: &'a Value, name: &str) -> Option<&'a Value> {
    let fields = fact.as_object()?;
    let here = fields.get(name).filter(|value| !value.is_null());
    here.or_else(|| fields.values().find_map(|value| written(value, name)))
}

proptest! {
    #[test]
    fn a_fact_names_the_bytes_that_stand_in_it_and_is_called_as_it_is_written(soup in arbitrary_soup()) {
        for Fact { body, .. } in &soup {
            let json = serde_json::to_value(body).unwrap();
            let evidence = body.evidence().map(|evidence| serde_json::to_value(evidence).unwrap());
            prop_assert_eq!(evidence.as_ref(), written(&json, "evidence"));
            if !matches!(body, Body::Intent { .. }) {
                let name = body.name();
                prop_assert_eq!(Some(name.as_str()), json["kind"].as_str());
            }
        }
    }
}

fn evidence() -> Evidence {
    Evidence { digest: Digest([7; 32]), verified: true, at: at("2026-11-25T11:05:00+08:00") }
}

#[test]
fn bytes_that_prove_nothing_are_named_too_and_a_key_is_proved_by_some() {
    let why = crate::outcome::WhyUnknown::NotJson;
    let unanswered = Body::SessionUnanswered {
        request: "req-1".into(),
        why: why.clone(),
        verdict: None,
        evidence: Some(evidence()),
    };
    assert_eq!(unanswered.evidence(), Some(&evidence()));
    let step = Step::Unanswered { why, evidence: Some(evidence()) };
    let refund = Body::Intent { verb: Verb::Refund, intent: IntentId(uuid::Uuid::nil()), step };
    assert_eq!(refund.evidence(), Some(&evidence()));
    assert_eq!(refund.name(), "RefundUnanswered");
    let account = AccountName::from("main");
    let proved = Body::KeyProved { account, fingerprint: "aa".into(), evidence: evidence() };
    assert_eq!(proved.evidence(), Some(&evidence()));
}
