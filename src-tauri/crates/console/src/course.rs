//! How an order fared between two marks, read from its facts: whoever looks now and then learns what happened, however
//! much of it happened between two looks.

use crate::Console;
use crate::changed::Mark;
use crate::error::ConsoleError;
use domain::fact::Fact;
use domain::ids::OrderId;
use domain::order::Order;
use domain::word::StateWord;
use ledger::StoredFact;

/// From which word to which.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Course {
    /// The word at the first mark. An order that was opened since began as a draft; one that was imported since had
    /// none, for what had happened to it before is no news.
    pub before: Option<StateWord>,
    /// The word at the second mark. What was just sent and has yet to be answered counts as not sent.
    pub now: Option<StateWord>,
    /// Whether it was in doubt at some moment since the first mark, even where it is at neither.
    pub was_in_doubt: bool,
}

impl Console {
    /// How an order fared after a mark and until another.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn course(&self, order: OrderId, after: Mark, until: Mark) -> Result<Course, ConsoleError> {
        let stored = self.read(|ledger| ledger.stored_facts_of(order))?;
        let arrived = |fact: &StoredFact| u64::try_from(fact.seq).unwrap_or_default();
        let (mut known, mut course) = (Vec::with_capacity(stored.len()), Course::default());
        for fact in stored.iter().filter(|fact| arrived(fact) <= until.0) {
            // What only a newer version can read says nothing to this one.
            if let Some(read) = fact.decode() {
                known.push(read);
                course.goes_on(&known, arrived(fact) > after.0);
            }
        }
        Ok(course)
    }
}

impl Course {
    /// Goes on to the last of these facts, which arrived after the first mark or before it.
    fn goes_on(&mut self, known: &[Fact], is_since: bool) {
        let (Some(last), Ok(order)) = (known.last(), domain::fold::fold(known)) else { return };
        let word = order.word(last.at);
        let in_doubt = order.is_in_doubt(last.at);
        let begins = self.now.is_none();
        if word != StateWord::CheckingWithAntom || in_doubt {
            self.now = Some(word);
        }
        if !is_since {
            self.before = self.now;
        } else if begins {
            self.before = beginning(&order);
        }
        self.was_in_doubt |= is_since && in_doubt;
    }
}

/// What an order is before anything happens to it.
fn beginning(order: &Order) -> Option<StateWord> {
    (!order.imported).then_some(StateWord::Draft)
}
