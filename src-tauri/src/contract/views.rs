//! What the window is told that belongs to no room below: who and where it is, Training, and what happens by itself.

use super::error::CommandError;
use chrono::{DateTime, Utc};
use console::counter::Ended;
use console::people::door::AtTheDoor;
use console::people::told::{PolicyView, RoleView};
use console::people::view::Person;
use console::pulse::Pulse;
use console::restore::LostMove;
use console::seat::Left;
use domain::account::Environment;
use domain::counter::Sdk;
use domain::ids::OrderId;
use money::Money;
use serde::Serialize;

/// Nothing goes in or comes out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Nothing;

impl Serialize for Nothing {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

impl<'de> serde::Deserialize<'de> for Nothing {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Empty {}
        Empty::deserialize(deserializer).map(|Empty {}| Self)
    }
}

/// Who and where: asked once, when the window opens.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Hello {
    /// The environment of the window.
    pub environment: Environment,
    /// What the merchant is called; the account's short name where nothing else is known.
    pub merchant: String,
    /// The environments that are set up in this home.
    pub environments: Vec<Environment>,
    /// Who is signed in; before there are people, the operating system's user.
    pub operator: String,
    /// Whether somebody is signed in, and can lock.
    pub here: bool,
    /// What this computer is called in facts.
    pub device: String,
    /// IANA name of the store's zone.
    pub zone: String,
    /// The version of this program.
    pub version: String,
    /// The day of the oldest order; none while there is no order.
    pub since: Option<DateTime<Utc>>,
    /// Minutes without a key or the mouse after which the window locks.
    pub lock_after_minutes: u32,
}

/// What happens at the counter.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CounterView {
    /// The order.
    pub order: OrderId,
    /// With which of Antom's browser SDKs.
    pub sdk: Sdk,
    /// When its session ends.
    pub ends_at: DateTime<Utc>,
    /// What the page told, oldest first.
    pub told: Vec<CounterTold>,
    /// Why nothing was learnt when Antom was asked last; it is asked again.
    pub trouble: Option<String>,
    /// The page that the buyer was to go on at and that is not shown at the counter, such as a bank's.
    pub elsewhere: Option<CounterElsewhere>,
    /// How it ended; none while somebody stands by.
    pub ended: Option<Ended>,
}

/// A page that is not shown at the counter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CounterElsewhere {
    /// Its host; none where it was to stand inside Antom's page, which does not tell.
    pub host: Option<String>,
}

/// One event code of the page, in words. Only Antom's answer tells whether money moved.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CounterTold {
    /// As the SDK spells it.
    pub code: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What happened, by what the page says.
    pub happened: String,
    /// Whether money moved.
    pub money: String,
    /// What to do.
    pub next: String,
}

/// What a window can offer where it is kept from opening its ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Way {
    /// Ask once more.
    TryAgain,
    /// Put the key back with the recovery code.
    RecoveryCode,
    /// Restore a backup.
    Restore,
}

/// What a window begins with. It has the environment that Rust gave it, and learns it here.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Start {
    /// Nothing is set up in this home: the window offers Training, Sandbox and Production.
    Welcome {
        /// The environments that are set up.
        environments: Vec<Environment>,
        /// The version of this program.
        version: String,
    },
    /// This environment has no account yet: the window shows the assistant that adds one.
    SetUp {
        /// Who and where.
        hello: Hello,
    },
    /// It works.
    Ready {
        /// Who and where.
        hello: Hello,
    },
    /// There are people, and nobody is signed in.
    Locked {
        /// Where; `operator` is empty.
        hello: Hello,
        /// Who may sign in.
        door: Vec<AtTheDoor>,
        /// Whether nothing goes on until somebody does.
        sealed: bool,
        /// When and why it was locked; none where nobody has signed in since this program began.
        since: Option<Left>,
        /// When the next hold ends, without whose and how much.
        next_hold: Option<DateTime<Utc>>,
        /// What goes on meanwhile.
        pulse: Pulse,
    },
    /// Something keeps it from opening; the way out stands in the error.
    Blocked {
        /// Which environment.
        environment: Environment,
        /// What keeps it.
        error: CommandError,
        /// What the window can offer.
        ways: Vec<Way>,
    },
}

/// Who works here.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "People"))]
pub struct PeopleView {
    /// Everybody; empty where nobody is told apart.
    pub people: Vec<Person>,
    /// Who of them sits here.
    pub here: Option<Person>,
    /// The roles, the shipped ones first.
    pub roles: Vec<RoleView>,
    /// From when a second person is needed, where a reason is, and after how long a window locks.
    pub policy: PolicyView,
}

/// A recovery code, shown once.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CodeShown {
    /// It, in groups.
    pub code: String,
}

/// A draft was kept.
#[derive(Debug, Clone, Copy, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DraftKept {
    /// When.
    pub at: DateTime<Utc>,
}

/// A backup was made and proved by opening it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "BackupMade"))]
pub struct BackupView {
    /// Where it lies.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Facts in it.
    pub facts: u64,
    /// The head in it.
    pub head: String,
}

/// A trail was written.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TrailFile {
    /// Where it lies.
    pub path: String,
    /// Facts in it.
    pub facts: usize,
    /// The head of the ledger it was taken out of.
    pub head: String,
}

/// What a verification found.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Verified"))]
pub struct VerifiedView {
    /// Whether everything is as it must be.
    pub whole: bool,
    /// Facts read.
    pub facts: u64,
    /// Orders read.
    pub orders: u64,
    /// Every break, as a sentence.
    pub breaks: Vec<String>,
    /// Whether the keychain's checkpoint lies on the chain; none where it has none.
    pub checkpoint_on_chain: Option<bool>,
    /// The head of this device now.
    pub head: String,
}

/// A ledger was restored.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "Restored"))]
pub struct RestoredView {
    /// Facts in it.
    pub facts: u64,
    /// Fingerprints of merchant keys that have to be imported again.
    pub missing_keys: Vec<String>,
    /// What was decided after the backup and is on file nowhere now.
    pub lost: Vec<LostMove>,
    /// Whether Antom was asked about everything that happened after the backup.
    pub caught_up: bool,
}

/// A fault that is set.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TrainingFault {
    /// Its number.
    pub id: String,
    /// The wire name of the operation, or `*`.
    pub operation: String,
    /// What goes wrong.
    pub kind: String,
    /// How many calls it still meets; none where it meets every one.
    pub times: Option<u32>,
}

/// The simulator as the Training panel shows it.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TrainingView {
    /// Its time.
    pub now: DateTime<Utc>,
    /// How far its clock stands ahead of this computer's.
    pub ahead_seconds: i64,
    /// The faults that are set.
    pub faults: Vec<TrainingFault>,
    /// Every kind of fault the simulator knows.
    pub kinds: Vec<String>,
    /// The operations they can meet.
    pub operations: Vec<String>,
}

/// What a person wants to know at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum What {
    /// The buyer paid.
    Paid,
    /// The buyer's card authorised.
    Authorised,
    /// The buyer's payment failed.
    Failed,
    /// What was not known is known now.
    Settled,
    /// A hold ends soon.
    Deadline,
    /// A link that waited for the old one to end was made.
    LinkMade,
    /// A link that waited for the old one to end is not made any more.
    LinkNotMade,
}

/// Something a person wants to know at once: for a sound and a line of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct News {
    /// What.
    pub what: What,
    /// Of which order.
    pub order: OrderId,
    /// Its number.
    pub reference: String,
    /// What it asks for.
    pub amount: Money,
}

/// A screen the window is asked to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Screen {
    /// What needs a person.
    Attention,
    /// The list of payments.
    Payments,
    /// What waits to be captured.
    Capture,
}

/// How far the making of Training is: its sample shop trades for a week, sale by sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Beginning {
    /// Sales made so far.
    pub made: u32,
    /// How many there will be.
    pub of: u32,
}

/// The window is asked to show a screen: from the tray, an OS notification or another program start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Shown {
    /// Which screen.
    pub screen: Screen,
    /// The order to open there.
    pub order: Option<OrderId>,
}
