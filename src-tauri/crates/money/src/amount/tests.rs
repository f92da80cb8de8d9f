//! What must be true of amounts and their arithmetic.
#![allow(clippy::arithmetic_side_effects, reason = "tests compute expectations with small numbers")]

use super::*;
use proptest::prelude::*;

fn sgd(minor: u64) -> Money {
    Money::from_minor(minor, Currency::SGD).unwrap()
}

fn currency() -> impl Strategy<Value = Currency> {
    proptest::sample::select(Currency::all())
}

/// Any lawful amount, with small ones as likely as large ones.
pub(crate) fn any_money() -> impl Strategy<Value = Money> {
    (currency(), prop_oneof![0..=200_u64, 0..=10_000_000_u64, 0..=LARGEST]).prop_map(|(currency, minor)| {
        let minor = minor - minor % currency.step();
        Money::from_minor(minor, currency).unwrap()
    })
}

#[test]
fn sixteen_digits_fit_and_seventeen_do_not() {
    assert_eq!(sgd(LARGEST).wire_value().len(), 16);
    assert_eq!(Money::from_minor(LARGEST + 1, Currency::SGD), Err(AmountError::ValueTooLong));
    assert_eq!(Money::from_minor(u64::MAX, Currency::IDR), Err(AmountError::ValueTooLong));
}

#[test]
fn a_fraction_of_a_rupiah_cannot_be_made() {
    for minor in [1, 50, 99, 101, 150] {
        let error = Money::from_minor(minor, Currency::IDR).unwrap_err();
        assert_eq!(error.code(), "RULE_VIOLATION");
        assert!(error.to_string().contains("multiple of IDR 1.00"), "{error}");
    }
    assert_eq!(Money::from_minor(30_000, Currency::IDR).unwrap().to_string(), "IDR 300.00");
}

#[test]
fn amounts_of_two_currencies_neither_mix_nor_compare() {
    let (dollars, yen) = (sgd(1), Money::from_minor(1, Currency::JPY).unwrap());
    let mismatch = AmountError::CurrencyMismatch { left: Currency::SGD, right: Currency::JPY };
    assert_eq!(dollars.checked_add(yen), Err(mismatch.clone()));
    assert_eq!(dollars.checked_sub(yen), Err(mismatch.clone()));
    assert_eq!(dollars.compare(yen), Err(mismatch));
    assert_ne!(dollars, yen);
    assert!(Money::sum(Currency::SGD, [dollars, yen]).is_err());
}

#[test]
fn results_outside_what_can_be_sent_are_errors() {
    assert_eq!(sgd(LARGEST).checked_add(sgd(1)), Err(AmountError::Overflow));
    assert_eq!(sgd(LARGEST).checked_mul(2), Err(AmountError::Overflow));
    assert_eq!(sgd(2).checked_mul(u64::MAX), Err(AmountError::Overflow));
    assert_eq!(sgd(1).checked_sub(sgd(2)), Err(AmountError::Negative));
}

#[test]
fn nothing_is_zero_and_a_sum_of_nothing_too() {
    assert!(Money::zero(Currency::IDR).is_zero());
    assert!(!sgd(1).is_zero());
    assert_eq!(Money::sum(Currency::SGD, []), Ok(Money::zero(Currency::SGD)));
    assert_eq!(Money::sum(Currency::SGD, [sgd(1), sgd(2), sgd(39)]), Ok(sgd(42)));
}

#[test]
fn the_notifications_zero_is_readable() {
    assert!(Money::from_wire("SGD", "0").unwrap().is_zero());
    assert!(Money::from_wire("IDR", "000").unwrap().is_zero());
}

#[test]
fn every_error_has_its_own_code() {
    let step = sgd(1);
    let rule = AmountRule::CurrencyStep { currency: Currency::IDR, step };
    let errors = [
        AmountError::InvalidCurrency,
        AmountError::UnsupportedCurrency { currency: "KWD".to_owned() },
        AmountError::InvalidAmountFormat,
        AmountError::InvalidValueFormat,
        AmountError::ExcessPrecision { currency: Currency::SGD },
        AmountError::ValueTooLong,
        AmountError::RuleViolation { rule },
        AmountError::CurrencyMismatch { left: Currency::SGD, right: Currency::JPY },
        AmountError::Overflow,
        AmountError::Negative,
    ];
    let codes: std::collections::BTreeSet<_> = errors.iter().map(AmountError::code).collect();
    assert_eq!(codes.len(), errors.len());
}

proptest! {
    #[test]
    fn the_wire_carries_every_amount_there_and_back(money in any_money()) {
        let code = money.currency().code();
        prop_assert_eq!(Money::from_wire(code, &money.wire_value()), Ok(money));
        let json = serde_json::to_string(&money).unwrap();
        prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
    }

    #[test]
    fn decimals_carry_every_amount_there_and_back(money in any_money()) {
        prop_assert_eq!(Money::from_major(&money.to_major(), money.currency().code()), Ok(money));
    }

    #[test]
    fn what_is_added_can_be_taken_away(a in 0..=LARGEST, b in 0..=LARGEST) {
        match sgd(a).checked_add(sgd(b)) {
            Ok(sum) => {
                prop_assert_eq!(sum.minor(), a + b);
                prop_assert_eq!(sum.checked_sub(sgd(b)), Ok(sgd(a)));
                prop_assert_eq!(Ok(sum), sgd(b).checked_add(sgd(a)));
            }
            Err(error) => {
                prop_assert_eq!(error, AmountError::Overflow);
                prop_assert!(a + b > LARGEST);
            }
        }
    }

    #[test]
    fn a_difference_exists_exactly_when_there_is_enough(a in 0..=LARGEST, b in 0..=LARGEST) {
        prop_assert_eq!(sgd(a).checked_sub(sgd(b)).is_ok(), a >= b);
        prop_assert_eq!(sgd(a).compare(sgd(b)), Ok(a.cmp(&b)));
    }

    #[test]
    fn multiplying_is_adding_again_and_again(minor in 0..=1_000_000_u64, times in 0..=50_u64) {
        let sum = (0..times).try_fold(sgd(0), |sum, _| sum.checked_add(sgd(minor)));
        prop_assert_eq!(sgd(minor).checked_mul(times), sum);
    }

    #[test]
    fn arithmetic_never_leaves_the_steps_of_a_currency(a in any_money(), times in 0..=9_u64) {
        if let Ok(product) = a.checked_mul(times) {
            prop_assert_eq!(Money::from_minor(product.minor(), a.currency()), Ok(product));
        }
    }

    #[test]
    fn no_text_makes_the_strict_readers_panic(text in any::<String>(), code in any::<String>()) {
        for code in [code.as_str(), "SGD", "JPY", "IDR"] {
            let _ = Money::from_wire(code, &text);
            let _ = Money::from_major(&text, code);
            let _ = crate::wire_value_to_major(&text, code);
        }
    }
}
