//! An amount is an integer of minor units and a currency with Antom's exponent and granularity rules.
//!
//! [`Money`] is the only way an amount travels through Countersign. It holds whole minor units, never
//! a float, and it cannot be built against the rules of its currency, so a value that exists is a value
//! the gateway accepts. Arithmetic is checked: too large, below zero and mixed currencies are errors.
//!
//! Three spellings of an amount meet here, and each has its own door:
//!
//! * **the wire**: `{"currency":"SGD","value":"129900"}`, by [`Money::from_wire`], [`Money::wire_value`]
//!   and serde (api.md section 4);
//! * **strict decimals**: `"1299.00"`, by [`Money::from_major`] and [`Money::to_major`], with the error
//!   kinds of Antom's official SDK in the same order;
//! * **people**: `"1,299.00"`, by [`parse_typed`], which refuses what could be read two ways, by
//!   `Display` and by [`in_words`] and [`in_words_zh`] for a read-back.
//!
//! ```
//! use money::{Currency, Money, in_words, parse_typed};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let price = parse_typed("1,299.00", Currency::SGD)?;
//! assert_eq!(price, Money::from_minor(129_900, Currency::SGD)?);
//! assert_eq!(price.wire_value(), "129900");
//! assert_eq!(price.to_string(), "SGD 1,299.00");
//! assert_eq!(in_words(price), "one thousand two hundred ninety-nine Singapore dollars");
//!
//! // Half of the world would pay 17 and the other half 17,000: nobody guesses.
//! assert!(parse_typed("17,000", Currency::SGD).is_err());
//! # Ok(())
//! # }
//! ```

mod amount;
mod currency;
mod currency_table;
mod decimal;
mod error;
mod json;
mod language;
mod method;
mod print;
mod sums;
mod typed;
mod words;
mod words_zh;

pub use amount::Money;
pub use currency::Currency;
pub use decimal::{check_wire_value, major_to_wire_value, wire_value_to_major};
pub use error::{AmountError, AmountRule};
pub use language::Language;
pub use method::{MethodRule, check_method, method_rules};
pub use sums::sum_by_currency;
pub use typed::{TypedAmountError, parse_typed};
pub use words::in_words;
pub use words_zh::in_words_zh;
