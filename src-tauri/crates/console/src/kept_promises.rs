//! What a history can show of the promises about money, read from its facts once more: that no sum exceeds what it was
//! taken from, that what is known is known by bytes which Antom signed, and that nothing left after it was stopped. That
//! the chains and what lists show are whole is looked at elsewhere ([`crate::checks`]).

use crate::Console;
use crate::error::ConsoleError;
use crate::evidence::{Signer, is_signed};
use crate::view::shown;
use domain::fact::{Body, Fact};
use domain::ids::IntentId;
use domain::intent::Step;
use domain::order::Order;
use ledger::Ledger;
use serde::Serialize;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// A promise that a history does not keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BrokenPromise {
    /// Its number in tests/SAFETY.md.
    pub promise: u8,
    /// The order's number.
    pub reference: String,
    /// What is wrong, as a sentence.
    pub what: String,
}

impl Console {
    /// Reads every order's facts once more and answers which promises about money they do not keep.
    ///
    /// # Errors
    /// Only where reading fails.
    pub fn broken_promises(&self) -> Result<Vec<BrokenPromise>, ConsoleError> {
        let ledger = self.read(Ledger::another_to_read)?;
        let mut signers = BTreeMap::new();
        let mut broken = Vec::new();
        for id in ledger.order_ids()? {
            // What cannot be folded is a break of the history, and named as one.
            let (Ok(Some(order)), Ok(facts)) = (ledger.order(id), ledger.facts_of(id)) else { continue };
            let signers = match signers.entry(order.terms.account.clone()) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(self.signers(&order.terms.account)?),
            };
            let found = sums(&order).chain(stopped(&facts));
            let found = found.chain(unsigned(&ledger, signers, &facts)?);
            broken.extend(found.map(|(promise, what)| BrokenPromise {
                promise,
                reference: shown(&order.terms.reference),
                what,
            }));
        }
        Ok(broken)
    }
}

/// 2: nothing is captured beyond what was held, or given back beyond what was taken.
fn sums(order: &Order) -> impl Iterator<Item = (u8, String)> {
    order.payments().filter_map(|payment| {
        let book = order.book(&payment.id)?;
        if book.taken.minor() > book.authorised.minor() {
            return Some((
                2,
                format!(
                    "of payment {} {} was taken, and {} was held",
                    payment.id, book.taken, book.authorised
                ),
            ));
        }
        (book.refunds().minor() > book.taken.minor()).then(|| {
            (
                2,
                format!(
                    "of payment {} {} goes back, and {} was taken",
                    payment.id,
                    book.refunds(),
                    book.taken
                ),
            )
        })
    })
}

/// 4: what was stopped never leaves.
fn stopped(facts: &[Fact]) -> impl Iterator<Item = (u8, String)> {
    let mut stopped: BTreeSet<IntentId> = BTreeSet::new();
    let mut broken = Vec::new();
    for fact in facts {
        match &fact.body {
            Body::Intent { intent, step: Step::Stopped { .. }, .. } => drop(stopped.insert(*intent)),
            Body::Intent { intent, verb, step: Step::Sent { .. } } if stopped.contains(intent) => {
                broken.push((4, format!("a {} was sent after it was stopped", verb.name().to_lowercase())));
            }
            _ => {}
        }
    }
    broken.into_iter()
}

/// 3: what counts as signed is signed. Bytes that were forgotten with their buyer are missing by right.
fn unsigned(ledger: &Ledger, signers: &[Signer], facts: &[Fact]) -> Result<Vec<(u8, String)>, ConsoleError> {
    let mut broken = Vec::new();
    for fact in facts {
        let Some(evidence) = fact.body.evidence().filter(|evidence| evidence.verified) else { continue };
        let Some(side) = ledger.side(evidence.digest)? else { continue };
        if !is_signed(&side.bytes, signers) {
            let what = format!("{} of {} rests on bytes that Antom did not sign", fact.body.name(), fact.at);
            broken.push((3, what));
        }
    }
    Ok(broken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::intent::Verb;
    use domain::testing::{Story, sgd};

    fn paid() -> Story {
        let mut story = Story::opened(domain::fact::CaptureMode::Automatic);
        story.link("req-1");
        let said = story.payment_said("pay-1", "GCASH", domain::report::Status::Success);
        story.report("req-1", domain::report::Said::Payment(Box::new(said)));
        story
    }

    #[test]
    fn what_leaves_after_it_was_stopped_is_found() {
        let mut story = paid();
        let intent = story.intent(Verb::Refund, "pay-1", sgd(1000), None);
        story.step(Verb::Refund, intent, Step::Stopped { why: "by phone".into(), code: None });
        assert_eq!(stopped(&story.facts).count(), 0);
        story.send(Verb::Refund, intent, 1);
        assert_eq!(stopped(&story.facts).map(|(promise, _)| promise).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn what_goes_back_beyond_what_was_taken_is_found() {
        let mut story = paid();
        story.intent(Verb::Refund, "pay-1", sgd(4000), None);
        assert_eq!(sums(&story.order()).count(), 0);
        story.intent(Verb::Refund, "pay-1", sgd(1), None);
        assert_eq!(sums(&story.order()).map(|(promise, _)| promise).collect::<Vec<_>>(), [2]);
    }
}
