//! What is rarely told of an order beyond its goods and its buyer: who travels, where it is sent, where the card's bill
//! goes. It lies beside the buyer, with whom it is forgotten.

use crate::buyer;
use crate::error::ConsoleError;
use crate::said::{Said, line};
use crate::session::dialled;
use antom::order::{Address, BuyerName, Passenger as WirePassenger, Shipping};
use domain::country;
use domain::rules::free_text::non_latin;
use ledger::Buyer;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Names under which the parts lie beside the buyer.
const PASSENGERS: &str = "passengers";
const SHIP_TO: &str = "ship_to";
const BILL_TO: &str = "bill_to";
/// Most passengers of a trip (Antom's own SDKs).
const MOST_PASSENGERS: usize = 100;

/// What is rarely told of an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Particulars {
    /// Who travels, of an order that sells a flight (`order.transit.passengers`).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub passengers: Vec<Passenger>,
    /// Where the goods are sent (`order.shipping`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ship_to: Option<Recipient>,
    /// Where the card's bill goes, which the issuer compares (AVS, guide 1). Only `pay` takes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bill_to: Option<Place>,
    /// The person knows that nothing tells who the buyer is, and that a card will therefore be refused on the page.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without_contact: bool,
}

/// Somebody who travels.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Passenger {
    /// The whole name.
    pub name: String,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// Who takes the goods, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipient {
    /// The whole name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Telephone number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Where.
    pub place: Place,
}

/// A postal address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Street and number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Floor, flat and the like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flat: Option<String>,
    /// City.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State or province.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Two-letter country or region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Postal code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
}

impl Particulars {
    /// Whether nothing of it was told.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The same without blanks, checked.
    pub(crate) fn checked(self) -> Result<Self, Said> {
        if self.passengers.len() > MOST_PASSENGERS {
            let problem = format!("a trip has at most {MOST_PASSENGERS} passengers");
            return Err(Said::of("passenger", "too-many", problem, "Make two requests."));
        }
        Ok(Self {
            passengers: self.passengers.into_iter().map(Passenger::checked).collect::<Result<_, _>>()?,
            ship_to: self
                .ship_to
                .map(Recipient::checked)
                .transpose()?
                .filter(|to| *to != Recipient::default()),
            bill_to: self.bill_to.map(|to| to.checked("billing address")).transpose()?.filter(Place::is_told),
            without_contact: self.without_contact,
        })
    }

    /// What goes to Antom in letters outside Latin writing, which some methods refuse (guides 0, 1 and 3).
    pub(crate) fn in_other_letters(&self) -> Vec<&'static str> {
        let to = self.ship_to.iter().flat_map(|to| to.name.iter().chain(to.place.texts()));
        let bill = self.bill_to.iter().flat_map(Place::texts);
        let travel = self.passengers.iter().map(|passenger| &passenger.name);
        let mut found = Vec::new();
        for (what, is_other) in [
            ("the shipping address", to.into_iter().any(|text| non_latin(text))),
            ("the billing address", bill.into_iter().any(|text| non_latin(text))),
            ("a passenger's name", travel.into_iter().any(|text| non_latin(text))),
        ] {
            if is_other {
                found.push(what);
            }
        }
        found
    }

    /// What lies beside a buyer. An order that offered every way to pay without anything that tells who buys did so
    /// knowingly.
    pub(crate) fn kept(buyer: &Buyer, offered_all: bool) -> Self {
        let nobody = [&buyer.email, &buyer.phone, &buyer.buyer_id].into_iter().all(Option::is_none);
        Self {
            passengers: part(buyer, PASSENGERS).unwrap_or_default(),
            ship_to: part(buyer, SHIP_TO),
            bill_to: part(buyer, BILL_TO),
            without_contact: offered_all && nobody,
        }
    }

    /// What of it somebody sees: without the right to contact data neither telephone, e-mail nor address.
    pub(crate) fn seen_by(self, contacts: bool) -> Self {
        if contacts {
            return self;
        }
        let named = |who: Passenger| Passenger { name: who.name, ..Passenger::default() };
        let ship_to = self.ship_to.map(|to| Recipient { name: to.name, ..Recipient::default() });
        Self {
            passengers: self.passengers.into_iter().map(named).collect(),
            ship_to: ship_to.filter(|to| *to != Recipient::default()),
            bill_to: None,
            without_contact: self.without_contact,
        }
    }

    /// Lays it beside the buyer.
    pub(crate) fn keep(&self, buyer: &mut Buyer) -> Result<(), ConsoleError> {
        if !self.passengers.is_empty() {
            put(buyer, PASSENGERS, &self.passengers)?;
        }
        if let Some(to) = &self.ship_to {
            put(buyer, SHIP_TO, to)?;
        }
        if let Some(to) = &self.bill_to {
            put(buyer, BILL_TO, to)?;
        }
        Ok(())
    }
}

fn part<T: DeserializeOwned>(buyer: &Buyer, name: &str) -> Option<T> {
    serde_json::from_value(buyer.more.get(name)?.clone()).ok()
}

fn put(buyer: &mut Buyer, name: &str, part: &impl Serialize) -> Result<(), ConsoleError> {
    let value = serde_json::to_value(part)
        .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
    buyer.more.insert(name.to_owned(), value);
    Ok(())
}

impl Passenger {
    pub(crate) fn checked(self) -> Result<Self, Said> {
        let name = line("passenger", Some(self.name), 128)?;
        Ok(Self {
            name: name.ok_or_else(|| {
                Said::of("passenger", "empty", "a passenger has no name", "Give the name on the ticket.")
            })?,
            email: buyer::email(self.email).map_err(|said| said.of_part("e-mail"))?,
            phone: buyer::phone(self.phone).map_err(|said| said.of_part("phone"))?,
        })
    }

    fn wire(self) -> WirePassenger {
        WirePassenger {
            passenger_name: Some(whole(self.name)),
            passenger_email: self.email,
            passenger_phone_no: self.phone.as_deref().map(dialled),
            ..WirePassenger::default()
        }
    }
}

impl Recipient {
    pub(crate) fn checked(self) -> Result<Self, Said> {
        Ok(Self {
            name: line("shipping address", self.name, 128).map_err(|said| said.of_part("name"))?,
            phone: buyer::phone(self.phone).map_err(|said| said.of_part("phone"))?,
            place: self.place.checked("shipping address")?,
        })
    }
}

impl Place {
    fn texts(&self) -> impl Iterator<Item = &String> {
        [&self.street, &self.flat, &self.city, &self.state, &self.region, &self.zip].into_iter().flatten()
    }

    fn is_told(&self) -> bool {
        *self != Self::default()
    }

    pub(crate) fn checked(self, field: &'static str) -> Result<Self, Said> {
        let part = |what: &str, text: Option<String>, most: usize| {
            line(field, text, most).map_err(|said| said.of_part(what))
        };
        Ok(Self {
            street: part("street", self.street, 256)?,
            flat: part("flat", self.flat, 256)?,
            city: part("city", self.city, 128)?,
            state: part("state", self.state, 128)?,
            region: part("region", self.region, 64)?.map(|text| region(field, &text)).transpose()?,
            zip: part("postal code", self.zip, 32)?,
        })
    }

    fn wire(self) -> Address {
        Address {
            address1: self.street,
            address2: self.flat,
            city: self.city,
            state: self.state,
            region: self.region,
            zip_code: self.zip,
            ..Address::default()
        }
    }
}

/// A country or region, by its two letters.
fn region(field: &'static str, text: &str) -> Result<String, Said> {
    country::code(text).ok_or_else(|| {
        let problem = "a country or region is written by its two letters";
        Said::of(field, "region", problem, "Write it as SG.")
    })
}

fn whole(name: String) -> BuyerName {
    BuyerName { full_name: Some(name), ..BuyerName::default() }
}

/// `order.transit.passengers`.
pub(crate) fn passengers(buyer: &Buyer) -> Option<Vec<WirePassenger>> {
    let all: Vec<Passenger> = part(buyer, PASSENGERS).unwrap_or_default();
    (!all.is_empty()).then(|| all.into_iter().map(Passenger::wire).collect())
}

/// `order.shipping`.
pub(crate) fn shipping(buyer: &Buyer) -> Option<Shipping> {
    let Recipient { name, phone, place } = part(buyer, SHIP_TO)?;
    Some(Shipping {
        shipping_name: name.map(whole),
        shipping_phone_no: phone.as_deref().map(dialled),
        shipping_address: place.is_told().then(|| place.wire()),
        ..Shipping::default()
    })
}

/// `billingAddress`, for the issuer's check of the address.
pub(crate) fn billing(buyer: &Buyer) -> Option<Address> {
    part::<Place>(buyer, BILL_TO).map(Place::wire)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(region: &str) -> Place {
        let text = |text: &str| Some(text.to_owned());
        Place {
            street: text(" 1 Quay Road "),
            city: text("Singapore"),
            region: text(region),
            ..Place::default()
        }
    }

    #[test]
    fn a_region_has_two_letters_and_each_part_that_does_not_fit_is_named() {
        let good = place("sg").checked("shipping address").unwrap();
        assert_eq!((good.region.as_deref(), good.street.as_deref()), (Some("SG"), Some("1 Quay Road")));
        let bad = place("Singapore").checked("shipping address").unwrap_err();
        assert_eq!((bad.field, bad.code), ("shipping address", "region"));
        let card = Place { zip: Some("4111 1111 1111 1111".into()), ..place("SG") };
        assert_eq!(card.checked("billing address").unwrap_err().code, "card-like");
        let long =
            Place { city: Some("x".repeat(129)), ..place("SG") }.checked("billing address").unwrap_err();
        assert!(long.to_string().starts_with("billing address: city: "), "{long}");
    }

    #[test]
    fn what_was_told_lies_beside_the_buyer_and_goes_over_the_wire() {
        let told = Particulars {
            passengers: vec![Passenger {
                name: "Mei Wong".into(),
                phone: Some("+65 8123 4567".into()),
                email: None,
            }],
            ship_to: Some(Recipient { name: Some("Mei Wong".into()), phone: None, place: place("SG") }),
            bill_to: Some(place("SG")),
            without_contact: true,
        };
        let told = told.checked().unwrap();
        let mut buyer = Buyer::default();
        told.keep(&mut buyer).unwrap();
        assert_eq!(Particulars::kept(&buyer, true), told);
        assert_eq!(told.in_other_letters(), Vec::<&str>::new());
        let city = Place { city: Some("東京".into()), ..Place::default() };
        let other = Particulars { bill_to: Some(city), ..told };
        assert_eq!(other.in_other_letters(), ["the billing address"]);
        let sent = serde_json::to_value(shipping(&buyer)).unwrap();
        let address = serde_json::json!({ "address1": "1 Quay Road", "city": "Singapore", "region": "SG" });
        let name = serde_json::json!({ "fullName": "Mei Wong" });
        assert_eq!(sent, serde_json::json!({ "shippingName": name, "shippingAddress": address }));
        assert_eq!(serde_json::to_value(billing(&buyer)).unwrap(), address);
        let travels = serde_json::json!([{ "passengerName": name, "passengerPhoneNo": "+6581234567" }]);
        assert_eq!(serde_json::to_value(passengers(&buyer)).unwrap(), travels);
    }

    #[test]
    fn what_was_left_empty_is_not_told() {
        let blank = || Some(" ".to_owned());
        let empty = Particulars {
            ship_to: Some(Recipient { name: blank(), ..Recipient::default() }),
            bill_to: Some(Place { city: blank(), ..Place::default() }),
            ..Particulars::default()
        };
        assert!(empty.checked().unwrap().is_nothing());
        let nameless = Particulars { passengers: vec![Passenger::default()], ..Particulars::default() };
        assert_eq!(nameless.checked().unwrap_err().code, "empty");
    }
}
