//! Reading flights and stays: words with spaces between them, the price in the currency of the order.

use crate::failure::Failure;
use crate::typed::{amount, parts};
use chrono::{DateTime, FixedOffset, NaiveDate};
use console::trip::Trip;
use money::Currency;

/// Minutes are enough for a timetable.
const TIMETABLE: &str = "%Y-%m-%dT%H:%M%:z";

/// A flight: number, from, to, departure, perhaps arrival, price; or an object with further parts.
///
/// # Errors
/// For anything else.
pub fn flight(text: &str, currency: Currency) -> Result<Trip, Failure> {
    if parts::is_object(text) {
        return parts::flight(text, currency);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let (number, from, to, departs, arrives, price) = match words.as_slice() {
        [number, from, to, departs, price] => (number, from, to, departs, None, price),
        [number, from, to, departs, arrives, price] => (number, from, to, departs, Some(arrives), price),
        _ => return Err(wrong_flight("A flight has five or six words", text)),
    };
    let read = |what: &str, time: &str| {
        moment(time).ok_or_else(|| wrong_flight(&format!("The {what} cannot be read"), text))
    };
    Ok(Trip::Flight {
        number: (*number).to_owned(),
        from: (*from).to_owned(),
        to: (*to).to_owned(),
        departs: read("departure", departs)?,
        arrives: arrives.map(|time| read("arrival", time)).transpose()?,
        carrier: None,
        price: amount(price, Some(currency))?,
        goods: None,
    })
}

/// A time with the offset of its place.
pub(super) fn moment(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_str(text, TIMETABLE)).ok()
}

fn wrong_flight(problem: &str, text: &str) -> Failure {
    Failure::usage(
        "bad-flight",
        format!("{problem}: {text:?}."),
        "Write it as NUMBER FROM TO DEPARTURE [ARRIVAL] PRICE, such as 'CX111 SZX HKG 2026-12-01T12:00+08:00 600.00'.",
    )
}

/// A stay: day of arrival, day of departure, price, hotel; or an object with further parts.
///
/// # Errors
/// For anything else.
pub fn stay(text: &str, currency: Currency) -> Result<Trip, Failure> {
    if parts::is_object(text) {
        return parts::stay(text, currency);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let [from, to, price, hotel @ ..] = words.as_slice() else {
        return Err(wrong_stay("A stay has four parts", text));
    };
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let (Some(from), Some(to)) = (day(from), day(to)) else {
        return Err(wrong_stay("A day cannot be read", text));
    };
    if hotel.is_empty() {
        return Err(wrong_stay("The hotel has no name", text));
    }
    let price = amount(price, Some(currency))?;
    Ok(Trip::Stay { hotel: hotel.join(" "), from, to, price, goods: None })
}

fn wrong_stay(problem: &str, text: &str) -> Failure {
    Failure::usage(
        "bad-stay",
        format!("{problem}: {text:?}."),
        "Write it as FROM TO PRICE HOTEL, such as '2026-12-01 2026-12-03 900.00 Harbour Hotel'.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flight_and_a_stay_are_read_word_by_word() {
        let read = flight("CX111 SZX HKG 2026-12-01T12:00+08:00 600.00", Currency::CNY).unwrap();
        let Trip::Flight { departs, price, .. } = read else { panic!("{read:?}") };
        assert_eq!((departs.to_rfc3339(), price.minor()), ("2026-12-01T12:00:00+08:00".to_owned(), 60_000));
        let lands = "CX111 SZX HKG 2026-12-01T12:00+08:00 2026-12-01T13:05+08:00 600.00";
        let Trip::Flight { arrives, .. } = flight(lands, Currency::CNY).unwrap() else { panic!("{lands}") };
        assert_eq!(arrives.unwrap().to_rfc3339(), "2026-12-01T13:05:00+08:00");
        let read = stay("2026-12-01 2026-12-03 900.00 Harbour Hotel", Currency::HKD).unwrap();
        assert!(matches!(read, Trip::Stay { ref hotel, .. } if hotel == "Harbour Hotel"), "{read:?}");
    }

    #[test]
    fn what_lacks_a_part_is_refused_with_an_example() {
        for text in ["", "CX111 SZX HKG 2026-12-01 600.00", "CX111 SZX HKG 2026-12-01T12:00 600.00"] {
            assert_eq!(flight(text, Currency::CNY).unwrap_err().code, "bad-flight", "{text}");
        }
        for text in ["", "2026-12-01 2026-12-03 900.00", "1 Dec 2026-12-03 900.00 Hotel"] {
            assert_eq!(stay(text, Currency::HKD).unwrap_err().code, "bad-stay", "{text}");
        }
        assert_eq!(stay("2026-12-01 2026-12-03 free Hotel", Currency::HKD).unwrap_err().exit, 2);
    }
}
