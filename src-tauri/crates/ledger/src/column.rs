//! Reading columns as the types they stand for, and writing those types as columns.

use crate::error::LedgerError;
use chrono::{DateTime, Utc};
use domain::digest::Digest;
use money::{Currency, Money};
use rusqlite::types::Type;
use rusqlite::{Error, Row};
use uuid::Uuid;

/// A column that does not hold what it should.
fn unfit(index: usize, kind: Type, what: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::FromSqlConversionFailure(index, kind, Box::new(what))
}

pub(crate) fn uuid(row: &Row<'_>, index: usize) -> rusqlite::Result<Uuid> {
    let bytes = row.get_ref(index)?.as_blob().map_err(|error| unfit(index, Type::Blob, error))?;
    Uuid::from_slice(bytes).map_err(|error| unfit(index, Type::Blob, error))
}

pub(crate) fn uuid_or_none(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Uuid>> {
    if row.get_ref(index)? == rusqlite::types::ValueRef::Null {
        return Ok(None);
    }
    uuid(row, index).map(Some)
}

pub(crate) fn digest(row: &Row<'_>, index: usize) -> rusqlite::Result<Digest> {
    let bytes: [u8; 32] = row.get(index)?;
    Ok(Digest(bytes))
}

pub(crate) fn digest_or_none(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Digest>> {
    let bytes: Option<[u8; 32]> = row.get(index)?;
    Ok(bytes.map(Digest))
}

pub(crate) fn unsigned(row: &Row<'_>, index: usize) -> rusqlite::Result<u64> {
    let number: i64 = row.get(index)?;
    u64::try_from(number).map_err(|error| unfit(index, Type::Integer, error))
}

pub(crate) fn moment(row: &Row<'_>, index: usize) -> rusqlite::Result<DateTime<Utc>> {
    let millis: i64 = row.get(index)?;
    DateTime::from_timestamp_millis(millis).ok_or(Error::IntegralValueOutOfRange(index, millis))
}

pub(crate) fn moment_or_none(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<DateTime<Utc>>> {
    let millis: Option<i64> = row.get(index)?;
    millis
        .map(|millis| {
            DateTime::from_timestamp_millis(millis).ok_or(Error::IntegralValueOutOfRange(index, millis))
        })
        .transpose()
}

pub(crate) fn money(row: &Row<'_>, currency: usize, minor: usize) -> rusqlite::Result<Money> {
    let code: String = row.get(currency)?;
    let code = Currency::from_code(&code).map_err(|error| unfit(currency, Type::Text, error))?;
    Money::from_minor(unsigned(row, minor)?, code).map_err(|error| unfit(minor, Type::Integer, error))
}

/// A count as SQLite's signed integer.
pub(crate) fn signed(number: u64, what: &'static str) -> Result<i64, LedgerError> {
    i64::try_from(number).map_err(|_| LedgerError::OutOfRange { what })
}

/// A moment in whole milliseconds, as every column holds it.
pub(crate) fn millis(moment: DateTime<Utc>) -> i64 {
    moment.timestamp_millis()
}
