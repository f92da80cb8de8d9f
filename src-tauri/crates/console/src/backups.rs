//! Backups nobody has to think of: one on every day on which something happened, each opened and verified before it
//! counts, in the folder `backups` beside the ledger. The last seven of them are kept, and the newest of each of four
//! weeks before.
//!
//! They protect from a damaged or edited file, not from a lost disk: a copy somewhere else is still a person's to make.

use crate::Console;
use crate::care::{BackupMade, head_text};
use crate::error::ConsoleError;
use crate::opening::{try_turn, unusable};
use crate::record::By;
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use domain::fact::Body;
use domain::windows::later;
use ledger::desk::EVERYBODY;
use ledger::{Ledger, LedgerError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Days of which the backup is kept.
const DAYS: usize = 7;
/// Weeks before them of which one backup is kept.
const WEEKS: usize = 4;
/// After how long a backup that failed is tried again.
const TRY_AGAIN: TimeDelta = TimeDelta::hours(1);
/// The last one, on the desk.
const LAST: &str = "backup.automatic";
/// The end of a backup's name.
const ENDING: &str = "backup";
/// Room that is left beside a backup. While it is proved, the database lies there twice.
const ROOM_LEFT: u64 = 64 * 1024 * 1024;

/// How the backups stand that are made by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AutomaticBackups {
    /// The folder they lie in.
    pub folder: String,
    /// How many lie there.
    pub kept: u64,
    /// When the last one was made; none where none was.
    pub last_at: Option<DateTime<Utc>>,
    /// The head in it, for `ledger verify --against`.
    pub head: Option<String>,
    /// Why the last try failed; none where it did not.
    pub failed: Option<String>,
}

/// What the desk remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Last {
    /// When the last one was made.
    at: Option<DateTime<Utc>>,
    /// Facts in the ledger once it was noted.
    facts: u64,
    /// The head in it.
    head: Option<String>,
    /// When making one failed after that, and why.
    failed: Option<(DateTime<Utc>, String)>,
}

impl Last {
    /// Whether a backup is due: on a day of its own, and only where something happened since the last.
    fn is_due(&self, facts: u64, now: DateTime<Utc>) -> bool {
        let today = self.at.is_some_and(|at| at.date_naive() == now.date_naive());
        let tried = self.failed.as_ref().is_some_and(|(at, _)| now >= *at && now < later(*at, TRY_AGAIN));
        facts > self.facts && !today && !tried
    }
}

impl Console {
    /// Makes the backup of the day where it is due; none where it is not, or where another process makes it right now.
    /// It takes its time with a long history, and nobody who works meanwhile waits for it.
    ///
    /// # Errors
    /// What kept it from being made. It is remembered and shown ([`AutomaticBackups::failed`], Attention), and tried
    /// again after an hour.
    pub fn backup_of_the_day(&self) -> Result<Option<BackupMade>, ConsoleError> {
        if self.trouble().is_some() || !self.backup_is_due()? {
            return Ok(None);
        }
        let made = self.take_turn_and_back_up();
        if let Err(error) = &made {
            self.note_failed_backup(error)?;
        }
        made
    }

    /// Only one process makes it.
    fn take_turn_and_back_up(&self) -> Result<Option<BackupMade>, ConsoleError> {
        let folder = ledger::backups(&self.directory)?;
        let Some(_turn) = try_turn(&folder.join("turn"))? else { return Ok(None) };
        // The one that had the turn before may have made it.
        if !self.backup_is_due()? {
            return Ok(None);
        }
        self.make_backup_of_the_day(&folder).map(Some)
    }

    fn backup_is_due(&self) -> Result<bool, ConsoleError> {
        let facts = self.read(Ledger::head)?.facts;
        Ok(self.last_automatic()?.is_due(facts, self.now()))
    }

    fn make_backup_of_the_day(&self, folder: &Path) -> Result<BackupMade, ConsoleError> {
        let today = self.now().date_naive();
        self.room_for_a_backup(folder)?;
        // A connection of its own: the console's is free for whoever works.
        let report = self.read(Ledger::another_to_read)?.backup_to(&named(folder, today), None)?;
        let made = BackupMade { head_text: head_text(&report.head), report };
        self.write(|pen| {
            if let Some(head) = made.report.head.hash {
                let body = Body::BackupMade { facts: made.report.head.facts, head };
                pen.append(None, By::Countersign, body)?;
            }
            let last = Last {
                at: Some(pen.now),
                facts: pen.writer.facts()?,
                head: Some(made.head_text.clone()),
                failed: None,
            };
            Ok(pen.writer.keep(EVERYBODY, LAST, &json(&last)?, pen.now)?)
        })?;
        // It is made: what cannot be remembered or cleared away now is so the next time.
        self.remember_head();
        if let Err(error) = clear_away(folder, today) {
            tracing::warn!(code = error.code(), "old backups could not be cleared away");
        }
        Ok(made)
    }

    /// A backup that fills the disk would keep money from moving.
    fn room_for_a_backup(&self, folder: &Path) -> Result<(), ConsoleError> {
        let needed = self.bytes()?.saturating_mul(2).saturating_add(ROOM_LEFT);
        match self.ports.disk.room(folder) {
            Some(room) if room < needed => Err(LedgerError::DiskFull.into()),
            _ => Ok(()),
        }
    }

    fn note_failed_backup(&self, error: &ConsoleError) -> Result<(), ConsoleError> {
        let mut last = self.last_automatic()?;
        let why = format!("{error}. {}", error.remedy());
        self.write(|pen| {
            last.failed = Some((pen.now, why));
            Ok(pen.writer.keep(EVERYBODY, LAST, &json(&last)?, pen.now)?)
        })
    }

    /// How the backups stand that are made by themselves.
    ///
    /// # Errors
    /// Whatever keeps ledger or folder from reading.
    pub fn automatic_backups(&self) -> Result<AutomaticBackups, ConsoleError> {
        let folder = self.directory.join("backups");
        let last = self.last_automatic()?;
        Ok(AutomaticBackups {
            kept: u64::try_from(days(&folder)?.len()).unwrap_or(u64::MAX),
            folder: folder.display().to_string(),
            last_at: last.at,
            head: last.head,
            failed: last.failed.map(|(_, why)| why),
        })
    }

    /// When making the backup of the day failed, and why; none where the last one was made.
    pub(crate) fn failed_backup(&self) -> Result<Option<(DateTime<Utc>, String)>, ConsoleError> {
        Ok(self.last_automatic()?.failed)
    }

    fn last_automatic(&self) -> Result<Last, ConsoleError> {
        let kept = self.read(|ledger| ledger.kept(EVERYBODY, LAST))?;
        // What cannot be read is as good as nothing: a backup is made once more.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept.value).ok()).unwrap_or_default())
    }
}

fn json(last: &Last) -> Result<String, ConsoleError> {
    serde_json::to_string(last).map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })
}

/// The backup of a day.
fn named(folder: &Path, day: NaiveDate) -> PathBuf {
    folder.join(format!("{day}.{ENDING}"))
}

/// The days of which a backup lies in a folder. What has another name is somebody else's and stays.
fn days(folder: &Path) -> Result<BTreeSet<NaiveDate>, ConsoleError> {
    let entries = match std::fs::read_dir(folder) {
        // Where there is no folder, none lies in it.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(BTreeSet::new());
        }
        entries => entries.map_err(|error| unusable(folder, &error))?,
    };
    let day = |entry: std::io::Result<std::fs::DirEntry>| {
        let name = entry.ok()?.file_name();
        let (day, ending) = name.to_str()?.split_once('.')?;
        (ending == ENDING).then(|| day.parse().ok())?
    };
    Ok(entries.filter_map(day).collect())
}

fn clear_away(folder: &Path, today: NaiveDate) -> Result<(), ConsoleError> {
    for spare in spare(&days(folder)?, today) {
        let path = named(folder, spare);
        std::fs::remove_file(&path).map_err(|error| unusable(&path, &error))?;
    }
    Ok(())
}

/// The days whose backups are not kept any more. That of today always is, whatever a clock that was wrong left behind.
fn spare(days: &BTreeSet<NaiveDate>, today: NaiveDate) -> Vec<NaiveDate> {
    let (recent, older): (Vec<_>, Vec<_>) =
        days.iter().rev().copied().enumerate().partition(|(place, _)| *place < DAYS);
    let mut weeks: BTreeSet<_> = BTreeSet::new();
    let mut is_kept = |day: &NaiveDate| {
        let week = day.iso_week();
        // The newest of its week; the weeks of the days that are kept anyway count for themselves.
        weeks.len() < WEEKS && weeks.insert((week.year(), week.week()))
    };
    let recent: BTreeSet<_> = recent.into_iter().map(|(_, day)| day).collect();
    let older = older.into_iter().map(|(_, day)| day);
    older.filter(|day| !is_kept(day) && *day != today && !recent.contains(day)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(739_000_i32.saturating_add_unsigned(number)).unwrap()
    }

    #[test]
    fn seven_days_and_four_weeks_are_kept_whenever_one_looks() {
        let mut kept = BTreeSet::new();
        for number in 0..100 {
            kept.insert(day(number));
            for gone in spare(&kept, day(number)) {
                kept.remove(&gone);
            }
            let recent = (number.saturating_sub(6)..=number).all(|near| kept.contains(&day(near)));
            assert!(recent && kept.len() <= DAYS + WEEKS, "{number}: {kept:?}");
        }
        assert_eq!(kept.len(), DAYS + WEEKS);
        let oldest = *kept.first().unwrap();
        assert!((day(99) - oldest).num_days() > 21, "they reach back weeks: {kept:?}");
    }

    #[test]
    fn the_one_of_today_stays_although_a_wrong_clock_made_later_ones() {
        let later: BTreeSet<_> = (100..200).map(day).chain([day(1)]).collect();
        assert!(!spare(&later, day(1)).contains(&day(1)));
    }

    #[test]
    fn a_backup_is_due_once_a_day_and_only_where_something_happened() {
        let noon = day(5).and_hms_opt(12, 0, 0).unwrap().and_utc();
        let next = later(noon, TimeDelta::hours(20));
        assert!(!Last::default().is_due(0, noon), "an empty history has nothing to lose");
        assert!(Last::default().is_due(1, noon));
        let last = Last { at: Some(noon), facts: 4, ..Last::default() };
        assert!(!last.is_due(9, later(noon, TimeDelta::hours(2))) && last.is_due(9, next));
        assert!(!last.is_due(4, next), "nothing happened since");
        let failed = Last { failed: Some((next, "no".to_owned())), ..last };
        assert!(!failed.is_due(9, later(next, TimeDelta::minutes(59))));
        assert!(
            failed.is_due(9, later(next, TimeDelta::minutes(60)))
                && failed.is_due(9, later(next, -TRY_AGAIN))
        );
    }

    #[test]
    fn files_of_other_names_are_not_touched() {
        let place = tempfile::tempdir().unwrap();
        for name in ["2026-11-25.backup", "2026-11-24.backup", "monday.backup", "2026-11-25.txt", "turn"] {
            std::fs::write(place.path().join(name), b"").unwrap();
        }
        assert_eq!(days(place.path()).unwrap().len(), 2);
        assert!(days(&place.path().join("nowhere")).unwrap().is_empty());
    }
}
