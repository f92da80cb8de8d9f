//! Finding what needs a person. Every question walks an index of the ledger; orders are read one by one, and there are
//! few of them.

use super::{AttentionItem, AttentionKind, DoublePayment};
use crate::Console;
use crate::account_test::SKEW_WORTH_TELLING;
use crate::error::ConsoleError;
use crate::present::explanation;
use crate::view::shown;
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Environment;
use domain::ids::PaymentId;
use domain::intent::{Intent, Stage};
use domain::order::{Order, Payment};
use domain::rules::cancel;
use domain::windows::{happened_at, hold_end, later, waited_too_long};
use ledger::Ledger;
use std::sync::PoisonError;

/// From how long before its end a hold is told.
const HOLD_ENDS_WITHIN: TimeDelta = TimeDelta::hours(24);
/// From how long before its end an unpaid link is told.
const LINK_ENDS_WITHIN: TimeDelta = TimeDelta::minutes(10);
/// How long Antom may take to capture by itself (house rule: an hour).
const CAPTURE_TAKES: TimeDelta = TimeDelta::hours(-1);
/// How far back a refused capture can be about money that is held still, and a hold that lapsed is told.
const LONGEST_HOLD: TimeDelta = TimeDelta::days(-31);
/// How often the keychain is looked at.
const LOOK_AGAIN: TimeDelta = TimeDelta::minutes(10);
/// How old the last backup may be.
const BACKUP_AGE: TimeDelta = TimeDelta::days(7);

impl Console {
    pub(super) fn needing_a_person(&self, now: DateTime<Utc>) -> Result<Vec<AttentionItem>, ConsoleError> {
        let mut items = Vec::new();
        for order in self.read(Ledger::marked)? {
            self.about_payments(&self.order(order)?, now, &mut items)?;
        }
        self.about_failed_captures(now, &mut items)?;
        for held in self.read(|ledger| ledger.holds(now, later(now, HOLD_ENDS_WITHIN)))? {
            let order = self.order(held.order)?;
            let Some(hold) = order.manual_holds().find(|hold| hold.id == held.payment) else { continue };
            // What stands in its way is told already, with the same deadline.
            if order.failed_capture(hold).is_some() {
                continue;
            }
            let mut item = self.item(
                AttentionKind::HoldEnding,
                &order,
                held.payment.as_str(),
                "Capture it, or the money goes back to the buyer.",
            )?;
            item.payment = Some(held.payment.to_string());
            item.amount = Some(held.amount);
            item.until = Some(held.ends_at);
            items.push(item);
        }
        self.about_lapsed_holds(now, &mut items)?;
        for (order, intent) in self.read(Ledger::open_intents)? {
            let order = self.order(order)?;
            if let Some(intent) = order.intent(&intent) {
                items.extend(self.about_intent(&order, intent, now)?);
            }
        }
        for order in self.read(|ledger| ledger.links_ending(now, later(now, LINK_ENDS_WITHIN)))? {
            let order = self.order(order)?;
            let Some(session) = order.live_session(now) else { continue };
            let mut item = self.item(
                AttentionKind::LinkEnding,
                &order,
                session.request.as_str(),
                "Send it again if the buyer is still there.",
            )?;
            item.until = Some(session.ends_at);
            items.push(item);
        }
        for order in self.read(|ledger| ledger.capturing_since(later(now, CAPTURE_TAKES)))? {
            let order = self.order(order)?;
            items.push(self.item(
                AttentionKind::CaptureMissing,
                &order,
                "",
                "Do not ship yet. Ask Antom, and write to its support if it stays so.",
            )?);
        }
        items.extend(self.about_refused_notifications()?);
        self.about_the_history(now, &mut items)?;
        self.about_the_house(now, &mut items)?;
        Ok(items)
    }

    /// Calls to the receiver that were refused: somebody is trying, or key and address do not fit. Every day with new
    /// ones is a thing of its own.
    fn about_refused_notifications(&self) -> Result<Option<AttentionItem>, ConsoleError> {
        let refused = self.refused_notifications()?;
        let Some(at) = refused.last_at else { return Ok(None) };
        let advice = format!(
            "{} calls to the receiver of notifications were refused so far; the last: {}. Look whether address, path and \
             Antom's key are those of the Dashboard.",
            refused.total(),
            refused.last_why
        );
        let day = at.date_naive().to_string();
        let item = of_the_house(AttentionKind::NotificationsRefused, &day, at, &advice);
        Ok(Some(AttentionItem { readable: true, ..item }))
    }

    /// Doubles, disputes and late payments of one order.
    fn about_payments(
        &self,
        order: &Order,
        now: DateTime<Utc>,
        items: &mut Vec<AttentionItem>,
    ) -> Result<(), ConsoleError> {
        let displaced: Vec<&Payment> =
            order.same_session_successes().filter(|_| order.returns_outstanding()).collect();
        if !displaced.is_empty() {
            let mut item = self.item(
                AttentionKind::PaidTwiceOneSession,
                order,
                "",
                "Do not refund: Antom returns the earlier payment by itself.",
            )?;
            item.payments = self.doubles(order, &displaced)?;
            item.readable = true;
            items.push(item);
        }
        if order.paid_twice() {
            let advice = "Give one of the payments back: cancel or refund the later one.";
            let instead = self.requests_after(order.id)?.into_iter().find(Order::keeps_money);
            items.push(self.double(order, instead.as_ref(), advice, now)?);
        }
        if order.disputed() {
            items.push(self.item(
                AttentionKind::Disputed,
                order,
                "",
                "Answer the dispute in Antom's Dashboard in time.",
            )?);
        }
        if order.paid_although_closed() && !order.paid_twice() {
            items.push(self.about_a_late_payment(order, now)?);
        }
        Ok(())
    }

    /// Paid although it was closed. Where the request in its place is paid too, one of the two goes back; where that may
    /// still be paid, nobody is to pay it.
    fn about_a_late_payment(&self, order: &Order, now: DateTime<Utc>) -> Result<AttentionItem, ConsoleError> {
        let after = self.requests_after(order.id)?;
        if let Some(paid) = after.iter().find(|newer| newer.keeps_money()) {
            let advice = "Give this payment back: the request that took its place is paid too.";
            return self.double(order, Some(paid), advice, now);
        }
        let offered = after.iter().find(|newer| newer.closed.is_none());
        let advice = match offered {
            Some(_) => {
                "Stop the request that took its place and deliver after all, or give this payment back; nobody is to pay both."
            }
            None => "Deliver after all, or give the money back.",
        };
        let mut item = self.item(AttentionKind::LatePayment, order, "", advice)?;
        item.until = self.cancel_end(order, item.payment.as_deref(), now);
        item.instead = offered.map(|newer| newer.id);
        item.readable = offered.is_none();
        Ok(item)
    }

    /// Two payments of one sale, of which one is ours to give back: the later one of an order, or that of an order whose
    /// place another took that is paid too.
    fn double(
        &self,
        order: &Order,
        instead: Option<&Order>,
        advice: &str,
        now: DateTime<Utc>,
    ) -> Result<AttentionItem, ConsoleError> {
        let mut item = self.item(AttentionKind::PaidTwiceTwoRequests, order, "", advice)?;
        item.payments = self.doubles(order, &[])?;
        item.payment = item.payments.last().map(|last| last.payment.clone());
        item.until = self.cancel_end(order, item.payment.as_deref(), now);
        if let Some(instead) = instead {
            item.instead = Some(instead.id);
            item.payments.iter_mut().for_each(|payment| payment.stays = false);
            let theirs = self.doubles(instead, &[])?;
            item.payments.extend(theirs.into_iter().filter(|payment| payment.stays));
        }
        Ok(item)
    }

    /// Captures that Antom refused, of money that is held still: what Antom said, and until when something can be done.
    fn about_failed_captures(
        &self,
        now: DateTime<Utc>,
        items: &mut Vec<AttentionItem>,
    ) -> Result<(), ConsoleError> {
        for order in self.read(|ledger| ledger.failed_captures(later(now, LONGEST_HOLD)))? {
            let order = self.order(order)?;
            for hold in order.manual_holds().filter(|hold| hold_end(hold).at > now) {
                let Some(failed) = order.failed_capture(hold) else { continue };
                let said = explanation(&order, failed).unwrap_or_default();
                let advice = format!(
                    "{said} The money is still held: do what the refusal says before the hold ends, or cancel the payment to \
                     release it."
                );
                let which = failed.id.to_string();
                let mut item = self.item(AttentionKind::CaptureFailed, &order, &which, advice.trim())?;
                item.payment = Some(hold.id.to_string());
                item.intent = Some(failed.id);
                item.verb = Some(failed.verb);
                item.amount = Some(hold.amount);
                item.at = failed.moved_at;
                item.until = Some(hold_end(hold).at);
                items.push(item);
            }
        }
        Ok(())
    }

    /// Holds that ended lately before anybody captured: nothing is to be done about them but to know.
    fn about_lapsed_holds(
        &self,
        now: DateTime<Utc>,
        items: &mut Vec<AttentionItem>,
    ) -> Result<(), ConsoleError> {
        for held in self.read(|ledger| ledger.holds(later(now, LONGEST_HOLD), now))? {
            let order = self.order(held.order)?;
            if order.lapsed_holds().all(|hold| hold.id != held.payment) {
                continue;
            }
            let advice = "Nothing was captured, and the money is with the buyer again. Ask for it anew if goods went out.";
            let mut item = self.item(AttentionKind::HoldLapsed, &order, held.payment.as_str(), advice)?;
            item.payment = Some(held.payment.to_string());
            item.amount = Some(held.amount);
            item.at = held.ends_at;
            item.readable = true;
            items.push(item);
        }
        Ok(())
    }

    /// Until when the payment of an item can still be cancelled, which costs nothing; a refund afterwards may.
    fn cancel_end(&self, order: &Order, payment: Option<&str>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let payment = PaymentId(payment?.to_owned());
        let policy = self.policy().ok()?;
        cancel::decide(order, &payment, &policy, now).permitted()?.leave_before
    }

    fn about_intent(
        &self,
        order: &Order,
        intent: &Intent,
        now: DateTime<Utc>,
    ) -> Result<Option<AttentionItem>, ConsoleError> {
        let (kind, advice) = match intent.stage {
            Stage::Checking | Stage::Sent => (
                AttentionKind::OutcomeUnknown,
                "Wait: Antom is asked until it is known. Do not repeat it by hand.",
            ),
            Stage::NeverPlaced => {
                (AttentionKind::NeverPlaced, "It never reached Antom. Stop it, and decide afresh.")
            }
            Stage::Queued | Stage::Released if waited_too_long(intent, now) => (
                AttentionKind::NeverPlaced,
                "It could not leave in time and does not leave by itself any more. Stop it, and decide afresh.",
            ),
            _ => return Ok(None),
        };
        let mut item = self.item(kind, order, &intent.id.to_string(), advice)?;
        item.payment = Some(intent.requested.payment.to_string());
        item.intent = Some(intent.id);
        item.verb = Some(intent.verb);
        item.amount = Some(intent.requested.amount);
        item.at = intent.first_sent_at.unwrap_or(intent.requested_at);
        item.next_check_at = self.next_move(intent);
        Ok(Some(item))
    }

    /// A history that cannot be believed, and one that is not backed up although it should be.
    fn about_the_history(
        &self,
        now: DateTime<Utc>,
        items: &mut Vec<AttentionItem>,
    ) -> Result<(), ConsoleError> {
        if let Some(trouble) = self.trouble() {
            let advice = format!("{}. {}", trouble.what, trouble.way_out());
            items.push(of_the_house(AttentionKind::HistoryBroken, "", now, &advice));
        }
        if let Some((at, why)) = self.failed_backup()? {
            let advice =
                format!("The backup of the day could not be made: {why} It is tried again every hour.");
            items.push(of_the_house(AttentionKind::BackupFailed, "", at, &advice));
        }
        Ok(())
    }

    /// What the ledger, the keychain and the clock lack. Training has nothing to lose.
    fn about_the_house(
        &self,
        now: DateTime<Utc>,
        items: &mut Vec<AttentionItem>,
    ) -> Result<(), ConsoleError> {
        if self.environment == Environment::Training {
            return Ok(());
        }
        if !self.recovery_code_is_confirmed()? {
            let advice = "Make a recovery code and keep it somewhere else.";
            items.push(of_the_house(AttentionKind::RecoveryCode, "", now, advice));
        }
        let old = self.last_backup()?.is_none_or(|backup| backup.at < later(now, -BACKUP_AGE));
        if old && self.since()?.is_some() {
            items.push(of_the_house(
                AttentionKind::BackupOld,
                "",
                now,
                "Make a backup and keep it somewhere else.",
            ));
        }
        if let Some(skew) = self.skew().filter(|skew| skew.abs() >= SKEW_WORTH_TELLING) {
            let advice = format!(
                "This computer's clock is {} s off. Set it by the network.",
                skew.abs().num_seconds()
            );
            items.push(of_the_house(AttentionKind::ClockSkew, "", now, &advice));
        }
        for fingerprint in self.keys_missing_lately(now)? {
            items.push(of_the_house(
                AttentionKind::KeyMissing,
                &fingerprint,
                now,
                "Import the private key again, or rotate it.",
            ));
        }
        Ok(())
    }

    /// The keychain is looked at now and then: it may be slow, and this is asked often.
    fn keys_missing_lately(&self, now: DateTime<Utc>) -> Result<Vec<String>, ConsoleError> {
        let mut known = self.keys_missing.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, missing)) = known.as_ref()
            && now < later(*at, LOOK_AGAIN)
        {
            return Ok(missing.clone());
        }
        let missing = self.missing_keys()?;
        *known = Some((now, missing.clone()));
        Ok(missing)
    }

    fn item(
        &self,
        kind: AttentionKind,
        order: &Order,
        which: &str,
        advice: &str,
    ) -> Result<AttentionItem, ConsoleError> {
        let standing = order.standing_payment();
        Ok(AttentionItem {
            order: Some(order.id),
            reference: Some(shown(&order.terms.reference)),
            payment: standing.map(|payment| payment.id.to_string()),
            buyer: self.buyers_name(order)?,
            amount: Some(standing.map_or(order.terms.amount, |payment| payment.amount)),
            at: standing.map_or(order.opened_at, happened_at),
            ..of_the_house(kind, &format!("{}:{which}", order.id), order.opened_at, advice)
        })
    }

    /// The payments of a double, the earlier first. Those that Antom returns by itself do not stay; of two requests the
    /// earlier one stays.
    fn doubles(&self, order: &Order, displaced: &[&Payment]) -> Result<Vec<DoublePayment>, ConsoleError> {
        let mut payments: Vec<&Payment> =
            order.standing_successes().chain(displaced.iter().copied()).collect();
        payments.sort_by_key(|payment| (happened_at(payment), payment.id.clone()));
        let one_session = !displaced.is_empty();
        let mut doubles = Vec::new();
        for (place, payment) in payments.iter().enumerate() {
            let card = self.payment_view(order, payment, self.prudent_now())?.card.unwrap_or_default();
            let returned = displaced.iter().any(|other| other.id == payment.id);
            doubles.push(DoublePayment {
                payment: payment.id.to_string(),
                method: payment.method.as_deref().map(shown),
                brand: card.brand,
                last4: card.last4,
                amount: payment.amount,
                at: happened_at(payment),
                stays: if one_session { !returned } else { place == 0 },
            });
        }
        Ok(doubles)
    }
}

fn of_the_house(kind: AttentionKind, which: &str, at: DateTime<Utc>, advice: &str) -> AttentionItem {
    let word =
        serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default();
    AttentionItem {
        id: format!("{word}:{which}"),
        kind,
        order: None,
        reference: None,
        payment: None,
        intent: None,
        verb: None,
        buyer: None,
        amount: None,
        at,
        until: None,
        next_check_at: None,
        payments: Vec::new(),
        instead: None,
        advice: advice.to_owned(),
        readable: false,
        snoozed_until: None,
        snoozed_because: None,
    }
}
