//! What is derived from the facts of one order: its line in lists, its ids, its intents and its searchable row.
//!
//! A projection is a function of the facts and the side tables alone, so that a replay gives what was there.

mod compare;
mod digests;
mod ids;
mod scripts;

pub(crate) use compare::{difference, own_scripts};
pub(crate) use digests::digests_of;
use ids::KnownId;
use scripts::ScriptLine;
pub(crate) use scripts::{save_script, script_line};

use crate::column;
use crate::error::LedgerError;
use crate::search::index::{self, Facets, SearchRow};
use crate::side::{self, Buyer, Card};
use crate::stored::StoredFact;
use domain::digest::Digest;
use domain::fact::Fact;
use domain::ids::OrderId;
use domain::intent::{Intent, Stage};
use domain::order::{Order, SessionStage};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Everything derived from one order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Projection {
    pub(crate) line: Line,
    pub(crate) ids: BTreeSet<KnownId>,
    pub(crate) intents: Vec<IntentLine>,
    pub(crate) scripts: Vec<ScriptLine>,
    pub(crate) search: SearchRow,
}

impl Projection {
    /// Whether the order carries facts that this version cannot read.
    pub(crate) const fn is_half_understood(&self) -> bool {
        self.line.newer
    }
}

/// The order's row of `orders`, column for column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) row: i64,
    pub(crate) id: OrderId,
    opened_at: i64,
    moved_at: i64,
    reference: String,
    description: String,
    account: String,
    name: Option<String>,
    currency: String,
    minor: i64,
    word: String,
    expires_at: Option<i64>,
    method: Option<String>,
    last4: Option<String>,
    created_by: String,
    live_until: Option<i64>,
    hold_ends_at: Option<i64>,
    captured_minor: i64,
    refunded_minor: i64,
    open: bool,
    paid_twice: bool,
    disputed: bool,
    late: bool,
    newer: bool,
}

/// The row of one intent in `intents`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IntentLine {
    intent: [u8; 16],
    verb: &'static str,
    stage: &'static str,
    not_before: Option<i64>,
    operation: String,
    open: bool,
}

/// Projects an order from its facts, in the order of arrival. `None` where there are none, or where the facts this
/// version can read do not make an order because a newer version wrote the others.
pub(crate) fn project(conn: &Connection, stored: &[StoredFact]) -> Result<Option<Projection>, LedgerError> {
    let Some(first) = stored.first() else { return Ok(None) };
    let (places, facts): (Vec<i64>, Vec<Fact>) =
        stored.iter().filter_map(|row| row.decode().map(|fact| (row.seq, fact))).unzip();
    let newer = facts.len() < stored.len();
    let order = match domain::fold::fold(&facts) {
        Ok(order) => order,
        Err(_) if newer => return Ok(None),
        Err(why) => {
            let order = first.order.unwrap_or(OrderId(uuid::Uuid::nil()));
            return Err(LedgerError::Fold { order, why });
        }
    };
    let mut ids = BTreeSet::new();
    for fact in &facts {
        ids::ids_of(order.id, &fact.body, &mut ids);
    }
    ids.retain(|(text, _)| !text.is_empty());
    let scripts = places.iter().zip(&facts).filter_map(|(seq, fact)| script_line(*seq, &fact.body)).collect();
    let people = People::read(conn, &order)?;
    let line = line(first.seq, &order, &people, newer)?;
    let search = searchable(&order, &line, &people, &ids);
    let intents = order.intents.iter().map(intent_line).collect();
    Ok(Some(Projection { line, ids, intents, scripts, search }))
}

/// What the side tables know about the people and cards of an order; nothing once they are forgotten.
struct People {
    buyer: Buyer,
    standing_last4: Option<String>,
    cards: BTreeSet<String>,
    notes: Vec<String>,
}

impl People {
    fn read(conn: &Connection, order: &Order) -> Result<Self, LedgerError> {
        let buyer = match order.terms.buyer {
            Some(digest) => side::json(conn, digest)?.unwrap_or_default(),
            None => Buyer::default(),
        };
        let standing = order.standing_payment().and_then(|payment| payment.card);
        let standing_last4 = standing.map(|digest| last4(conn, digest)).transpose()?.flatten();
        let mut cards = BTreeSet::new();
        for payment in order.payments() {
            if let Some(digest) = payment.card {
                cards.extend(last4(conn, digest)?);
            }
        }
        let mut notes = Vec::new();
        for digest in &order.notes {
            if let Some(note) = side::get(conn, *digest)? {
                notes.push(String::from_utf8_lossy(&note.bytes).into_owned());
            }
        }
        Ok(Self { buyer, standing_last4, cards, notes })
    }
}

fn last4(conn: &Connection, card: Digest) -> Result<Option<String>, LedgerError> {
    Ok(side::json::<Card>(conn, card)?.and_then(|card| card.last4))
}

fn line(row: i64, order: &Order, people: &People, newer: bool) -> Result<Line, LedgerError> {
    let standing = order.standing_payment();
    let book = standing.and_then(|payment| order.book(&payment.id));
    let taken = book.map_or(0, |book| book.taken.minor());
    let refunded = book.map_or(0, |book| book.refunded.minor());
    // The only thing time alone does to a word is to expire it, which `expires_at` tells, so the word at the moment
    // of the last fact is the word until then.
    let as_of = order.moved_at;
    Ok(Line {
        row,
        id: order.id,
        opened_at: column::millis(order.opened_at),
        moved_at: column::millis(order.moved_at),
        reference: order.terms.reference.clone(),
        description: order.terms.description.clone(),
        account: order.terms.account.as_str().to_owned(),
        name: people.buyer.name.clone(),
        currency: order.terms.amount.currency().code().to_owned(),
        minor: column::signed(order.terms.amount.minor(), "the order's amount")?,
        word: order.word(as_of).slug().to_owned(),
        expires_at: order.expires_at().map(column::millis),
        method: standing.and_then(|payment| payment.method.clone()),
        last4: people.standing_last4.clone(),
        created_by: order.opened_by.to_string(),
        live_until: live_until(order),
        hold_ends_at: standing.and_then(|payment| payment.hold_ends_at).map(|hold| column::millis(hold.at)),
        captured_minor: column::signed(taken, "the captured amount")?,
        refunded_minor: column::signed(refunded, "the refunded amount")?,
        open: order.has_open_question(as_of),
        paid_twice: order.paid_twice(),
        disputed: order.disputed(),
        late: order.late_payment(),
        newer,
    })
}

/// The end of the latest session that Antom made.
fn live_until(order: &Order) -> Option<i64> {
    let issued = order.sessions.iter().filter(|session| matches!(session.stage, SessionStage::Issued { .. }));
    issued.map(|session| column::millis(session.ends_at)).max()
}

fn intent_line(intent: &Intent) -> IntentLine {
    IntentLine {
        intent: *intent.id.0.as_bytes(),
        verb: intent.verb.name(),
        stage: stage_name(intent.stage),
        not_before: intent.not_before.map(column::millis),
        operation: intent.requested.operation.as_str().to_owned(),
        open: intent.stage.is_open(),
    }
}

const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Queued => "queued",
        Stage::Stopped => "stopped",
        Stage::Released => "released",
        Stage::Sent => "sent",
        Stage::Checking => "checking",
        Stage::Done => "done",
        Stage::Refused => "refused",
        Stage::NeverPlaced => "never-placed",
    }
}

fn searchable(order: &Order, line: &Line, people: &People, ids: &BTreeSet<KnownId>) -> SearchRow {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    SearchRow {
        reference: line.reference.clone(),
        description: line.description.clone(),
        name: text(&people.buyer.name),
        email: text(&people.buyer.email),
        phone: text(&people.buyer.phone),
        last4: people.cards.iter().cloned().collect::<Vec<_>>().join(" "),
        note: people.notes.join("\n"),
        ids: ids
            .iter()
            .filter(|(_, kind)| *kind != ids::REFERENCE)
            .map(|(text, _)| text.clone())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        facets: Facets {
            opened_at: line.opened_at,
            word: line.word.clone(),
            expires_at: line.expires_at,
            currency: line.currency.clone(),
            amount: crate::row::scaled(order.terms.amount),
            method: text(&line.method),
            created_by: line.created_by.clone(),
        },
    }
}

/// Writes a projection over whatever stood there.
pub(crate) fn save(conn: &Connection, projection: &Projection) -> Result<(), LedgerError> {
    save_line(conn, &projection.line)?;
    let row = projection.line.row;
    let mut statement = conn.prepare_cached(
        "INSERT INTO ids (text, order_row, kind) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
    )?;
    for (text, kind) in &projection.ids {
        statement.execute(params![text, row, kind])?;
    }
    let mut statement = conn.prepare_cached(
        "INSERT INTO intents (intent, order_row, verb, stage, not_before, operation, open) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (intent) DO UPDATE SET order_row = excluded.order_row, \
         verb = excluded.verb, stage = excluded.stage, not_before = excluded.not_before, \
         operation = excluded.operation, open = excluded.open",
    )?;
    for line in &projection.intents {
        let IntentLine { intent, verb, stage, not_before, operation, open } = line;
        statement.execute(params![intent, row, verb, stage, not_before, operation, open])?;
    }
    for line in &projection.scripts {
        save_script(conn, row, line)?;
    }
    index::put(conn, row, &projection.search)?;
    Ok(())
}

fn save_line(conn: &Connection, line: &Line) -> Result<(), LedgerError> {
    conn.prepare_cached(
        "INSERT INTO orders (row, id, opened_at, moved_at, reference, description, account, name, currency, minor, \
         word, expires_at, method, last4, created_by, live_until, hold_ends_at, captured_minor, refunded_minor, open, \
         paid_twice, disputed, late, newer) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, \
         ?22, ?23, ?24) \
         ON CONFLICT (row) DO UPDATE SET opened_at = excluded.opened_at, moved_at = excluded.moved_at, \
         reference = excluded.reference, description = excluded.description, account = excluded.account, \
         name = excluded.name, currency = excluded.currency, minor = excluded.minor, word = excluded.word, \
         expires_at = excluded.expires_at, method = excluded.method, last4 = excluded.last4, \
         created_by = excluded.created_by, live_until = excluded.live_until, hold_ends_at = excluded.hold_ends_at, \
         captured_minor = excluded.captured_minor, refunded_minor = excluded.refunded_minor, open = excluded.open, \
         paid_twice = excluded.paid_twice, disputed = excluded.disputed, late = excluded.late, newer = excluded.newer",
    )?
    .execute(params![
        line.row,
        line.id.0.as_bytes(),
        line.opened_at,
        line.moved_at,
        line.reference,
        line.description,
        line.account,
        line.name,
        line.currency,
        line.minor,
        line.word,
        line.expires_at,
        line.method,
        line.last4,
        line.created_by,
        line.live_until,
        line.hold_ends_at,
        line.captured_minor,
        line.refunded_minor,
        line.open,
        line.paid_twice,
        line.disputed,
        line.late,
        line.newer,
    ])?;
    Ok(())
}
