//! The tables, and how an existing ledger is brought to the newest schema.

mod fifth;
mod first;
mod second;

use crate::error::LedgerError;
use crate::key::LedgerKey;
use crate::search;
use crate::{backup, files, replay};
use rusqlite::{Connection, Transaction};
use rusqlite_migration::{HookError, M, Migrations};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// `PRAGMA application_id`: "CSGN", so that `file` and people can tell what the database is.
pub(crate) const APPLICATION_ID: i64 = 0x4353_474e;

/// One migration.
struct Step {
    sql: String,
    /// Whether it changes projections, which are then made anew from the facts.
    replayed: bool,
}

/// What kept a projection from being made anew while migrating, carried out of the migration.
type Kept = Arc<Mutex<Option<LedgerError>>>;

impl Step {
    /// The migration of this step; with the replay where it is the `last` that needs one: projections are written as this
    /// version has them, so the tables of every step must be there.
    fn migration(&self, last: bool, kept: &Kept) -> M<'_> {
        if !last {
            return M::up(&self.sql);
        }
        let kept = Arc::clone(kept);
        M::up_with_hook(&self.sql, move |transaction: &Transaction<'_>| {
            replay::rebuild(transaction).map(drop).map_err(|error| {
                let told = error.to_string();
                *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                HookError::Hook(told)
            })
        })
    }
}

/// The migrations, oldest first. A database's `user_version` is the number of those it went through.
pub(crate) struct Schema {
    steps: Vec<Step>,
}

impl Schema {
    /// The schema of this version.
    pub(crate) fn ours() -> Self {
        let mark = format!("PRAGMA application_id = {APPLICATION_ID};");
        let [search, counted_search, search_by_account, other_tokens] = search::SCHEMA;
        let first = [first::JOURNAL, first::PROJECTIONS, search, &mark].concat();
        let second = [second::DESK, second::PROJECTIONS, counted_search].concat();
        Self {
            steps: vec![
                Step { sql: first, replayed: false },
                Step { sql: second, replayed: true },
                Step { sql: search_by_account.to_owned(), replayed: true },
                Step { sql: other_tokens.to_owned(), replayed: true },
                Step { sql: fifth::PEOPLE.to_owned(), replayed: false },
                // The sixth has the tables of the fifth. In them the word of an order is the one it has before it expires,
                // an order is found by the one it replaced, and whatever was paid on a closed one is late.
                Step { sql: String::new(), replayed: true },
                // The seventh has them too: an order is found by its number in any capitals, what was taken over from
                // Antom was opened when it was made there, and the sums are those of all payments that stand.
                Step { sql: String::new(), replayed: true },
                // And the eighth: a refund that failed at Antom is not under way again by an older answer.
                Step { sql: String::new(), replayed: true },
                // And the ninth: a dispute that ended is not open again by what was told late.
                Step { sql: String::new(), replayed: true },
                // And the tenth: only an answer about a session proves that it is dead, and only an answer that a hold
                // lapsed.
                Step { sql: String::new(), replayed: true },
                // And the eleventh: where Antom tells no time a hold lasts from when its payment can have been made, and
                // where nobody answered a session lives from when it was given up.
                Step { sql: String::new(), replayed: true },
            ],
        }
    }

    /// The newest schema it leads to.
    pub(crate) fn newest(&self) -> i64 {
        i64::try_from(self.steps.len()).unwrap_or(i64::MAX)
    }

    /// Refuses a database of a newer version and gives the schema of any other.
    pub(crate) fn refuse_newer(&self, conn: &Connection) -> Result<i64, LedgerError> {
        let (found, known) = (version(conn)?, self.newest());
        if found > known { Err(LedgerError::NewerSchema { found, known }) } else { Ok(found) }
    }

    /// Brings a database to the newest schema, all migrations in one transaction.
    pub(crate) fn migrate(&self, conn: &mut Connection) -> Result<(), LedgerError> {
        let kept = Kept::default();
        let last = self.steps.iter().rposition(|step| step.replayed);
        let steps = self.steps.iter().enumerate();
        let steps = steps.map(|(place, step)| step.migration(last == Some(place), &kept));
        let steps = Migrations::new(steps.collect());
        steps.to_latest(conn).map_err(|error| {
            let kept = kept.lock().unwrap_or_else(PoisonError::into_inner).take();
            kept.unwrap_or_else(|| match error {
                rusqlite_migration::Error::RusqliteError { err, .. } => LedgerError::from(err),
                other => LedgerError::Damaged { detail: other.to_string() },
            })
        })
    }

    /// Brings an opened ledger up to date, under the directory's lock and after a backup of it as it was.
    pub(crate) fn bring_up_to_date(
        &self,
        dir: &Path,
        conn: &mut Connection,
        key: &LedgerKey,
        read_only: bool,
    ) -> Result<(), LedgerError> {
        let found = self.refuse_newer(conn)?;
        if found == 0 {
            // Every ledger has at least the first schema. An empty file would pass for a new database.
            return Err(LedgerError::Damaged { detail: "the file holds no ledger".to_owned() });
        }
        if found == self.newest() {
            return Ok(());
        }
        if read_only {
            return Err(LedgerError::OlderSchema { found, known: self.newest() });
        }
        let lock = files::lock(dir)?;
        // Another process may have done it while this one waited.
        let found = self.refuse_newer(conn)?;
        if found < self.newest() {
            backup::before_migration(dir, conn, key, found)?;
            self.migrate(conn)?;
        }
        drop(lock);
        Ok(())
    }

    /// This schema with one more migration, as a later version would have it.
    #[cfg(test)]
    pub(crate) fn with(mut self, step: &str) -> Self {
        self.steps.push(Step { sql: step.to_owned(), replayed: false });
        self
    }

    /// What turns the projections of an empty ledger back into those of the first version.
    #[cfg(test)]
    pub(crate) fn back_to_the_first() -> String {
        let [search, ..] = search::SCHEMA;
        let ours = ["desk", "holds", "orders", "intents", "ids", "scripts"];
        let search_tables = ["search_counts", "search_rows", "search_blocks", "search_grams"];
        let dropped: String =
            ours.into_iter().chain(search_tables).map(|table| format!("DROP TABLE {table};")).collect();
        [fifth::DROPPED, &dropped, first::PROJECTIONS, search, "PRAGMA user_version = 1;"].concat()
    }

    /// What turns the search of a ledger back into that of the second version, with nothing in it.
    #[cfg(test)]
    pub(crate) fn back_to_the_second() -> String {
        let [_, search, ..] = search::SCHEMA;
        [fifth::DROPPED, "DROP TABLE search_counts;", search, "PRAGMA user_version = 2;"].concat()
    }

    /// What turns the search of a ledger back into that of the third version, which had none of the tokens that are
    /// looked for now.
    #[cfg(test)]
    pub(crate) fn back_to_the_third() -> String {
        let [.., other_tokens] = search::SCHEMA;
        [fifth::DROPPED, other_tokens, "PRAGMA user_version = 3;"].concat()
    }
}

/// Reads `PRAGMA user_version`.
pub(crate) fn version(conn: &Connection) -> Result<i64, LedgerError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_of_ours_is_strict_and_the_journal_is_append_only() {
        let mut conn = Connection::open_in_memory().unwrap();
        Schema::ours().migrate(&mut conn).unwrap();
        assert_eq!(version(&conn).unwrap(), Schema::ours().newest());
        let mark: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0)).unwrap();
        assert_eq!(mark, APPLICATION_ID);
        for table in [
            "meta",
            "journal",
            "side",
            "claims",
            "desk",
            "pins",
            "seats",
            "orders",
            "holds",
            "ids",
            "intents",
            "scripts",
            "search_rows",
            "search_counts",
        ] {
            let sql: String = conn
                .query_row(
                    "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1",
                    [table],
                    |row| row.get(0),
                )
                .unwrap();
            assert!(sql.contains("STRICT"), "{table}");
        }
        let triggers: i64 = conn
            .query_row(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(triggers, 2);
    }
}
