//! What single payment methods demand of an amount: granularity and minimum.
//!
//! Method limits live here as data; which methods a merchant offers, and every other property of a method,
//! is not this crate's business.

use std::num::NonZeroU64;

use crate::{AmountError, AmountRule, Currency, Money};

/// What one payment method demands of amounts in one currency, for payments and refunds alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MethodRule {
    /// The method's wire name, `paymentMethodType`.
    pub method: &'static str,
    /// The currency the rule speaks about. Amounts in another currency are not this rule's.
    pub currency: Currency,
    /// The granularity in minor units; 1 when any amount will do.
    pub step: NonZeroU64,
    /// The least amount in minor units.
    pub minimum: u64,
}

/// All known method rules (api.md section 4; Antom's published rules for the Amount object).
const RULES: &[MethodRule] = &[
    rule("ALIPAY_HK", Currency::HKD, 1, 1),
    rule("DANA", Currency::IDR, 1, 30_000),
    rule("GCASH", Currency::PHP, 1, 100),
    rule("JKOPAY", Currency::TWD, 100, 100),
    rule("KAKAOPAY", Currency::KRW, 1, 50),
    rule("OCTOPUS", Currency::HKD, 10, 10),
    rule("TNG", Currency::MYR, 1, 5),
    rule("TRUEMONEY", Currency::THB, 1, 100),
];

const fn rule(method: &'static str, currency: Currency, step: u64, minimum: u64) -> MethodRule {
    let step = match NonZeroU64::new(step) {
        Some(step) => step,
        None => NonZeroU64::MIN,
    };
    MethodRule { method, currency, step, minimum }
}

/// All known method rules, ordered by method.
#[must_use]
pub fn method_rules() -> &'static [MethodRule] {
    RULES
}

/// Checks an amount to be paid or refunded against what its payment method demands.
///
/// The method is named as on the wire (`JKOPAY`); capitals do not matter. A method without a rule, or an
/// amount in a currency its rule does not speak about, passes: the gateway has the last word.
///
/// # Errors
///
/// [`AmountError::RuleViolation`] naming the granularity or the minimum.
///
/// ```
/// use money::{Currency, Money, check_method};
///
/// let amount = Money::from_minor(110, Currency::TWD)?;
/// assert!(check_method("JKOPAY", amount).is_err());
/// assert!(check_method("VISA", amount).is_ok());
/// # Ok::<(), money::AmountError>(())
/// ```
pub fn check_method(method: &str, amount: Money) -> Result<(), AmountError> {
    let applies =
        |rule: &&MethodRule| rule.method.eq_ignore_ascii_case(method) && rule.currency == amount.currency();
    RULES.iter().find(applies).map_or(Ok(()), |rule| rule.check(amount))
}

impl MethodRule {
    fn check(&self, amount: Money) -> Result<(), AmountError> {
        if amount.minor() % self.step != 0 {
            let step = Money::from_minor(self.step.get(), self.currency)?;
            return Err(AmountError::RuleViolation {
                rule: AmountRule::MethodStep { method: self.method, step },
            });
        }
        if amount.minor() < self.minimum {
            let minimum = Money::from_minor(self.minimum, self.currency)?;
            return Err(AmountError::RuleViolation {
                rule: AmountRule::MethodMinimum { method: self.method, minimum },
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(method: &str, minor: u64, currency: Currency) -> Option<String> {
        let amount = Money::from_minor(minor, currency).unwrap();
        match check_method(method, amount) {
            Ok(()) => None,
            Err(error) => {
                assert_eq!(error.code(), "RULE_VIOLATION");
                Some(error.to_string())
            }
        }
    }

    #[test]
    fn jkopay_moves_whole_taiwan_dollars_only() {
        for minor in [100, 200, 10_000] {
            assert_eq!(broken("JKOPAY", minor, Currency::TWD), None);
        }
        for minor in [101, 110, 150, 1, 99] {
            assert!(broken("JKOPAY", minor, Currency::TWD).unwrap().contains("multiple of TWD 1.00"));
        }
    }

    #[test]
    fn octopus_moves_tens_of_cents_only() {
        for minor in [10, 100, 110] {
            assert_eq!(broken("OCTOPUS", minor, Currency::HKD), None);
        }
        for minor in [1, 101, 5, 99] {
            assert!(broken("OCTOPUS", minor, Currency::HKD).unwrap().contains("multiple of HKD 0.10"));
        }
    }

    #[test]
    fn a_minimum_is_accepted_and_one_step_less_is_not() {
        for rule in method_rules() {
            let step = rule.currency.step().max(rule.step.get());
            assert_eq!(broken(rule.method, rule.minimum, rule.currency), None, "{}", rule.method);
            let reason = broken(rule.method, rule.minimum - step, rule.currency).unwrap();
            assert!(reason.contains("at least"), "{reason}");
        }
    }

    #[test]
    fn minimums_are_in_minor_units() {
        for (method, least) in [
            ("TRUEMONEY", "THB 1.00"),
            ("ALIPAY_HK", "HKD 0.01"),
            ("TNG", "MYR 0.05"),
            ("GCASH", "PHP 1.00"),
            ("DANA", "IDR 300.00"),
            ("KAKAOPAY", "KRW 50"),
            ("JKOPAY", "TWD 1.00"),
        ] {
            let rule = method_rules().iter().find(|rule| rule.method == method).unwrap();
            assert_eq!(Money::from_minor(rule.minimum, rule.currency).unwrap().to_string(), least);
        }
    }

    #[test]
    fn a_rule_speaks_about_its_own_method_and_currency_only() {
        assert_eq!(broken("JKOPAY", 101, Currency::HKD), None);
        assert_eq!(broken("VISA", 101, Currency::TWD), None);
        assert_eq!(broken("", 1, Currency::TWD), None);
        assert!(broken("JKOPay", 101, Currency::TWD).is_some());
    }

    #[test]
    fn rules_are_ordered_unique_and_lawful() {
        assert!(method_rules().is_sorted_by(|a, b| a.method < b.method));
        for rule in method_rules() {
            assert!(Money::from_minor(rule.minimum, rule.currency).is_ok());
            assert_eq!(rule.minimum % rule.step, 0);
        }
    }
}
