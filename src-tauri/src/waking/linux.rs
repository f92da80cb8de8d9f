//! The system bus: logind's `PrepareForSleep` before and after sleep (org.freedesktop.login1.Manager), and
//! NetworkManager's `StateChanged(70)` when the whole network can be reached (org.freedesktop.NetworkManager).

use super::Heard;
use std::time::Duration;
use zbus::MatchRule;
use zbus::blocking::{Connection, MessageIterator, Proxy};
use zbus::message::{Message, Type};
use zbus::zvariant::OwnedFd;

/// `NM_STATE_CONNECTED_GLOBAL`.
const WHOLE_NETWORK: u32 = 70;
/// How long logind may take to answer. Sleep does not wait for it.
const ANSWERS_WITHIN: Duration = Duration::from_secs(2);

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";

/// The system's bus.
///
/// # Errors
/// Where there is none, as in a container.
pub(super) fn bus() -> zbus::Result<Connection> {
    zbus::blocking::connection::Builder::system()?.method_timeout(ANSWERS_WITHIN).build()
}

/// Listens until the bus is gone, and calls `hear` for everything it tells. Sleep waits until `hear` comes back, as far
/// as the system lets a program delay it.
///
/// # Errors
/// Where the bus does not let us listen.
pub(super) fn listen(bus: &Connection, hear: impl Fn(Heard)) -> zbus::Result<()> {
    let sleep = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(LOGIND)?
        .interface(MANAGER)?
        .member("PrepareForSleep")?
        .build();
    let network = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender("org.freedesktop.NetworkManager")?
        .interface("org.freedesktop.NetworkManager")?
        .member("StateChanged")?
        .build();
    // One queue for both.
    let messages = MessageIterator::from(bus);
    zbus::blocking::fdo::DBusProxy::new(bus)?.add_match_rule(network)?;
    zbus::blocking::fdo::DBusProxy::new(bus)?.add_match_rule(sleep)?;
    let mut delay = delay_of_sleep(bus);
    for message in messages {
        match heard_in(&message?) {
            Some(Heard::Sleeps) => {
                hear(Heard::Sleeps);
                drop(delay.take());
            }
            Some(Heard::Wakes) => {
                hear(Heard::Wakes);
                delay = delay_of_sleep(bus);
            }
            Some(Heard::Network) => hear(Heard::Network),
            None => {}
        }
    }
    Ok(())
}

/// As long as this is held, the computer does not sleep before we are ready, for a few seconds at most
/// (org.freedesktop.login1.Manager, Inhibit with the mode `delay`). None where nobody grants it.
fn delay_of_sleep(bus: &Connection) -> Option<OwnedFd> {
    let manager = Proxy::new(bus, LOGIND, "/org/freedesktop/login1", MANAGER).ok()?;
    let asked = ("sleep", "Countersign", "signs out whoever works here", "delay");
    let granted = manager.call("Inhibit", &asked);
    granted.inspect_err(|error| tracing::debug!(%error, "sleep does not wait for us")).ok()
}

/// What a signal says.
fn heard_in(message: &Message) -> Option<Heard> {
    let header = message.header();
    let member = header.member().map(|member| member.as_str());
    match (message.message_type(), member) {
        (Type::Signal, Some("PrepareForSleep")) => {
            let begins = message.body().deserialize::<bool>().ok()?;
            Some(if begins { Heard::Sleeps } else { Heard::Wakes })
        }
        (Type::Signal, Some("StateChanged")) => {
            let state = message.body().deserialize::<u32>().ok()?;
            (state == WHOLE_NETWORK).then_some(Heard::Network)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Read};
    use std::os::unix::net::UnixStream;
    use std::process::{Child, Command, Stdio};
    use std::sync::mpsc::{Receiver, channel};
    use std::sync::{Arc, Mutex};

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

    /// The part of logind that lets a program delay sleep: it keeps one end of what it hands out.
    #[derive(Clone, Default)]
    struct Logind(Arc<Mutex<Vec<UnixStream>>>);

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl Logind {
        fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
            assert_eq!((what, mode), ("sleep", "delay"));
            let (kept, given) = UnixStream::pair().unwrap();
            self.0.lock().unwrap().push(kept);
            OwnedFd::from(std::os::fd::OwnedFd::from(given))
        }
    }

    /// A system whose bus somebody listens to.
    struct System {
        logind: Logind,
        bus: Connection,
        told: Receiver<Heard>,
        _daemon: Bus,
    }

    impl System {
        fn listened_to(hear: impl Fn(Heard) + Send + 'static) -> Self {
            let daemon = Bus::start();
            let (bus, logind) = (daemon.connect(), Logind::default());
            bus.object_server().at("/org/freedesktop/login1", logind.clone()).unwrap();
            for name in [LOGIND, "org.freedesktop.NetworkManager"] {
                bus.request_name(name).unwrap();
            }
            let (tell, told) = channel();
            let listening = daemon.connect();
            std::thread::spawn(move || {
                listen(&listening, |heard| {
                    hear(heard);
                    tell.send(heard).unwrap();
                })
            });
            let system = Self { logind, bus, told, _daemon: daemon };
            // Whoever listens may come a moment later than the first signal.
            let came = (0..600).any(|_| {
                system.network(WHOLE_NETWORK);
                system.told.recv_timeout(Duration::from_millis(50)).is_ok()
            });
            assert!(came, "somebody listens");
            while system.told.recv_timeout(Duration::from_millis(200)).is_ok() {}
            system
        }

        fn sleep(&self, begins: bool) {
            let path = "/org/freedesktop/login1";
            self.bus.emit_signal(None::<&str>, path, MANAGER, "PrepareForSleep", &begins).unwrap();
        }

        fn network(&self, state: u32) {
            let path = "/org/freedesktop/NetworkManager";
            let interface = "org.freedesktop.NetworkManager";
            self.bus.emit_signal(None::<&str>, path, interface, "StateChanged", &state).unwrap();
        }

        fn next(&self) -> Heard {
            self.told.recv_timeout(Duration::from_secs(30)).unwrap()
        }

        /// Waits until what was handed out as the `place`th is let go of.
        fn let_go(&self, place: usize) {
            let mut kept = self.logind.0.lock().unwrap()[place].try_clone().unwrap();
            kept.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
            assert_eq!(kept.read(&mut [0]).unwrap(), 0, "nothing is said, and it ends");
        }

        fn holds(&self, place: usize) -> bool {
            let mut kept = self.logind.0.lock().unwrap()[place].try_clone().unwrap();
            kept.set_nonblocking(true).unwrap();
            let holds = kept.read(&mut [0]).is_err();
            kept.set_nonblocking(false).unwrap();
            holds
        }
    }

    #[test]
    fn sleep_and_a_network_that_comes_back_are_told_and_nothing_else_is() {
        let system = System::listened_to(|_| {});
        system.network(20);
        system.network(50);
        system.sleep(true);
        system.sleep(false);
        system.network(WHOLE_NETWORK);
        // Signals of one sender arrive in their order.
        assert_eq!(
            [system.next(), system.next(), system.next()],
            [Heard::Sleeps, Heard::Wakes, Heard::Network]
        );
        assert!(system.told.try_recv().is_err(), "half a network is none");
    }

    #[test]
    fn the_computer_does_not_sleep_before_everybody_is_signed_out() {
        let (ready, wait) = channel::<()>();
        let wait = Mutex::new(wait);
        let system = System::listened_to(move |heard| {
            if heard == Heard::Sleeps {
                wait.lock().unwrap().recv().unwrap();
            }
        });
        system.sleep(true);
        assert!(system.holds(0), "it is still being locked");
        ready.send(()).unwrap();
        assert_eq!(system.next(), Heard::Sleeps);
        system.let_go(0);
        system.sleep(false);
        assert_eq!(system.next(), Heard::Wakes);
        system.sleep(true);
        ready.send(()).unwrap();
        assert_eq!(system.next(), Heard::Sleeps);
        system.let_go(1);
    }
}
