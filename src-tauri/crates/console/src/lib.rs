//! What people do: issue a request for payment, share its link, ask how it stands, capture, cancel, refund, watch.
//!
//! This room ties the others together and holds no rule of its own: `domain` decides, `antom` speaks to the gateway,
//! `ledger` remembers, `vault` keeps the keys. Time, ids, the network and the keychain are [`ports`].
//!
//! * [`Console::open`] or [`Console::create_or_open`] opens one environment of one [`home::Home`].
//! * Accounts and keys: [`accounts`], [`staged`], [`keys`], [`account_test`], [`account_history`], [`warrant`].
//! * Requests for payment: [`request`], [`sharing`], [`buyer`], [`trip`], [`qr`]; as people type them: [`form`], [`amount`].
//! * Taking a payment on this computer, the buyer at the desk: [`counter`].
//! * Asking Antom: [`inquiry`], [`lookup`]; hearing what it tells by itself: [`receiving`].
//! * Finding and showing: [`find`], [`view`], [`evidence`], [`pulse`].
//! * Moving money, always by prepare and confirm: [`operation`].
//! * What is known about payment methods, and correcting it: [`methods`].
//! * Looking after the ledger: [`care`], [`backups`], [`checks`], [`standing`], [`restore`], [`rebuild`]; [`settings`],
//!   [`preferences`]; holds that end: [`reminders`].
//! * Who works here, what they may do, and what they ask each other to approve: [`people`].
//!
//! What is not known is never guessed: every call is written down before it leaves, and an outcome that is not known
//! is asked for until it is.

mod account_fields;
pub mod account_history;
pub mod account_test;
pub mod accounts;
pub mod amount;
pub mod attention;
pub mod backups;
pub mod buyer;
pub mod by_pay;
mod card_checks;
pub mod care;
mod catching_up;
pub mod changed;
mod checkpoint;
pub mod checks;
mod clock;
mod continued;
pub mod counter;
pub mod course;
mod draft;
mod entry;
pub mod error;
pub mod evidence;
mod exit;
pub mod find;
mod following;
pub mod form;
mod gateway;
pub mod goods;
pub mod holds;
pub mod home;
pub mod inquiry;
mod kept_promises;
mod key_users;
pub mod keys;
mod learn;
mod listening;
pub mod lookup;
pub mod methods;
pub mod moves;
mod names;
mod opening;
pub mod operation;
pub mod particulars;
pub mod people;
mod pin;
pub mod ports;
pub mod preferences;
mod present;
pub mod pulse;
pub mod qr;
pub mod reach;
pub mod rebuild;
pub mod receiving;
mod record;
mod reference;
pub mod reminders;
mod report;
pub mod request;
pub mod restore;
mod safe_text;
mod said;
pub mod saved_cards;
mod script;
pub mod seat;
pub mod secret;
pub mod sender;
mod sentence;
mod session;
pub mod settings;
pub mod sharing;
mod shipping;
pub mod staged;
pub mod standing;
pub mod this_user;
pub mod told;
pub mod training_clock;
pub mod trip;
pub mod view;
pub mod warrant;

pub use error::{Candidate, ConsoleError, ExitClass};
pub use home::Home;
pub use ledger::file_trouble;
pub use opening::RecoveryCodeShownOnce;
pub use ports::{Clock, Disk, HttpNetwork, IdSource, Network, Ports, SystemClock, SystemDisk, SystemIds};
pub use script::ScriptInput;
pub use secret::{SecretText, secret_bytes};
pub use warrant::Warrant;

use chrono::{DateTime, Utc};
use domain::account::Environment;
use ledger::{Head, Ledger};
use sender::SenderLock;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use uuid::Uuid;

/// One environment of one home.
///
/// It may be shared between threads. The ledger stands behind a lock that is never held while something is awaited.
pub struct Console {
    home: Home,
    directory: PathBuf,
    environment: Environment,
    ports: Ports,
    ledger: Mutex<Ledger>,
    ledger_id: Uuid,
    sender: SenderLock,
    clocks: Mutex<clock::Clocks>,
    reach: Mutex<reach::Reach>,
    checkpoint: Mutex<Option<Head>>,
    /// Why it is open for reading only; none where it is open for everything.
    trouble: Mutex<Option<standing::HistoryTrouble>>,
    /// Keys the keychain lacked when it was last looked at, and when that was.
    keys_missing: Mutex<Option<(DateTime<Utc>, Vec<String>)>>,
    /// Who sits here.
    seat: seat::Sitting,
    /// Confirmations given out and not used yet.
    prepared: operation::Confirmations,
    /// The intents this process is moving at this moment.
    moving: operation::Moving,
    /// When to ask next about what has no outcome yet.
    schedule: operation::Schedule,
    /// What the watcher remembers, and what wakes it.
    watching: operation::Watching,
}

impl std::fmt::Debug for Console {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Console")
            .field("directory", &self.directory)
            .field("environment", &self.environment)
            .field("sender", &self.sender.id())
            .finish_non_exhaustive()
    }
}

impl Console {
    /// Its environment.
    #[must_use]
    pub fn environment(&self) -> Environment {
        self.environment
    }

    /// The home it belongs to.
    #[must_use]
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// The directory of its environment.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Now, by the clock it was given (in Training the simulator's).
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.ports.clock.now()
    }

    /// Reads the simulator's time afresh, so that a clock moved in Training is seen. Nothing happens elsewhere.
    ///
    /// # Errors
    /// Whatever keeps the ledger from telling its accounts.
    pub async fn follow_clock(&self) -> Result<(), ConsoleError> {
        let accounts = self.read(Ledger::accounts)?;
        let gateways = accounts.iter().filter_map(|account| gateway::gateway_of(account).ok());
        if let Some(gateway) = gateways.into_iter().find(antom::Gateway::is_loopback) {
            self.ports.clock.follow(&gateway).await;
        }
        Ok(())
    }
}
