//! Options with many parts, typed as a JSON object with plain names. A part nobody knows is refused, so that a name that is
//! mistyped is not lost.

use crate::failure::Failure;
use crate::typed::amount;
use crate::typed::trip::moment;
use chrono::NaiveDate;
use console::goods::{GoodsMore, Item};
use console::particulars::{Passenger, Place, Recipient};
use console::trip::Trip;
use money::Currency;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::error::Category;

/// Whether a text is meant as an object.
pub fn is_object(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemParts {
    name: String,
    #[serde(default = "one")]
    quantity: u32,
    price: String,
    id: Option<String>,
    brand: Option<String>,
    category: Option<String>,
    variant: Option<String>,
    page: Option<String>,
    picture: Option<String>,
    delivery: Option<String>,
}

const fn one() -> u32 {
    1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlightParts {
    number: String,
    from: String,
    to: String,
    departs: String,
    arrives: Option<String>,
    airline: Option<String>,
    price: String,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StayParts {
    hotel: String,
    from: NaiveDate,
    to: NaiveDate,
    price: String,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddressParts {
    name: Option<String>,
    phone: Option<String>,
    street: Option<String>,
    flat: Option<String>,
    city: Option<String>,
    state: Option<String>,
    region: Option<String>,
    zip: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PassengerParts {
    name: String,
    email: Option<String>,
    phone: Option<String>,
}

fn read<T: DeserializeOwned>(option: &str, text: &str, example: &str) -> Result<T, Failure> {
    serde_json::from_str(text).map_err(|error| {
        let message = format!("{option} cannot be read: {}.", plainly(&error));
        Failure::usage("bad-parts", message, format!("Write it as {example}."))
    })
}

/// What is wrong with an object, without the words of a parser.
fn plainly(error: &serde_json::Error) -> String {
    let told = error.to_string();
    match error.classify() {
        Category::Eof => "it ends before its last bracket or quotation mark".to_owned(),
        Category::Syntax => format!("it is not JSON at character {}", error.column()),
        Category::Data | Category::Io => {
            told.split_once(" at line ").map_or(told.as_str(), |(before, _)| before).to_owned()
        }
    }
}

/// An item with everything that can be told of it.
///
/// # Errors
/// For anything else.
pub fn item(text: &str, currency: Currency) -> Result<Item, Failure> {
    let example = r#"{"name":"Tea","quantity":2,"price":"6.25","brand":"Leaf"}"#;
    let parts: ItemParts = read("--item", text, example)?;
    let more = GoodsMore {
        id: parts.id,
        brand: parts.brand,
        category: parts.category,
        sku: parts.variant,
        url: parts.page,
        picture: parts.picture,
        delivery: parts.delivery,
    };
    let unit = amount(&parts.price, Some(currency))?;
    Ok(Item { name: parts.name, quantity: parts.quantity, unit, more })
}

/// A flight with everything that can be told of it.
///
/// # Errors
/// For anything else.
pub fn flight(text: &str, currency: Currency) -> Result<Trip, Failure> {
    let example =
        r#"{"number":"CX111","from":"SZX","to":"HKG","departs":"2026-12-01T12:00+08:00","price":"600.00"}"#;
    let parts: FlightParts = read("--flight", text, example)?;
    let time = |text: &str| {
        moment(text).ok_or_else(|| {
            let message = format!("A time of --flight cannot be read: {text:?}.");
            Failure::usage("bad-parts", message, "Write it as 2026-12-01T12:00+08:00.")
        })
    };
    Ok(Trip::Flight {
        departs: time(&parts.departs)?,
        arrives: parts.arrives.as_deref().map(time).transpose()?,
        number: parts.number,
        from: parts.from,
        to: parts.to,
        carrier: parts.airline,
        price: amount(&parts.price, Some(currency))?,
        goods: parts.id,
    })
}

/// A stay with everything that can be told of it.
///
/// # Errors
/// For anything else.
pub fn stay(text: &str, currency: Currency) -> Result<Trip, Failure> {
    let example = r#"{"hotel":"Harbour Hotel","from":"2026-12-01","to":"2026-12-03","price":"900.00"}"#;
    let StayParts { hotel, from, to, price, id } = read("--stay", text, example)?;
    Ok(Trip::Stay { hotel, from, to, price: amount(&price, Some(currency))?, goods: id })
}

/// Who takes the goods, and where.
///
/// # Errors
/// For anything else.
pub fn recipient(text: &str) -> Result<Recipient, Failure> {
    let example =
        r#"{"name":"Mei Wong","street":"1 Quay Road","city":"Singapore","region":"SG","zip":"049315"}"#;
    let mut parts: AddressParts = read("--ship-to", text, example)?;
    let (name, phone) = (parts.name.take(), parts.phone.take());
    Ok(Recipient { name, phone, place: parts.place() })
}

/// Where a card's bill goes.
///
/// # Errors
/// For anything else.
pub fn bill(text: &str) -> Result<Place, Failure> {
    let example = r#"{"street":"1 Quay Road","city":"Singapore","region":"SG","zip":"049315"}"#;
    let parts: AddressParts = read("--bill-to", text, example)?;
    if parts.name.is_some() || parts.phone.is_some() {
        let message = "--bill-to is an address: it has neither name nor phone.".to_owned();
        return Err(Failure::usage("bad-parts", message, format!("Write it as {example}.")));
    }
    Ok(parts.place())
}

impl AddressParts {
    fn place(self) -> Place {
        let Self { street, flat, city, state, region, zip, .. } = self;
        Place { street, flat, city, state, region, zip }
    }
}

/// Somebody who travels: a name, or an object with further parts.
///
/// # Errors
/// For an object that cannot be read.
pub fn passenger(text: &str) -> Result<Passenger, Failure> {
    if !is_object(text) {
        return Ok(Passenger { name: text.to_owned(), ..Passenger::default() });
    }
    let example = r#"{"name":"Mei Wong","email":"mei@mail.example","phone":"+65 8123 4567"}"#;
    let PassengerParts { name, email, phone } = read("--passenger", text, example)?;
    Ok(Passenger { name, email, phone })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_read_under_its_plain_name() {
        let text = r#" {"name":"Tea","quantity":2,"price":"6.25","id":"T-1","brand":"Leaf","category":"food/tea",
            "variant":"Green","page":"https://shop.example/t","picture":"https://shop.example/t.png","delivery":"physical"}"#;
        let tea = crate::typed::item(text, Currency::SGD).unwrap();
        assert_eq!((tea.quantity, tea.unit.to_string()), (2, "SGD 6.25".to_owned()));
        assert_eq!((tea.more.id.as_deref(), tea.more.sku.as_deref()), (Some("T-1"), Some("Green")));
        let one = item(r#"{"name":"Cup","price":"3"}"#, Currency::SGD).unwrap();
        assert_eq!((one.quantity, one.more.is_nothing()), (1, true));
        let to = recipient(r#"{"name":"Mei","street":"1 Quay Road","region":"SG"}"#).unwrap();
        assert_eq!((to.name.as_deref(), to.place.region.as_deref()), (Some("Mei"), Some("SG")));
        assert_eq!(passenger("Mei Wong").unwrap().name, "Mei Wong");
        assert_eq!(
            passenger(r#"{"name":"Mei","phone":"+65 8123 4567"}"#).unwrap().phone.unwrap(),
            "+65 8123 4567"
        );
    }

    #[test]
    fn a_flight_and_a_stay_may_be_objects() {
        let text = r#"{"number":"CX111","from":"SZX","to":"HKG","departs":"2026-12-01T12:00+08:00",
            "arrives":"2026-12-01T13:00+08:00","airline":"Cathay","price":"600.00","id":"G-1"}"#;
        let read = crate::typed::trip::flight(text, Currency::CNY).unwrap();
        let Trip::Flight { carrier, goods, arrives, .. } = read else { panic!("{read:?}") };
        assert_eq!(
            (carrier.as_deref(), goods.as_deref(), arrives.is_some()),
            (Some("Cathay"), Some("G-1"), true)
        );
        let text =
            r#"{"hotel":"Harbour Hotel","from":"2026-12-01","to":"2026-12-03","price":"900.00","id":"G-2"}"#;
        let read = crate::typed::trip::stay(text, Currency::HKD).unwrap();
        assert!(matches!(read, Trip::Stay { ref goods, .. } if goods.as_deref() == Some("G-2")), "{read:?}");
    }

    #[test]
    fn what_is_mistyped_is_refused_with_an_example() {
        let codes = [
            item(r#"{"name":"Tea","price":"1","colour":"green"}"#, Currency::SGD).unwrap_err(),
            item(r#"{"name":"Tea"}"#, Currency::SGD).unwrap_err(),
            flight(r#"{"number":"1","from":"SZX","to":"HKG","departs":"noon","price":"1"}"#, Currency::CNY)
                .unwrap_err(),
            stay(r#"{"hotel":"Inn","from":"1 Dec","to":"2026-12-03","price":"1"}"#, Currency::HKD)
                .unwrap_err(),
            recipient("1 Quay Road").unwrap_err(),
            bill(r#"{"name":"Mei"}"#).unwrap_err(),
            passenger(r#"{"email":"a@b.co"}"#).unwrap_err(),
        ];
        for failure in codes {
            assert_eq!((failure.code.as_str(), failure.exit), ("bad-parts", 2), "{}", failure.message);
            assert!(!failure.remedy.is_empty());
        }
    }
}
