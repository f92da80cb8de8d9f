//! Disputes: a cardholder's bank takes a payment up, and notifications tell how it goes on (api.md sections 3.8 and 6).
//! There is nothing to ask; whoever misses the notifications learns of them in the Dashboard only.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::amount::Amount;
use crate::moment::{Moment, Span};
use crate::session::Payment;
use crate::state::State;

/// The kinds of notification, by their wire names.
pub(crate) const KINDS: &[&str] = &[
    "DISPUTE_CREATED",
    "DEFENSE_DUE_ALERT",
    "DEFENSE_SUPPLIED",
    "DISPUTE_ACCEPTED",
    "DISPUTE_CANCELLED",
    "DISPUTE_JUDGED",
    "RDR_RESOLVED",
];
/// After these nothing follows.
const ENDS: &[&str] = &["DISPUTE_ACCEPTED", "DISPUTE_CANCELLED", "DISPUTE_JUDGED", "RDR_RESOLVED"];
/// How a dispute can be judged.
pub(crate) const JUDGEMENTS: &[&str] =
    &["ACCEPT_BY_CUSTOMER", "ACCEPT_BY_MERCHANT", "VALIDATE_SUCCESS", "VALIDATE_FAIL"];
/// Time for documents.
const DEFENCE: Span = Span::days(7);

/// A dispute.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Dispute {
    pub(crate) id: String,
    pub(crate) payment_id: String,
    pub(crate) amount: Amount,
    pub(crate) reason: String,
    pub(crate) began: Moment,
    /// The last kind that was told.
    pub(crate) kind: String,
    pub(crate) judgement: Option<String>,
}

impl Dispute {
    pub(crate) fn is_open(&self) -> bool {
        !ENDS.contains(&self.kind.as_str())
    }
}

/// What the control interface wants to happen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn<'a> {
    pub(crate) kind: &'a str,
    pub(crate) reason: &'a str,
    /// How it is judged; lost by the merchant if nothing is said.
    pub(crate) judgement: Option<&'a str>,
}

/// Why it cannot happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    NoSuchPayment,
    NoSuchDispute,
    Over,
}

impl State {
    /// Begins a dispute over the whole of a payment, or over so much of it, and tells of it.
    pub(crate) fn raise_dispute(
        &mut self,
        payment_id: &str,
        value: Option<u64>,
        turn: Turn<'_>,
    ) -> Result<String, Refused> {
        let payment = self.payments.get(payment_id).ok_or(Refused::NoSuchPayment)?.clone();
        let most = payment.amount.value;
        let amount = Amount { value: value.unwrap_or(most).min(most), ..payment.amount.clone() };
        let dispute = Dispute {
            id: self.new_id("dispute"),
            payment_id: payment_id.to_owned(),
            amount,
            reason: turn.reason.to_owned(),
            began: self.now,
            kind: turn.kind.to_owned(),
            judgement: None,
        };
        let id = dispute.id.clone();
        self.disputes.insert(id.clone(), dispute);
        self.tell_turn(&payment, &id, turn);
        Ok(id)
    }

    /// Takes an open dispute on.
    pub(crate) fn turn_dispute(&mut self, dispute_id: &str, turn: Turn<'_>) -> Result<String, Refused> {
        let dispute = self.disputes.get_mut(dispute_id).ok_or(Refused::NoSuchDispute)?;
        if !dispute.is_open() {
            return Err(Refused::Over);
        }
        turn.kind.clone_into(&mut dispute.kind);
        let payment_id = dispute.payment_id.clone();
        let payment = self.payments.get(&payment_id).ok_or(Refused::NoSuchPayment)?.clone();
        self.tell_turn(&payment, dispute_id, turn);
        Ok(dispute_id.to_owned())
    }

    /// The open dispute of a payment.
    pub(crate) fn open_dispute(&self, payment_id: &str) -> Option<String> {
        let fits = |dispute: &&Dispute| dispute.payment_id == payment_id && dispute.is_open();
        self.disputes.values().find(fits).map(|dispute| dispute.id.clone())
    }

    fn tell_turn(&mut self, payment: &Payment, dispute_id: &str, turn: Turn<'_>) {
        let now = self.now.wire();
        let judgement = (turn.kind == "DISPUTE_JUDGED").then_some(turn.judgement.unwrap_or("VALIDATE_FAIL"));
        let Some(dispute) = self.disputes.get_mut(dispute_id) else { return };
        dispute.judgement = judgement.map(str::to_owned);
        let at = |kind: &str| (turn.kind == kind).then(|| now.clone());
        let body = json!({
            "disputeNotificationType": turn.kind,
            "paymentRequestId": payment.payment_request_id,
            "paymentId": payment.id,
            "captureId": payment.captures.last(),
            "disputeId": dispute.id,
            "disputeType": if turn.kind == "RDR_RESOLVED" { "RDR" } else { "CHARGEBACK" },
            "disputeTime": dispute.began.wire(),
            "disputeAmount": dispute.amount.wire(),
            "disputeReasonMsg": dispute.reason,
            "disputeReasonCode": "13.1",
            "defendable": dispute.is_open().then_some(true),
            "defenseDueTime": dispute.is_open().then(|| dispute.began.plus(DEFENCE).wire()),
            "defenseSuppliedTime": at("DEFENSE_SUPPLIED"),
            "disputeCancelledTime": at("DISPUTE_CANCELLED"),
            "disputeAcceptTime": at("DISPUTE_ACCEPTED"),
            "disputeAcceptReason": at("DISPUTE_ACCEPTED").map(|_| "The merchant accepted the dispute."),
            "disputeJudgedTime": at("DISPUTE_JUDGED"),
            "disputeJudgedAmount": judgement.map(|_| dispute.amount.wire()),
            "disputeJudgedResult": judgement,
        });
        self.send_dispute(&payment.client_id, body);
    }

    /// Disputes go to the Dashboard's address only (api.md section 6).
    fn send_dispute(&mut self, client_id: &str, body: Value) {
        let url = self.merchants.get(client_id).and_then(|merchant| merchant.notify_url.clone());
        self.send(client_id, "DISPUTE", url, body);
    }
}
