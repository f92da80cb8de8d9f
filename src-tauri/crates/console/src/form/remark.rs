//! What is to be said at one field of a form.

use crate::amount::Mistyped;
use crate::error::ConsoleError;
use crate::said::Said;
use domain::rules::Refusal;
use money::Money;
use serde::{Deserialize, Serialize};

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum RequestField {
    /// The account it is paid to.
    Account,
    /// How much, and in which currency.
    Amount,
    /// The order number.
    Reference,
    /// What the buyer sees.
    Description,
    /// The buyer's name.
    Name,
    /// The buyer's given name.
    FirstName,
    /// The buyer's family name.
    LastName,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The shop's own id of the buyer.
    BuyerId,
    /// The saved cards that are offered.
    SavedCards,
    /// One item, or all of them.
    Item,
    /// The flights and stays together.
    Trip,
    /// The number of a flight.
    TripNumber,
    /// The hotel of a stay.
    TripHotel,
    /// Where a flight departs, or the day a stay begins.
    TripFrom,
    /// Where a flight arrives, or the day a stay ends.
    TripTo,
    /// When a flight departs.
    TripDeparts,
    /// When a flight arrives.
    TripArrives,
    /// The airline.
    TripCarrier,
    /// The shop's number of what a flight or a stay is.
    TripGoods,
    /// The price of a flight or a stay.
    TripPrice,
    /// Somebody who travels.
    Passenger,
    /// Where the goods are sent.
    ShipTo,
    /// Where the card's bill goes.
    BillTo,
    /// How cards are captured.
    Capture,
    /// The ways to pay.
    Method,
    /// Whether it is paid at the counter.
    Counter,
    /// The e-mail address that Antom's page fills in.
    PayerEmail,
    /// The tax number that Antom's page fills in.
    Cpf,
    /// What is asked of one payment.
    Pay,
    /// The brand of the card.
    CardBrand,
    /// The number of instalments.
    Instalments,
    /// The buyer's address on the network.
    ClientIp,
    /// The language of the page.
    Locale,
    /// The life of each link.
    Session,
    /// The note for colleagues.
    Note,
}

impl RequestField {
    /// Its word in the form and in errors.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Amount => "amount",
            Self::Reference => "reference",
            Self::Description => "description",
            Self::Name => "name",
            Self::FirstName => "first name",
            Self::LastName => "last name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::BuyerId => "buyer_id",
            Self::SavedCards => "saved cards",
            Self::Item => "item",
            Self::Trip => "flights and stays",
            Self::TripNumber => "flight number",
            Self::TripHotel => "hotel",
            Self::TripFrom => "from",
            Self::TripTo => "to",
            Self::TripDeparts => "departure",
            Self::TripArrives => "arrival",
            Self::TripCarrier => "airline",
            Self::TripGoods => "article number",
            Self::TripPrice => "price",
            Self::Passenger => "passenger",
            Self::ShipTo => "shipping address",
            Self::BillTo => "billing address",
            Self::Capture => "capture",
            Self::Method => "method",
            Self::Counter => "counter",
            Self::PayerEmail => "payer email",
            Self::Cpf => "CPF",
            Self::Pay => "pay",
            Self::CardBrand => "card brand",
            Self::Instalments => "instalments",
            Self::ClientIp => "client address",
            Self::Locale => "locale",
            Self::Session => "session",
            Self::Note => "note",
        }
    }
}

/// What is to be said at one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Remark {
    /// The field.
    pub field: RequestField,
    /// Which item, flight or stay, counted from 0; none where it is not about one of them.
    pub item: Option<usize>,
    /// A stable word: `empty`, `ambiguous`, `card-like`, `taken`, …
    pub code: String,
    /// What is wrong, or should be known.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// Both readings of an amount that can be read two ways.
    pub readings: Vec<Money>,
}

impl Remark {
    pub(crate) fn new(
        field: RequestField,
        code: &str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            field,
            item: None,
            code: code.to_owned(),
            message: message.into(),
            remedy: remedy.into(),
            readings: Vec::new(),
        }
    }

    pub(crate) fn of(field: RequestField, said: Said) -> Self {
        Self::new(field, said.code, said.problem, said.remedy)
    }

    /// A rule of the domain, under the word of the form.
    pub(crate) fn refused(field: RequestField, code: &str, refusal: Refusal) -> Self {
        let remedy = refusal.lift.to_string();
        Self::new(field, code, refusal.reason, remedy)
    }

    pub(crate) fn mistyped(field: RequestField, wrong: Mistyped) -> Self {
        let Mistyped { code, problem, remedy, readings } = wrong;
        Self { readings, ..Self::new(field, &code, problem, remedy) }
    }

    pub(crate) fn at_item(self, place: usize) -> Self {
        Self { item: Some(place), ..self }
    }

    /// The error a command ends with because of it.
    pub(crate) fn into_error(self) -> ConsoleError {
        ConsoleError::field(self.field.word(), self.message, self.remedy)
    }
}
