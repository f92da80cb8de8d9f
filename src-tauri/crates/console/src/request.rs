//! Requests for payment: opened, sent again, replaced, no longer offered. One order outlives its sessions.

use crate::Console;
use crate::buyer::BuyerInput;
use crate::by_pay::PayInput;
use crate::continued::nothing_paid_before;
use crate::counter::PageInput;
use crate::draft::Draft;
use crate::error::ConsoleError;
use crate::form::Beside;
use crate::goods::Item;
use crate::particulars::Particulars;
use crate::record::{By, Pen};
use crate::reference::{reference_is_free, still_free};
use crate::said::line;
use crate::script::ScriptInput;
use crate::session::{Attempt, Blank, GIVEN_UP_AFTER};
use crate::trip::Trip;
use crate::view::OrderView;
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Account;
use domain::fact::{Body, CaptureMode};
use domain::ids::{AccountName, OperatorId, OrderId};
use domain::intent::ScriptKey;
use domain::order::{Order, Session, SessionStage};
use domain::people::{Act, Right};
use domain::rules::{Lift, Refusal, RefusalCode, reissue, replace, stop_offering};
use domain::windows::{later, spoken};
use ledger::{Buyer, SideKind};
use money::Money;
use serde::Serialize;

/// What is asked of a buyer.
#[derive(Debug, Clone, Serialize)]
pub struct NewRequest {
    /// The account it is paid to.
    pub account: AccountName,
    /// The shop's order number, at most 64 characters; one is suggested where none is given.
    pub reference: Option<String>,
    /// What the buyer sees, at most 256 characters.
    pub description: String,
    /// How much.
    pub amount: Money,
    /// Who is asked.
    pub buyer: BuyerInput,
    /// What is bought; their sum is the amount.
    pub items: Vec<Item>,
    /// Flights and stays, which are items of their own and are paid on the page for one product (guide 2).
    // Left out where there is none: the parameters a script's key was bound to before stay the same bytes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trips: Vec<Trip>,
    /// What is rarely told: passengers, addresses.
    // Left out where there is none, as trips are.
    #[serde(skip_serializing_if = "Particulars::is_nothing")]
    pub particulars: Particulars,
    /// How cards are captured.
    pub capture_mode: CaptureMode,
    /// The ways to pay, in order; empty means all that the account has.
    pub methods: Vec<String>,
    /// Those of them that stand on the page as a button of their own above the others (guide 0).
    // Left out where there is none, as trips are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub express: Vec<String>,
    /// Saved cards the buyer may choose again, by [`crate::saved_cards::SavedCard::id`] (guide 0).
    // Left out where there is none, as trips are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub saved_cards: Vec<String>,
    /// The language of the page, such as `en_US`.
    pub locale: Option<String>,
    /// Life of each link in seconds, at most 3600; the full hour where none is given.
    pub session_seconds: Option<u32>,
    /// Life of the request in days; the setting where none is given.
    pub life_days: Option<u32>,
    /// One payment by the one method, asked for with `pay`; a checkout session where none is given.
    // Left out for the same reason as trips.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_pay: Option<PayInput>,
    /// What is wanted of Antom's page: whether it stands at the counter, and what is filled in for the buyer.
    // Left out for the same reason as trips.
    #[serde(skip_serializing_if = "PageInput::is_plain")]
    pub page: PageInput,
    /// The key of a script, so that running it twice opens one order.
    #[serde(skip)]
    pub script: Option<ScriptInput>,
}

impl NewRequest {
    /// The plainest request: a number is suggested, nobody is named, everything the account has is offered, and Antom
    /// captures by itself.
    #[must_use]
    pub fn of(account: AccountName, description: String, amount: Money) -> Self {
        Self {
            account,
            reference: None,
            description,
            amount,
            buyer: BuyerInput::default(),
            items: Vec::new(),
            trips: Vec::new(),
            particulars: Particulars::default(),
            capture_mode: CaptureMode::Automatic,
            methods: Vec::new(),
            express: Vec::new(),
            saved_cards: Vec::new(),
            locale: None,
            session_seconds: None,
            life_days: None,
            by_pay: None,
            page: PageInput::default(),
            script: None,
        }
    }
}

/// What is different in the request that takes another's place. What is none stays as it was.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Another amount. Items of the old request are dropped unless new ones are given.
    pub amount: Option<Money>,
    /// Another description.
    pub description: Option<String>,
    /// Another buyer.
    pub buyer: Option<BuyerInput>,
    /// Other items.
    pub items: Option<Vec<Item>>,
    /// Another way to capture.
    pub capture_mode: Option<CaptureMode>,
    /// Other ways to pay. Those of the old request that stood above the others do so where they are still offered.
    pub methods: Option<Vec<String>>,
    /// Other ways to pay above the others.
    pub express: Option<Vec<String>>,
    /// Another language.
    pub locale: Option<String>,
    /// Another life of each link.
    pub session_seconds: Option<u32>,
    /// Another life of the request.
    pub life_days: Option<u32>,
    /// The person knows that the old link can still be paid, and wants the new one now all the same.
    pub accept_live: bool,
}

/// There is a link.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestMade {
    /// The order.
    pub order: OrderView,
    /// The address of the payment page, byte for byte, to be given to the buyer; none where the order was opened before
    /// by the same script key and has no live link now.
    pub link: Option<String>,
    /// When the link ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// How many attempts it took; none where the order was there already.
    pub attempts: u32,
    /// What should be known about it.
    pub warnings: Vec<String>,
}

/// Nothing more is offered.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct StoppedOffering {
    /// The order.
    pub order: OrderView,
    /// What follows, as a sentence.
    pub consequence: String,
    /// Until when a link can still be paid.
    pub old_link_until: Option<DateTime<Utc>>,
}

/// What opening came to.
enum Opened {
    New(OrderId, Attempt),
    /// The same script key opened this order before.
    Before(OrderId),
}

impl Console {
    /// Opens an order and makes its first link.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] or [`ConsoleError::Refused`] before anything is stored or sent;
    /// [`ConsoleError::AntomRefused`] and [`ConsoleError::AntomUnknown`] when there is an order and no link.
    pub async fn new_request(&self, new: NewRequest) -> Result<RequestMade, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        self.new_request_beside(new, &Beside::default()).await
    }

    /// The same, with what is kept beside the order.
    pub(crate) async fn new_request_beside(
        &self,
        new: NewRequest,
        beside: &Beside,
    ) -> Result<RequestMade, ConsoleError> {
        self.follow_clock().await?;
        let account = self.account_of(&new.account)?;
        let script = new.script.as_ref().map(|script| script.bound_to(&new)).transpose()?;
        let suggested = self.suggest_reference()?;
        let draft = self.draft(new, script, suggested, None)?;
        let warnings: Vec<String> = draft.warnings.iter().map(ToString::to_string).collect();
        let id = OrderId(self.ports.ids.uuid());
        match self.write(|pen| self.open_order(pen, id, draft, &account, beside))? {
            Opened::New(order, attempt) => {
                let mut made = self.make_link(order, attempt).await?;
                made.warnings.splice(0..0, warnings);
                Ok(made)
            }
            Opened::Before(order) => self.answer_again(order).await,
        }
    }

    /// The same script key again: the order as it stands; where it never got a link, one is made now. While another
    /// command is asking for the first one that is said: a script must not take it for done.
    async fn answer_again(&self, order: OrderId) -> Result<RequestMade, ConsoleError> {
        self.note_interrupted_sessions(order)?;
        let known = self.order(order)?;
        if !known.sessions.iter().any(had_a_link) {
            match reissue::decide(&known, false, &self.policy()?, self.now()).into_result() {
                Ok(_) => return self.reissue(&order, false).await,
                Err(refusal) if refusal.code == RefusalCode::LinkBeingMade => {
                    return Err(link_under_way(&known));
                }
                // What became of a lost `pay` is asked first; then it is sent once more, or the refusal stands.
                Err(refusal)
                    if refusal.code == RefusalCode::PaymentUnderWay && known.terms.by_pay.is_some() =>
                {
                    return self.reissue(&order, false).await;
                }
                Err(_) => {}
            }
        }
        self.request_made(self.show(&order)?, 0)
    }

    /// A new link of the same request ("Send again"), always under a new id. Antom is asked first whether the order was
    /// paid meanwhile.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] with the reason, for example a link that is still live unless `accept_live`.
    pub async fn reissue(&self, order: &OrderId, accept_live: bool) -> Result<RequestMade, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        self.reissue_after(order, accept_live, false).await
    }

    /// The same; where it `waited` for the old link to end and that was given up meanwhile, nothing is made.
    pub(crate) async fn reissue_after(
        &self,
        order: &OrderId,
        accept_live: bool,
        waited: bool,
    ) -> Result<RequestMade, ConsoleError> {
        self.follow_clock().await?;
        self.ask_about_the_sale(*order).await?;
        if let Some(again) = self.repeat_pay(*order)? {
            return self.make_link(*order, again).await;
        }
        let known = self.order(*order)?;
        let account = self.account_of(&known.terms.account)?;
        let buyer = self.buyer(known.terms.buyer)?.unwrap_or_default();
        let cards = self.offered_cards(&buyer)?;
        let policy = self.policy()?;
        let request = self.new_payment_request();
        let (attempt, warnings) = self.write(|pen| {
            pen.stand_in(*order, waited)?;
            let known = pen.order(*order)?;
            nothing_paid_before(&known, |older| pen.order(older))?;
            let permit = reissue::decide(&known, accept_live, &policy, pen.now).into_result()?;
            pen.waits_no_longer(*order, waited)?;
            let blank = Blank {
                order: *order,
                account: &account,
                terms: &known.terms,
                buyer: &buyer,
                cards: &cards,
                follows: permit.follows,
                ends_at: permit.ends_at,
            };
            Ok((pen.begin_session(request, &blank)?, permit.warnings))
        })?;
        let mut made = self.make_link(*order, attempt).await?;
        made.warnings.splice(0..0, warnings.iter().map(ToString::to_string));
        Ok(made)
    }

    /// A new request with other terms in the place of an old one, which is closed. A link that was given out cannot be
    /// called back: it stays watched.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] with the moment until which the old link can be paid, unless `accept_live`.
    pub async fn replace(&self, order: &OrderId, changes: Changes) -> Result<RequestMade, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let accept_live = changes.accept_live;
        let new = self.changed(&self.order(*order)?, changes)?;
        self.replace_beside(order, new, accept_live, &Beside::default()).await
    }

    /// The same with every term given, and with what is kept beside the new order.
    pub(crate) async fn replace_beside(
        &self,
        order: &OrderId,
        new: NewRequest,
        accept_live: bool,
        beside: &Beside,
    ) -> Result<RequestMade, ConsoleError> {
        self.follow_clock().await?;
        self.ask_about_the_sale(*order).await?;
        let account = self.account_of(&new.account)?;
        let suggested = self.order(*order)?.terms.reference;
        let draft = self.draft(new, None, suggested, Some(*order))?;
        let warnings: Vec<String> = draft.warnings.iter().map(ToString::to_string).collect();
        let policy = self.policy()?;
        let id = OrderId(self.ports.ids.uuid());
        let (opened, who, old_link) = self.write(|pen| {
            pen.stand_in(*order, beside.waited)?;
            let old = pen.order(*order)?;
            nothing_paid_before(&old, |older| pen.order(older))?;
            let permit = replace::decide(&old, &policy, pen.now).into_result()?;
            if let (Some(until), false) = (permit.old_link_until, accept_live) {
                return Err(old_link_is_live(&old, until).into());
            }
            let opened = self.open_order(pen, id, draft, &account, beside)?;
            Ok((opened, pen.who, permit.old_link_until.map(|_| permit.consequence)))
        })?;
        match opened {
            Opened::New(new, attempt) => {
                let made = self.make_link(new, attempt).await;
                let mut made = self.one_of_two(*order, new, who, made)?;
                made.warnings.splice(0..0, warnings.into_iter().chain(old_link));
                Ok(made)
            }
            Opened::Before(new) => self.answer_again(new).await,
        }
    }

    /// Of an order and the one in its place one stays offered: the old one where Antom refused the new one, as if nothing
    /// had been tried; otherwise the new one, whose link is there or may be.
    fn one_of_two(
        &self,
        old: OrderId,
        new: OrderId,
        who: Option<OperatorId>,
        made: Result<RequestMade, ConsoleError>,
    ) -> Result<RequestMade, ConsoleError> {
        let refused = matches!(made, Err(ConsoleError::AntomRefused { .. }));
        self.write(|pen| {
            pen.who = who;
            if !refused {
                return pen.close_replaced(old, By::Person);
            }
            let reason = Some("Antom refused it; the request it was to replace stays".to_owned());
            pen.append(Some(new), By::Person, Body::OrderClosed { reason }).map(drop)
        })?;
        self.checkpoint()?;
        match made {
            Err(ConsoleError::AntomRefused { operation, code, message, .. }) => {
                let reference = self.order(old)?.terms.reference;
                let remedy = format!(
                    "Order {reference} stays as it was. Correct what Antom names, and replace it again."
                );
                Err(ConsoleError::AntomRefused { operation, code, message, remedy })
            }
            made => made,
        }
    }

    /// No further link is made for an order. One that was given out cannot be called back; a payment that comes all the
    /// same is shown as late.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] for an order that is closed or paid.
    pub fn stop_offering(
        &self,
        order: &OrderId,
        reason: Option<String>,
    ) -> Result<StoppedOffering, ConsoleError> {
        self.allowed(&Act::Any(&[Right::Requests]))?;
        let reason = line("reason", reason, 256)?;
        let policy = self.policy()?;
        let permit = self.write(|pen| {
            let permit = stop_offering::decide(&pen.order(*order)?, &policy, pen.now).into_result()?;
            pen.append(Some(*order), By::Person, Body::OrderClosed { reason })?;
            Ok(permit)
        })?;
        self.checkpoint()?;
        Ok(StoppedOffering {
            order: self.show(order)?,
            consequence: permit.consequence,
            old_link_until: permit.old_link_until,
        })
    }

    pub(crate) fn request_made(&self, order: OrderView, attempts: u32) -> Result<RequestMade, ConsoleError> {
        let known = self.order(order.id)?;
        // A request whose script key is used again may have been closed meanwhile.
        let live = known.live_session(self.now()).filter(|_| known.closed.is_none());
        let link = live.map(|session| self.link_of(session)).transpose()?.flatten();
        Ok(RequestMade {
            ends_at: live.map(|session| session.ends_at),
            link,
            order,
            attempts,
            warnings: Vec::new(),
        })
    }

    /// Opens an order and writes its first attempt down, inside a transaction.
    fn open_order(
        &self,
        pen: &mut Pen<'_, '_, '_>,
        id: OrderId,
        draft: Draft,
        account: &Account,
        beside: &Beside,
    ) -> Result<Opened, ConsoleError> {
        let Draft { mut terms, numbered_here, buyer, cards, .. } = draft;
        if let Some(before) = opened_before(pen, terms.script.as_ref())? {
            return Ok(Opened::Before(before));
        }
        if numbered_here {
            terms.reference = still_free(pen, terms.reference)?;
        }
        reference_is_free(pen, &terms)?;
        if let Some(replaced) = terms.replaces {
            pen.waits_no_longer(replaced, beside.waited)?;
        }
        if buyer != Buyer::default() {
            let json = serde_json::to_vec(&buyer).map_err(|error| {
                ConsoleError::field("buyer", error.to_string(), "Leave out unusual characters.")
            })?;
            terms.buyer = Some(pen.side(SideKind::Buyer, Some(id), &json)?);
        }
        pen.append(Some(id), By::Person, Body::OrderOpened(Box::new(terms.clone())))?;
        self.put_beside(pen, id, beside)?;
        let life = TimeDelta::try_seconds(i64::from(terms.session_seconds)).unwrap_or_default();
        let ends_at = later(pen.now, life);
        let blank =
            Blank { order: id, account, terms: &terms, buyer: &buyer, cards: &cards, follows: None, ends_at };
        let attempt = pen.begin_session(self.new_payment_request(), &blank)?;
        Ok(Opened::New(id, attempt))
    }
}

/// Why an order in whose place another was made is closed.
pub(crate) const REPLACED: &str = "replaced by a new request";

impl Pen<'_, '_, '_> {
    /// An order in whose place another is offered is offered no more, also where it was paid meanwhile: a person then
    /// decides which of the two stays.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(crate) fn close_replaced(&mut self, old: OrderId, by: By) -> Result<(), ConsoleError> {
        let known = self.order(old)?;
        if known.closed.is_some() {
            return Ok(());
        }
        let reason = Some(REPLACED.to_owned());
        self.append(Some(old), by, Body::OrderClosed { reason }).map(drop)
    }
}

/// The order the same script key opened before; a key with other parameters is refused.
fn opened_before(pen: &Pen<'_, '_, '_>, script: Option<&ScriptKey>) -> Result<Option<OrderId>, ConsoleError> {
    let Some(script) = script else { return Ok(None) };
    match pen.writer.script(&script.key)? {
        None => Ok(None),
        Some(before) if before.parameters == script.parameters => Ok(Some(before.order)),
        Some(_) => Err(ConsoleError::ScriptKeyReused { key: script.key.clone() }),
    }
}

/// The first command under a script's key is still asking for the link, or ended while it was: that is known once it
/// would have given up.
fn link_under_way(order: &Order) -> ConsoleError {
    let asked = order.sessions.iter().filter(|session| session.stage == SessionStage::Sent);
    let again_at = asked.map(|session| later(session.requested_at, GIVEN_UP_AFTER)).max();
    ConsoleError::LinkUnderWay {
        reference: order.terms.reference.clone(),
        again_at: again_at.unwrap_or(order.moved_at),
    }
}

fn old_link_is_live(old: &Order, until: DateTime<Utc>) -> Refusal {
    Refusal::new(
        RefusalCode::LinkIsLive,
        format!("the old link of order {} can still be paid until {}", old.terms.reference, spoken(until)),
        Lift::At(until),
    )
}

/// Whether a session may have given out a link.
fn had_a_link(session: &Session) -> bool {
    matches!(session.stage, SessionStage::Issued { .. } | SessionStage::Answered | SessionStage::Elsewhere)
}
