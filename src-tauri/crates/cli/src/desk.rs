//! Sitting down to work: which home, which world, which account; then the console is opened and what was left open by
//! an earlier run is taken up.

use crate::args::Everywhere;
use crate::failure::Failure;
use crate::output::{Output, Tone};
use crate::text::times::Times;
use console::home::ENVIRONMENTS;
use console::operation::Recovered;
use console::sharing::mark_of;
use console::{Console, ExitClass, Home, Ports, RecoveryCodeShownOnce, this_user};
use domain::account::Environment;
use domain::ids::{AccountName, OrderId};
use std::io::{IsTerminal, stderr, stdin};
use std::sync::Arc;
use std::time::Duration;
use vault::{SystemVault, Vault};

/// A database of so many bytes is backed up and verified within a few seconds.
const QUICKLY_BACKED_UP: u64 = 64 * 1024 * 1024;
/// How long the keychain may take where a person may be typing its password.
const PATIENCE_WITH_PEOPLE: Duration = Duration::from_secs(60);
/// How long it may take where nobody is: a busy computer is given time, a script is not left hanging.
const PATIENCE_WITH_SCRIPTS: Duration = Duration::from_secs(10);

/// One opened environment and how to speak.
pub struct Desk {
    /// What does the work.
    pub console: Console,
    /// Where answers go.
    pub out: Output,
    /// The account named for this run.
    account: Option<String>,
}

/// Whether somebody has to be signed in, where there are people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Needs {
    Somebody,
    Nobody,
}

impl Desk {
    /// Opens an environment that was set up before, and takes up what was left open there.
    ///
    /// # Errors
    /// Whatever keeps it from opening, several environments where none was named, and a named account there is not.
    pub async fn open(everywhere: &Everywhere, out: Output) -> Result<Self, Failure> {
        let desk = Self::open_quietly(everywhere, out).await?;
        // An account that is named by mistake is told everywhere, also where none is needed.
        if let Some(name) = &desk.account {
            desk.console.account(&AccountName(name.clone()))?;
        }
        desk.tell_recovered(&desk.console.recover().await?);
        desk.keep_safe()?;
        Ok(desk)
    }

    /// The same without taking anything up.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_quietly(everywhere: &Everywhere, out: Output) -> Result<Self, Failure> {
        let home = home(everywhere)?;
        let environment = chosen(everywhere, &home)?;
        let console = Console::open(&home, environment, ports(environment))?;
        Self::sit_down(everywhere, out, console, Needs::Somebody).await
    }

    /// The same to watch: asking and sending go on while nobody is signed in, as they do behind a window that is locked.
    ///
    /// # Errors
    /// As [`Desk::open`]; and where it was sealed, so that nothing moves until somebody signs in.
    pub async fn open_to_watch(everywhere: &Everywhere, out: Output) -> Result<Self, Failure> {
        let home = home(everywhere)?;
        let environment = chosen(everywhere, &home)?;
        let console = Console::open(&home, environment, ports(environment))?;
        let desk = Self::sit_down(everywhere, out, console, Needs::Nobody).await?;
        if desk.console.is_sealed()? {
            return Err(Failure::new(
                ExitClass::Refused,
                "sealed",
                "It is sealed: nothing is asked and nothing leaves until somebody signs in.",
                "Sign in: countersign sign-in NAME",
            ));
        }
        Ok(desk)
    }

    /// The same to mend a history: nobody can sign in to one that is open for reading only.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn open_to_mend(everywhere: &Everywhere, out: Output) -> Result<Self, Failure> {
        let home = home(everywhere)?;
        let environment = chosen(everywhere, &home)?;
        let console = Console::open(&home, environment, ports(environment))?;
        let needs = if console.trouble().is_some() { Needs::Nobody } else { Needs::Somebody };
        Self::sit_down(everywhere, out, console, needs).await
    }

    /// The same for the few commands that need nobody to have signed in.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub fn open_unseated(everywhere: &Everywhere, out: Output) -> Result<Self, Failure> {
        let home = home(everywhere)?;
        let environment = chosen(everywhere, &home)?;
        let console = Console::open(&home, environment, ports(environment))?;
        Ok(Self { console, out, account: everywhere.account.clone() })
    }

    /// Opens an environment, and sets it up first where there is none. The recovery code of a ledger that was made has to
    /// be shown, whatever comes after it.
    ///
    /// # Errors
    /// Whatever keeps it from opening or being made.
    pub fn set_up(
        everywhere: &Everywhere,
        environment: Environment,
    ) -> Result<(Console, Option<RecoveryCodeShownOnce>), Failure> {
        Ok(Console::create_or_open(&home(everywhere)?, environment, ports(environment))?)
    }

    /// Sits down at an environment that was set up or opened a moment ago.
    ///
    /// # Errors
    /// As [`Desk::open`].
    pub async fn sit_down_at(
        everywhere: &Everywhere,
        out: Output,
        console: Console,
    ) -> Result<Self, Failure> {
        Self::sit_down(everywhere, out, console, Needs::Somebody).await
    }

    async fn sit_down(
        everywhere: &Everywhere,
        out: Output,
        console: Console,
        needs: Needs,
    ) -> Result<Self, Failure> {
        if let Some(word) = mark_of(console.environment()) {
            out.note(&format!("{word} · no real money moves"));
        }
        if let Some(trouble) = console.trouble() {
            out.note(&format!("Open for reading only: {}. {}", trouble.what, trouble.way_out()));
        }
        console.follow_clock().await?;
        if console.has_people()? {
            console.sit_down_again()?;
            if needs == Needs::Somebody {
                console.somebody_is_here()?;
            }
        }
        Ok(Self { console, out, account: everywhere.account.clone() })
    }

    /// The account meant: the one named, or the only one.
    ///
    /// # Errors
    /// Where none is named and there is not exactly one.
    pub fn account(&self, named: Option<&str>) -> Result<AccountName, Failure> {
        match named.or(self.account.as_deref()) {
            Some(name) => {
                let name = AccountName(name.to_owned());
                self.console.account(&name)?;
                Ok(name)
            }
            None => Ok(self.console.only_account()?),
        }
    }

    /// The account named for this run; none where none was.
    #[must_use]
    pub fn named_account(&self) -> Option<&str> {
        self.account.as_deref()
    }

    /// Whether an order is paid to the account named for this run; every order is where none was named.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn is_of_account(&self, order: &OrderId) -> Result<bool, Failure> {
        let Some(named) = &self.account else { return Ok(true) };
        Ok(self.console.show(order)?.account == *named)
    }

    /// How times are written here and now.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub fn times(&self) -> Result<Times, Failure> {
        Ok(Times::new(self.console.zone()?, self.console.now()))
    }

    /// The first command of a day backs up, unless that takes so long that it is left to a window or a watch. It keeps
    /// nobody from working: what goes wrong is told here and in Attention.
    fn keep_safe(&self) -> Result<(), Failure> {
        if self.console.bytes()? > QUICKLY_BACKED_UP {
            return Ok(());
        }
        match self.console.backup_of_the_day() {
            Ok(Some(made)) => self.out.note(&crate::text::ledger::backup_of_the_day(&made)),
            Ok(None) => {}
            Err(error) => self.out.note(&crate::text::ledger::no_backup_of_the_day(&error)),
        }
        Ok(())
    }

    fn tell_recovered(&self, recovered: &Recovered) {
        for intent in &recovered.taken_up {
            let verb = intent.verb.name().to_lowercase();
            self.out.note(&format!(
                "Left open earlier: the {verb} of {} on order {} is now: {}",
                intent.amount, intent.reference, intent.word
            ));
        }
        for trouble in &recovered.trouble {
            self.out.note(&format!("Left open earlier and still open: {trouble}"));
        }
    }

    /// Puts a question and says whether the answer was yes. Nobody is asked where nobody can answer.
    ///
    /// # Errors
    /// Where there is no terminal, with `remedy`.
    pub fn ask(&self, question: &str, remedy: &str) -> Result<bool, Failure> {
        ask(self.out, question, remedy)
    }
}

/// Whether a person can be asked.
#[must_use]
pub fn somebody_is_there() -> bool {
    stdin().is_terminal() && stderr().is_terminal()
}

/// Puts a question and says whether the answer was yes.
///
/// # Errors
/// Where there is no terminal, with `remedy`.
pub fn ask(out: Output, question: &str, remedy: &str) -> Result<bool, Failure> {
    if !somebody_is_there() {
        return Err(Failure::usage("nobody-to-ask", "There is no terminal to ask on.", remedy));
    }
    out.question(&format!("{question} {} ", out.paint(Tone::Strong, "Type yes:")));
    let mut answer = String::new();
    stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

/// The real ports: this computer's clock, randomness, network and keychain, and the user of the operating system.
#[must_use]
pub fn ports(environment: Environment) -> Ports {
    Ports::system(environment, keychain(), this_user::actor())
}

/// The keychain of this computer.
#[must_use]
pub fn keychain() -> Arc<dyn Vault> {
    let patience = if somebody_is_there() { PATIENCE_WITH_PEOPLE } else { PATIENCE_WITH_SCRIPTS };
    Arc::new(SystemVault::with_time_limit(patience))
}

/// Where everything lies.
///
/// # Errors
/// Where none is named and the platform gives none.
pub fn home(everywhere: &Everywhere) -> Result<Home, Failure> {
    if let Some(named) = &everywhere.home {
        return Ok(Home::new(std::path::absolute(named)?));
    }
    this_user::home().ok_or_else(|| {
        Failure::new(
            ExitClass::SetUp,
            "no-home",
            "This user has no home directory.",
            "Name a directory with --home.",
        )
    })
}

/// The environment meant: the one named, or the only one set up.
fn chosen(everywhere: &Everywhere, home: &Home) -> Result<Environment, Failure> {
    if let Some(named) = everywhere.environment {
        return Ok(named.into());
    }
    match home.set_up().as_slice() {
        [only] => Ok(*only),
        [] => Err(Failure::new(
            ExitClass::SetUp,
            "not-set-up",
            format!("Nothing has been set up in {} yet.", home.path().display()),
            "See it work first (countersign tour), or add a merchant account: countersign account add --help shows how.",
        )),
        several => Err(several_environments(several)),
    }
}

fn several_environments(several: &[Environment]) -> Failure {
    let names: Vec<&str> = several.iter().map(|environment| environment.name()).collect();
    Failure::usage(
        "several-environments",
        format!("Several environments are set up here: {}.", names.join(", ")),
        "Name one with --environment, or set COUNTERSIGN_ENVIRONMENT.",
    )
}

/// The environment named on the command line, for commands that make one.
///
/// # Errors
/// Where none is named.
pub fn named_environment(everywhere: &Everywhere) -> Result<Environment, Failure> {
    everywhere.environment.map(Environment::from).ok_or_else(|| {
        let names: Vec<&str> = ENVIRONMENTS.iter().map(|environment| environment.name()).collect();
        Failure::usage(
            "environment-missing",
            "The environment is not named.",
            format!("Add --environment with one of: {}.", names.join(", ")),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn everywhere(home: &std::path::Path) -> Everywhere {
        Everywhere { json: false, home: Some(home.to_owned()), environment: None, account: None }
    }

    #[test]
    fn the_only_environment_set_up_is_meant_and_several_are_named() {
        let place = tempfile::tempdir().unwrap();
        let line = everywhere(place.path());
        let home = home(&line).unwrap();
        assert_eq!(chosen(&line, &home).unwrap_err().code, "not-set-up");
        let mark = |environment: Environment| {
            std::fs::create_dir_all(home.environment(environment)).unwrap();
            for name in ["ledger.json", "ledger.db"] {
                std::fs::write(home.environment(environment).join(name), b"{}").unwrap();
            }
        };
        mark(Environment::Sandbox);
        assert_eq!(chosen(&line, &home).unwrap(), Environment::Sandbox);
        mark(Environment::Training);
        let failure = chosen(&line, &home).unwrap_err();
        assert_eq!(failure.code, "several-environments");
        assert!(
            failure.message.contains("training") && failure.message.contains("sandbox"),
            "{}",
            failure.message
        );
    }

    #[test]
    fn a_home_is_an_absolute_path_whatever_was_typed() {
        assert!(home(&everywhere(std::path::Path::new("here"))).unwrap().path().is_absolute());
    }
}
