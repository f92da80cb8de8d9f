//! The desktop around the window: what would show notifications and a tray and tell of sleep, played by python-dbusmock
//! on the bus of the journey, which is the system's bus as well.

use crate::waiting::until;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// Debian's own Python: the packages of the system belong to no other.
const PYTHON: &str = "/usr/bin/python3";

const BUS: &str = "org.freedesktop.DBus";
const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const LOGIN: &str = "org.freedesktop.login1";
const LOGIN_AT: &str = "/org/freedesktop/login1";
const LOGIN_MANAGER: &str = "org.freedesktop.login1.Manager";
const TRAYS: &str = "org.kde.StatusNotifierWatcher";
const TRAYS_AT: &str = "/StatusNotifierWatcher";

/// A service of the desktop that writes down what it is asked; it ends with the value.
pub struct Service {
    child: Child,
    log: PathBuf,
    _folder: tempfile::TempDir,
}

impl Service {
    /// What shows notifications.
    pub async fn of_notifications() -> Self {
        Self::start(NOTIFICATIONS, &["--template", "notification_daemon"]).await
    }

    /// What shows trays. It has no template: it is taught the one call that makes an icon known.
    pub async fn of_trays() -> Self {
        let service = Self::start(TRAYS, &[TRAYS, TRAYS_AT, TRAYS]).await;
        let call = ["string:", "string:RegisterStatusNotifierItem", "string:s", "string:", "string:"];
        teach(TRAYS, TRAYS_AT, "AddMethod", &call);
        let interface = format!("string:{TRAYS}");
        let shown = [&interface, "string:IsStatusNotifierHostRegistered", "variant:boolean:true"];
        teach(TRAYS, TRAYS_AT, "AddProperty", &shown);
        service
    }

    /// What tells of sleep. It is taught to tell of it when it is asked to.
    pub async fn of_sleep() -> Self {
        let service = Self::start(LOGIN, &["--template", "logind"]).await;
        let interface = format!("string:{LOGIN_MANAGER}");
        let tell = format!(
            "string:self.EmitSignal('{LOGIN_MANAGER}', 'PrepareForSleep', 'b', [dbus.Boolean(args[0])])"
        );
        let call = [&interface, "string:Tell", "string:b", "string:", &tell];
        teach(LOGIN, LOGIN_AT, "AddMethod", &call);
        service
    }

    /// The computer is about to sleep, or has just woken.
    pub fn tells_of_sleep(&self, begins: bool) {
        let tell = format!("{LOGIN_MANAGER}.Tell");
        ask(LOGIN, LOGIN_AT, &tell, &[&format!("boolean:{begins}")]).expect("it tells");
    }

    async fn start(name: &str, words: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("calls");
        let child = Command::new(PYTHON)
            .args(["-m", "dbusmock", "--session", "--logfile"])
            .arg(&log)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("python3-dbusmock is there: cargo xtask desktop installs it");
        until(&format!("{name} on the bus"), || async move {
            let owned = ask(
                BUS,
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus.NameHasOwner",
                &[&format!("string:{name}")],
            );
            owned.filter(|answer| answer.contains("true")).map(drop)
        })
        .await;
        Self { child, log, _folder: folder }
    }

    /// What it was asked, a line each, in the order of asking.
    pub fn calls(&self, name: &str) -> Vec<String> {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let calls = log.lines().filter_map(|line| line.split_once(' ').map(|(_moment, call)| call));
        calls.filter(|call| call.starts_with(name)).map(str::to_owned).collect()
    }

    /// Waits until a call was made whose line holds all of these texts; the line.
    pub async fn called(&self, name: &str, texts: &[&str]) -> String {
        until(&format!("{name} with {texts:?}"), || async move {
            self.calls(name).into_iter().find(|call| texts.iter().all(|text| call.contains(text)))
        })
        .await
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Both fail only when it has ended already.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Teaches a service what it cannot do yet.
fn teach(service: &str, object: &str, what: &str, words: &[&str]) {
    let call = format!("org.freedesktop.DBus.Mock.{what}");
    ask(service, object, &call, words).expect("the service learns");
}

/// Calls something on the session bus; its answer as text, or none where nobody answers.
pub fn ask(service: &str, object: &str, call: &str, words: &[&str]) -> Option<String> {
    let answer = Command::new("dbus-send")
        .args(["--session", "--print-reply=literal", "--reply-timeout=5000"])
        .arg(format!("--dest={service}"))
        .args([object, call])
        .args(words)
        .output()
        .unwrap();
    answer.status.success().then(|| String::from_utf8_lossy(&answer.stdout).trim().to_owned())
}

/// The names of everybody on the session bus.
pub fn everybody() -> Vec<String> {
    let names = ask(BUS, "/org/freedesktop/DBus", "org.freedesktop.DBus.ListNames", &[]).unwrap_or_default();
    names.split_whitespace().filter(|name| name.starts_with(':')).map(str::to_owned).collect()
}
