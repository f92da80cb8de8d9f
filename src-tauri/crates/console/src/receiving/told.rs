//! From Antom's notifications to what the domain understands (api.md section 6).

use crate::report::{card, differs, moment, outcome_of, refund_status, status_of};
use antom::Amount;
use antom::notification::{CaptureNotification, DisputeNotification, Notification};
use antom::notification::{PaymentNotification, RefundNotification};
use domain::ids::{OperationId, PaymentId};
use domain::order::Order;
use domain::outcome::{Outcome, WhyUnknown};
use domain::report::{PaymentSaid, Said, Status, Transaction, TransactionKind};
use money::Money;

/// The ids a notification names.
#[derive(Debug, Default)]
pub(super) struct About {
    /// `paymentRequestId`.
    pub request: Option<String>,
    /// `paymentId`.
    pub payment: Option<PaymentId>,
    /// `captureRequestId` or `refundRequestId`.
    pub operation: Option<String>,
}

impl About {
    /// Them, the surest first. CAPTURE_RESULT is mapped by its `paymentId`; under automatic capture its request id is the
    /// payment's own (guide 4), which helps where it comes before the payment's result.
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        let payment = self.payment.as_ref().map(PaymentId::as_str);
        [self.request.as_deref(), payment, self.operation.as_deref()].into_iter().flatten()
    }

    /// The first of them, to be told to people.
    pub(super) fn named(&self) -> &str {
        self.ids().next().unwrap_or_default()
    }
}

/// `notifyType`, or `DISPUTE`; none for a kind that is not known.
pub(super) fn kind(told: &Notification) -> Option<&'static str> {
    match told {
        Notification::PaymentResult(_) => Some("PAYMENT_RESULT"),
        Notification::PaymentPending(_) => Some("PAYMENT_PENDING"),
        Notification::CaptureResult(_) => Some("CAPTURE_RESULT"),
        Notification::RefundResult(_) => Some("REFUND_RESULT"),
        Notification::Dispute(_) => Some("DISPUTE"),
        Notification::Other { .. } => None,
    }
}

/// What it names.
pub(super) fn about(told: &Notification) -> About {
    let payment = |id: &str| Some(PaymentId(id.to_owned()));
    match told {
        Notification::PaymentResult(told) | Notification::PaymentPending(told) => About {
            request: Some(told.payment_request_id.clone()),
            payment: payment(&told.payment_id),
            operation: None,
        },
        Notification::CaptureResult(told) => About {
            request: None,
            payment: payment(&told.payment_id),
            operation: Some(told.capture_request_id.clone()),
        },
        Notification::RefundResult(told) => About {
            request: None,
            payment: told.payment_id.as_deref().and_then(payment),
            operation: Some(told.refund_request_id.clone()),
        },
        Notification::Dispute(told) => About {
            request: told.payment_request_id.clone(),
            payment: payment(&told.payment_id),
            operation: None,
        },
        Notification::Other { .. } => About::default(),
    }
}

type Understood = (Said, Option<Box<ledger::Card>>);

/// What it says about an order.
pub(super) fn said(told: &Notification, order: &Order, about: &About) -> Result<Understood, String> {
    let understood = match told {
        Notification::PaymentResult(told) => {
            payment(told, status_of(&told.payment_status()), order.terms.amount)
        }
        // S only says here that the payment is waiting.
        Notification::PaymentPending(told) => payment(told, Status::Pending, order.terms.amount),
        Notification::CaptureResult(told) => capture(told, order),
        Notification::RefundResult(told) => refund(told, order, about),
        Notification::Dispute(told) => Ok((dispute(told), None)),
        Notification::Other { .. } => Err(differs("notifyType")),
    };
    understood.map_err(|why| match why {
        WhyUnknown::Mismatch { field } => field,
        _ => "content".to_owned(),
    })
}

fn payment(told: &PaymentNotification, status: Status, asked: Money) -> Result<Understood, WhyUnknown> {
    let amount = told.payment_amount.money().map_err(|_| differs("paymentAmount"))?;
    // Notifications may carry 0 (api.md section 4); anything else is what was asked for.
    let is_silent = amount.is_zero() && amount.currency() == asked.currency();
    if amount != asked && !is_silent {
        return Err(differs("paymentAmount"));
    }
    let said = PaymentSaid {
        payment: PaymentId(told.payment_id.clone()),
        status,
        result_code: Some(told.result.result_code.clone()).filter(|code| !code.is_empty()),
        amount: asked,
        method: told.payment_method_type.clone().filter(|method| !method.is_empty()),
        created_at: moment(told.payment_create_time.as_deref()),
        paid_at: moment(told.payment_time.as_deref()),
        hold_ends_at: moment(told.auth_expiry_time.as_deref()),
        card: None,
        transactions: Vec::new(),
    };
    let card = card(told.payment_result_info.as_ref(), told.card_info.as_ref());
    Ok((Said::Payment(Box::new(said)), card.map(Box::new)))
}

fn capture(told: &CaptureNotification, order: &Order) -> Result<Understood, WhyUnknown> {
    let payment = PaymentId(told.payment_id.clone());
    // A capture is always of the whole payment.
    let whole = order.payment(&payment).map_or(order.terms.amount, |payment| payment.amount);
    let amount = amount_or("captureAmount", told.capture_amount.as_ref(), whole)?;
    let outcome = outcome_of(&told.result.result_status);
    let transaction = Transaction {
        kind: TransactionKind::Capture,
        status: ended(outcome),
        outcome,
        code: told.result.result_code.clone(),
        id: told.capture_id.clone().filter(|id| !id.is_empty()),
        operation: OperationId(told.capture_request_id.clone()),
        amount,
        at: moment(told.capture_time.as_deref()),
    };
    Ok((Said::Capture { payment, transaction }, None))
}

fn refund(told: &RefundNotification, order: &Order, about: &About) -> Result<Understood, WhyUnknown> {
    let ours = order
        .intents
        .iter()
        .find(|intent| Some(intent.requested.operation.as_str()) == about.operation.as_deref());
    let amount = match (told.refund_amount.as_ref(), ours) {
        (None, None) => return Err(differs("refundAmount")),
        (told, Some(intent)) => {
            let asked = intent.requested.amount;
            let amount = amount_or("refundAmount", told, asked)?;
            if amount != asked {
                return Err(differs("refundAmount"));
            }
            amount
        }
        (told, None) => amount_or("refundAmount", told, order.terms.amount)?,
    };
    let transaction = Transaction {
        kind: TransactionKind::Refund,
        status: refund_status(&told.refund_status),
        outcome: outcome_of(&told.result.result_status),
        code: told.result.result_code.clone(),
        id: told.refund_id.clone().filter(|id| !id.is_empty()),
        operation: OperationId(told.refund_request_id.clone()),
        amount,
        at: moment(told.refund_time.as_deref()),
    };
    Ok((Said::Refund { transaction }, None))
}

fn dispute(told: &DisputeNotification) -> Said {
    Said::Dispute {
        payment: PaymentId(told.payment_id.clone()),
        dispute: told.dispute_id.clone(),
        event: told.dispute_notification_type.to_string(),
        amount: told.dispute_amount.as_ref().and_then(|amount| amount.money().ok()),
    }
}

/// The amount told, in the currency that is expected; what is expected where none is told.
fn amount_or(field: &str, told: Option<&Amount>, expected: Money) -> Result<Money, WhyUnknown> {
    let Some(told) = told else { return Ok(expected) };
    let amount = told.money().map_err(|_| differs(field))?;
    if amount.currency() == expected.currency() { Ok(amount) } else { Err(differs(field)) }
}

const fn ended(outcome: Outcome) -> Status {
    match outcome {
        Outcome::Succeeded => Status::Success,
        Outcome::Failed => Status::Fail,
        Outcome::Unknown => Status::Processing,
    }
}
