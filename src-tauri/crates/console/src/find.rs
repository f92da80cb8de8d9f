//! Finding orders: by a number or id, or by a search.

use crate::Console;
use crate::error::{Candidate, ConsoleError};
use crate::view::{FoundView, RowView, StateView, TallyView, shown};
use chrono::{DateTime, Utc};
use domain::ids::OrderId;
use domain::order::Badge;
use domain::word::StateWord;
use ledger::search::{Cursor, Page, Query};
use ledger::{Ledger, OrderRow};
use money::Money;

/// Most rows of one page.
const MOST_ROWS: usize = 1_000;
/// Most searches that are counted at once.
const MOST_TALLIES: usize = 32;

/// Which page of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// How many rows, 1 to 1,000.
    pub limit: usize,
    /// `next` of the page before; none for the first.
    pub after: Option<String>,
}

impl Default for Which {
    fn default() -> Self {
        Self { limit: 50, after: None }
    }
}

impl Console {
    /// The order a text names: an order number, in other capitals where none has it as it stands, or any id it or its
    /// payments have.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`], or [`ConsoleError::Ambiguous`] with the orders it can mean.
    pub fn resolve(&self, text: &str) -> Result<OrderId, ConsoleError> {
        self.looking()?;
        let alike = self.read(|ledger| ledger.find_alike(text.trim()))?;
        if let [_, _, ..] = alike.as_slice()
            && let Some(newest) = self.head_of_lineage(&alike)?
        {
            return Ok(newest);
        }
        let exact = self.resolve_exactly(text);
        if !matches!(exact, Err(ConsoleError::NotFound { .. })) {
            return exact;
        }
        self.one_of(text, &alike)
    }

    /// The order that has exactly this text for its number or for an id: what Antom may know needs no guessing.
    pub(crate) fn resolve_exactly(&self, text: &str) -> Result<OrderId, ConsoleError> {
        let found = self.read(|ledger| ledger.find(text.trim()))?;
        self.one_of(text, &found)
    }

    fn one_of(&self, text: &str, found: &[OrderId]) -> Result<OrderId, ConsoleError> {
        match found {
            [] => Err(ConsoleError::not_found(text.trim())),
            [only] => Ok(*only),
            several => match self.head_of_lineage(several)? {
                Some(order) => Ok(order),
                None => Err(self.ambiguous(text, several)?),
            },
        }
    }

    /// A request that was replaced shares its number with the one in its place. As long as nobody paid the old ones, the
    /// number means the newest.
    fn head_of_lineage(&self, newest_first: &[OrderId]) -> Result<Option<OrderId>, ConsoleError> {
        let mut all = newest_first.iter().map(|order| self.order(*order)).collect::<Result<Vec<_>, _>>()?;
        all.retain(|order| !order.came_to_nothing());
        let Some((head, older)) = all.split_first() else { return Ok(None) };
        let mut continued = head.terms.replaces;
        for known in older {
            if continued != Some(known.id) || known.payments().next().is_some() {
                return Ok(None);
            }
            continued = known.terms.replaces;
        }
        Ok(Some(head.id))
    }

    fn ambiguous(&self, text: &str, several: &[OrderId]) -> Result<ConsoleError, ConsoleError> {
        Ok(ConsoleError::Ambiguous {
            text: text.trim().to_owned(),
            zone: self.zone()?,
            candidates: several.iter().map(|order| self.candidate(*order)).collect::<Result<_, _>>()?,
        })
    }

    fn candidate(&self, order: OrderId) -> Result<Candidate, ConsoleError> {
        let known = self.order(order)?;
        Ok(Candidate {
            order,
            reference: shown(&known.terms.reference),
            description: shown(&known.terms.description),
            amount: known.terms.amount,
            state: known.word(self.now()).into(),
            opened_at: known.opened_at,
        })
    }

    /// Searches, newest first. An empty query lists everything.
    ///
    /// # Errors
    /// [`ConsoleError::Query`] with what could not be read and what to write instead.
    pub fn search(&self, query: &str, page: &Which) -> Result<FoundView, ConsoleError> {
        self.looking()?;
        self.found(query, page)
    }

    /// As [`Console::search`], among the orders that answer each of some other queries too.
    ///
    /// # Errors
    /// As [`Console::search`].
    pub fn search_within(
        &self,
        query: &str,
        within: &[String],
        page: &Which,
    ) -> Result<FoundView, ConsoleError> {
        self.looking()?;
        let asked = self.query(query)?;
        let narrow = |asked: Query, line: &String| Ok::<_, ConsoleError>(asked.within(self.query(line)?));
        self.one_page(&within.iter().try_fold(asked, narrow)?, page)
    }

    /// As [`Console::search`], for what goes on while nobody is signed in.
    pub(crate) fn found(&self, query: &str, page: &Which) -> Result<FoundView, ConsoleError> {
        self.one_page(&self.query(query)?, page)
    }

    fn one_page(&self, query: &Query, page: &Which) -> Result<FoundView, ConsoleError> {
        let before = page.after.as_deref().map(cursor).transpose()?;
        let page = Page { limit: page.limit.clamp(1, MOST_ROWS), before };
        let now = self.prudent_now();
        let found = self.read(|ledger| ledger.search(query, page, now))?;
        Ok(FoundView {
            rows: found.rows.iter().map(|row| row_view(row, now)).collect::<Result<_, _>>()?,
            next: found.next.map(|cursor| cursor.0.to_string()),
            understood: found.understood,
        })
    }

    /// How many orders each search has, and what they hold.
    ///
    /// # Errors
    /// As [`Console::search`].
    pub fn tally(&self, queries: &[String]) -> Result<Vec<TallyView>, ConsoleError> {
        self.looking()?;
        let now = self.prudent_now();
        let counted = |query: &String| {
            let query = self.query(query)?;
            let tally = self.read(|ledger| ledger.tally(&query, now))?;
            Ok(TallyView { count: tally.orders, held: tally.held, understood: tally.understood })
        };
        queries.iter().take(MOST_TALLIES).map(counted).collect()
    }

    fn query(&self, line: &str) -> Result<Query, ConsoleError> {
        let query = Query::parse(line, self.zone()?).map_err(|error| ConsoleError::Query {
            position: error.position,
            message: error.message,
            remedy: error.remedy,
        })?;
        self.knows_accounts(line, &query)?;
        Ok(query)
    }

    /// An account that there is not, and never was for any order, would find nothing without a word.
    fn knows_accounts(&self, line: &str, query: &Query) -> Result<(), ConsoleError> {
        if query.accounts().next().is_none() {
            return Ok(());
        }
        let accounts = self.read(Ledger::accounts)?;
        let names: Vec<String> = accounts.iter().map(|account| account.name.to_string()).collect();
        for name in query.accounts().filter(|name| names.iter().all(|known| known != name)) {
            if self.has_orders_of(name)? {
                continue;
            }
            let at = line.find(name).and_then(|at| line.get(..at)).map_or(0, |before| before.chars().count());
            return Err(ConsoleError::Query {
                position: at,
                message: format!("there is no account named `{}`", shown(name)),
                remedy: format!("Use one of: {}.", names.join(", ")),
            });
        }
        Ok(())
    }

    /// An account that was removed still has its orders.
    fn has_orders_of(&self, account: &str) -> Result<bool, ConsoleError> {
        let Ok(query) = Query::parse(&format!("account:\"{account}\""), self.zone()?) else {
            return Ok(false);
        };
        let now = self.now();
        let found = self.read(|ledger| ledger.search(&query, Page { limit: 1, before: None }, now))?;
        Ok(!found.rows.is_empty())
    }

    /// One row, as lists show it.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is no such order.
    pub fn row(&self, order: &OrderId) -> Result<RowView, ConsoleError> {
        self.looking()?;
        self.row_to_hear(order)
    }

    /// As [`Console::row`], for a program that hears what became of an order while nobody is signed in. It shows none of
    /// it then but that something happened.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is no such order.
    pub fn row_to_hear(&self, order: &OrderId) -> Result<RowView, ConsoleError> {
        let now = self.prudent_now();
        let row = self.read(|ledger| ledger.summary(*order, now))?;
        row_view(&row.ok_or_else(|| ConsoleError::not_found(order.to_string()))?, now)
    }
}

fn cursor(text: &str) -> Result<Cursor, ConsoleError> {
    text.parse().map(Cursor).map_err(|_| {
        ConsoleError::field(
            "after",
            "this is not the `next` of a page",
            "Give `next` as the page before gave it.",
        )
    })
}

fn row_view(row: &OrderRow, now: DateTime<Utc>) -> Result<RowView, ConsoleError> {
    let is = |words: &[StateWord]| words.iter().any(|word| word.slug() == row.word);
    // A link outlives the request it was made for; once that is over, or while the buyer pays, it is not shown as one.
    let live_until =
        row.live_until.filter(|end| *end > now && is(&[StateWord::WaitingForPayment, StateWord::Failed]));
    let currency = row.money.currency();
    let money = |minor: u64| {
        Money::from_minor(minor, currency)
            .map_err(|error| ConsoleError::LedgerNonsense { detail: format!("row {}: {error}", row.row) })
    };
    let word =
        StateWord::from_slug(&row.word).map_or_else(|| row.word.clone(), |word| word.label().to_owned());
    Ok(RowView {
        id: row.id,
        reference: shown(&row.reference),
        description: shown(&row.description),
        buyer: row.name.as_deref().map(shown),
        amount: row.money,
        state: StateView { state: row.word.clone(), word },
        method: row.method.as_deref().map(shown),
        last4: row.last4.as_deref().map(shown),
        opened_at: row.opened_at,
        moved_at: row.moved_at,
        captured: money(row.captured)?,
        refunded: money(row.refunded)?,
        live_until,
        hold_ends_at: row.capture_by,
        created_by: shown(&row.created_by),
        badges: row.badges.iter().map(|badge| badge_label(badge)).collect(),
        brand: row.brand.as_deref().map(shown),
        trouble: row.trouble.as_deref().filter(|_| is(&[StateWord::Failed])).map(shown),
        shared: row.shared && live_until.is_some(),
    })
}

/// What people read for a badge.
fn badge_label(slug: &str) -> String {
    [Badge::PaidTwice, Badge::Disputed, Badge::LatePayment, Badge::CaptureOverdue, Badge::AntomReturnsOne]
        .into_iter()
        .find(|badge| badge.slug() == slug)
        .map_or_else(|| slug.to_owned(), |badge| badge.label().to_owned())
}
