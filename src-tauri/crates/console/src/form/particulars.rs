//! What is rarely told, as it stands in the form: parts of the buyer's name, passengers, addresses.

use super::remark::{Remark, RequestField};
use crate::buyer;
use crate::particulars::{Particulars, Passenger, Place, Recipient};
use crate::said::Said;
use crate::view::shown;
use serde::{Deserialize, Serialize};

/// What is rarely told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MoreDraft {
    /// The buyer's given name, where it is told apart from the whole.
    pub first_name: String,
    /// The buyer's family name.
    pub last_name: String,
    /// Who travels, where a flight is sold (guide 2).
    pub passengers: Vec<PassengerDraft>,
    /// Where the goods are sent.
    pub ship_to: RecipientDraft,
    /// Where the card's bill goes, which only `pay` takes (guide 1).
    pub bill_to: PlaceDraft,
    /// Nothing tells who the buyer is, and it is known that a card will be refused on the page.
    pub without_contact: bool,
}

/// Somebody who travels, as they stand in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PassengerDraft {
    /// The whole name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Telephone number.
    pub phone: String,
}

/// Who takes the goods, as it stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RecipientDraft {
    /// The whole name.
    pub name: String,
    /// Telephone number.
    pub phone: String,
    /// Where.
    pub place: PlaceDraft,
}

/// A postal address as it stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PlaceDraft {
    /// Street and number.
    pub street: String,
    /// Floor, flat and the like.
    pub flat: String,
    /// City.
    pub city: String,
    /// State or province.
    pub state: String,
    /// Country or region, by its two letters.
    pub region: String,
    /// Postal code.
    pub zip: String,
}

/// What was read of it, and what is wrong with it.
#[derive(Default)]
pub(super) struct MoreRead {
    /// First and last name.
    pub names: [Option<String>; 2],
    pub particulars: Particulars,
    pub wrong: Vec<Remark>,
}

fn typed(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn again(text: Option<String>) -> String {
    text.as_deref().map(shown).unwrap_or_default()
}

impl MoreDraft {
    /// Every text in it that somebody typed freely, with its field and, for a passenger, their place.
    pub(super) fn texts(&self) -> impl Iterator<Item = (RequestField, Option<usize>, &str)> {
        let names = [(RequestField::FirstName, &self.first_name), (RequestField::LastName, &self.last_name)];
        let names = names.into_iter().map(|(field, text)| (field, None, text.as_str()));
        let travel = self.passengers.iter().enumerate().flat_map(|(place, passenger)| {
            [&passenger.name, &passenger.email, &passenger.phone]
                .map(|text| (RequestField::Passenger, Some(place), text.as_str()))
        });
        let to = [&self.ship_to.name, &self.ship_to.phone].into_iter().chain(self.ship_to.place.texts());
        let to = to.map(|text| (RequestField::ShipTo, None, text.as_str()));
        let bill = self.bill_to.texts().into_iter().map(|text| (RequestField::BillTo, None, text.as_str()));
        names.chain(travel).chain(to).chain(bill)
    }

    /// Reads all of it. What cannot go out with this order is left where it stands, and not sent: passengers without a
    /// flight, a billing address without `pay`.
    pub(super) fn read(&self, flies: bool, is_billed: bool) -> MoreRead {
        let mut read = MoreRead::default();
        let mut wrong = Vec::new();
        let mut say = |field: RequestField, said: Said| wrong.push(Remark::of(field, said));
        for (field, text, name) in
            [(RequestField::FirstName, &self.first_name, 0), (RequestField::LastName, &self.last_name, 1)]
        {
            match (buyer::name(typed(text)), read.names.get_mut(name)) {
                (Ok(text), Some(name)) => *name = text,
                (Ok(_), None) => {}
                (Err(said), _) => say(field, said),
            }
        }
        let to = match Recipient::from(&self.ship_to).checked() {
            Ok(to) => Some(to).filter(|to| *to != Recipient::default()),
            Err(said) => {
                say(RequestField::ShipTo, said);
                None
            }
        };
        let bill = match Place::from(&self.bill_to).checked(RequestField::BillTo.word()) {
            Ok(bill) => Some(bill).filter(|bill| is_billed && *bill != Place::default()),
            Err(said) => {
                say(RequestField::BillTo, said);
                None
            }
        };
        for (place, passenger) in self.passengers.iter().enumerate().filter(|_| flies) {
            match Passenger::from(passenger).checked() {
                Ok(passenger) => read.particulars.passengers.push(passenger),
                Err(said) => wrong.push(Remark::of(RequestField::Passenger, said).at_item(place)),
            }
        }
        read.particulars.ship_to = to;
        read.particulars.bill_to = bill;
        read.particulars.without_contact = self.without_contact;
        MoreRead { wrong, ..read }
    }

    /// As it would be typed again.
    pub(super) fn of(told: Particulars, [first_name, last_name]: [Option<String>; 2]) -> Self {
        let Particulars { passengers, ship_to, bill_to, without_contact } = told;
        let to = ship_to.unwrap_or_default();
        Self {
            first_name: again(first_name),
            last_name: again(last_name),
            passengers: passengers
                .into_iter()
                .map(|who| PassengerDraft {
                    name: shown(&who.name),
                    email: again(who.email),
                    phone: again(who.phone),
                })
                .collect(),
            ship_to: RecipientDraft { name: again(to.name), phone: again(to.phone), place: to.place.into() },
            bill_to: bill_to.unwrap_or_default().into(),
            without_contact,
        }
    }
}

impl PlaceDraft {
    const fn texts(&self) -> [&String; 6] {
        [&self.street, &self.flat, &self.city, &self.state, &self.region, &self.zip]
    }
}

impl From<&PassengerDraft> for Passenger {
    fn from(draft: &PassengerDraft) -> Self {
        Self { name: draft.name.clone(), email: typed(&draft.email), phone: typed(&draft.phone) }
    }
}

impl From<&RecipientDraft> for Recipient {
    fn from(draft: &RecipientDraft) -> Self {
        Self { name: typed(&draft.name), phone: typed(&draft.phone), place: (&draft.place).into() }
    }
}

impl From<&PlaceDraft> for Place {
    fn from(draft: &PlaceDraft) -> Self {
        Self {
            street: typed(&draft.street),
            flat: typed(&draft.flat),
            city: typed(&draft.city),
            state: typed(&draft.state),
            region: typed(&draft.region),
            zip: typed(&draft.zip),
        }
    }
}

impl From<Place> for PlaceDraft {
    fn from(place: Place) -> Self {
        Self {
            street: again(place.street),
            flat: again(place.flat),
            city: again(place.city),
            state: again(place.state),
            region: again(place.region),
            zip: again(place.zip),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> MoreDraft {
        let place = PlaceDraft { street: "1 Quay Road".into(), region: "sg".into(), ..PlaceDraft::default() };
        MoreDraft {
            first_name: "Mei".into(),
            last_name: "Wong".into(),
            passengers: vec![PassengerDraft { name: "Mei Wong".into(), ..PassengerDraft::default() }],
            ship_to: RecipientDraft {
                name: "Mei Wong".into(),
                place: place.clone(),
                ..RecipientDraft::default()
            },
            bill_to: place,
            without_contact: false,
        }
    }

    #[test]
    fn what_is_read_would_be_typed_again() {
        let read = filled().read(true, true);
        assert!(read.wrong.is_empty(), "{:?}", read.wrong);
        let mut again = MoreDraft::of(read.particulars, read.names);
        assert_eq!((again.ship_to.place.region.as_str(), again.bill_to.region.as_str()), ("SG", "SG"));
        again.ship_to.place.region = "sg".into();
        again.bill_to.region = "sg".into();
        assert_eq!(again, filled());
    }

    #[test]
    fn what_cannot_go_out_with_this_order_is_not_sent() {
        let read = filled().read(false, false).particulars;
        assert!(read.passengers.is_empty() && read.bill_to.is_none() && read.ship_to.is_some());
        let mut nameless = filled();
        nameless.passengers.push(PassengerDraft::default());
        assert!(nameless.read(false, false).wrong.is_empty());
        let said = nameless.read(true, false).wrong;
        assert_eq!(
            (said[0].field, said[0].item, said[0].code.as_str()),
            (RequestField::Passenger, Some(1), "empty")
        );
        assert!(MoreDraft::default().read(true, true).particulars.is_nothing());
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        let mut wrong = filled();
        wrong.first_name = "4111 1111 1111 1111".into();
        wrong.ship_to.place.region = "Singapore".into();
        wrong.ship_to.phone = "call".into();
        wrong.bill_to.zip = "x".repeat(33);
        let said: Vec<_> =
            wrong.read(true, true).wrong.into_iter().map(|said| (said.field, said.code)).collect();
        let expected = [
            (RequestField::FirstName, "card-like"),
            (RequestField::ShipTo, "not-a-number"),
            (RequestField::BillTo, "too-long"),
        ];
        assert_eq!(said, expected.map(|(field, code)| (field, code.to_owned())));
        assert_eq!(wrong.texts().filter(|(_, _, text)| text.contains("4111")).count(), 1);
    }
}
