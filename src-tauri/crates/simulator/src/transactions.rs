//! The transaction report a merchant downloads, made from the book (api.md section 8).

use serde_json::{Value, json};

use crate::book::{Effect, Entry};
use crate::gateway::Gateway;

const COLUMNS: [&str; 12] = [
    "customerId",
    "transactionId",
    "originalTransactionId",
    "transactionRequestId",
    "referenceTransactionId",
    "orderDescription",
    "paymentMethodType",
    "transactionType",
    "paymentTime",
    "productCode",
    "transactionAmountValue",
    "transactionCurrency",
];

/// What the last line of a report holds.
const END: &str = "<END>";

impl Gateway {
    pub(crate) fn report_shown(&self) -> Value {
        let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        // Writing into memory does not fail; a report that lacked a line would lack its end as well.
        let written = csv.write_record(COLUMNS).and_then(|()| {
            self.book()
                .entries()
                .iter()
                .filter_map(|entry| self.line(entry))
                .try_for_each(|line| csv.write_record(line))?;
            csv.write_record([END])
        });
        let bytes = written.ok().and_then(|()| csv.into_inner().ok()).unwrap_or_default();
        json!({ "csv": String::from_utf8_lossy(&bytes) })
    }

    /// The line of an effect; none where no money moved.
    fn line(&self, entry: &Entry) -> Option<[String; 12]> {
        let payment = || Some((entry.payment_id.clone(), String::new(), entry.payment_request_id.clone()));
        let part = || {
            Some((entry.id.clone()?, entry.payment_id.clone(), entry.request_id.clone().unwrap_or_default()))
        };
        let (kind, ids) = match entry.effect {
            Effect::Paid => ("PAYMENT", payment()),
            Effect::Authorised => ("AUTHORIZATION", payment()),
            Effect::Captured => ("CAPTURE", part()),
            Effect::Refunded | Effect::AutoRefunded => ("REFUND", part()),
            Effect::Cancelled => ("CANCEL", payment()),
            Effect::Voided | Effect::Lapsed => ("VOID", payment()),
            _ => return None,
        };
        let (transaction, original, request) = ids?;
        let session = self.state.sessions.values().find(|session| {
            session.client_id == entry.client_id && session.payment_request_id == entry.payment_request_id
        });
        Some([
            entry.client_id.clone(),
            transaction,
            original,
            request,
            session.map(|session| session.reference_order_id.clone()).unwrap_or_default(),
            session.map(|session| session.description.clone()).unwrap_or_default(),
            entry.method.clone().unwrap_or_default(),
            kind.to_owned(),
            entry.at_millis.rfc3339(),
            "CASHIER_PAYMENT".to_owned(),
            entry.amount.value.to_string(),
            entry.amount.currency.clone(),
        ])
    }
}
