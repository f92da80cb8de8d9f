//! From an order to what is shown of it.

use crate::Console;
use crate::card_checks;
use crate::error::ConsoleError;
use crate::request::REPLACED;
use crate::sentence;
use crate::shipping;
use crate::told;
use crate::view::{
    AdviceView, BuyerView, CardView, ClosedView, DisputeView, IntentView, ItemView, NoteView, OrderView,
    PaymentView, SessionView, StateView, TimelineEntry, TransactionView, masked_link, shown, stage_slug,
    stage_word,
};
use antom::results::{Explanation, HOLD_RELEASED, PAYMENT, explain};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::digest::Digest;
use domain::fact::{Body, CaptureMode, Fact};
use domain::ids::OrderId;
use domain::intent::{Intent, Stage, Verb};
use domain::order::{Order, Payment, Session, SessionStage};
use domain::outcome::{Outcome, Verdict, WhyUnknown};
use domain::people::Right;
use domain::report::{Status, Transaction};
use domain::rules::advice;
use domain::ship::ship_order;
use domain::windows::waited_too_long;
use ledger::{Buyer, Card, Side};
use money::{Language, Money};

/// What never leaves in a view.
const MASKED: [&str; 3] = ["cardToken", "paymentSessionData", "the query of normalUrl"];

impl Console {
    /// Everything that is known of an order.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is none.
    pub fn show(&self, order: &OrderId) -> Result<OrderView, ConsoleError> {
        self.looking()?;
        self.order_view(order)
    }

    /// As [`Console::show`], for what was asked for by somebody who may have got up meanwhile.
    pub(crate) fn order_view(&self, order: &OrderId) -> Result<OrderView, ConsoleError> {
        let (known, facts) = self.read(|ledger| Ok((ledger.order(*order)?, ledger.facts_of(*order)?)))?;
        let known = known.ok_or_else(|| ConsoleError::not_found(order.to_string()))?;
        let (now, zone) = (self.prudent_now(), self.zone()?);
        let next = known.next_step(now);
        Ok(OrderView {
            id: known.id,
            reference: shown(&known.terms.reference),
            account: known.terms.account.to_string(),
            description: shown(&known.terms.description),
            amount: known.terms.amount,
            state: StateView::from(known.word(now)),
            badges: known.badges(now).into_iter().map(|badge| badge.label().to_owned()).collect(),
            side_note: known.side_note(now).map(|note| sentence::side_note(&note, now)),
            next: next.sentence,
            action: slug(&next.action),
            version: known.version,
            opened_at: known.opened_at,
            opened_by: shown(&known.opened_by.to_string()),
            imported: known.imported,
            closed: known.closed.as_ref().map(|closed| ClosedView {
                at: closed.at,
                by: shown(&closed.by.to_string()),
                reason: closed.reason.as_deref().map(shown),
                replaced: closed.reason.as_deref() == Some(REPLACED),
            }),
            capture_mode: match known.terms.capture_mode {
                CaptureMode::Automatic => "AUTOMATIC".to_owned(),
                CaptureMode::Manual => "MANUAL".to_owned(),
            },
            methods: known.terms.methods.clone(),
            locale: known.terms.locale.clone(),
            lives_until: known.terms.lives_until,
            buyer: self.buyer_view(known.terms.buyer)?,
            forgotten: known.forgotten,
            replaces: known.terms.replaces,
            replaced_by: self.requests_after(known.id)?.first().map(|newer| newer.id),
            sessions: known
                .sessions
                .iter()
                .map(|session| self.session_view(session, now))
                .collect::<Result<_, _>>()?,
            payments: known
                .payments()
                .map(|payment| self.payment_view(&known, payment, now))
                .collect::<Result<_, _>>()?,
            intents: known.intents.iter().map(|intent| intent_view(&known, intent, self.now())).collect(),
            notes: self.notes(&facts)?,
            timeline: timeline(&known, &facts, zone),
            ship: shipping::view(ship_order(&known)),
            masked: MASKED.map(str::to_owned).to_vec(),
        })
    }

    /// The bytes of a side row; none where they were forgotten.
    pub(crate) fn side(&self, digest: Digest) -> Result<Option<Side>, ConsoleError> {
        self.read(|ledger| ledger.side(digest))
    }

    /// The buyer's particulars; none where there are none or they were forgotten.
    pub(crate) fn buyer(&self, digest: Option<Digest>) -> Result<Option<Buyer>, ConsoleError> {
        let Some(side) = digest.map(|digest| self.side(digest)).transpose()?.flatten() else {
            return Ok(None);
        };
        serde_json::from_slice(&side.bytes).map(Some).map_err(|error| ConsoleError::LedgerNonsense {
            detail: format!("a buyer's particulars: {error}"),
        })
    }

    fn buyer_view(&self, digest: Option<Digest>) -> Result<Option<BuyerView>, ConsoleError> {
        let Some(buyer) = self.buyer(digest)? else { return Ok(None) };
        let safe = |text: Option<String>| text.as_deref().map(shown);
        let contacts = self.may_use(Right::Contacts)?;
        let contact = |text: Option<String>| safe(text.filter(|_| contacts));
        Ok(Some(BuyerView {
            name: safe(buyer.name),
            email: contact(buyer.email),
            phone: contact(buyer.phone),
            buyer_id: safe(buyer.buyer_id),
            items: buyer.items.iter().filter_map(item_view).collect(),
        }))
    }

    fn session_view(&self, session: &Session, now: DateTime<Utc>) -> Result<SessionView, ConsoleError> {
        let (stage, id, trouble) = match &session.stage {
            SessionStage::Requested => ("requested", None, None),
            SessionStage::Sent => ("sent", None, None),
            SessionStage::Issued { session, .. } => {
                ("issued", Some(session.clone()).filter(|id| !id.is_empty()), None)
            }
            SessionStage::Answered => ("answered", None, None),
            SessionStage::Refused(verdict) => ("refused", None, Some(sentence::verdict_text(verdict))),
            SessionStage::Unanswered(why) => ("unanswered", None, Some(sentence::why(why))),
            SessionStage::Elsewhere => ("elsewhere", None, None),
        };
        Ok(SessionView {
            request: session.request.to_string(),
            follows: session.follows.as_ref().map(ToString::to_string),
            by_pay: session.by_pay,
            stage: stage.to_owned(),
            live: session.is_live(now),
            requested_at: session.requested_at,
            ends_at: (session.stage != SessionStage::Elsewhere).then_some(session.ends_at),
            session: id,
            link: self.link_of(session)?.map(|link| masked_link(&link)),
            shared: session.shared.clone(),
            trouble,
        })
    }

    /// The payment page's address, byte for byte; none where there is none or it was forgotten with the buyer.
    pub(crate) fn link_of(&self, session: &Session) -> Result<Option<String>, ConsoleError> {
        let SessionStage::Issued { link, .. } = &session.stage else { return Ok(None) };
        let link = self.side(*link)?.and_then(|side| String::from_utf8(side.bytes).ok());
        Ok(link.filter(|link| !link.is_empty()))
    }

    pub(crate) fn payment_view(
        &self,
        order: &Order,
        payment: &Payment,
        now: DateTime<Utc>,
    ) -> Result<PaymentView, ConsoleError> {
        let card = match payment.card.map(|digest| self.side(digest)).transpose()?.flatten() {
            Some(side) => serde_json::from_slice::<Card>(&side.bytes).ok(),
            None => None,
        };
        Ok(PaymentView {
            id: payment.id.to_string(),
            request: payment.request.to_string(),
            state: StateView::from(order.payment_word(payment)),
            amount: payment.amount,
            method: payment.method.as_deref().map(shown),
            result_code: payment.result_code.as_deref().map(shown),
            result: payment
                .result_code
                .as_deref()
                .map(|code| meaning_of(code, &payment.status, Language::English)),
            result_zh: payment
                .result_code
                .as_deref()
                .map(|code| meaning_of(code, &payment.status, Language::Chinese)),
            created_at: payment.created_at,
            paid_at: payment.paid_at,
            hold_ends_at: payment.hold_ends_at.map(|hold| hold.at),
            hold_estimated: payment.hold_ends_at.is_some_and(|hold| hold.estimated),
            capture_refused: order.failed_capture(payment).is_some(),
            hold_lapsed: order.lapsed_holds().any(|hold| hold.id == payment.id),
            checks: card.as_ref().and_then(card_checks::view),
            card: card.map(|card| CardView {
                brand: card.brand.as_deref().map(shown),
                last4: card.last4.as_deref().map(shown),
            }),
            book: order.book(&payment.id),
            captures: payment.captures.iter().map(|entry| transaction_view(order, entry)).collect(),
            refunds: payment.refunds.iter().map(|entry| transaction_view(order, entry)).collect(),
            disputes: payment
                .disputes
                .iter()
                .map(|(id, event)| DisputeView { id: shown(id), event: shown(event) })
                .collect(),
            advice: Some(advice_view(&advice::cancel_or_refund(order, &payment.id, now))),
            as_of: payment.last_reported_at,
        })
    }

    fn notes(&self, facts: &[Fact]) -> Result<Vec<NoteView>, ConsoleError> {
        let mut notes = Vec::new();
        for fact in facts {
            if let Body::OrderNoted { note } = &fact.body {
                let text = self.side(*note)?.map(|side| shown(&String::from_utf8_lossy(&side.bytes)));
                notes.push(NoteView { at: fact.at, by: shown(&fact.actor.to_string()), text });
            }
        }
        Ok(notes)
    }
}

/// The stable word of a value that serialises as one.
pub(crate) fn slug<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// An item as it went over the wire, for showing. One that cannot be read is left out; the raw body keeps it.
fn item_view(item: &serde_json::Value) -> Option<ItemView> {
    let text = |name: &str| item.get(name).and_then(serde_json::Value::as_str);
    let unit = item.get("goodsUnitAmount")?;
    let part = |name: &str| unit.get(name).and_then(serde_json::Value::as_str);
    Some(ItemView {
        name: shown(text("goodsName")?),
        quantity: text("goodsQuantity")?.parse().ok()?,
        unit: Money::from_wire(part("currency")?, part("value")?).ok()?,
    })
}

fn transaction_view(order: &Order, entry: &Transaction) -> TransactionView {
    TransactionView {
        operation: shown(entry.operation.as_str()),
        id: entry.id.as_deref().map(shown),
        status: status_word(&entry.status).to_owned(),
        code: shown(&entry.code),
        amount: entry.amount,
        at: entry.at,
        ours: order.intents.iter().any(|intent| intent.requested.operation == entry.operation),
    }
}

fn status_word(status: &Status) -> &str {
    match status {
        Status::Success => "SUCCESS",
        Status::Fail => "FAIL",
        Status::Processing => "PROCESSING",
        Status::Cancelled => "CANCELLED",
        Status::Pending => "PENDING",
        Status::Other(word) => word,
    }
}

fn advice_view(advice: &advice::Advice) -> AdviceView {
    let right_now = match advice.right_now {
        advice::Way::Cancel => "cancel",
        advice::Way::Refund => "refund",
        advice::Way::Neither => "neither",
    };
    AdviceView { right_now: right_now.to_owned(), until: advice.until, why: advice.why.clone() }
}

/// `paymentResultCode` in words.
fn meaning_of(code: &str, status: &Status, language: Language) -> String {
    let result = match status {
        Status::Success => antom::ResultStatus::S,
        Status::Fail | Status::Cancelled => antom::ResultStatus::F,
        _ => antom::ResultStatus::U,
    };
    explain(PAYMENT, code, &result).told(language).what_happened.to_owned()
}

/// One intent as it is shown. What waited too long to leave by itself has reached Antom no more than what Antom says it
/// never saw, and waits for a person in the same way.
pub(crate) fn intent_view(order: &Order, intent: &Intent, now: DateTime<Utc>) -> IntentView {
    let stage = if waited_too_long(intent, now) { Stage::NeverPlaced } else { intent.stage };
    IntentView {
        id: intent.id,
        order: order.id,
        reference: shown(&order.terms.reference),
        verb: intent.verb,
        payment: intent.requested.payment.to_string(),
        amount: intent.requested.amount,
        operation: intent.requested.operation.to_string(),
        stage: stage_slug(stage).to_owned(),
        word: stage_word(intent.verb, stage).to_owned(),
        settled: intent.stage.is_final(),
        sentence: shown(&intent.requested.sentence),
        reason: intent.requested.reason.as_deref().map(shown),
        by: shown(&intent.actor.to_string()),
        requested_at: intent.requested_at,
        not_before: intent.not_before,
        sent_at: intent.first_sent_at,
        attempts: intent.sent.map_or(0, |(_, attempt, _)| attempt),
        moved_at: intent.moved_at,
        transaction: intent.transaction.as_deref().map(shown),
        code: verdict_that_counts(intent).map(|verdict| shown(&verdict.code)),
        explanation: explanation(order, intent),
        explanation_zh: answered(order, intent, Language::Chinese),
        stopped: intent.stopped.as_deref().map(shown),
        stopped_by_rule: intent.stopped_by_rule.as_deref().map(shown),
        unknown: intent.unknown.as_ref().filter(|_| !intent.stage.is_final()).map(told::of_silence),
    }
}

/// What the last answer means, whether money moved, and what to do.
pub(crate) fn explanation(order: &Order, intent: &Intent) -> Option<String> {
    if let (Some(why), false) = (&intent.unknown, intent.stage.is_final()) {
        let only = intent.sent.is_none_or(|(_, attempt, _)| attempt <= 1);
        if only && let WhyUnknown::NoAnswer { left: false, .. } = why {
            let why = sentence::why(why);
            return Some(format!(
                "It has not left this computer: {why}. Antom is asked before anything else is done."
            ));
        }
        return Some(format!(
            "The outcome is not known: {}. Antom is asked until it is.",
            sentence::why(why)
        ));
    }
    answered(order, intent, Language::English).or_else(|| by_asking(intent.stage).map(str::to_owned))
}

/// What the answer that counts means: what happened, whether money moved, what to do.
fn answered(order: &Order, intent: &Intent, language: Language) -> Option<String> {
    if intent.unknown.is_some() && !intent.stage.is_final() {
        return None;
    }
    let verdict = verdict_that_counts(intent)?;
    let operation = match intent.verb {
        Verb::Capture => "capture",
        Verb::Cancel => "cancel",
        Verb::Refund => "refund",
    };
    let told = untaken(order, intent)
        .unwrap_or_else(|| explain(operation, &verdict.code, &wire_status(verdict)))
        .told(language);
    let between = match language {
        Language::English => " ",
        Language::Chinese => "",
    };
    Some([told.what_happened, told.money_moved, told.next_step].join(between))
}

/// What a cancel that is done came to where nothing had been taken, which its answer does not tell.
fn untaken(order: &Order, intent: &Intent) -> Option<Explanation> {
    if intent.verb != Verb::Cancel || intent.stage != Stage::Done {
        return None;
    }
    let payment = order.payment(&intent.requested.payment)?;
    let taken = payment.captures.iter().any(|capture| capture.status != Status::Fail);
    (payment.authorises_first() && !taken).then_some(HOLD_RELEASED)
}

/// The last answer, unless what Antom said afterwards settled it in another way.
fn verdict_that_counts(intent: &Intent) -> Option<&Verdict> {
    intent.verdict.as_ref().filter(|verdict| match intent.stage {
        Stage::Done => verdict.outcome == Outcome::Succeeded,
        Stage::Refused => verdict.outcome == Outcome::Failed,
        _ => true,
    })
}

/// How an operation was settled that no answer of its own settled.
const fn by_asking(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Done => Some("Antom confirmed it when it was asked."),
        Stage::Refused => Some("Antom said that it failed when it was asked."),
        _ => None,
    }
}

fn wire_status(verdict: &Verdict) -> antom::ResultStatus {
    match verdict.outcome {
        Outcome::Succeeded => antom::ResultStatus::S,
        Outcome::Failed => antom::ResultStatus::F,
        Outcome::Unknown => antom::ResultStatus::U,
    }
}

fn timeline(order: &Order, facts: &[Fact], zone: Tz) -> Vec<TimelineEntry> {
    facts
        .iter()
        .map(|fact| {
            let (sentence, money) = sentence::of_fact(fact, order, zone);
            TimelineEntry {
                at: fact.at,
                actor: shown(&fact.actor.to_string()),
                approver: fact.approver.as_ref().map(|approver| shown(&approver.to_string())),
                kind: fact.body.name(),
                sentence,
                money,
                told: told::of_fact(fact),
            }
        })
        .collect()
}
