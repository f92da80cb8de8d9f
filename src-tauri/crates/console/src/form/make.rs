//! From a form to an order, and from an order back to the form it would be made with again.

use super::check::Ready;
use super::draft::{GoodsDraft, ItemDraft, RequestDraft, TripDraft};
use super::keep::{DRAFT, written};
use super::particulars::MoreDraft;
use super::pay::PayDraft;
use crate::Console;
use crate::buyer::part_of_name;
use crate::by_pay::PayInput;
use crate::counter::Prefill;
use crate::error::ConsoleError;
use crate::goods::item_of;
use crate::particulars::Particulars;
use crate::record::{By, Pen};
use crate::request::RequestMade;
use crate::trip::{self, Trip};
use crate::view::shown;
use domain::counter::Sdk;
use domain::fact::Body;
use domain::ids::OrderId;
use domain::people::{Act, Right};
use ledger::SideKind;
use money::Language;

/// What is written down together with an order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beside {
    /// A note for colleagues.
    pub note: Option<String>,
    /// The form it was made from. A kept draft that says the same is done with.
    pub made_from: Option<RequestDraft>,
    /// It waited for the link of the order it replaces to end. Where that was given up meanwhile, nothing is opened.
    pub waited: bool,
}

/// A moment as it would be typed again.
const MOMENT: &str = "%Y-%m-%d %H:%M:%S %:z";

/// A trip as it would be typed again.
fn typed(trip: Trip) -> TripDraft {
    match trip {
        Trip::Flight { number, from, to, departs, arrives, carrier, price, goods } => TripDraft::Flight {
            number: shown(&number),
            from: shown(&from),
            to: shown(&to),
            departs: departs.format(MOMENT).to_string(),
            arrives: arrives.map(|arrives| arrives.format(MOMENT).to_string()).unwrap_or_default(),
            carrier: carrier.as_deref().map(shown).unwrap_or_default(),
            price: price.grouped(),
            goods: goods.as_deref().map(shown).unwrap_or_default(),
        },
        Trip::Stay { hotel, from, to, price, goods } => TripDraft::Stay {
            hotel: shown(&hotel),
            from: from.to_string(),
            to: to.to_string(),
            price: price.grouped(),
            goods: goods.as_deref().map(shown).unwrap_or_default(),
        },
    }
}

impl Console {
    /// Opens an order from a form, with its note for colleagues, and makes its first link.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] with the first field that is wrong, before anything is stored or sent; otherwise as
    /// [`Console::new_request`].
    pub async fn create_request(&self, draft: &RequestDraft) -> Result<RequestMade, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let Ready { new, beside } = self.ready(draft, None)?;
        self.new_request_beside(new, &beside).await
    }

    /// The same for the counter: as it was chosen; else by the one way to pay there is, or on Antom's embedded page
    /// (guides 3 and 4).
    ///
    /// # Errors
    /// As [`Console::create_request`].
    pub async fn create_request_at_counter(&self, draft: &RequestDraft) -> Result<RequestMade, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let Ready { mut new, beside } = self.ready(draft, None)?;
        let fitting = if new.methods.len() == 1 { Sdk::OneMethod } else { Sdk::Page };
        new.page.counter = new.page.counter.or(Some(fitting));
        self.new_request_beside(new, &beside).await
    }

    /// Opens an order from a form in the place of another, which is closed.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] with the first field that is wrong; otherwise as [`Console::replace`].
    pub async fn replace_request(
        &self,
        order: &OrderId,
        draft: &RequestDraft,
        accept_live: bool,
    ) -> Result<RequestMade, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let Ready { new, beside } = self.ready(draft, Some(*order))?;
        self.replace_beside(order, new, accept_live, &beside).await
    }

    pub(super) fn ready(&self, draft: &RequestDraft, order: Option<OrderId>) -> Result<Ready, ConsoleError> {
        let (checked, ready) = self.read_form(draft, order, Language::English)?;
        match (checked.wrong.into_iter().next(), ready) {
            (None, Some(ready)) => Ok(ready),
            (Some(first), _) => Err(first.into_error()),
            (None, None) => {
                Err(ConsoleError::field("request", "something is missing", "Fill the form in again."))
            }
        }
    }

    /// The form that an order would be made with again. The note is not repeated: it stands beside the order.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is no such order.
    pub fn draft_of(&self, order: &OrderId) -> Result<RequestDraft, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let contacts = self.may_use(Right::Contacts)?;
        let terms = self.order(*order)?.terms;
        let buyer = self.buyer(terms.buyer)?.unwrap_or_default();
        let text = |text: Option<String>| text.as_deref().map(shown).unwrap_or_default();
        let trips = trip::kept(&buyer);
        // The goods of flights and stays are made of them.
        let goods = if trips.is_empty() { buyer.items.as_slice() } else { &[] };
        let items = goods.iter().zip(1..).filter_map(|(item, place)| item_of(place, item));
        let items = items.map(|item| ItemDraft {
            name: shown(&item.name),
            quantity: item.quantity.to_string(),
            unit: item.unit.grouped(),
            more: GoodsDraft::of(item.more),
        });
        let ends_by_default = terms.by_pay.as_ref().is_some_and(|by_pay| by_pay.ends_by_default);
        Ok(RequestDraft {
            more: MoreDraft::of(
                Particulars::kept(&buyer, terms.methods.is_empty()).seen_by(contacts),
                Prefill::kept(&buyer).seen_by(contacts),
                part_of_name(&buyer),
            ),
            counter: terms.counter,
            by_pay: PayInput::kept(&terms, &buyer)
                .map(|wanted| PayDraft::of(wanted.seen_by(contacts), ends_by_default)),
            account: Some(terms.account.to_string()),
            currency: terms.amount.currency().code().to_owned(),
            amount: terms.amount.grouped(),
            saved_cards: self.cards_kept(&buyer, true)?,
            reference: shown(&terms.reference),
            description: shown(&terms.description),
            items: items.collect(),
            methods: if trips.is_empty() { terms.methods } else { Vec::new() },
            trips: trips.into_iter().map(typed).collect(),
            name: text(buyer.name),
            email: text(buyer.email.filter(|_| contacts)),
            phone: text(buyer.phone.filter(|_| contacts)),
            buyer_id: text(buyer.buyer_id),
            capture_mode: terms.capture_mode,
            express: terms.express,
            locale: terms.locale,
            session_minutes: terms.session_seconds.div_ceil(60),
            note: String::new(),
        })
    }

    /// Writes down what belongs to a new order, inside the transaction that opens it.
    pub(crate) fn put_beside(
        &self,
        pen: &mut Pen<'_, '_, '_>,
        order: OrderId,
        beside: &Beside,
    ) -> Result<(), ConsoleError> {
        if let Some(note) = &beside.note {
            let note = pen.side(SideKind::Note, Some(order), note.as_bytes())?;
            pen.append(Some(order), By::Person, Body::OrderNoted { note })?;
        }
        let Some(draft) = &beside.made_from else { return Ok(()) };
        let person = self.person();
        let kept = pen.writer.kept(&person, DRAFT)?;
        if kept.is_some_and(|kept| written(draft).is_ok_and(|draft| draft == kept.value)) {
            pen.writer.let_go(&person, DRAFT)?;
        }
        Ok(())
    }
}
