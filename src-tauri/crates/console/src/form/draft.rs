//! A request as it stands in the form.

use super::particulars::MoreDraft;
use super::pay::PayDraft;
use domain::counter::Sdk;
use domain::fact::CaptureMode;
use domain::profiles::BUSINESS_ACCOUNT;
use serde::{Deserialize, Serialize};

/// A request as it stands in the form: text as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestDraft {
    /// The account it is paid to; the only one where none is chosen.
    pub account: Option<String>,
    /// The currency's code.
    pub currency: String,
    /// How much.
    pub amount: String,
    /// The shop's order number.
    pub reference: String,
    /// What the buyer sees.
    pub description: String,
    /// The buyer's name.
    pub name: String,
    /// The buyer's e-mail address.
    pub email: String,
    /// The buyer's telephone number.
    pub phone: String,
    /// The shop's own id of the buyer.
    pub buyer_id: String,
    /// Saved cards the buyer may choose again, by their id (guide 0).
    #[serde(default)]
    pub saved_cards: Vec<String>,
    /// What is bought.
    pub items: Vec<ItemDraft>,
    /// Flights and stays, which are sold by themselves (guide 2).
    // Drafts that were kept before this field have none.
    #[serde(default)]
    pub trips: Vec<TripDraft>,
    /// How cards are captured.
    #[serde(with = "capture_mode")]
    #[cfg_attr(feature = "typescript", ts(type = "'AUTOMATIC' | 'MANUAL'"))]
    pub capture_mode: CaptureMode,
    /// The ways to pay; empty means all that the account has.
    pub methods: Vec<String>,
    /// Those of them that stand above the others (guide 0).
    #[serde(default)]
    pub express: Vec<String>,
    /// The language of the payment page; the buyer's browser decides where none is chosen.
    pub locale: Option<String>,
    /// Life of each link in minutes.
    pub session_minutes: u32,
    /// What is rarely told.
    // Drafts that were kept before this field, and the next, have none.
    #[serde(default)]
    pub more: MoreDraft,
    /// One payment by one method instead of a checkout session (guide 1).
    #[serde(default)]
    pub by_pay: Option<PayDraft>,
    /// With which of Antom's browser SDKs it is paid at the counter (guides 3 and 4); none for a link.
    #[serde(default)]
    pub counter: Option<Sdk>,
    /// A note for colleagues.
    pub note: String,
}

/// One item as it stands in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ItemDraft {
    /// What it is called.
    pub name: String,
    /// How many.
    pub quantity: String,
    /// The price of one, in the request's currency.
    pub unit: String,
    /// What is rarely told of it; none where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub more: Option<GoodsDraft>,
}

/// What is rarely told of an item, as it stands in the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GoodsDraft {
    /// The shop's number of the article.
    pub id: String,
    /// The brand.
    pub brand: String,
    /// As `outdoor goods/bag`.
    pub category: String,
    /// The variant.
    pub sku: String,
    /// Its page.
    pub url: String,
    /// Its picture.
    pub picture: String,
    /// `PHYSICAL` or `DIGITAL`; empty where it is not told.
    pub delivery: String,
}

impl GoodsDraft {
    /// Every text in it.
    pub(super) const fn texts(&self) -> [&String; 7] {
        [&self.id, &self.brand, &self.category, &self.sku, &self.url, &self.picture, &self.delivery]
    }
}

/// One flight or one stay as it stands in the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum TripDraft {
    /// A seat on a flight.
    Flight {
        /// As `CX111`.
        number: String,
        /// From, by its IATA code.
        from: String,
        /// To, by its IATA code.
        to: String,
        /// When it departs, with the offset of the place: `2026-12-01 12:05 +08:00`.
        departs: String,
        /// When it arrives, with the offset of that place.
        // Drafts that were kept before this field, and the next two, have none.
        #[serde(default)]
        arrives: String,
        /// The airline.
        #[serde(default)]
        carrier: String,
        /// Its price, in the request's currency.
        price: String,
        /// The shop's number of what is sold.
        #[serde(default)]
        goods: String,
    },
    /// Nights in a hotel.
    Stay {
        /// The hotel.
        hotel: String,
        /// The day of arrival: `2026-12-01`.
        from: String,
        /// The day of departure.
        to: String,
        /// Its price, in the request's currency.
        price: String,
        /// The shop's number of what is sold.
        // As of a flight.
        #[serde(default)]
        goods: String,
    },
}

impl TripDraft {
    /// Every text in it, with its field.
    pub(super) fn texts(&self) -> Vec<(super::RequestField, &str)> {
        use super::RequestField as Field;
        match self {
            Self::Flight { number, from, to, departs, arrives, carrier, price, goods } => vec![
                (Field::TripNumber, number),
                (Field::TripFrom, from),
                (Field::TripTo, to),
                (Field::TripDeparts, departs),
                (Field::TripArrives, arrives),
                (Field::TripCarrier, carrier),
                (Field::TripPrice, price),
                (Field::TripGoods, goods),
            ],
            Self::Stay { hotel, from, to, price, goods } => vec![
                (Field::TripHotel, hotel),
                (Field::TripFrom, from),
                (Field::TripTo, to),
                (Field::TripPrice, price),
                (Field::TripGoods, goods),
            ],
        }
    }
}

impl RequestDraft {
    /// Every text in it that somebody typed freely, with its field and, for an item, its place.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (super::RequestField, Option<usize>, &str)> {
        use super::RequestField as Field;
        let own = [
            (Field::Amount, &self.amount),
            (Field::Reference, &self.reference),
            (Field::Description, &self.description),
            (Field::Name, &self.name),
            (Field::Email, &self.email),
            (Field::Phone, &self.phone),
            (Field::BuyerId, &self.buyer_id),
            (Field::Note, &self.note),
        ];
        let own = own.into_iter().map(|(field, text)| (field, None, text.as_str()));
        let items = self.items.iter().enumerate().flat_map(|(place, item)| {
            let more = item.more.iter().flat_map(GoodsDraft::texts);
            let texts = [&item.name, &item.quantity, &item.unit].into_iter().chain(more);
            texts.map(move |text| (Field::Item, Some(place), text.as_str()))
        });
        let trips = self.trips.iter().enumerate().flat_map(|(place, trip)| {
            trip.texts().into_iter().map(move |(field, text)| (field, Some(place), text))
        });
        let pay = self.by_pay.iter().flat_map(PayDraft::texts);
        let pay = pay.map(|(field, text)| (field, None, text.as_str()));
        own.chain(items).chain(trips).chain(self.more.texts()).chain(pay)
    }

    /// The ways to pay that are offered: flights and stays have one of their own (guide 2), whatever else is chosen.
    pub(crate) fn offered(&self) -> Vec<String> {
        if self.trips.is_empty() { self.methods.clone() } else { vec![BUSINESS_ACCOUNT.to_owned()] }
    }

    /// Whether exactly one way to pay is asked for.
    pub(super) fn is_one_way(&self) -> bool {
        self.by_pay.is_some() || self.counter == Some(Sdk::OneMethod)
    }

    /// Whether its link ends when Antom closes the payment.
    pub(super) fn ends_by_default(&self) -> bool {
        self.by_pay.as_ref().is_some_and(|by_pay| by_pay.ends_by_default)
    }

    /// Whether something tells who the buyer is.
    pub(crate) fn has_contact(&self) -> bool {
        [&self.email, &self.phone, &self.buyer_id].iter().any(|text| !text.trim().is_empty())
    }
}

/// The wire's words for the way cards are captured.
pub(crate) mod capture_mode {
    use domain::fact::CaptureMode;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "UPPERCASE")]
    enum Word {
        Automatic,
        Manual,
    }

    pub(crate) fn serialize<S: Serializer>(mode: &CaptureMode, to: S) -> Result<S::Ok, S::Error> {
        match mode {
            CaptureMode::Automatic => Word::Automatic,
            CaptureMode::Manual => Word::Manual,
        }
        .serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<CaptureMode, D::Error> {
        Ok(match Word::deserialize(from)? {
            Word::Automatic => CaptureMode::Automatic,
            Word::Manual => CaptureMode::Manual,
        })
    }
}
