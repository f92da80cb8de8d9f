//! What is rarely told, as it stands in the form: parts of the buyer's name, passengers, addresses.

use super::remark::{Remark, RequestField};
use crate::buyer;
use crate::counter::{Prefill, cpf};
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
    /// The e-mail address that Antom's page fills in for the buyer (guide 4).
    pub payer_email: String,
    /// The tax number that it fills in.
    pub cpf: String,
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

/// What of it can go out with an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct GoesOut {
    /// Passengers: a flight is sold.
    pub passengers: bool,
    /// A billing address: it is made by `pay`.
    pub bill: bool,
    /// What Antom's page fills in: it is made by a checkout session with ways to pay to choose from.
    pub prefill: bool,
}

/// What was read of it, and what is wrong with it.
#[derive(Default)]
pub(super) struct MoreRead {
    /// First and last name.
    pub names: [Option<String>; 2],
    pub particulars: Particulars,
    pub prefill: Prefill,
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
        let known = [(RequestField::PayerEmail, &self.payer_email), (RequestField::Cpf, &self.cpf)];
        let known = known.into_iter().map(|(field, text)| (field, None, text.as_str()));
        names.chain(travel).chain(to).chain(bill).chain(known)
    }

    /// Reads all of it. What cannot go out with this order is left where it stands, and not sent: passengers without a
    /// flight, a billing address without `pay`, what Antom's checkout page would fill in where another page is made.
    pub(super) fn read(&self, goes: GoesOut) -> MoreRead {
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
            Ok(bill) => Some(bill).filter(|bill| goes.bill && *bill != Place::default()),
            Err(said) => {
                say(RequestField::BillTo, said);
                None
            }
        };
        match buyer::email(typed(&self.payer_email)) {
            Ok(address) => read.prefill.payer_email = address.filter(|_| goes.prefill),
            Err(said) => say(RequestField::PayerEmail, said),
        }
        match cpf(typed(&self.cpf)) {
            Ok(number) => read.prefill.cpf = number.filter(|_| goes.prefill),
            Err(said) => say(RequestField::Cpf, said),
        }
        for (place, passenger) in self.passengers.iter().enumerate().filter(|_| goes.passengers) {
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
    pub(super) fn of(
        told: Particulars,
        prefill: Prefill,
        [first_name, last_name]: [Option<String>; 2],
    ) -> Self {
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
            payer_email: again(prefill.payer_email),
            cpf: again(prefill.cpf),
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

    const ALL: GoesOut = GoesOut { passengers: true, bill: true, prefill: true };
    const NOTHING: GoesOut = GoesOut { passengers: false, bill: false, prefill: false };

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
            payer_email: "mei@wong.example".into(),
            cpf: "12345678909".into(),
            without_contact: false,
        }
    }

    #[test]
    fn what_is_read_would_be_typed_again() {
        let read = filled().read(ALL);
        assert!(read.wrong.is_empty(), "{:?}", read.wrong);
        let mut again = MoreDraft::of(read.particulars, read.prefill, read.names);
        assert_eq!((again.ship_to.place.region.as_str(), again.bill_to.region.as_str()), ("SG", "SG"));
        again.ship_to.place.region = "sg".into();
        again.bill_to.region = "sg".into();
        assert_eq!(again, filled());
    }

    #[test]
    fn what_cannot_go_out_with_this_order_is_not_sent() {
        assert_eq!(filled().read(NOTHING).prefill, Prefill::default());
        let read = filled().read(NOTHING).particulars;
        assert!(read.passengers.is_empty() && read.bill_to.is_none() && read.ship_to.is_some());
        let mut nameless = filled();
        nameless.passengers.push(PassengerDraft::default());
        assert!(nameless.read(NOTHING).wrong.is_empty());
        let said = nameless.read(GoesOut { passengers: true, ..NOTHING }).wrong;
        assert_eq!(
            (said[0].field, said[0].item, said[0].code.as_str()),
            (RequestField::Passenger, Some(1), "empty")
        );
        assert!(MoreDraft::default().read(ALL).particulars.is_nothing());
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        let mut wrong = filled();
        wrong.first_name = "4111 1111 1111 1111".into();
        wrong.ship_to.place.region = "Singapore".into();
        wrong.ship_to.phone = "call".into();
        wrong.bill_to.zip = "x".repeat(33);
        wrong.payer_email = "mei at wong".into();
        wrong.cpf = "12".into();
        let said: Vec<_> = wrong.read(ALL).wrong.into_iter().map(|said| (said.field, said.code)).collect();
        let expected = [
            (RequestField::FirstName, "card-like"),
            (RequestField::ShipTo, "not-a-number"),
            (RequestField::BillTo, "too-long"),
            (RequestField::PayerEmail, "not-an-address"),
            (RequestField::Cpf, "not-a-cpf"),
        ];
        assert_eq!(said, expected.map(|(field, code)| (field, code.to_owned())));
        assert_eq!(wrong.texts().filter(|(_, _, text)| text.contains("4111")).count(), 1);
    }
}
