//! What people type: amounts, searches, codes and heads.

use crate::backups::empty_ledger;
use chrono::DateTime;
use chrono_tz::Tz;
use ledger::search::{Page, Query};
use ledger::{Ledger, RecoveryCode};
use money::{Currency, Language, Money, parse_typed};
use tempfile::TempDir;

const CURRENCIES: [&str; 7] = ["SGD", "JPY", "IDR", "KWD", "HKD", "CLP", "EUR"];

/// An amount in each of some currencies, in words of both languages, and as Antom writes it.
pub(crate) fn amounts(input: &[u8]) -> String {
    let text = String::from_utf8_lossy(input);
    let read = CURRENCIES.into_iter().filter_map(|code| Currency::from_code(code).ok()).map(|currency| {
        if let Ok(wire) = Money::from_wire(currency.code(), &text) {
            assert_eq!(text.parse(), Ok(wire.minor()), "the wire is not read anew");
        }
        match parse_typed(&text, currency) {
            Err(error) => format!("{:?}", std::mem::discriminant(&error)),
            Ok(amount) => {
                let again = parse_typed(&amount.to_string(), currency);
                assert_eq!(again.ok(), Some(amount), "{amount} is read as it is shown");
                "amount".to_owned()
            }
        }
    });
    let read: Vec<String> = read.collect();
    let words = console::amount::read_amount(&text, "SGD", Language::Chinese).is_ok();
    format!("{} {words}", read.join(" "))
}

thread_local! {
    /// What is searched: nothing is in it, and every question must still be one that can be asked.
    static SEARCHED: (Ledger, TempDir) = empty_ledger();
}

/// A search. What is understood can be asked.
pub(crate) fn searches(input: &[u8]) -> String {
    match Query::parse(&String::from_utf8_lossy(input), Tz::Asia__Singapore) {
        Ok(query) => {
            // Asking takes a hundred times as long as reading: one of eight is asked.
            if input.iter().fold(0_u8, |sum, byte| sum.wrapping_add(*byte)).is_multiple_of(8) {
                let found =
                    SEARCHED.with(|(ledger, _)| ledger.search(&query, Page::default(), DateTime::UNIX_EPOCH));
                assert_eq!(found.map(|found| found.rows.len()).map_err(|error| error.to_string()), Ok(0));
            }
            format!("{query:?}").chars().filter(|letter| letter.is_ascii_uppercase()).take(24).collect()
        }
        // What follows a quotation mark may be of the input.
        Err(error) => error.message.split(['"', '“', '\'', '`']).next().unwrap_or_default().to_owned(),
    }
}

/// A recovery code, and a head that was kept somewhere else.
pub(crate) fn codes(input: &[u8]) -> String {
    let text = String::from_utf8_lossy(input);
    let code = RecoveryCode::parse(&text);
    let code = code.err().map(|error| std::mem::discriminant(&error));
    format!("{code:?} {}", console::care::read_head(&text).is_ok())
}
