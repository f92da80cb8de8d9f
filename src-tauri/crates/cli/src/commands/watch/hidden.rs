//! What a watch shows while nobody is signed in: that something happened, and neither whose nor how much.

use crate::failure::Failure;
use crate::output::Output;
use crate::text::times::Times;
use chrono::{DateTime, TimeDelta, Utc};
use console::Console;
use console::operation::{WatchEvent, WatchReport};
use serde::Serialize;

/// How long an answer to "is somebody signed in" is good for. The keychain is asked, which takes its time.
const GOOD_FOR: TimeDelta = TimeDelta::seconds(1);

/// Whether what is seen may be shown. Somebody can sign out, and their session ends, while a watch runs.
#[derive(Default)]
pub struct Eyes {
    looked: Option<(DateTime<Utc>, bool)>,
}

impl Eyes {
    /// Whether it may: there are no people, or whoever began it is still signed in. Where that cannot be told, it may
    /// not.
    pub fn may_see(&mut self, console: &Console) -> bool {
        let now = console.now();
        // By a clock that was set, in either direction, it is looked again.
        if let Some((at, may)) = self.looked
            && now.signed_duration_since(at).abs() < GOOD_FOR
        {
            return may;
        }
        let may = match console.has_people() {
            Ok(true) => console.still_sits().unwrap_or(false),
            Ok(false) => true,
            Err(_) => false,
        };
        self.looked = Some((now, may));
        may
    }
}

/// One line of JSON: what kind of thing was seen, and when.
#[derive(Serialize)]
struct Seen {
    at: DateTime<Utc>,
    what: &'static str,
    hidden: bool,
}

/// The last line of JSON, with numbers in place of orders.
#[derive(Serialize)]
struct Ended {
    at: DateTime<Utc>,
    what: &'static str,
    #[serde(flatten)]
    report: WatchReport,
    hidden: Counted,
}

/// How many there are of what is not shown.
#[derive(Serialize)]
struct Counted {
    settled: usize,
    waiting_for_person: usize,
    not_asked: usize,
    trouble: usize,
}

/// Tells that something was seen.
///
/// # Errors
/// Where stdout cannot be written.
pub fn tell(event: &WatchEvent, times: &Times, now: DateTime<Utc>, out: Output) -> Result<(), Failure> {
    let (what, told) = bare(event);
    if out.is_json() {
        return out.document(&Seen { at: now, what, hidden: true });
    }
    if let Some(told) = told {
        out.note(&format!("{}  {told}", times.exactly(now)));
    }
    Ok(())
}

/// The kind of an event, and what people read of it; they read nothing of a mere question.
fn bare(event: &WatchEvent) -> (&'static str, Option<&'static str>) {
    match event {
        WatchEvent::Asked { .. } => ("asked", None),
        WatchEvent::Intent { .. } => ("intent", Some("a capture, cancel or refund moved")),
        WatchEvent::Settled { .. } => ("settled", Some("a capture, cancel or refund has its outcome")),
        WatchEvent::Order { .. } => ("order", Some("Antom said something new about an order")),
        WatchEvent::Closed { .. } => ("closed", Some("nothing about an order is open any more")),
        WatchEvent::LinkMade { .. } => ("link-made", Some("a link that waited is made")),
        WatchEvent::LinkNotMade { .. } => ("link-not-made", Some("a link that waited is not made")),
        WatchEvent::Unreachable { .. } => ("unreachable", Some(super::of_line(event))),
        WatchEvent::Reachable => ("reachable", Some(super::of_line(event))),
        WatchEvent::Trouble { .. } => {
            ("trouble", Some("something could not be asked or written; sign in to read what"))
        }
    }
}

/// Tells what the watching brought.
///
/// # Errors
/// As [`tell`].
pub fn end(report: &WatchReport, at: DateTime<Utc>, out: Output) -> Result<(), Failure> {
    let hidden = Counted {
        settled: report.settled.len(),
        waiting_for_person: report.waiting_for_person.len(),
        not_asked: report.not_asked.len(),
        trouble: report.trouble.len(),
    };
    let numbers = super::numbers(report);
    let more = if hidden.waiting_for_person > 0 || hidden.trouble > 0 {
        "\nSome of it waits for a person: sign in."
    } else {
        ""
    };
    let report = WatchReport {
        settled: Vec::new(),
        waiting_for_person: Vec::new(),
        not_asked: Vec::new(),
        trouble: Vec::new(),
        ..report.clone()
    };
    out.answer(&Ended { at, what: "report", report, hidden }, || format!("{numbers}{more}"))
}
