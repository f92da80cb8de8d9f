//! A keyring of our own: a D-Bus session, a gnome-keyring-daemon and folders that nobody else uses.
//!
//! `dbus-run-session` makes the bus and takes it down when its command ends. Its command is this program
//! again ([`inside`]), which starts the daemon, waits until it answers, runs what was asked and ends the
//! daemon. Should it be killed before that, the daemon ends by itself when the bus goes.
//!
//! A daemon that dies on its way is started again by the bus, as on a desktop, and here also unlocked again: its own
//! service file ([`RESTARTED`]) comes before the system's.

use crate::failure::Failure;
use crate::scratch::Scratch;
use crate::{place, program};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// The hidden command this program is started again with.
pub const INSIDE: &str = "inside-keyring-session";

/// The hidden command by which the bus starts a daemon again.
pub const RESTARTED: &str = "keyring-daemon-again";

/// The password of every keyring made here. It guards nothing: the keyring is deleted with its folder.
const PASSWORD: &str = "for tests only\n";

/// What the bus of a session offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// A Secret Service whose keyring is unlocked.
    Unlocked,
    /// A Secret Service whose keyring is locked, or not made yet.
    Locked,
    /// A bus without any Secret Service.
    NoService,
    /// No bus either.
    NoBus,
}

impl Keyring {
    fn word(self) -> &'static str {
        match self {
            Self::Unlocked => "unlocked",
            Self::Locked => "locked",
            Self::NoService => "no-service",
            Self::NoBus => "no-bus",
        }
    }
}

/// `command` made to run with a keyring at hand: in a session of its own on Linux, as it is elsewhere, where
/// the login session already has a keychain.
///
/// # Errors
/// The folders of the session cannot be made.
pub fn in_a_keyring(keyring: Keyring, home: &Scratch, command: Command) -> Result<Command, Failure> {
    if cfg!(target_os = "linux") { wrap(keyring, home, &command) } else { Ok(command) }
}

/// `command` made to run in a session with such a keyring, whose files are in `home`.
///
/// Two sessions with the same `home`, one after the other, see the same keyring.
///
/// # Errors
/// The folders of the session cannot be made.
pub fn wrap(keyring: Keyring, home: &Scratch, command: &Command) -> Result<Command, Failure> {
    let mut wrapped = match keyring {
        Keyring::NoBus => bare(command),
        Keyring::NoService => {
            let mut bus = quiet_bus();
            bus.arg("--config-file").arg(bus_without_services(home)?).arg("--").args(words(command));
            bus
        }
        Keyring::Unlocked | Keyring::Locked => {
            let ourselves = place::ourselves()?;
            restarted_by_the_bus(keyring, home, &ourselves)?;
            let mut bus = quiet_bus();
            bus.arg("--").arg(ourselves).args([INSIDE, keyring.word(), "--"]).args(words(command));
            bus
        }
    };
    program::carry_over(command, &mut wrapped);
    for (variable, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_RUNTIME_DIR", "runtime"),
    ] {
        wrapped.env(variable, home.folder(folder)?);
    }
    for foreign in ["DBUS_SESSION_BUS_ADDRESS", "GNOME_KEYRING_CONTROL"] {
        wrapped.env_remove(foreign);
    }
    if keyring != Keyring::Unlocked {
        // A locked keyring would show its dialog on the developer's screen and wait for an answer.
        wrapped.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    }
    Ok(wrapped)
}

fn quiet_bus() -> Command {
    let mut bus = Command::new("dbus-run-session");
    bus.arg("--dbus-daemon").arg(place::top().join("src-tauri").join("xtask").join("quiet-bus"));
    bus
}

fn words(command: &Command) -> impl Iterator<Item = &OsStr> {
    std::iter::once(command.get_program()).chain(command.get_args())
}

fn bare(command: &Command) -> Command {
    let mut same = Command::new(command.get_program());
    same.args(command.get_args());
    same
}

/// The smallest bus there is: it starts no service, so nobody answers for the Secret Service.
fn bus_without_services(home: &Scratch) -> Result<PathBuf, Failure> {
    let path = home.path().join("bus.conf");
    let config = format!(
        "<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>\
         <policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n",
        home.folder("runtime")?.display()
    );
    fs::write(&path, config)
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}.", path.display())))?;
    Ok(path)
}

/// Tells the bus how to start a daemon where there is none any more.
fn restarted_by_the_bus(keyring: Keyring, home: &Scratch, ourselves: &Path) -> Result<(), Failure> {
    let services = home.folder("data")?.join("dbus-1").join("services");
    let path = services.join("org.freedesktop.secrets.service");
    let service = format!(
        "[D-BUS Service]\nName=org.freedesktop.secrets\nExec=\"{}\" {RESTARTED} {}\n",
        ourselves.display(),
        keyring.word()
    );
    fs::create_dir_all(&services)
        .and_then(|()| fs::write(&path, service))
        .map_err(|error| Failure::new(format!("{} cannot be written: {error}.", path.display())))
}

/// `keyring-daemon-again unlocked|locked`, run by the bus: a daemon, for as long as it lives.
///
/// # Errors
/// It does not start.
pub fn again(arguments: &[OsString]) -> Result<(), Failure> {
    let [word] = arguments else { return Err(Failure::usage(format!("Usage: {RESTARTED} unlocked|locked"))) };
    let mut daemon = Daemon::start(named(word)?)?;
    daemon.child.wait().map(drop).map_err(|error| no_daemon(&error))
}

/// The inner half: `inside-keyring-session unlocked|locked -- PROGRAM ARGUMENT…`, run on the new bus.
///
/// # Errors
/// The daemon does not come up, or the program ends badly (its exit code is passed on).
pub fn inside(arguments: &[OsString]) -> Result<(), Failure> {
    let (keyring, program, rest) = read(arguments)?;
    let mut daemon = Daemon::start(keyring)?;
    daemon.wait_until_it_answers()?;
    let ended = program::run(Command::new(program).args(rest));
    daemon.tell_if_it_died();
    ended
}

fn read(arguments: &[OsString]) -> Result<(Keyring, &OsStr, &[OsString]), Failure> {
    let not_understood = || Failure::usage(format!("Usage: {INSIDE} unlocked|locked -- PROGRAM ARGUMENT…"));
    let [keyring, dashes, program, rest @ ..] = arguments else {
        return Err(not_understood());
    };
    let keyring = named(keyring)?;
    if dashes != "--" {
        return Err(not_understood());
    }
    Ok((keyring, program, rest))
}

fn named(word: &OsStr) -> Result<Keyring, Failure> {
    [Keyring::Unlocked, Keyring::Locked]
        .into_iter()
        .find(|known| word == known.word())
        .ok_or_else(|| Failure::usage(format!("A keyring is unlocked or locked, not {}.", word.display())))
}

/// A gnome-keyring-daemon of our own, ended and waited for when dropped.
struct Daemon {
    child: Child,
    /// Keeps a copy of the program alive, where one was needed.
    _copy: Option<Scratch>,
}

impl Daemon {
    fn start(keyring: Keyring) -> Result<Self, Failure> {
        let program = program::find("gnome-keyring-daemon")
            .ok_or_else(|| Failure::new("gnome-keyring-daemon is missing: run `cargo xtask setup`."))?;
        let (child, copy) = match spawn(program.as_os_str(), keyring) {
            Ok(child) => (child, None),
            // Debian gives the program a file capability, and containers without that capability refuse to
            // run it. A copy has none; it only cannot lock its memory, which a test keyring does not need.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                let folder = Scratch::new()?;
                let copy = folder.path().join("gnome-keyring-daemon");
                fs::copy(&program, &copy).map_err(|error| no_daemon(&error))?;
                (spawn(copy.as_os_str(), keyring).map_err(|error| no_daemon(&error))?, Some(folder))
            }
            Err(error) => return Err(no_daemon(&error)),
        };
        let mut daemon = Self { child, _copy: copy };
        daemon.unlock(keyring)?;
        Ok(daemon)
    }

    fn unlock(&mut self, keyring: Keyring) -> Result<(), Failure> {
        let Some(mut input) = self.child.stdin.take() else { return Ok(()) };
        match keyring {
            Keyring::Unlocked => input.write_all(PASSWORD.as_bytes()).map_err(|error| no_daemon(&error)),
            _ => Ok(()), // closing the input without a word leaves the keyring as it is
        }
    }

    /// Says when it did not live until now. Whoever reads why something failed needs to know it.
    fn tell_if_it_died(&mut self) {
        if let Ok(Some(ended)) = self.child.try_wait() {
            eprintln!(
                "gnome-keyring-daemon died on the way ({ended}); the bus starts it again when it is asked for."
            );
        }
    }

    /// Waits until the Secret Service is on the bus: what is run next must not find it half started.
    fn wait_until_it_answers(&self) -> Result<(), Failure> {
        for _attempt in 0..200 {
            if service_is_on_the_bus() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(Failure::new(
            "gnome-keyring-daemon was started and does not offer the Secret Service after 10 s.",
        ))
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // Both fail only when the daemon has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn spawn(program: &OsStr, keyring: Keyring) -> io::Result<Child> {
    let mut command = Command::new(program);
    command.args(["--foreground", "--components=secrets"]);
    if keyring == Keyring::Unlocked {
        command.arg("--unlock");
    }
    // Its notes about files it does not find are about a desktop that is not there.
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
}

fn no_daemon(error: &io::Error) -> Failure {
    Failure::new(format!("gnome-keyring-daemon could not be started: {error}."))
}

fn service_is_on_the_bus() -> bool {
    Command::new("dbus-send")
        .args(["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"])
        .args(["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"])
        .output()
        .is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("true"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(words: &[&str]) -> Vec<OsString> {
        words.iter().map(OsString::from).collect()
    }

    #[test]
    fn the_inner_half_reads_what_the_outer_half_wrote() {
        let home = Scratch::new().unwrap();
        let mut asked = Command::new("prog");
        asked.args(["--flag", "a b"]);
        let wrapped = wrap(Keyring::Locked, &home, &asked).unwrap();
        let written: Vec<OsString> = wrapped.get_args().map(OsStr::to_owned).collect();
        let at = written.iter().position(|word| word == INSIDE).unwrap();
        let (keyring, program, rest) = read(&written[at + 1..]).unwrap();
        assert_eq!((keyring, program), (Keyring::Locked, OsStr::new("prog")));
        assert_eq!(rest, arguments(&["--flag", "a b"]));
    }

    #[test]
    fn what_is_not_understood_is_a_usage_failure() {
        let lines: [&[&str]; 4] =
            [&["unlocked"], &["open", "--", "x"], &["locked", "x", "y"], &["no-bus", "--", "x"]];
        for words in lines {
            assert_eq!(read(&arguments(words)).unwrap_err().exit_code(), 2, "{words:?}");
        }
    }

    #[test]
    fn a_session_never_sees_the_developers_own_keyring() {
        let home = Scratch::new().unwrap();
        for keyring in [Keyring::Unlocked, Keyring::Locked, Keyring::NoService, Keyring::NoBus] {
            let wrapped = wrap(keyring, &home, &Command::new("prog")).unwrap();
            let set = |name: &str| {
                wrapped.get_envs().find(|(key, _)| *key == name).map(|(_, value)| value.map(OsStr::to_owned))
            };
            assert_eq!(set("DBUS_SESSION_BUS_ADDRESS"), Some(None), "{keyring:?}");
            for name in ["XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
                let folder = PathBuf::from(set(name).unwrap().unwrap());
                assert!(folder.starts_with(home.path()) && folder.is_dir(), "{keyring:?} {name}");
            }
        }
    }

    #[test]
    fn folder_and_environment_of_the_command_are_kept() {
        let home = Scratch::new().unwrap();
        let mut asked = Command::new("prog");
        asked.current_dir("/").env("GIVEN", "1").env_remove("TAKEN");
        let wrapped = wrap(Keyring::Unlocked, &home, &asked).unwrap();
        assert_eq!(wrapped.get_current_dir(), Some(std::path::Path::new("/")));
        assert!(wrapped.get_envs().any(|(key, value)| key == "GIVEN" && value == Some(OsStr::new("1"))));
        assert!(wrapped.get_envs().any(|(key, value)| key == "TAKEN" && value.is_none()));
    }
}
