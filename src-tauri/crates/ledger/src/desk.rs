//! What people leave on the desk: drafts, preferences, snoozes, marks.
//!
//! It lies in the encrypted database and in its backups, and in no chain: it proves nothing and may be changed. Each
//! row belongs to somebody by name, or to everybody, whose name is empty.

use crate::column;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::writer::Writer;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, params};

/// The owner of what belongs to everybody at this desk.
pub const EVERYBODY: &str = "";

/// One thing on the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub value: String,
    /// When it was put there.
    pub at: DateTime<Utc>,
}

pub(crate) const ONE: &str = "SELECT name, value, at FROM desk WHERE owner = ?1 AND name = ?2";

/// Names are compared byte by byte, so those with a beginning in common stand together.
pub(crate) const BEGINNING: &str =
    "SELECT name, value, at FROM desk WHERE owner = ?1 AND name >= ?2 AND name < ?3 ORDER BY name";

impl Ledger {
    /// One thing on somebody's desk.
    ///
    /// # Errors
    /// What the database says.
    pub fn kept(&self, owner: &str, name: &str) -> Result<Option<Kept>, LedgerError> {
        one(&self.conn, owner, name)
    }

    /// Everything on somebody's desk whose name begins like this, by name.
    ///
    /// # Errors
    /// What the database says.
    pub fn kept_with(&self, owner: &str, beginning: &str) -> Result<Vec<Kept>, LedgerError> {
        with(&self.conn, owner, beginning)
    }
}

impl Writer<'_> {
    /// One thing on somebody's desk.
    ///
    /// # Errors
    /// What the database says.
    pub fn kept(&self, owner: &str, name: &str) -> Result<Option<Kept>, LedgerError> {
        one(self.connection(), owner, name)
    }

    /// Everything on somebody's desk whose name begins like this, by name.
    ///
    /// # Errors
    /// What the database says.
    pub fn kept_with(&self, owner: &str, beginning: &str) -> Result<Vec<Kept>, LedgerError> {
        with(self.connection(), owner, beginning)
    }

    /// Puts something on somebody's desk, over what stood there under its name.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep(
        &mut self,
        owner: &str,
        name: &str,
        value: &str,
        at: DateTime<Utc>,
    ) -> Result<(), LedgerError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO desk (owner, name, value, at) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (owner, name) DO UPDATE SET value = excluded.value, at = excluded.at",
            )?
            .execute(params![owner, name, value, column::millis(at)])?;
        Ok(())
    }

    /// Takes something off somebody's desk, and says whether it was there.
    ///
    /// # Errors
    /// What the database says.
    pub fn let_go(&mut self, owner: &str, name: &str) -> Result<bool, LedgerError> {
        let gone = self
            .connection()
            .prepare_cached("DELETE FROM desk WHERE owner = ?1 AND name = ?2")?
            .execute(params![owner, name])?;
        Ok(gone > 0)
    }
}

fn one(conn: &Connection, owner: &str, name: &str) -> Result<Option<Kept>, LedgerError> {
    Ok(conn.prepare_cached(ONE)?.query_row(params![owner, name], read).optional()?)
}

fn with(conn: &Connection, owner: &str, beginning: &str) -> Result<Vec<Kept>, LedgerError> {
    let mut statement = conn.prepare_cached(BEGINNING)?;
    let rows = statement.query_map(params![owner, beginning, after(beginning)], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The first value behind every text with this beginning. SQLite sorts bytes behind texts, so an empty beginning ends
/// with them.
fn after(beginning: &str) -> rusqlite::types::Value {
    let mut next: Vec<char> = beginning.chars().collect();
    while let Some(last) = next.pop() {
        if let Some(later) =
            (u32::from(last).saturating_add(1)..=u32::from(char::MAX)).find_map(char::from_u32)
        {
            next.push(later);
            return next.into_iter().collect::<String>().into();
        }
    }
    rusqlite::types::Value::Blob(Vec::new())
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Kept> {
    Ok(Kept { name: row.get(0)?, value: row.get(1)?, at: column::moment(row, 2)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Shop, morning};

    fn put(shop: &mut Shop, owner: &str, name: &str, value: &str) {
        shop.ledger.transact(|writer| writer.keep(owner, name, value, morning())).unwrap();
    }

    #[test]
    fn everybody_has_a_desk_of_their_own_and_one_is_shared() {
        let mut shop = Shop::new();
        put(&mut shop, "mei", "draft", "hers");
        put(&mut shop, "tan", "draft", "his");
        put(&mut shop, EVERYBODY, "draft", "everybody's");
        for (owner, value) in [("mei", "hers"), ("tan", "his"), (EVERYBODY, "everybody's")] {
            let kept = shop.ledger.kept(owner, "draft").unwrap().unwrap();
            assert_eq!((kept.value.as_str(), kept.at), (value, morning()));
        }
        put(&mut shop, "mei", "draft", "newer");
        assert_eq!(shop.ledger.kept("mei", "draft").unwrap().unwrap().value, "newer");
    }

    #[test]
    fn names_are_found_by_their_beginning_and_no_further() {
        let mut shop = Shop::new();
        for name in ["snooze:a", "snooze:b", "snoozf", "snooz", "read:a", "snooze:\u{10ffff}"] {
            put(&mut shop, "", name, "x");
        }
        put(&mut shop, "mei", "snooze:c", "x");
        let names = |beginning: &str| {
            let kept = shop.ledger.kept_with("", beginning).unwrap();
            kept.into_iter().map(|kept| kept.name).collect::<Vec<_>>()
        };
        assert_eq!(names("snooze:"), ["snooze:a", "snooze:b", "snooze:\u{10ffff}"]);
        assert_eq!(names("x"), Vec::<String>::new());
        assert_eq!(names("").len(), 6);
    }

    #[test]
    fn what_is_let_go_is_gone_and_belongs_to_no_chain() {
        let mut shop = Shop::new();
        shop.order("A-1001", "Ng Mei");
        let head = shop.ledger.head().unwrap();
        put(&mut shop, "mei", "draft", "hers");
        assert!(shop.ledger.transact(|writer| writer.let_go("mei", "draft")).unwrap());
        assert!(!shop.ledger.transact(|writer| writer.let_go("mei", "draft")).unwrap());
        assert_eq!(shop.ledger.kept("mei", "draft").unwrap(), None);
        assert_eq!(shop.ledger.head().unwrap(), head);
        assert!(shop.ledger.verify().unwrap().is_whole());
    }

    #[test]
    fn a_replay_leaves_the_desk_as_it_is() {
        let mut shop = Shop::new();
        put(&mut shop, "mei", "draft", "hers");
        shop.ledger.replay().unwrap();
        assert!(shop.ledger.kept("mei", "draft").unwrap().is_some());
    }
}
