//! What belongs to people: buyers, items, notes, and forgetting them.

use crate::Console;
use crate::error::ConsoleError;
use crate::record::By;
use crate::said::{self, Said, line};
use crate::view::OrderView;
use domain::fact::Body;
use domain::ids::OrderId;
use domain::order::Order;
use domain::people::{Act, Right};
use domain::rules::{Lift, Refusal, RefusalCode};
use domain::shell::word;
use ledger::{Buyer, SideKind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Names under which the parts of a name lie beside the buyer.
const FIRST_NAME: &str = "first_name";
const LAST_NAME: &str = "last_name";

/// Who is asked to pay. Cards need at least one of e-mail, telephone and id (guide 4).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuyerInput {
    /// Full name.
    pub name: Option<String>,
    /// Given name, where it is told apart.
    // Left out where there is none, and the next: the parameters a script's key was bound to before stay the same bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Family name, where it is told apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// E-mail address, at most 64 characters.
    pub email: Option<String>,
    /// Telephone number, at most 24 characters.
    pub phone: Option<String>,
    /// The shop's own id of the buyer, at most 64 characters.
    pub buyer_id: Option<String>,
}

impl BuyerInput {
    /// Whether a card can be paid with by this buyer.
    #[must_use]
    pub fn can_be_reached(&self) -> bool {
        [&self.email, &self.phone, &self.buyer_id].into_iter().any(Option::is_some)
    }

    /// Who was asked.
    pub(crate) fn kept(buyer: Buyer) -> Self {
        let [first_name, last_name] = part_of_name(&buyer);
        Self {
            first_name,
            last_name,
            name: buyer.name,
            email: buyer.email,
            phone: buyer.phone,
            buyer_id: buyer.buyer_id,
        }
    }

    /// The same without blanks, checked.
    pub(crate) fn checked(self) -> Result<Self, Said> {
        Ok(Self {
            name: name(self.name)?,
            first_name: name(self.first_name).map_err(|said| said.of_part("first name"))?,
            last_name: name(self.last_name).map_err(|said| said.of_part("last name"))?,
            email: email(self.email)?,
            phone: phone(self.phone)?,
            buyer_id: buyer_id(self.buyer_id)?,
        })
    }
}

/// The parts of a buyer's name as they lie in the side row.
pub(crate) fn names_of(buyer: &BuyerInput) -> Map<String, Value> {
    [(FIRST_NAME, &buyer.first_name), (LAST_NAME, &buyer.last_name)]
        .into_iter()
        .filter_map(|(name, part)| Some((name.to_owned(), Value::from(part.clone()?))))
        .collect()
}

/// First and last name, as they lie in the side row.
pub(crate) fn part_of_name(buyer: &Buyer) -> [Option<String>; 2] {
    [FIRST_NAME, LAST_NAME].map(|name| buyer.more.get(name).and_then(Value::as_str).map(str::to_owned))
}

/// A buyer's name, or a part of it.
pub(crate) fn name(text: Option<String>) -> Result<Option<String>, Said> {
    line("buyer name", text, 128)
}

/// The shop's own id of a buyer.
pub(crate) fn buyer_id(text: Option<String>) -> Result<Option<String>, Said> {
    line("buyer id", text, 64)
}

/// An e-mail address.
pub(crate) fn email(text: Option<String>) -> Result<Option<String>, Said> {
    let email = line("e-mail", text, 64)?;
    if email.as_deref().is_some_and(|email| !looks_like_email(email)) {
        let problem = "this is not an e-mail address";
        return Err(Said::of("e-mail", "not-an-address", problem, "Write it as name@example.com."));
    }
    Ok(email)
}

/// A telephone number.
pub(crate) fn phone(text: Option<String>) -> Result<Option<String>, Said> {
    let phone = line("phone", text, 24)?;
    if phone.as_deref().is_some_and(|phone| !looks_like_phone(phone)) {
        let remedy = "Write it with its country code, as +65 8123 4567.";
        return Err(Said::of("phone", "not-a-number", "this is not a telephone number", remedy));
    }
    Ok(phone)
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
        let text = said::note(text)?.ok_or_else(|| {
            ConsoleError::field("note", "a note has something in it", "Write something, or leave it out.")
        })?;
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
    /// [`ConsoleError::Refused`] while something of the order is still open: its evidence is needed.
    pub fn forget_buyer(&self, order: &OrderId, reason: Option<String>) -> Result<OrderView, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Contacts]))?;
        let reason = line("reason", reason, 256)?;
        self.write(|pen| {
            let known = pen.order(*order)?;
            if known.has_open_question(pen.now) {
                return Err(still_open(&known, "the buyer").into());
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

/// Why the buyer of an order, or a card of theirs, cannot be forgotten yet, and how it comes to be over.
pub(crate) fn still_open(order: &Order, what: &str) -> Refusal {
    let reference = &order.terms.reference;
    let waits = order.closed.is_none() && !order.keeps_money();
    let first = if waits {
        format!("stop offering it (countersign request stop {}), ", word(reference))
    } else {
        String::new()
    };
    Refusal::new(
        RefusalCode::StillOpen,
        format!("order {reference} still has something open, and its raw answers are needed"),
        Lift::Act(format!(
            "It becomes possible when the order is over: {first}let Antom be asked until nothing is open (countersign \
             watch --until-quiet), then forget {what}."
        )),
    )
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
}
