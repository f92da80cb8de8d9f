//! The hunt: inputs are mutated, read, and kept where they led to an answer not seen before.

use crate::Target;
use mutatis::Session;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// After so long a reader hangs.
const HANGS: Duration = Duration::from_secs(30);
/// Longest input that is made, in bytes; longer ones that are kept are still read and mutated.
const LONGEST: usize = 8 * 1024;
/// Most inputs that are mutated further.
const MOST_KEPT: usize = 4_000;

/// How long a hunt lasts.
#[derive(Debug, Clone, Copy)]
pub enum Length {
    /// So many inputs: the same seed reads the same ones.
    Inputs(u64),
    /// So much time of a processor, whatever else the machine does meanwhile.
    Worked(Duration),
}

/// What a hunt saw.
#[derive(Debug, Default, Clone)]
pub struct Seen {
    /// Inputs read.
    pub inputs: u64,
    /// Different answers.
    pub answers: usize,
    /// The first input that was a find, and what happened.
    pub find: Option<(Vec<u8>, String)>,
}

thread_local! {
    /// What the last panic of this thread said.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Panics are told by the hunt, not by the standard library, and once.
pub fn hold_tongues() {
    std::panic::set_hook(Box::new(|panic| SAID.set(panic.to_string())));
}

/// What is being read, for whoever looks whether it comes back.
type Watched = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

/// Reads inputs as long as asked, or until one is a find. The same seed gives the same inputs.
///
/// A reader that hangs ends the process: no thread can be stopped from outside. `hangs` is told the input first.
pub fn hunt(
    target: &Target,
    corpus: &[Vec<u8>],
    length: Length,
    seed: u64,
    hangs: fn(&Target, &[u8]),
) -> Seen {
    let watched = Watched::default();
    let (over, looked) = (Arc::new(()), Arc::clone(&watched));
    let alive = Arc::downgrade(&over);
    std::thread::scope(|scope| {
        scope.spawn(move || {
            while alive.upgrade().is_some() {
                std::thread::park_timeout(Duration::from_millis(200));
                let held = looked.lock().unwrap_or_else(PoisonError::into_inner).clone();
                if let Some((_, input)) = held.filter(|(since, _)| since.elapsed() > HANGS) {
                    hangs(target, &input);
                    std::process::exit(1);
                }
            }
        });
        let seen = mutate_and_read(target, corpus, length, seed, &watched);
        drop(over);
        seen
    })
}

fn mutate_and_read(
    target: &Target,
    corpus: &[Vec<u8>],
    length: Length,
    seed: u64,
    watched: &Watched,
) -> Seen {
    let mut chance = StdRng::seed_from_u64(seed);
    let mut session = Session::new().seed(seed);
    let mut kept: Vec<Vec<u8>> = corpus.to_vec();
    if kept.is_empty() {
        kept.push(Vec::new());
    }
    let mut answers: BTreeSet<String> = BTreeSet::new();
    let mut seen = Seen::default();
    let beginning = kept.len();
    let begun = worked();
    while match length {
        Length::Inputs(inputs) => seen.inputs < inputs,
        Length::Worked(time) => worked().saturating_sub(begun) < time,
    } {
        let at = usize::try_from(seen.inputs).unwrap_or(usize::MAX);
        // What is kept is read as it is first.
        let input = if at < beginning { kept[at].clone() } else { mutated(&kept, &mut session, &mut chance) };
        seen.inputs += 1;
        *watched.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), input.clone()));
        let read = catch_unwind(AssertUnwindSafe(|| (target.read)(&input)));
        *watched.lock().unwrap_or_else(PoisonError::into_inner) = None;
        match read {
            Ok(answer) => {
                if answers.insert(answer) && kept.len() < MOST_KEPT && input.len() <= LONGEST {
                    kept.push(input);
                }
            }
            Err(_) => {
                seen.find = Some((input, SAID.take()));
                break;
            }
        }
    }
    seen.answers = answers.len();
    seen
}

/// Time of a processor that this thread has had.
#[cfg(unix)]
fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Time that passed, where nobody counts a thread's.
#[cfg(not(unix))]
fn worked() -> Duration {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    BEGUN.get_or_init(Instant::now).elapsed()
}

/// One of the kept inputs, changed a little or a lot.
fn mutated(kept: &[Vec<u8>], session: &mut Session, chance: &mut StdRng) -> Vec<u8> {
    let mut input = kept[chance.gen_range(0..kept.len())].clone();
    for _ in 0..1 << chance.gen_range(0..5) {
        match chance.gen_range(0..10) {
            0 => splice(&mut input, &kept[chance.gen_range(0..kept.len())], chance),
            1 => double(&mut input, chance),
            2 => cut(&mut input, chance),
            3 => overwrite(&mut input, chance),
            _ => {
                // An input that cannot be changed in this way is read as it is.
                let _ = session.mutate(&mut input);
            }
        }
    }
    input
}

fn range(input: &[u8], chance: &mut StdRng) -> std::ops::Range<usize> {
    let (one, two) = (chance.gen_range(0..=input.len()), chance.gen_range(0..=input.len()));
    one.min(two)..one.max(two)
}

/// A part of another input in the middle of this one.
fn splice(input: &mut Vec<u8>, other: &[u8], chance: &mut StdRng) {
    let part = other[range(other, chance)].to_vec();
    let at = chance.gen_range(0..=input.len());
    input.splice(at..at, part);
    input.truncate(LONGEST.max(other.len()));
}

/// A part of it twice.
fn double(input: &mut Vec<u8>, chance: &mut StdRng) {
    let part = input[range(input, chance)].to_vec();
    if input.len() + part.len() <= LONGEST {
        let at = chance.gen_range(0..=input.len());
        input.splice(at..at, part);
    }
}

/// A part of it taken out, mostly a small one.
fn cut(input: &mut Vec<u8>, chance: &mut StdRng) {
    let range = range(input, chance);
    let end = range.end.min(range.start + chance.gen_range(1..64));
    input.drain(range.start..end);
}

/// A few bytes that parsers stumble over.
fn overwrite(input: &mut Vec<u8>, chance: &mut StdRng) {
    const BYTES: [&[u8]; 20] = [
        b"\0",
        b"\xff",
        b"\xff\xff\xff\xff\xff\xff\xff\xff",
        b"\"",
        b"\\",
        b"{",
        b"[[[[[[[[",
        b"}",
        b",",
        b"=",
        b"%",
        b"-",
        b"1e309",
        b"99999999999999999999",
        b"null",
        b"true",
        "\u{202e}".as_bytes(),
        "\u{ff11}".as_bytes(),
        b"\r\n",
        b"\n\n",
    ];
    let bytes = BYTES[chance.gen_range(0..BYTES.len())];
    let at = chance.gen_range(0..=input.len());
    let end = input.len().min(at + bytes.len());
    input.splice(at..end, bytes.iter().copied());
}
