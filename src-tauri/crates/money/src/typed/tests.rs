//! What must be true of typed amounts.

use super::*;
use crate::amount::tests::any_money;
use proptest::prelude::*;

fn accepted(text: &str, currency: Currency) -> String {
    match parse_typed(text, currency) {
        Ok(amount) => amount.to_string(),
        Err(error) => panic!("{text:?} in {currency} was refused: {error}"),
    }
}

fn refused(text: &str, currency: Currency) -> TypedAmountError {
    match parse_typed(text, currency) {
        Ok(amount) => panic!("{text:?} in {currency} was taken as {amount}"),
        Err(error) => error,
    }
}

#[test]
fn clear_amounts_are_taken_for_what_they_say() {
    for (text, currency, amount) in [
        ("12", Currency::SGD, "SGD 12.00"),
        ("12.5", Currency::SGD, "SGD 12.50"),
        ("12.50", Currency::SGD, "SGD 12.50"),
        ("0.05", Currency::SGD, "SGD 0.05"),
        ("0", Currency::SGD, "SGD 0.00"),
        ("007", Currency::SGD, "SGD 7.00"),
        ("  1299 ", Currency::SGD, "SGD 1,299.00"),
        ("1,299.00", Currency::SGD, "SGD 1,299.00"),
        ("17,000.00", Currency::SGD, "SGD 17,000.00"),
        ("17,000.5", Currency::SGD, "SGD 17,000.50"),
        ("1,234,567", Currency::SGD, "SGD 1,234,567.00"),
        ("1 299", Currency::SGD, "SGD 1,299.00"),
        ("1 299.00", Currency::SGD, "SGD 1,299.00"),
        ("1\u{a0}299\u{202f}000.00", Currency::SGD, "SGD 1,299,000.00"),
        ("17,000", Currency::JPY, "JPY 17,000"),
        ("17000", Currency::JPY, "JPY 17,000"),
        ("15,000", Currency::IDR, "IDR 15,000.00"),
        ("15,000.00", Currency::IDR, "IDR 15,000.00"),
        ("99999999999999.99", Currency::USD, "USD 99,999,999,999,999.99"),
    ] {
        assert_eq!(accepted(text, currency), amount, "{text:?}");
    }
}

#[test]
fn the_currencys_own_code_may_stand_on_either_side() {
    for text in ["SGD 12.50", "SGD12.50", "sgd 12.50", "12.50 SGD", "12.50sgd", "12.50 Sgd "] {
        assert_eq!(accepted(text, Currency::SGD), "SGD 12.50", "{text:?}");
    }
}

#[test]
fn another_currencys_code_is_refused_and_both_are_named() {
    for text in ["USD 12.50", "usd12.50", "12.50 USD", "12.50usd"] {
        let error = refused(text, Currency::SGD);
        assert_eq!(error, TypedAmountError::OtherCurrency { typed: Currency::USD, expected: Currency::SGD });
        assert!(error.to_string().contains("USD") && error.to_string().contains("SGD"));
    }
}

#[test]
fn three_digits_behind_one_mark_are_ambiguous_and_both_readings_are_said() {
    for (text, larger, smaller) in [
        ("17,000", "SGD 17,000.00", "SGD 17.00"),
        ("1.234", "SGD 1,234.00", "SGD 1.23"),
        ("1,234", "SGD 1,234.00", "SGD 1.23"),
        ("17.000", "SGD 17,000.00", "SGD 17.00"),
        ("100,000", "SGD 100,000.00", "SGD 100.00"),
        ("SGD 17,000", "SGD 17,000.00", "SGD 17.00"),
    ] {
        let error = refused(text, Currency::SGD);
        assert_eq!(error.code(), "AMBIGUOUS_AMOUNT");
        assert!(error.to_string().contains(&format!("{larger} or {smaller}")), "{text:?}: {error}");
        assert_eq!(error.readings().len(), 2);
    }
}

#[test]
fn a_decimal_comma_is_refused_with_the_amount_it_seems_to_mean() {
    for (text, currency, suggestion) in [
        ("12,50", Currency::SGD, "12.50"),
        ("12,5", Currency::SGD, "12.50"),
        ("0,50", Currency::SGD, "0.50"),
        ("17.000,00", Currency::SGD, "17000.00"),
        ("1.234.567", Currency::SGD, "1234567.00"),
        ("1 299,00", Currency::SGD, "1299.00"),
        ("1.234", Currency::JPY, "1234"),
        ("17.000", Currency::KRW, "17000"),
        ("1.500", Currency::IDR, "1500.00"),
        ("1.500.000", Currency::IDR, "1500000.00"),
        ("1.500,00", Currency::IDR, "1500.00"),
    ] {
        let error = refused(text, currency);
        assert_eq!(error.code(), "OTHER_SEPARATORS", "{text:?}: {error}");
        assert!(error.to_string().ends_with(&format!("type {suggestion}")), "{text:?}: {error}");
        let meant = Money::from_major(suggestion, currency.code()).unwrap();
        assert_eq!(error.readings(), [meant], "{text:?}");
    }
}

/// Only in a currency with three decimals could both conventions read a text whole and differently. None
/// has three today; the rule must hold on the day one does.
#[test]
fn two_readings_that_differ_are_never_decided_between() {
    let [larger, smaller] = [1_700_000, 1_700].map(|minor| Money::from_minor(minor, Currency::SGD).unwrap());
    for (ours, theirs) in [(larger, smaller), (smaller, larger)] {
        let error = decide(Ok(ours), Ok(theirs), Currency::SGD).unwrap_err();
        assert_eq!(error, TypedAmountError::Ambiguous { readings: [larger, smaller] });
    }
}

#[test]
fn a_point_in_a_currency_without_decimals_is_refused_for_that_reason() {
    for (currency, reading) in [(Currency::JPY, "JPY 1,234"), (Currency::IDR, "IDR 1,234.00")] {
        let sentence = refused("1.234", currency).to_string();
        assert!(sentence.contains("has no fractions") && sentence.contains(reading), "{sentence}");
    }
    assert!(!refused("12,50", Currency::SGD).to_string().contains("has no fractions"));
}

#[test]
fn a_refusal_shows_how_an_amount_of_the_currency_is_typed() {
    for (text, currency, sentence) in [
        ("", Currency::SGD, "the amount is empty; type it in SGD, such as 12.50"),
        ("", Currency::JPY, "the amount is empty; type it in JPY, such as 17000"),
        ("", Currency::IDR, "the amount is empty; type it in IDR, such as 17000"),
        ("12.3456", Currency::SGD, "the amount has more decimals than SGD uses; type it like 12.50"),
        ("12.5", Currency::JPY, "the amount has more decimals than JPY uses; type it like 17000"),
    ] {
        let error = refused(text, currency).to_string();
        assert_eq!(error, sentence, "{text:?}");
        let example = error.split(' ').next_back().unwrap_or_default();
        parse_typed(example, currency).unwrap();
    }
}

#[test]
fn everything_else_is_refused_by_name() {
    for (text, currency, code) in [
        ("", Currency::SGD, "EMPTY_AMOUNT"),
        ("   ", Currency::SGD, "EMPTY_AMOUNT"),
        ("SGD", Currency::SGD, "EMPTY_AMOUNT"),
        (".,.", Currency::SGD, "EMPTY_AMOUNT"),
        ("NaN", Currency::SGD, "UNEXPECTED_WORD"),
        ("infinity", Currency::SGD, "UNEXPECTED_WORD"),
        ("KWD 12", Currency::SGD, "UNEXPECTED_WORD"),
        ("12.50 please", Currency::SGD, "UNEXPECTED_WORD"),
        ("1.2k", Currency::SGD, "UNEXPECTED_WORD"),
        ("SGD 12 SGD", Currency::SGD, "UNEXPECTED_CHARACTER"),
        ("1e3", Currency::SGD, "UNEXPECTED_CHARACTER"),
        ("0x1F4", Currency::SGD, "UNEXPECTED_CHARACTER"),
        ("1'299.00", Currency::SGD, "UNEXPECTED_CHARACTER"),
        ("1_000", Currency::SGD, "UNEXPECTED_CHARACTER"),
        ("12\n50", Currency::SGD, "UNEXPECTED_CHARACTER"),
        ("12\u{202e}50", Currency::SGD, "UNEXPECTED_CHARACTER"),
        ("12\u{ff0e}50", Currency::SGD, "UNEXPECTED_CHARACTER"),
        ("-12.50", Currency::SGD, "SIGNED_AMOUNT"),
        ("+12.50", Currency::SGD, "SIGNED_AMOUNT"),
        ("\u{2212}12.50", Currency::SGD, "SIGNED_AMOUNT"),
        ("SGD -12.50", Currency::SGD, "SIGNED_AMOUNT"),
        ("(12.50)", Currency::SGD, "SIGNED_AMOUNT"),
        ("12.50-", Currency::SGD, "SIGNED_AMOUNT"),
        ("\u{ff11}\u{ff12}", Currency::SGD, "OTHER_DIGITS"),
        ("1\u{662}", Currency::SGD, "OTHER_DIGITS"),
        ("1\u{bd}", Currency::SGD, "OTHER_DIGITS"),
        ("$12.50", Currency::SGD, "CURRENCY_SYMBOL"),
        ("S$12.50", Currency::SGD, "CURRENCY_SYMBOL"),
        ("12 \u{5143}", Currency::CNY, "CURRENCY_SYMBOL"),
        ("12 50", Currency::SGD, "BAD_GROUPING"),
        ("1,29,900", Currency::SGD, "BAD_GROUPING"),
        ("1234,567", Currency::SGD, "BAD_GROUPING"),
        ("1,2345", Currency::SGD, "BAD_GROUPING"),
        ("1 299,000", Currency::SGD, "BAD_GROUPING"),
        ("1  299", Currency::SGD, "BAD_GROUPING"),
        ("0,000", Currency::SGD, "BAD_GROUPING"),
        (",123", Currency::SGD, "BAD_GROUPING"),
        ("1 2,345", Currency::SGD, "BAD_GROUPING"),
        ("12.50.00", Currency::SGD, "BAD_GROUPING"),
        ("1,299.00,00", Currency::SGD, "BAD_GROUPING"),
        (".50", Currency::SGD, "DANGLING_POINT"),
        ("12.", Currency::SGD, "DANGLING_POINT"),
        ("12.505", Currency::SGD, "AMBIGUOUS_AMOUNT"),
        ("0.500", Currency::SGD, "TOO_MANY_DECIMALS"),
        ("1299.000", Currency::SGD, "TOO_MANY_DECIMALS"),
        ("1,299.000", Currency::SGD, "TOO_MANY_DECIMALS"),
        ("12.3456", Currency::SGD, "TOO_MANY_DECIMALS"),
        ("12.5", Currency::JPY, "TOO_MANY_DECIMALS"),
        ("12.00", Currency::JPY, "TOO_MANY_DECIMALS"),
        ("12,50", Currency::JPY, "BAD_GROUPING"),
        ("1500.50", Currency::IDR, "RULE_VIOLATION"),
        ("100000000000000", Currency::SGD, "VALUE_TOO_LONG"),
        ("99999999999999999999999999", Currency::JPY, "VALUE_TOO_LONG"),
    ] {
        assert_eq!(refused(text, currency).code(), code, "{text:?} in {currency}");
    }
    assert_eq!(refused(&"1".repeat(65), Currency::SGD).code(), "AMOUNT_TEXT_TOO_LONG");
    assert_eq!(refused(&"1".repeat(64), Currency::SGD).code(), "VALUE_TOO_LONG");
}

#[test]
fn a_refusal_shows_hidden_characters_escaped() {
    let sentence = refused("12\u{202e}50", Currency::SGD).to_string();
    assert!(sentence.contains("'\\u{202e}'"), "{sentence}");
    assert!(!sentence.contains('\u{202e}'));
    assert!(refused("\u{1b}[0m12", Currency::SGD).to_string().contains("'\\u{1b}'"));
}

/// What Countersign's own convention says, worked out without looking at the shape of groups.
fn by_our_convention(text: &str, currency: Currency) -> Option<Money> {
    Money::from_major(&text.replace([',', ' '], ""), currency.code()).ok()
}

/// Every text of up to nine characters over a small alphabet, so that every shape of separators occurs.
#[test]
fn no_short_text_is_ever_read_other_than_by_our_convention() {
    let mut texts = vec![String::new()];
    let mut taken = 0_usize;
    for _ in 0..9 {
        texts =
            texts.iter().flat_map(|text| ["0", "1", ",", "."].map(|next| format!("{text}{next}"))).collect();
        for text in &texts {
            for currency in [Currency::SGD, Currency::JPY, Currency::IDR] {
                let Ok(amount) = parse_typed(text, currency) else { continue };
                taken = taken.saturating_add(1);
                assert_eq!(Some(amount), by_our_convention(text, currency), "{text:?} in {currency}");
            }
        }
    }
    assert!(taken > 1_000, "only {taken} texts were accepted");
}

proptest! {
    #[test]
    fn what_is_printed_can_be_typed_back(money in any_money()) {
        let currency = money.currency();
        prop_assert_eq!(parse_typed(&money.to_string(), currency), Ok(money));
        prop_assert_eq!(parse_typed(&money.to_major(), currency), Ok(money));
        let spaced = money.to_string().replace(',', "\u{a0}");
        prop_assert_eq!(parse_typed(&spaced, currency), Ok(money));
        prop_assert_eq!(parse_typed(&money.grouped(), currency), Ok(money));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), currency in proptest::sample::select(Currency::all())) {
        if let Err(error) = parse_typed(&text, currency) {
            let sentence = error.to_string();
            let hidden = |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
            prop_assert!(!sentence.is_empty() && !sentence.contains(hidden), "{:?}", sentence);
        }
    }

    #[test]
    fn texts_of_digits_and_separators_are_read_by_our_convention_or_refused(
        text in "(SGD|sgd)? ?[0-9]{0,4}([., ][0-9]{0,4}){0,4}",
        currency in proptest::sample::select(vec![Currency::SGD, Currency::JPY, Currency::IDR]),
    ) {
        if let Ok(amount) = parse_typed(&text, currency) {
            let bare = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
            prop_assert_eq!(Some(amount), by_our_convention(bare, currency));
        }
    }

    #[test]
    fn every_reading_a_refusal_offers_is_accepted_when_typed_as_it_says(
        text in "[0-9]{1,4}([., ][0-9]{1,4}){0,3}",
        currency in proptest::sample::select(Currency::all()),
    ) {
        if let Err(error) = parse_typed(&text, currency) {
            for reading in error.readings() {
                prop_assert!(error.to_string().contains(&reading.to_major()));
                prop_assert_eq!(parse_typed(&reading.to_major(), currency), Ok(*reading));
            }
            if let TypedAmountError::Ambiguous { readings: [larger, smaller] } = error {
                prop_assert!(larger.minor() > smaller.minor());
            }
        }
    }

    #[test]
    fn a_lone_group_of_three_is_never_taken_where_decimals_matter(
        lead in 1..=999_u32,
        three in "[0-9]{3}",
        mark in "[.,]",
    ) {
        let error = parse_typed(&format!("{lead}{mark}{three}"), Currency::EUR).unwrap_err();
        prop_assert_eq!(error.code(), "AMBIGUOUS_AMOUNT");
    }
}
