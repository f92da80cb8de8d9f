//! The side rows a fact speaks of.

use domain::digest::Digest;
use domain::fact::Body;
use domain::report::Said;

/// Every digest of a side row that a fact speaks of.
pub(crate) fn digests_of(body: &Body) -> Vec<Digest> {
    let evidence = body.evidence().map(|evidence| evidence.digest);
    let others = match body {
        Body::OrderOpened(terms) | Body::OrderImported(terms) => terms.buyer.into_iter().collect(),
        Body::OrderNoted { note } => vec![*note],
        Body::SessionRequested(session) => vec![session.body],
        Body::SessionIssued { link, .. } => vec![*link],
        Body::PaymentReported(report) => match &report.said {
            Said::Payment(said) => said.card.into_iter().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    others.into_iter().chain(evidence).collect()
}
