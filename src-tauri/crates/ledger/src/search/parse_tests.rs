//! The language of the search line.

use super::query::WORDS;
use super::{Query, QueryError};
use chrono_tz::Tz;
use proptest::prelude::*;

fn understood(line: &str) -> String {
    Query::parse(line, Tz::Asia__Singapore).unwrap().understood()
}

fn refused(line: &str) -> QueryError {
    Query::parse(line, Tz::Asia__Singapore).unwrap_err()
}

#[test]
fn words_phrases_and_negations_are_told_apart() {
    assert_eq!(understood("latte \"iced oat\" -decaf"), "text “latte” · text “iced oat” · not text “decaf”");
    assert_eq!(understood("“冰 拿铁”"), "text “冰 拿铁”");
    assert_eq!(understood(""), "everything");
    assert_eq!(understood("   "), "everything");
}

#[test]
fn fields_take_their_values() {
    assert_eq!(understood("status:paid"), "status Paid");
    assert_eq!(understood("Status:Part"), "status Part-refunded");
    assert_eq!(understood("status:waiting,checking"), "status Waiting for payment or Checking with Antom");
    assert_eq!(understood("status:paid status:captured"), "status Paid or Captured");
    assert_eq!(understood("status:authorized"), "status Authorised");
    assert_eq!(understood("status：canceled"), "status Cancelled");
    assert_eq!(understood("status:\"waiting for payment\""), "status Waiting for payment");
    assert_eq!(understood("amount:>100"), "amount at least 100.01");
    assert_eq!(understood("amount:10..20"), "amount from 10.00 to 20.00");
    assert_eq!(understood("currency:sgd,JPY"), "currency SGD or JPY");
    assert_eq!(understood("-method:card"), "not method CARD");
    assert_eq!(understood("order:A-10 email:tan@"), "order number has “A-10” · e-mail has “tan@”");
    assert_eq!(understood("last4:4417"), "last four has “4417”");
    assert_eq!(understood("created-by:Meera"), "created by meera");
    assert_eq!(understood("account:Main,shop -account:old"), "account main or shop · not account old");
    assert_eq!(understood("before:2026-11-21"), "opened before 2026-11-21 (Asia/Singapore)");
    assert_eq!(understood("after:today"), "opened after today (Asia/Singapore)");
    assert_eq!(
        understood("on:2026-11-01..2026-11-05"),
        "opened from 2026-11-01 until 2026-11-05 (Asia/Singapore)"
    );
}

#[test]
fn every_state_word_is_understood_by_slug_and_by_label() {
    for (slug, label) in WORDS {
        assert_eq!(understood(&format!("status:{slug}")), format!("status {label}"));
        assert_eq!(understood(&format!("status:\"{label}\"")), format!("status {label}"));
    }
}

#[test]
fn the_state_words_are_those_of_the_domain() {
    for (slug, label) in WORDS {
        let word: domain::word::StateWord = serde_json::from_value(serde_json::json!(slug)).unwrap();
        assert_eq!((word.slug(), word.label()), (slug, label));
    }
}

#[test]
fn a_telephone_number_in_groups_is_one_term() {
    assert_eq!(understood("+65 8123 4567"), "text “+65 8123 4567”");
    assert_eq!(understood("0065 8123 4567 latte"), "text “0065 8123 4567” · text “latte”");
    assert_eq!(understood("8123 4567"), "text “8123” · text “4567”");
}

#[test]
fn text_with_a_colon_that_is_no_field_stays_text() {
    assert_eq!(understood("12:30"), "text “12:30”");
    assert_eq!(understood("https://pay.example/x"), "text “https://pay.example/x”");
    assert_eq!(understood("\"foo:bar\""), "text “foo:bar”");
}

#[test]
fn an_unknown_field_names_the_known_ones_and_how_to_look_for_the_text() {
    let error = refused("latte colour:red");
    assert_eq!(error.position, 6);
    assert_eq!(error.message, "there is no field `colour:`");
    assert!(
        error.remedy.contains("created-by:") && error.remedy.contains("\"colour:red\""),
        "{}",
        error.remedy
    );
}

#[test]
fn a_value_a_field_does_not_take_says_what_would_do() {
    for (line, hint) in [
        ("status:happy", "part-refunded"),
        ("status:", "waiting"),
        ("amount:1.234", "amount:10..20"),
        ("amount:ten", "amount:>100"),
        ("currency:XXX", "SGD"),
        ("last4:44", "four digits"),
        ("before:21/11/2026", "before:2026-11-21"),
        ("on:2026-02-30", "on:2026-11-21"),
        ("email:\"\"", "tan@example.com"),
    ] {
        let error = refused(line);
        assert!(error.remedy.contains(hint), "{line}: {}", error.remedy);
        assert_eq!(error.position, 0);
    }
}

#[test]
fn a_quotation_mark_without_its_pair_is_pointed_at() {
    assert_eq!(refused("tea \"iced").position, 4);
}

proptest! {
    #[test]
    fn any_line_is_read_or_refused_with_a_place_inside_it(line in "\\PC{0,60}") {
        match Query::parse(&line, Tz::UTC) {
            Ok(query) => prop_assert!(!query.understood().is_empty()),
            Err(error) => {
                prop_assert!(error.position < line.chars().count());
                prop_assert!(!error.message.is_empty() && !error.remedy.is_empty());
            }
        }
    }
}
