//! The side rows a fact speaks of.

use domain::digest::Digest;
use domain::fact::Body;
use domain::intent::Step;
use domain::report::Said;

/// Every digest of a side row that a fact speaks of.
pub(crate) fn digests_of(body: &Body) -> Vec<Digest> {
    match body {
        Body::OrderOpened(terms) | Body::OrderImported(terms) => terms.buyer.into_iter().collect(),
        Body::OrderNoted { note } => vec![*note],
        Body::SessionRequested(session) => vec![session.body],
        Body::SessionIssued { link, evidence, .. } => vec![*link, evidence.digest],
        Body::SessionRefused { evidence, .. } | Body::KeyProved { evidence, .. } => vec![evidence.digest],
        Body::SessionUnanswered { evidence, .. } => evidence.iter().map(|evidence| evidence.digest).collect(),
        Body::PaymentReported(report) => {
            let card = match &report.said {
                Said::Payment(said) => said.card,
                _ => None,
            };
            card.into_iter().chain([report.evidence.digest]).collect()
        }
        Body::Intent { step, .. } => match step {
            Step::Answered { evidence, .. } | Step::Reported { evidence, .. } => vec![evidence.digest],
            Step::Unanswered { evidence, .. } => evidence.iter().map(|evidence| evidence.digest).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
