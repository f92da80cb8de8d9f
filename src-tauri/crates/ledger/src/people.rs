//! The people who work here, what they asked each other to approve, and what lets them sign in.
//!
//! Who there is and what they may do are facts. What verifies a PIN, wrong tries and sessions are none: they lie in
//! tables of their own that may be changed, and what they hold is worth nothing without the keychain.

use crate::column;
use crate::error::LedgerError;
use crate::ledger::Ledger;
use crate::stored::{self, StoredFact};
use crate::writer::Writer;
use chrono::{DateTime, Utc};
use domain::fact::{Actor, Fact};
use domain::ids::OperatorId;
use domain::people::{Approval, People};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// What verifies somebody's PIN.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin {
    /// The argon2id verifier, as text in the PHC form.
    pub verifier: String,
    /// Fingerprint of the pepper it was made with. Another computer's keychain has another one.
    pub pepper: [u8; 32],
    /// Wrong PINs in a row.
    pub wrong: u32,
    /// Since when the person has to wait, and until when.
    pub waits: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pin").field("wrong", &self.wrong).field("waits", &self.waits).finish_non_exhaustive()
    }
}

/// A short session of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Who sits there.
    pub operator: OperatorId,
    /// Since when.
    pub opened_at: DateTime<Utc>,
    /// When it was last used.
    pub used_at: DateTime<Utc>,
}

/// Approvals lately asked for. Written as the index has it, or the index is not used.
pub(crate) const APPROVALS: &str = "SELECT {} FROM journal \
    WHERE kind IN ('ApprovalAsked', 'ApprovalGiven', 'ApprovalRefused', 'ApprovalWithdrawn', 'LedgerRestored') \
    AND at >= ?1 ORDER BY at";

/// Refunds asked for lately.
pub(crate) const REFUNDS: &str =
    "SELECT {} FROM journal WHERE kind = 'RefundRequested' AND at >= ?1 ORDER BY at";

impl Ledger {
    /// The people who work here.
    ///
    /// # Errors
    /// As [`Ledger::accounts`].
    pub fn people(&self) -> Result<People, LedgerError> {
        let newest = newest_of_house(&self.conn)?;
        if let Some((at, known)) = &*self.people.borrow()
            && *at == newest
        {
            return Ok(known.clone());
        }
        let known = people(&self.conn)?;
        self.people.replace(Some((newest, known.clone())));
        Ok(known)
    }

    /// What was asked of a second person since a moment, oldest first.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`], or what the database says.
    pub fn approvals(&self, since: DateTime<Utc>) -> Result<Vec<Approval>, LedgerError> {
        approvals(&self.conn, since)
    }

    /// The facts of a time word for word, also those that only a newer version can read, in the order of arrival.
    ///
    /// # Errors
    /// What the database says.
    pub fn stored_between(
        &self,
        from: DateTime<Utc>,
        before: DateTime<Utc>,
    ) -> Result<Vec<StoredFact>, LedgerError> {
        let sql = format!("SELECT {} FROM journal WHERE at >= ?1 AND at < ?2 ORDER BY seq", stored::COLUMNS);
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([column::millis(from), column::millis(before)], StoredFact::read)?;
        Ok(rows.collect::<Result<Vec<_>, _>>()?)
    }

    /// Everybody who ever did or approved something, each as they signed then. It walks the whole journal and keeps
    /// nothing of it but the signatures.
    ///
    /// # Errors
    /// What the database says.
    pub fn actors(&self) -> Result<Vec<Actor>, LedgerError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT actor FROM journal UNION SELECT approver FROM journal WHERE approver IS NOT NULL",
        )?;
        let signed = statement.query_map([], |row| row.get::<_, String>(0))?;
        let signed = signed.collect::<Result<Vec<_>, _>>()?;
        // One that only a newer version can read has no name here.
        Ok(signed.iter().filter_map(|signed| serde_json::from_str(signed).ok()).collect())
    }

    /// What verifies somebody's PIN, where they have one.
    ///
    /// # Errors
    /// What the database says.
    pub fn pin(&self, operator: OperatorId) -> Result<Option<Pin>, LedgerError> {
        pin(&self.conn, operator)
    }

    /// The session that holds a token.
    ///
    /// # Errors
    /// What the database says.
    pub fn seat(&self, token: &[u8; 32]) -> Result<Option<Seat>, LedgerError> {
        seat(&self.conn, token)
    }
}

impl Writer<'_> {
    /// The people who work here.
    ///
    /// # Errors
    /// As [`Writer::accounts`].
    pub fn people(&self) -> Result<People, LedgerError> {
        // Nothing of a transaction is kept beyond it: its facts may be undone.
        match self.people_before() {
            Some((at, known)) if *at == newest_of_house(self.connection())? => Ok(known.clone()),
            _ => people(self.connection()),
        }
    }

    /// What was asked of a second person since a moment, oldest first.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`], or what the database says.
    pub fn approvals(&self, since: DateTime<Utc>) -> Result<Vec<Approval>, LedgerError> {
        approvals(self.connection(), since)
    }

    /// The facts that asked for a refund since a moment, oldest first.
    ///
    /// # Errors
    /// [`LedgerError::NewerFact`], or what the database says.
    pub fn refunds_since(&self, since: DateTime<Utc>) -> Result<Vec<Fact>, LedgerError> {
        since_moment(self.connection(), REFUNDS, since)
    }

    /// What verifies somebody's PIN, where they have one.
    ///
    /// # Errors
    /// What the database says.
    pub fn pin(&self, operator: OperatorId) -> Result<Option<Pin>, LedgerError> {
        pin(self.connection(), operator)
    }

    /// Keeps what verifies somebody's PIN, over what was kept before.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep_pin(&mut self, operator: OperatorId, pin: &Pin) -> Result<(), LedgerError> {
        let waits = pin.waits.map(|(from, until)| (column::millis(from), column::millis(until)));
        self.connection()
            .prepare_cached(
                "INSERT INTO pins (operator, verifier, pepper, wrong, waits_from, waits_until) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (operator) DO UPDATE SET verifier = excluded.verifier, \
                 pepper = excluded.pepper, wrong = excluded.wrong, waits_from = excluded.waits_from, \
                 waits_until = excluded.waits_until",
            )?
            .execute(params![
                operator.0.as_bytes(),
                pin.verifier,
                pin.pepper,
                pin.wrong,
                waits.map(|(from, _)| from),
                waits.map(|(_, until)| until),
            ])?;
        Ok(())
    }

    /// The session that holds a token.
    ///
    /// # Errors
    /// What the database says.
    pub fn seat(&self, token: &[u8; 32]) -> Result<Option<Seat>, LedgerError> {
        seat(self.connection(), token)
    }

    /// Opens a session, or notes that it was used.
    ///
    /// # Errors
    /// What the database says.
    pub fn keep_seat(&mut self, token: &[u8; 32], seat: &Seat) -> Result<(), LedgerError> {
        self.connection()
            .prepare_cached(
                "INSERT INTO seats (token, operator, opened_at, used_at) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (token) DO UPDATE SET used_at = excluded.used_at",
            )?
            .execute(params![
                token,
                seat.operator.0.as_bytes(),
                column::millis(seat.opened_at),
                column::millis(seat.used_at)
            ])?;
        Ok(())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// What the database says.
    pub fn end_seat(&mut self, token: &[u8; 32]) -> Result<(), LedgerError> {
        self.connection().prepare_cached("DELETE FROM seats WHERE token = ?1")?.execute([token])?;
        Ok(())
    }

    /// Ends every session there is.
    ///
    /// # Errors
    /// What the database says.
    pub fn end_every_seat(&mut self) -> Result<(), LedgerError> {
        self.connection().prepare_cached("DELETE FROM seats")?.execute([])?;
        Ok(())
    }

    /// Ends every session of somebody.
    ///
    /// # Errors
    /// What the database says.
    pub fn end_seats_of(&mut self, operator: OperatorId) -> Result<(), LedgerError> {
        self.connection()
            .prepare_cached("DELETE FROM seats WHERE operator = ?1")?
            .execute([operator.0.as_bytes()])?;
        Ok(())
    }
}

/// The number of the house's newest fact. A journal only grows: what was folded holds until there is a newer one.
fn newest_of_house(conn: &Connection) -> Result<i64, LedgerError> {
    let sql = "SELECT coalesce(max(seq), 0) FROM journal WHERE order_id IS NULL";
    Ok(conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

fn people(conn: &Connection) -> Result<People, LedgerError> {
    Ok(People::fold(&stored::decode_all(&stored::of_house(conn)?)?))
}

fn approvals(conn: &Connection, since: DateTime<Utc>) -> Result<Vec<Approval>, LedgerError> {
    Ok(Approval::fold(&since_moment(conn, APPROVALS, since)?))
}

fn since_moment(conn: &Connection, sql: &str, since: DateTime<Utc>) -> Result<Vec<Fact>, LedgerError> {
    let mut statement = conn.prepare_cached(&sql.replace("{}", stored::COLUMNS))?;
    let rows = statement.query_map([column::millis(since)], StoredFact::read)?;
    stored::decode_all(&rows.collect::<Result<Vec<_>, _>>()?)
}

fn seat(conn: &Connection, token: &[u8; 32]) -> Result<Option<Seat>, LedgerError> {
    Ok(conn
        .prepare_cached("SELECT operator, opened_at, used_at FROM seats WHERE token = ?1")?
        .query_row([token], |row| {
            Ok(Seat {
                operator: OperatorId(column::uuid(row, 0)?),
                opened_at: column::moment(row, 1)?,
                used_at: column::moment(row, 2)?,
            })
        })
        .optional()?)
}

fn pin(conn: &Connection, operator: OperatorId) -> Result<Option<Pin>, LedgerError> {
    Ok(conn
        .prepare_cached(
            "SELECT verifier, pepper, wrong, waits_from, waits_until FROM pins WHERE operator = ?1",
        )?
        .query_row([operator.0.as_bytes()], read_pin)
        .optional()?)
}

fn read_pin(row: &Row<'_>) -> rusqlite::Result<Pin> {
    let from = column::moment_or_none(row, 3)?;
    Ok(Pin {
        verifier: row.get(0)?,
        pepper: row.get(1)?,
        wrong: row.get(2)?,
        waits: from.zip(column::moment_or_none(row, 4)?),
    })
}

#[cfg(test)]
mod tests {
    use crate::fixture::Shop;
    use crate::{LedgerError, Pin};
    use domain::fact::{Body, OperatorChanged};
    use domain::ids::OperatorId;
    use domain::people::Operator;
    use uuid::Uuid;

    const ANN: OperatorId = OperatorId(Uuid::from_u128(7));

    fn ann(shop: &Shop) -> Operator {
        let (name, role) = ("Ann".to_owned(), "admin".into());
        Operator { id: ANN, name, role, limits: None, suspended: false, added_at: shop.now }
    }

    #[test]
    fn who_there_is_is_known_anew_as_soon_as_anybody_changed_in_whatever_process() {
        let mut shop = Shop::new();
        let elsewhere = shop.again();
        assert!(shop.ledger.people().unwrap().is_empty() && elsewhere.people().unwrap().is_empty());
        let ann = ann(&shop);
        shop.append(None, Body::OperatorAdded(Box::new(ann.clone()))).unwrap();
        assert!(elsewhere.people().unwrap().operator(&ANN).is_some());
        let suspended = Operator { suspended: true, ..ann };
        let changed = OperatorChanged { operator: suspended, reason: Some("left".into()) };
        shop.append(None, Body::OperatorChanged(Box::new(changed))).unwrap();
        for ledger in [&shop.ledger, &elsewhere] {
            assert_eq!(ledger.people().unwrap().active().count(), 0);
        }
    }

    #[test]
    fn somebody_who_was_added_in_a_transaction_that_was_undone_is_nobody() {
        let mut shop = Shop::new();
        let added = shop.fact(None, Body::OperatorAdded(Box::new(ann(&shop))));
        let undone: Result<(), LedgerError> = shop.ledger.transact(|writer| {
            writer.append(added)?;
            assert_eq!(writer.people()?.active().count(), 1);
            Err(LedgerError::DiskFull)
        });
        assert!(undone.is_err());
        assert!(shop.ledger.people().unwrap().is_empty());
        shop.append(None, Body::RecoveryCodeRenewed).unwrap();
        assert!(shop.ledger.people().unwrap().is_empty(), "whose number is another fact's now");
    }

    #[test]
    fn what_verifies_a_pin_is_shown_to_nobody_who_prints_it() {
        let pin = Pin { verifier: "$argon2id$secret".into(), pepper: [9; 32], wrong: 2, waits: None };
        assert_eq!(format!("{pin:?}"), "Pin { wrong: 2, waits: None, .. }");
    }
}
