//! Measuring one size.

use crate::figures::{Column, grouped};
use crate::generator::{self, Shop};
use crate::questions::KINDS;
use crate::random::Random;
use crate::stopwatch::{Stopwatch, Took};
use crate::{kept, memory, plain};
use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::fact::{Actor, Body};
use domain::ids::{FactId, OrderId, PaymentRequestId};
use ledger::search::{Page, Query};
use ledger::{Ledger, NewFact};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often a plain scan is timed for the ratio.
const PLAIN_RUNS: usize = 5;
/// How many durable facts are appended.
const APPENDS: u64 = 1_000;

/// Builds a ledger of so many orders and measures everything about it.
pub fn one_size(orders: u64, seed: u64, runs: usize, directory: &Path) -> Column {
    let shop = Shop { seed, orders };
    let directory = directory.join(format!("{orders}-{seed}"));
    let _absent = std::fs::remove_dir_all(&directory);
    std::fs::create_dir_all(&directory).expect("a directory for the ledger");
    let mut cells = Vec::new();

    let begun = Instant::now();
    let (built, by_whom) = match kept::copy(orders, seed, &directory) {
        Some(then) => (then, " when it was built; this run measured a copy"),
        None => {
            drop(generator::build(shop, &directory).expect("the shop's ledger"));
            (begun.elapsed(), "")
        }
    };
    note(orders, "built", built);

    let mut ledger = Ledger::open(&directory, &generator::key()).expect("the ledger opens");
    let stats = ledger.stats(generator::now()).expect("figures");
    let built = format!("{} facts/s{by_whom}", grouped(per_second(stats.facts, built)));

    let mut verified = searches(shop, &ledger, &directory, runs, &mut cells);
    note(orders, "searched", begun.elapsed());
    tallies(shop, &ledger, runs, &mut cells);
    note(orders, "counted", begun.elapsed());
    let bare = bare_commits(&directory);
    cells.push(("a bare durable commit of one row on this disk".to_owned(), bare.shown_with_cpu()));
    let (link, opened) = appends(shop, &mut ledger);
    cells.push(("append one durable fact to an order (a link was shared)".to_owned(), link.shown_with_cpu()));
    cells.push(("append one durable fact with a new order to find".to_owned(), opened.shown_with_cpu()));
    cells.push(("append in bulk, projections and search included".to_owned(), built));

    memory::begin();
    let replaying = Instant::now();
    let report = ledger.replay().expect("a replay");
    let replayed = replaying.elapsed();
    cells.push(("replay of all projections".to_owned(), format!("{:.1} s", replayed.as_secs_f64())));
    peak("peak memory of replay", &mut cells);
    note(orders, "replayed", replayed);
    verified &= report.orders == orders + APPENDS;

    memory::begin();
    let verifying = Instant::now();
    let chains = ledger.verify_chains().expect("a verification");
    cells.push((
        "verification of the chains and side tables".to_owned(),
        format!("{:.1} s", verifying.elapsed().as_secs_f64()),
    ));
    let verifying = Instant::now();
    let whole = ledger.verify().expect("a verification");
    cells.push((
        "verification of everything, projections folded again".to_owned(),
        format!("{:.1} s", verifying.elapsed().as_secs_f64()),
    ));
    peak("peak memory of verification", &mut cells);
    for broken in whole.breaks.iter().take(3) {
        eprintln!("  broken: {broken}");
    }
    verified &= chains.is_whole() && whole.is_whole();
    cells.push(("the file".to_owned(), format!("{} MB", stats.bytes / 1_000_000)));
    drop(ledger);
    let _left = std::fs::remove_dir_all(&directory);
    Column { orders, facts: stats.facts, verified, cells }
}

fn note(orders: u64, what: &str, took: Duration) {
    eprintln!("  {} orders: {what} after {:.1} s", grouped(orders), took.as_secs_f64());
}

fn per_second(count: u64, took: Duration) -> u64 {
    (count as f64 / took.as_secs_f64().max(0.001)) as u64
}

fn peak(name: &str, cells: &mut Vec<(String, String)>) {
    let figure = memory::peak().map_or("not told".to_owned(), |mib| format!("{mib} MiB"));
    cells.push((name.to_owned(), figure));
}

/// Durations of one thing, many times.
#[derive(Default)]
struct Times {
    wall: Vec<Duration>,
    cpu: Vec<Duration>,
}

impl Times {
    fn note(&mut self, took: Took) {
        self.wall.push(took.wall);
        self.cpu.push(took.cpu);
    }

    fn shown(&self) -> String {
        format!("{:.2} / {:.2} ms", at(&self.wall, 50), at(&self.wall, 99))
    }

    fn shown_with_cpu(&self) -> String {
        format!("{} ({:.2} / {:.2})", self.shown(), at(&self.cpu, 50), at(&self.cpu, 99))
    }
}

/// The duration, in milliseconds, under which so many of a hundred stay.
fn at(times: &[Duration], percent: usize) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
}

/// Asks every kind of question, in turn, so that each finds the page cache as the others left it.
fn searches(
    shop: Shop,
    ledger: &Ledger,
    directory: &Path,
    runs: usize,
    cells: &mut Vec<(String, String)>,
) -> bool {
    memory::begin();
    let page = Page { limit: 50, before: None };
    let now = generator::now();
    let mut times: Vec<Times> = KINDS.iter().map(|_| Times::default()).collect();
    let mut slowest: Vec<(Duration, String)> =
        KINDS.iter().map(|_| (Duration::ZERO, String::new())).collect();
    let mut random = Random::of(shop.seed, u64::MAX / 2);
    for _ in 0..runs {
        for (place, kind) in KINDS.iter().enumerate() {
            let question = (kind.ask)(shop, &mut random);
            let begun = Stopwatch::begin();
            let query = Query::parse(&question.line, Tz::UTC).expect("a question");
            let found = ledger.search(&query, page, now).expect("an answer");
            let took = begun.took();
            assert!(found.rows.len() <= page.limit);
            times[place].note(took);
            if took.cpu > slowest[place].0 {
                slowest[place] = (took.cpu, question.line);
            }
        }
    }
    let search_peak = memory::peak();
    let (ratios, same) = ratios(shop, ledger, directory, page);
    for (place, kind) in KINDS.iter().enumerate() {
        eprintln!(
            "    {}: {}, slowest {:.2} ms for {}",
            kind.name,
            times[place].shown_with_cpu(),
            slowest[place].0.as_secs_f64() * 1e3,
            slowest[place].1
        );
        let ratio = ratios[place];
        let ratio = if ratio >= 10.0 { format!("{ratio:.0}") } else { format!("{ratio:.1}") };
        cells.push((
            format!("search: {}", kind.name),
            format!("{} · {ratio}×", times[place].shown_with_cpu()),
        ));
    }
    let slowest = |durations: fn(&Times) -> &[Duration]| {
        times.iter().map(|times| at(durations(times), 99)).fold(0.0, f64::max)
    };
    let (wall, cpu) = (slowest(|times| &times.wall), slowest(|times| &times.cpu));
    cells.push(("search: the slowest p99 of all kinds".to_owned(), format!("{wall:.2} ms ({cpu:.2})")));
    cells.push((
        "peak memory of search".to_owned(),
        search_peak.map_or("not told".to_owned(), |mib| format!("{mib} MiB")),
    ));
    same
}

/// The searches that are counted again whenever anything changes.
const CHIPS: [&str; 5] =
    ["", "status:waiting", "status:authorised", "status:checking", "status:part-refunded,refunded"];

/// Counts what the chips of a list show, and every kind of question.
fn tallies(shop: Shop, ledger: &Ledger, runs: usize, cells: &mut Vec<(String, String)>) {
    let now = generator::now();
    let mut random = Random::of(shop.seed, u64::MAX / 7);
    let (mut chips, mut all) = (Times::default(), Times::default());
    let (mut slowest, mut line) = (Duration::ZERO, String::new());
    let (mut counted, mut asked) = (0_u64, 0_u64);
    for _ in 0..runs {
        let begun = Stopwatch::begin();
        for chip in CHIPS {
            let query = Query::parse(chip, Tz::UTC).expect("a question");
            assert!(ledger.tally(&query, now).expect("a tally").orders.is_some(), "{chip}");
        }
        chips.note(begun.took());
        for kind in &KINDS {
            let question = (kind.ask)(shop, &mut random);
            let query = Query::parse(&question.line, Tz::UTC).expect("a question");
            let begun = Stopwatch::begin();
            let tally = ledger.tally(&query, now).expect("a tally");
            let took = begun.took();
            if took.cpu > slowest {
                (slowest, line) = (took.cpu, question.line);
            }
            all.note(took);
            asked += 1;
            counted += u64::from(tally.orders.is_some());
        }
    }
    eprintln!("    tally: slowest {:.2} ms for {line}", slowest.as_secs_f64() * 1e3);
    cells.push(("tally: the five counts above a list".to_owned(), chips.shown_with_cpu()));
    let share = counted * 100 / asked.max(1);
    cells.push((
        "tally: a question of any kind".to_owned(),
        format!("{} · {share} % have a figure", all.shown_with_cpu()),
    ));
}

/// How many times longer the plain scan takes, by kind; and whether both gave the same answers.
fn ratios(shop: Shop, ledger: &Ledger, directory: &Path, page: Page) -> (Vec<f64>, bool) {
    let plain = plain::open(directory);
    let mut random = Random::of(shop.seed, u64::MAX / 3);
    let mut same = true;
    let ratios = KINDS.iter().map(|kind| {
        let (mut ours, mut scans) = (Times::default(), Times::default());
        for _ in 0..PLAIN_RUNS {
            let question = (kind.ask)(shop, &mut random);
            let begun = Stopwatch::begin();
            let query = Query::parse(&question.line, Tz::UTC).expect("a question");
            let found = ledger.search(&query, page, generator::now()).expect("an answer");
            ours.note(begun.took());
            let begun = Stopwatch::begin();
            let scanned = plain::answer(&plain, &question, page.limit);
            scans.note(begun.took());
            let found: Vec<i64> = found.rows.iter().map(|row| row.row).collect();
            if kind.exact && found != scanned {
                eprintln!(
                    "  differs: {} ({}): {} and {}",
                    question.line,
                    kind.name,
                    found.len(),
                    scanned.len()
                );
                same = false;
            }
        }
        at(&scans.cpu, 50) / at(&ours.cpu, 50).max(0.001)
    });
    let ratios = ratios.collect();
    (ratios, same)
}

/// What the disk and the cipher take by themselves: one row into an encrypted file of its own, with the same settings.
fn bare_commits(directory: &Path) -> Times {
    let connection = rusqlite::Connection::open(directory.join("bare")).expect("a file");
    connection
        .execute_batch(&format!(
            "PRAGMA key = \"x'{}'\"; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE bare (row TEXT);",
            "07".repeat(32)
        ))
        .expect("settings");
    let mut times = Times::default();
    for _ in 0..APPENDS {
        let begun = Stopwatch::begin();
        connection.execute("INSERT INTO bare VALUES (?1)", ["x".repeat(600)]).expect("a row");
        times.note(begun.took());
    }
    times
}

/// Single facts, each in a transaction of its own.
fn appends(shop: Shop, ledger: &mut Ledger) -> (Times, Times) {
    let mut random = Random::of(shop.seed, u64::MAX / 5);
    let (mut link, mut opened) = (Times::default(), Times::default());
    for round in 0..APPENDS {
        let at = generator::now() + TimeDelta::seconds(round as i64);
        let known = shop.order(random.below(shop.orders));
        let body =
            Body::LinkShared { request: PaymentRequestId(known.request.clone()), channel: "qr".to_owned() };
        let fact = fact(&mut random, at, OrderId(known.id), body);
        let begun = Stopwatch::begin();
        ledger.transact(|writer| writer.append(fact)).expect("a fact");
        link.note(begun.took());

        let new = shop.order(shop.orders + round);
        let body = Body::OrderOpened(Box::new(generator::terms_without_buyer(&new)));
        let fact = self::fact(&mut random, at, OrderId(new.id), body);
        let begun = Stopwatch::begin();
        ledger.transact(|writer| writer.append(fact)).expect("an order");
        opened.note(begun.took());
    }
    (link, opened)
}

fn fact(random: &mut Random, at: chrono::DateTime<chrono::Utc>, order: OrderId, body: Body) -> NewFact {
    let id = FactId(uuid::Builder::from_random_bytes(random.bytes()).into_uuid());
    NewFact { id, at, actor: Actor::Person("meera".to_owned()), approver: None, order: Some(order), body }
}
