//! What belongs to people: buyers, items, notes, and forgetting them.

use crate::Console;
use crate::error::ConsoleError;
use crate::record::By;
use crate::view::{OrderView, unfit};
use domain::fact::Body;
use domain::ids::OrderId;
use domain::rules::free_text::card_like;
use ledger::SideKind;
use money::Money;
use serde::{Deserialize, Serialize};

/// Who is asked to pay. Cards need at least one of e-mail, telephone and id (guide 4).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerInput {
    /// Full name.
    pub name: Option<String>,
    /// E-mail address, at most 64 characters.
    pub email: Option<String>,
    /// Telephone number, at most 24 characters.
    pub phone: Option<String>,
    /// The shop's own id of the buyer, at most 64 characters.
    pub buyer_id: Option<String>,
}

/// One item of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is called.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// The price of one.
    pub unit: Money,
}

/// Longest note, in characters.
const LONGEST_NOTE: usize = 2_000;

impl BuyerInput {
    /// Whether a card can be paid with by this buyer.
    #[must_use]
    pub fn can_be_reached(&self) -> bool {
        [&self.email, &self.phone, &self.buyer_id].into_iter().any(Option::is_some)
    }

    /// The same without blanks, checked.
    pub(crate) fn checked(self) -> Result<Self, ConsoleError> {
        let buyer = Self {
            name: line("buyer name", self.name, 128)?,
            email: line("e-mail", self.email, 64)?,
            phone: line("phone", self.phone, 24)?,
            buyer_id: line("buyer id", self.buyer_id, 64)?,
        };
        if buyer.email.as_deref().is_some_and(|email| !looks_like_email(email)) {
            return Err(ConsoleError::field(
                "e-mail",
                "this is not an e-mail address",
                "Write it as name@example.com.",
            ));
        }
        if buyer.phone.as_deref().is_some_and(|phone| !looks_like_phone(phone)) {
            return Err(ConsoleError::field(
                "phone",
                "this is not a telephone number",
                "Write it with its country code, as +65 8123 4567.",
            ));
        }
        Ok(buyer)
    }
}

/// One line of free text: trimmed, none where it is blank; refused where it is too long, cannot be seen, or holds what
/// looks like a card number.
pub(crate) fn line(
    field: &'static str,
    text: Option<String>,
    most: usize,
) -> Result<Option<String>, ConsoleError> {
    let Some(text) = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    if text.chars().any(unfit) {
        return Err(ConsoleError::field(
            field,
            "it holds characters that cannot be seen or that turn the direction of writing",
            "Write it in one line of plain text.",
        ));
    }
    if text.chars().count() > most {
        return Err(ConsoleError::field(
            field,
            format!("it is longer than {most} characters"),
            "Shorten it.",
        ));
    }
    if card_like(&text) {
        return Err(card_number(field));
    }
    Ok(Some(text))
}

pub(crate) fn card_number(field: &'static str) -> ConsoleError {
    ConsoleError::field(
        field,
        "it holds what looks like a card number",
        "Leave the number out: cards are typed by the buyer on Antom's page only. Nothing was stored.",
    )
}

fn looks_like_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c))
    };
    plain(name) && plain(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}

fn looks_like_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = text
        .chars()
        .enumerate()
        .all(|(place, c)| c.is_ascii_digit() || " -().".contains(c) || (place == 0 && c == '+'));
    fits && (5..=20).contains(&digits)
}

impl Console {
    /// Writes a note for colleagues beside an order.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for a note that is empty, too long, or holds what looks like a card number.
    pub fn note(&self, order: &OrderId, text: &str) -> Result<OrderView, ConsoleError> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > LONGEST_NOTE {
            let problem = format!("a note has 1 to {LONGEST_NOTE} characters");
            return Err(ConsoleError::field("note", problem, "Write something shorter."));
        }
        if text.chars().any(|c| unfit(c) && c != '\n') {
            return Err(ConsoleError::field(
                "note",
                "it holds characters that cannot be seen",
                "Write plain text.",
            ));
        }
        if card_like(text) {
            return Err(card_number("note"));
        }
        self.write(|pen| {
            pen.order(*order)?;
            let note = pen.side(SideKind::Note, Some(*order), text.as_bytes())?;
            pen.append(Some(*order), By::Person, Body::OrderNoted { note })
        })?;
        self.checkpoint()?;
        self.show(order)
    }

    /// Deletes the buyer's particulars, cards, notes, links and raw answers of an order. What happened to the money
    /// stays, and the chain still verifies.
    ///
    /// # Errors
    /// [`ConsoleError::Changed`] while something of the order is still open: its evidence is needed.
    pub fn forget_buyer(&self, order: &OrderId, reason: Option<String>) -> Result<OrderView, ConsoleError> {
        let reason = line("reason", reason, 256)?;
        self.write(|pen| {
            let known = pen.order(*order)?;
            if known.has_open_question(pen.now) {
                return Err(ConsoleError::Changed {
                    what: format!(
                        "order {} still has something open, and its raw answers are needed",
                        known.terms.reference
                    ),
                });
            }
            if known.forgotten {
                return Ok(());
            }
            pen.append(Some(*order), By::Person, Body::BuyerForgotten { reason })?;
            pen.writer.forget(*order)?;
            Ok(())
        })?;
        self.checkpoint()?;
        self.show(order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_numbers_are_told_from_what_they_are_not() {
        for good in ["ng.mei@shop.example", "a+b@c.co"] {
            assert!(looks_like_email(good), "{good}");
        }
        for bad in ["ng.mei", "@a.b", "a@b", "a b@c.d", "a@.b", "a@b.", "a@b.c?x\"y"] {
            assert!(!looks_like_email(bad), "{bad}");
        }
        for good in ["+65 8123-4567", "0065 81234567", "(02) 555.1234"] {
            assert!(looks_like_phone(good), "{good}");
        }
        for bad in ["1234", "65+8123456", "call me", "+65 8123 4567 ext 9"] {
            assert!(!looks_like_phone(bad), "{bad}");
        }
    }

    #[test]
    fn a_card_number_is_never_taken_in() {
        let error = line("description", Some("pay with 4111-1111-1111-1111".into()), 256).unwrap_err();
        assert!(!error.to_string().contains("4111"), "the number is not repeated: {error}");
    }

    #[test]
    fn blanks_are_none_and_tricks_are_refused() {
        assert_eq!(line("x", Some("  ".into()), 10).unwrap(), None);
        assert!(line("x", Some("a\u{202e}b".into()), 10).is_err());
        assert!(line("x", Some("a\nb".into()), 10).is_err());
        assert!(line("x", Some("x".repeat(11)), 10).is_err());
    }
}
