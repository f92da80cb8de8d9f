//! From Antom's answers to what the domain understands. Amounts and currencies are compared with what was asked for;
//! what cannot be read is not known.

use crate::card_checks;
use antom::inquiry_payment::{Transaction as WireTransaction, TransactionType};
use antom::inquiry_refund::RefundStatus;
use antom::operation::{InquiryPaymentResponse, InquiryRefundResponse, PayResponse};
use antom::payment_details::{CardInfo, PaymentResultInfo, PaymentStatus};
use antom::{Amount, ResultInfo, ResultStatus, epoch_millis};
use chrono::{DateTime, Utc};
use domain::ids::{OperationId, PaymentId};
use domain::outcome::{Outcome, WhyUnknown};
use domain::report::{PaymentSaid, Status, Transaction, TransactionKind};
use money::Money;

/// The three outcomes. A word nobody knows is not known, which is what it says.
pub(crate) fn outcome_of(status: &ResultStatus) -> Outcome {
    match status {
        ResultStatus::S => Outcome::Succeeded,
        ResultStatus::F => Outcome::Failed,
        ResultStatus::U | ResultStatus::Other(_) => Outcome::Unknown,
    }
}

/// `paymentStatus` and `transactionStatus`.
pub(crate) fn status_of(status: &PaymentStatus) -> Status {
    match status {
        PaymentStatus::Success => Status::Success,
        PaymentStatus::Fail => Status::Fail,
        PaymentStatus::Processing => Status::Processing,
        PaymentStatus::Cancelled => Status::Cancelled,
        PaymentStatus::Pending => Status::Pending,
        PaymentStatus::Other(word) => Status::Other(word.clone()),
    }
}

/// `refundStatus`.
pub(crate) fn refund_status(status: &RefundStatus) -> Status {
    match status {
        RefundStatus::Success => Status::Success,
        RefundStatus::Fail => Status::Fail,
        RefundStatus::Processing => Status::Processing,
        RefundStatus::Cancelled => Status::Cancelled,
        RefundStatus::Pending => Status::Pending,
        RefundStatus::Other(word) => Status::Other(word.clone()),
    }
}

fn kind_of(kind: &TransactionType) -> TransactionKind {
    match kind {
        TransactionType::Payment => TransactionKind::Payment,
        TransactionType::Refund => TransactionKind::Refund,
        TransactionType::Capture => TransactionKind::Capture,
        TransactionType::Cancel => TransactionKind::Cancel,
        TransactionType::Authorization => TransactionKind::Authorization,
        TransactionType::Void => TransactionKind::Void,
        TransactionType::Incremental => TransactionKind::Other("INCREMENTAL".to_owned()),
        TransactionType::Other(word) => TransactionKind::Other(word.clone()),
    }
}

/// A time of the protocol.
pub(crate) fn moment(text: Option<&str>) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(epoch_millis(text?)?)
}

/// A field that differs from what was asked, or that must be there and is not.
pub(crate) fn differs(field: &str) -> WhyUnknown {
    WhyUnknown::Mismatch { field: field.to_owned() }
}

fn money(field: &str, amount: Option<&Amount>) -> Result<Money, WhyUnknown> {
    amount.and_then(|amount| amount.money().ok()).ok_or_else(|| differs(field))
}

fn present(field: &str, text: Option<&str>) -> Result<String, WhyUnknown> {
    text.filter(|text| !text.is_empty()).map(str::to_owned).ok_or_else(|| differs(field))
}

/// How a payment stands, by a verified answer of inquiryPayment that answered the question.
///
/// # Errors
/// The field that is missing or is not what was asked for; then nothing is known.
pub(crate) fn payment_said(
    response: &InquiryPaymentResponse,
    asked: Option<Money>,
) -> Result<PaymentSaid, WhyUnknown> {
    let status = response.payment_status.as_ref().map(status_of).ok_or_else(|| differs("paymentStatus"))?;
    let payment = PaymentId(present("paymentId", response.payment_id.as_deref())?);
    let amount = money("paymentAmount", response.payment_amount.as_ref())?;
    if asked.is_some_and(|asked| asked != amount) {
        return Err(differs("paymentAmount"));
    }
    let listed = response.transactions.as_deref().unwrap_or_default();
    let transactions = listed
        .iter()
        .filter_map(|entry| transaction(entry, amount).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    Ok(PaymentSaid {
        payment,
        status,
        result_code: response.payment_result_code.clone().filter(|code| !code.is_empty()),
        amount,
        method: response.payment_method_type.clone().filter(|method| !method.is_empty()),
        created_at: moment(response.payment_create_time.as_deref()),
        paid_at: moment(response.payment_time.as_deref()),
        hold_ends_at: moment(response.auth_expiry_time.as_deref()),
        card: None,
        transactions,
    })
}

/// How a payment stands, by a verified answer to `pay`, which names neither a status nor a method of its own.
///
/// # Errors
/// The field that is missing or is not what was asked for; then nothing is known.
pub(crate) fn answered_said(
    response: &PayResponse,
    asked: Money,
    method: Option<&String>,
    status: Status,
) -> Result<PaymentSaid, WhyUnknown> {
    let amount = match response.payment_amount.as_ref() {
        Some(amount) => money("paymentAmount", Some(amount))?,
        None => asked,
    };
    if amount != asked {
        return Err(differs("paymentAmount"));
    }
    Ok(PaymentSaid {
        payment: PaymentId(present("paymentId", response.payment_id.as_deref())?),
        status,
        result_code: Some(response.result.result_code.clone()).filter(|code| !code.is_empty()),
        amount,
        method: method.cloned(),
        created_at: moment(response.payment_create_time.as_deref()),
        paid_at: moment(response.payment_time.as_deref()),
        hold_ends_at: moment(response.auth_expiry_time.as_deref()),
        card: None,
        transactions: Vec::new(),
    })
}

/// One entry of `transactions[]`.
///
/// An entry about money that cannot be read makes the whole answer unknown: leaving it out could offer a remainder
/// that was refunded already. Other entries (the payment itself, words nobody knows) are left out.
fn transaction(entry: &WireTransaction, of: Money) -> Result<Option<Transaction>, WhyUnknown> {
    let kind = kind_of(&entry.transaction_type);
    let counts = matches!(
        kind,
        TransactionKind::Refund | TransactionKind::Capture | TransactionKind::Cancel | TransactionKind::Void
    );
    match read_transaction(kind, entry, of) {
        Ok(read) => Ok(Some(read)),
        Err(why) if counts => Err(why),
        Err(_) => Ok(None),
    }
}

fn read_transaction(
    kind: TransactionKind,
    entry: &WireTransaction,
    of: Money,
) -> Result<Transaction, WhyUnknown> {
    let status = status_of(&entry.transaction_status);
    // A cancel has no id of its own on the wire; an empty one still says what happened.
    let operation = match kind {
        TransactionKind::Refund | TransactionKind::Capture => {
            present("transactions.transactionRequestId", entry.transaction_request_id.as_deref())?
        }
        _ => entry.transaction_request_id.clone().unwrap_or_default(),
    };
    let amount = match kind {
        TransactionKind::Cancel | TransactionKind::Void if entry.transaction_amount.is_none() => of,
        _ => money("transactions.transactionAmount", entry.transaction_amount.as_ref())?,
    };
    if amount.currency() != of.currency() {
        return Err(differs("transactions.transactionAmount"));
    }
    let (outcome, code) = result_or_status(entry.transaction_result.as_ref(), &status);
    Ok(Transaction {
        kind,
        status,
        outcome,
        code,
        id: entry.transaction_id.clone().filter(|id| !id.is_empty()),
        operation: OperationId(operation),
        amount,
        at: moment(entry.transaction_time.as_deref()),
    })
}

fn result_or_status(result: Option<&ResultInfo>, status: &Status) -> (Outcome, String) {
    if let Some(result) = result {
        return (outcome_of(&result.result_status), result.result_code.clone());
    }
    match status {
        Status::Success => (Outcome::Succeeded, "SUCCESS".to_owned()),
        Status::Fail => (Outcome::Failed, "FAIL".to_owned()),
        Status::Cancelled => (Outcome::Failed, "CANCELLED".to_owned()),
        Status::Processing => (Outcome::Unknown, "PROCESSING".to_owned()),
        Status::Pending => (Outcome::Unknown, "PENDING".to_owned()),
        Status::Other(word) => (Outcome::Unknown, word.clone()),
    }
}

/// How a refund stands, by a verified answer of inquiryRefund that answered the question.
///
/// # Errors
/// The field that is missing or is not what was asked for; then nothing is known.
pub(crate) fn refund_said(response: &InquiryRefundResponse, asked: Money) -> Result<Transaction, WhyUnknown> {
    let status = response.refund_status.as_ref().map(refund_status).ok_or_else(|| differs("refundStatus"))?;
    let operation = OperationId(present("refundRequestId", response.refund_request_id.as_deref())?);
    let amount = match response.refund_amount.as_ref() {
        Some(amount) => money("refundAmount", Some(amount))?,
        None => asked,
    };
    if amount != asked {
        return Err(differs("refundAmount"));
    }
    let (outcome, code) = result_or_status(None, &status);
    Ok(Transaction {
        kind: TransactionKind::Refund,
        status,
        outcome,
        code,
        id: response.refund_id.clone().filter(|id| !id.is_empty()),
        operation,
        amount,
        at: moment(response.refund_time.as_deref()),
    })
}

/// The card's particulars of an inquiry's answer, for the side table.
pub(crate) fn card_of(response: &InquiryPaymentResponse) -> Option<ledger::Card> {
    card(response.payment_result_info.as_ref(), response.card_info.as_ref())
}

/// The same of wherever Antom puts them.
pub(crate) fn card(info: Option<&PaymentResultInfo>, card: Option<&CardInfo>) -> Option<ledger::Card> {
    let number = info
        .and_then(|info| info.card_no.as_deref())
        .or_else(|| card.and_then(|card| card.card_no.as_deref()));
    let last4 = info.and_then(|info| info.last_four.clone()).or_else(|| number.and_then(last_four));
    let brand = info
        .and_then(|info| info.card_brand.clone())
        .or_else(|| card.and_then(|card| card.card_brand.clone()));
    let token = info
        .and_then(|info| info.card_token.as_ref())
        .or_else(|| card.and_then(|card| card.card_token.as_ref()));
    let checks = card_checks::told(info, card);
    if last4.is_none() && brand.is_none() && token.is_none() && checks.is_empty() {
        return None;
    }
    let token =
        token.filter(|token| !token.is_empty()).map(|token| ledger::Secret::new(token.reveal().to_owned()));
    Some(ledger::Card { brand, last4, token, more: checks })
}

/// The digits a masked number ends with, where it ends with four.
fn last_four(masked: &str) -> Option<String> {
    let end: Vec<char> = masked.chars().rev().take(4).collect();
    (end.len() == 4 && end.iter().all(char::is_ascii_digit)).then(|| end.iter().rev().collect())
}
