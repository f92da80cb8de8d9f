//! The system bus: logind's `PrepareForSleep(false)` after sleep (org.freedesktop.login1.Manager), and NetworkManager's
//! `StateChanged(70)` when the whole network can be reached (org.freedesktop.NetworkManager).

use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::{Message, Type};

/// `NM_STATE_CONNECTED_GLOBAL`.
const WHOLE_NETWORK: u32 = 70;

/// The system's bus.
///
/// # Errors
/// Where there is none, as in a container.
pub(super) fn bus() -> zbus::Result<Connection> {
    Connection::system()
}

/// Listens until the bus is gone, and calls `wake` for every waking.
///
/// # Errors
/// Where the bus does not let us listen.
pub(super) fn listen(bus: &Connection, wake: impl Fn()) -> zbus::Result<()> {
    let sleep = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender("org.freedesktop.login1")?
        .interface("org.freedesktop.login1.Manager")?
        .member("PrepareForSleep")?
        .build();
    let network = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender("org.freedesktop.NetworkManager")?
        .interface("org.freedesktop.NetworkManager")?
        .member("StateChanged")?
        .build();
    zbus::blocking::fdo::DBusProxy::new(bus)?.add_match_rule(network)?;
    // One queue for both: the rule of the iterator asks for sleep, the one above for the network.
    zbus::blocking::fdo::DBusProxy::new(bus)?.add_match_rule(sleep)?;
    for message in MessageIterator::from(bus) {
        if is_waking(&message?) {
            wake();
        }
    }
    Ok(())
}

/// Whether a signal says that the computer woke or that its network came back.
fn is_waking(message: &Message) -> bool {
    let header = message.header();
    let member = header.member().map(|member| member.as_str());
    match (message.message_type(), member) {
        (Type::Signal, Some("PrepareForSleep")) => message.body().deserialize::<bool>() == Ok(false),
        (Type::Signal, Some("StateChanged")) => message.body().deserialize::<u32>() == Ok(WHOLE_NETWORK),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader};
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    /// A bus that ends with its test.
    struct Bus(Child, String);

    impl Bus {
        fn start() -> Self {
            let mut daemon = Command::new("dbus-daemon")
                .args(["--session", "--nofork", "--print-address"])
                .stdout(Stdio::piped())
                .spawn()
                .unwrap();
            let mut address = String::new();
            BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
            Self(daemon, address.trim().to_owned())
        }

        fn connect(&self) -> Connection {
            zbus::blocking::connection::Builder::address(self.1.as_str()).unwrap().build().unwrap()
        }
    }

    impl Drop for Bus {
        fn drop(&mut self) {
            self.0.kill().ok();
            self.0.wait().ok();
        }
    }

    #[test]
    fn sleep_that_ends_and_a_network_that_comes_back_wake_and_nothing_else_does() {
        let bus = Bus::start();
        let (tell, told) = channel();
        let listening = bus.connect();
        std::thread::spawn(move || listen(&listening, || tell.send(()).unwrap()));
        let system = bus.connect();
        for name in ["org.freedesktop.login1", "org.freedesktop.NetworkManager"] {
            system.request_name(name).unwrap();
        }
        let sleep = |begins: bool| {
            let path = "/org/freedesktop/login1";
            let interface = "org.freedesktop.login1.Manager";
            system.emit_signal(None::<&str>, path, interface, "PrepareForSleep", &begins).unwrap();
        };
        let network = |state: u32| {
            let path = "/org/freedesktop/NetworkManager";
            let interface = "org.freedesktop.NetworkManager";
            system.emit_signal(None::<&str>, path, interface, "StateChanged", &state).unwrap();
        };
        // Whoever listens may come a moment later than the first signal.
        let woken = |signal: &dyn Fn()| {
            (0..600).any(|_| {
                signal();
                told.recv_timeout(Duration::from_millis(50)).is_ok()
            })
        };
        assert!(woken(&|| sleep(false)), "it woke");
        while told.recv_timeout(Duration::from_millis(200)).is_ok() {}
        sleep(true);
        network(20);
        network(50);
        network(WHOLE_NETWORK);
        // Signals of one sender arrive in their order: the first thing heard is the last thing said.
        assert!(told.recv_timeout(Duration::from_secs(30)).is_ok(), "the network came back");
        sleep(false);
        assert!(told.recv_timeout(Duration::from_secs(30)).is_ok());
        assert!(told.try_recv().is_err(), "going to sleep and half a network wake nobody");
    }
}
