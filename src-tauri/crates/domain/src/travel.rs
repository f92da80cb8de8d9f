//! Flights and hotels on the page for one product (guide 2): names of goods in the prescribed shape, IATA codes, and
//! sums that agree.
//!
//! Guide 2 writes `ticket-date-flight number-departure-arrival` and `Accommodation Period (20250101-20250102), Hotel
//! Name`, and separates several products by commas. The date of a flight is written as the hotel's are, since a dash
//! separates the parts.

use crate::rules::{Lift, Refusal, RefusalCode};
use chrono::NaiveDate;
use money::Money;
use std::fmt;

/// `goodsName` has at most this many characters (api.md section 3.1).
const NAME_MAX: usize = 256;

fn act(what: &str) -> Lift {
    Lift::Act(what.to_owned())
}

/// An airport's or a city's three-letter IATA code, in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Iata(String);

impl Iata {
    /// Reads a code. Small letters are made capitals.
    ///
    /// # Errors
    /// [`RefusalCode::FieldMalformed`] for anything but three Latin letters.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let code = text.trim().to_ascii_uppercase();
        if code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return Ok(Self(code));
        }
        let reason = "an airport is named by its three-letter IATA code, as HKG";
        Err(Refusal::new(RefusalCode::FieldMalformed, reason, act("give the three letters on the ticket")))
    }

    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Iata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Product {
    /// A seat on a flight.
    Flight {
        /// The day of departure, where it departs.
        date: NaiveDate,
        /// As `CX111`; it becomes `carrierNo` too.
        number: String,
        /// From.
        departure: Iata,
        /// To.
        arrival: Iata,
    },
    /// Nights in a hotel.
    Stay {
        /// The day of arrival.
        from: NaiveDate,
        /// The day of departure.
        to: NaiveDate,
        /// The hotel.
        hotel: String,
    },
}

/// The `goodsName` of one or several products, in the prescribed shape.
///
/// # Errors
/// [`RefusalCode::FieldMissing`] without a product, a flight number or a hotel's name; [`RefusalCode::FieldMalformed`]
/// where a part holds the mark that separates parts; [`RefusalCode::TimeOutOfRange`] for a stay that ends before it
/// begins; [`RefusalCode::FieldTooLong`].
pub fn goods_name(products: &[Product]) -> Result<String, Refusal> {
    if products.is_empty() {
        let reason = "nothing is sold";
        return Err(Refusal::new(RefusalCode::FieldMissing, reason, act("add a flight or a stay")));
    }
    let names: Vec<String> = products.iter().map(named).collect::<Result<_, _>>()?;
    let name = names.join(",");
    if name.chars().count() > NAME_MAX {
        let reason = format!("the products together have a name of more than {NAME_MAX} characters");
        return Err(Refusal::new(RefusalCode::FieldTooLong, reason, act("sell them on several lines")));
    }
    Ok(name)
}

fn named(product: &Product) -> Result<String, Refusal> {
    match product {
        Product::Flight { date, number, departure, arrival } => {
            let number = part("the flight number", number, &['-', ','])?;
            if departure == arrival {
                let reason = format!("the flight leaves from {departure} and arrives there");
                return Err(Refusal::new(
                    RefusalCode::FieldMalformed,
                    reason,
                    act("correct one of the airports"),
                ));
            }
            Ok(format!("ticket-{}-{number}-{departure}-{arrival}", day(*date)))
        }
        Product::Stay { from, to, hotel } => {
            let hotel = part("the hotel's name", hotel, &[','])?;
            if to <= from {
                let reason = "the stay ends before its first night is over";
                return Err(Refusal::new(
                    RefusalCode::TimeOutOfRange,
                    reason,
                    act("correct the days of the stay"),
                ));
            }
            Ok(format!("Accommodation Period ({}-{}), {hotel}", day(*from), day(*to)))
        }
    }
}

/// A part of a name: there, and without the marks that separate parts or products.
fn part(what: &str, text: &str, marks: &[char]) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        let reason = format!("{what} is empty, and Antom needs it");
        return Err(Refusal::new(RefusalCode::FieldMissing, reason, Lift::Act(format!("fill in {what}"))));
    }
    if text.contains(marks) || text.chars().any(char::is_control) {
        let reason = format!("{what} holds a mark that separates products in the name of the goods");
        return Err(Refusal::new(
            RefusalCode::FieldMalformed,
            reason,
            Lift::Act(format!("take it out of {what}")),
        ));
    }
    Ok(text.to_owned())
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// Whether lines (price of one, how many) come to exactly the amount that is asked for; otherwise Antom refuses the
/// request (guides 2 and 4).
///
/// # Errors
/// [`RefusalCode::GoodsNotEqual`] with both sums, [`RefusalCode::CurrencyDiffers`], or [`RefusalCode::FieldMissing`]
/// where there is no line.
pub fn lines_add_up(lines: &[(Money, u64)], asked: Money) -> Result<(), Refusal> {
    if lines.is_empty() {
        let reason = "the order has no line";
        return Err(Refusal::new(RefusalCode::FieldMissing, reason, act("add what is sold")));
    }
    let mut sum = Money::zero(asked.currency());
    for (price, quantity) in lines {
        if price.currency() != asked.currency() {
            let reason = format!("{price} is in another currency than the order of {asked}");
            return Err(Refusal::new(
                RefusalCode::CurrencyDiffers,
                reason,
                act("give every price in one currency"),
            ));
        }
        let line = price.checked_mul(*quantity).and_then(|line| sum.checked_add(line));
        sum = line.map_err(|error| {
            let reason = format!("the lines come to more than an amount can be: {error}");
            Refusal::new(RefusalCode::GoodsNotEqual, reason, act("correct the prices or the numbers"))
        })?;
    }
    if sum == asked {
        return Ok(());
    }
    let reason = format!("the lines come to {sum}, and {asked} is asked for");
    Err(Refusal::new(RefusalCode::GoodsNotEqual, reason, act("make the two equal")))
}

/// What Antom must know of the buyer for this product (guide 2).
///
/// # Errors
/// [`RefusalCode::FieldMissing`] naming the first that is missing.
pub fn buyer_is_named(buyer_id: Option<&str>, full_name: Option<&str>) -> Result<(), Refusal> {
    for (what, text) in [("the buyer's id", buyer_id), ("the buyer's full name", full_name)] {
        if text.is_none_or(|text| text.trim().is_empty()) {
            let reason = format!("{what} is empty, and Antom needs it for this product");
            return Err(Refusal::new(
                RefusalCode::FieldMissing,
                reason,
                Lift::Act(format!("fill in {what}")),
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
