//! Captures, cancels and refunds as a list: what has no outcome yet, and what has one.

use crate::Console;
use crate::error::ConsoleError;
use crate::present::intent_view;
use crate::view::IntentView;
use chrono::{DateTime, Utc};
use domain::intent::{Intent, Stage, Verb};
use domain::order::{Book, Order};
use ledger::{MoveCursor, Moved};
use money::Money;
use serde::{Deserialize, Serialize};

/// Most moves of one page.
const MOST: usize = 500;
/// How many are read at once.
const STRIDE: usize = 100;
/// Most that are gone through for one page: a filter that fits few is answered in stretches.
const MOST_READ: usize = 2_000;

/// Which moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum WhichMoves {
    /// Without an outcome yet, by the time they were asked for.
    Open,
    /// With an outcome, by the time they got it.
    Done,
}

/// What is wanted of a page; empty lists ask for every verb and every currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovesAsked {
    /// Which moves.
    pub which: WhichMoves,
    /// Only of these verbs.
    pub verbs: Vec<Verb>,
    /// Only in these currencies.
    pub currencies: Vec<String>,
    /// How many at most.
    pub limit: usize,
    /// `next` of the page before.
    pub after: Option<String>,
}

/// One capture, cancel or refund in a list, with what people recognise the payment by.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Move {
    /// It.
    #[serde(flatten)]
    pub intent: IntentView,
    /// The buyer's name.
    pub buyer: Option<String>,
    /// `paymentMethodType`.
    pub method: Option<String>,
    /// The card's brand.
    pub brand: Option<String>,
    /// The card's last four digits.
    pub last4: Option<String>,
    /// The money of its payment now.
    pub book: Option<Book>,
    /// When Antom is asked about it next.
    pub next_check_at: Option<DateTime<Utc>>,
}

/// A page of moves, the newest first.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Moves {
    /// They.
    pub moves: Vec<Move>,
    /// What to ask the next page with.
    pub next: Option<String>,
    /// How many there are altogether; none where counting takes longer than a person waits.
    pub count: Option<u64>,
    /// The currencies of all moves that were gone through, whatever was asked for.
    pub currencies: Vec<String>,
}

impl Console {
    /// A page of captures, cancels and refunds.
    ///
    /// # Errors
    /// [`ConsoleError::Field`] for a place that is none, or whatever keeps the ledger from reading.
    pub fn moves(&self, asked: &MovesAsked) -> Result<Moves, ConsoleError> {
        self.looking()?;
        let mut page = Moves::default();
        let mut place = asked.after.as_deref().map(read_place).transpose()?;
        let (limit, from_the_top, mut read) = (asked.limit.clamp(1, MOST), place.is_none(), 0_usize);
        loop {
            let found = self.read(|ledger| ledger.moves(asked.which == WhichMoves::Open, STRIDE, place))?;
            for moved in &found.moves {
                let (order, intent) = self.find_intent(&moved.intent)?;
                page.note_currency(intent.requested.amount);
                if !asked.fits(&intent) {
                    continue;
                }
                if page.moves.len() == limit {
                    return Ok(page);
                }
                page.moves.push(self.as_move(&order, &intent)?);
                page.next = Some(place_of(moved));
            }
            read = read.saturating_add(found.moves.len());
            match found.next {
                None => {
                    page.next = None;
                    page.count = from_the_top.then(|| u64::try_from(page.moves.len()).unwrap_or(u64::MAX));
                    return Ok(page);
                }
                Some(next) if read >= MOST_READ => {
                    page.next = Some(next.to_string());
                    return Ok(page);
                }
                next => place = next,
            }
        }
    }

    fn as_move(&self, order: &Order, intent: &Intent) -> Result<Move, ConsoleError> {
        let payment = order.payment(&intent.requested.payment);
        let view =
            payment.map(|payment| self.payment_view(order, payment, self.prudent_now())).transpose()?;
        let card = view.as_ref().and_then(|view| view.card.clone()).unwrap_or_default();
        Ok(Move {
            intent: intent_view(order, intent, self.now()),
            buyer: self.buyers_name(order)?,
            method: view.as_ref().and_then(|view| view.method.clone()),
            brand: card.brand,
            last4: card.last4,
            book: view.and_then(|view| view.book),
            next_check_at: if intent.stage == Stage::Checking { self.next_move(intent) } else { None },
        })
    }
}

impl MovesAsked {
    fn fits(&self, intent: &Intent) -> bool {
        let currency = intent.requested.amount.currency();
        (self.verbs.is_empty() || self.verbs.contains(&intent.verb))
            && (self.currencies.is_empty() || self.currencies.iter().any(|code| code == currency.code()))
    }
}

impl Moves {
    fn note_currency(&mut self, amount: Money) {
        let code = amount.currency().code();
        if !self.currencies.iter().any(|known| known == code) {
            self.currencies.push(code.to_owned());
            self.currencies.sort();
        }
    }
}

fn place_of(moved: &Moved) -> String {
    format!("{}.{}", moved.at.timestamp_millis(), moved.intent)
}

fn read_place(text: &str) -> Result<MoveCursor, ConsoleError> {
    text.parse().map_err(|_| {
        ConsoleError::field("page", "this is not the place of a page", "Give `next` of the page before.")
    })
}
