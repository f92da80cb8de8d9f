//! Notifications on their way to the merchant: the schedule of guide 4, on the virtual clock.

use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::moment::{Moment, Span};

/// Waiting times before each of the eight sends (guides 0, 1, 3 and 4), in minutes.
const SCHEDULE: [i64; 8] = [0, 2, 10, 10, 60, 120, 360, 900];

/// One attempt to deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The virtual time of the attempt, in milliseconds since 1970.
    pub at_millis: Moment,
    /// `accepted`, or why it was not.
    pub outcome: String,
}

/// A notification and what became of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// Its number.
    pub id: u64,
    /// Whose it is.
    pub client_id: String,
    /// `PAYMENT_RESULT` and so on; `DISPUTE` for the kinds without a notifyType.
    pub notify_type: String,
    /// Where it goes, if anywhere was named.
    pub url: Option<String>,
    /// The body, as JSON.
    pub body: String,
    /// When it is sent next, in milliseconds since 1970; `None` when it will not be.
    pub next_millis: Option<Moment>,
    /// Whether the merchant gave the prescribed reply.
    pub accepted: bool,
    /// Why it never leaves, if it never does.
    pub undelivered: Option<String>,
    /// What was tried.
    pub attempts: Vec<Attempt>,
    resend: bool,
    sends: usize,
    #[serde(skip)]
    on_the_way: bool,
}

/// An address on this machine, the only kind a notification is sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The loopback address and port.
    pub socket: SocketAddr,
    /// The `Host` header.
    pub host: String,
    /// The path with its query: what is signed.
    pub path: String,
}

impl Address {
    /// Reads `http://127.0.0.1:port/path`, `http://[::1]:port/path` or `http://localhost:port/path`; nothing else is
    /// ever called.
    pub(crate) fn read(url: &str) -> Result<Self, &'static str> {
        let rest = url.strip_prefix("http://").ok_or("only plain http to this machine is called")?;
        let cut = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(cut).ok_or("not an address")?;
        let path = path.split_once('#').map_or(path, |(path, _)| path);
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        if path.chars().any(|letter| letter.is_control() || letter == ' ') {
            return Err("not an address");
        }
        let numeric = host.replacen("localhost", "127.0.0.1", usize::from(host.starts_with("localhost")));
        let bare = || numeric.trim_matches(['[', ']']).parse::<IpAddr>().map(|ip| SocketAddr::new(ip, 80));
        let socket: SocketAddr =
            numeric.parse().or_else(|_| bare()).map_err(|_| "not an address of this machine")?;
        if !socket.ip().is_loopback() {
            return Err("not an address of this machine");
        }
        Ok(Self { socket, host: host.to_owned(), path })
    }
}

/// Whether a reply is the prescribed one: HTTP 200 and a result of SUCCESS and S.
pub(crate) fn accepts(status: u16, body: &[u8]) -> bool {
    let reply: Value = serde_json::from_slice(body).unwrap_or_default();
    let result = reply.get("result").cloned().unwrap_or_default();
    status == 200
        && result.get("resultStatus") == Some(&Value::from("S"))
        && result.get("resultCode") == Some(&Value::from("SUCCESS"))
}

/// All notifications, oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Outbox {
    notices: Vec<Notice>,
}

/// A new notification.
pub(crate) struct Draft {
    pub(crate) client_id: String,
    pub(crate) notify_type: String,
    pub(crate) url: Option<String>,
    pub(crate) body: String,
    pub(crate) first: Moment,
    /// False in the sandbox, which never resends (api.md section 5).
    pub(crate) resend: bool,
}

impl Outbox {
    pub(crate) fn notices(&self) -> &[Notice] {
        &self.notices
    }

    pub(crate) fn add(&mut self, draft: Draft) {
        let undelivered = match draft.url.as_deref().map(Address::read) {
            None => Some("no notification address was named".to_owned()),
            Some(Err(why)) => Some(why.to_owned()),
            Some(Ok(_)) => None,
        };
        self.notices.push(Notice {
            id: u64::try_from(self.notices.len()).unwrap_or(u64::MAX).saturating_add(1),
            client_id: draft.client_id,
            notify_type: draft.notify_type,
            url: draft.url,
            body: draft.body,
            next_millis: undelivered.is_none().then_some(draft.first),
            accepted: false,
            undelivered,
            attempts: Vec::new(),
            resend: draft.resend,
            sends: 0,
            on_the_way: false,
        });
    }

    /// Takes the earliest notification that is due, together with the time it was due at. It is not taken again
    /// before [`Outbox::report`].
    pub(crate) fn take(&mut self, now: Moment) -> Option<(Notice, Moment)> {
        let waiting = self.notices.iter_mut().filter(|notice| !notice.on_the_way);
        let due = waiting.filter(|notice| notice.next_millis.is_some_and(|at| at <= now));
        let notice = due.min_by_key(|notice| (notice.next_millis, notice.id))?;
        notice.on_the_way = true;
        notice.sends = notice.sends.saturating_add(1);
        let at = notice.next_millis?;
        Some((notice.clone(), at))
    }

    /// Notes how an attempt went and plans the next one.
    pub(crate) fn report(&mut self, id: u64, outcome: Result<(), String>) {
        let Some(notice) = self.notices.iter_mut().find(|notice| notice.id == id && notice.on_the_way) else {
            return;
        };
        notice.on_the_way = false;
        let Some(at) = notice.next_millis else { return };
        notice.accepted = outcome.is_ok();
        notice
            .attempts
            .push(Attempt { at_millis: at, outcome: outcome.err().unwrap_or_else(|| "accepted".to_owned()) });
        let wait = SCHEDULE.get(notice.sends).filter(|_| notice.resend && !notice.accepted);
        notice.next_millis = wait.map(|minutes| at.plus(Span::minutes(*minutes)));
    }

    /// Sends a notification once more, now.
    pub(crate) fn again(&mut self, id: u64, now: Moment) -> bool {
        let Some(notice) =
            self.notices.iter_mut().find(|notice| notice.id == id && notice.undelivered.is_none())
        else {
            return false;
        };
        notice.next_millis = Some(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(resend: bool) -> Draft {
        let url = Some("http://127.0.0.1:9/notify".to_owned());
        Draft {
            client_id: "C".to_owned(),
            notify_type: "PAYMENT_RESULT".to_owned(),
            url,
            body: "{}".to_owned(),
            first: Moment::from_millis(0),
            resend,
        }
    }

    fn sends(resend: bool) -> Vec<i64> {
        let mut outbox = Outbox::default();
        outbox.add(draft(resend));
        let mut minutes = Vec::new();
        while let Some((notice, at)) = outbox.take(Moment::from_millis(i64::MAX)) {
            minutes.push(at.as_millis() / 60_000);
            outbox.report(notice.id, Err("no answer".to_owned()));
        }
        minutes
    }

    #[test]
    fn what_nobody_accepts_is_sent_eight_times_on_the_published_schedule() {
        assert_eq!(sends(true), [0, 2, 12, 22, 82, 202, 562, 1462]);
    }

    #[test]
    fn the_sandbox_sends_once() {
        assert_eq!(sends(false), [0]);
    }

    #[test]
    fn an_accepted_notification_is_not_sent_again() {
        let mut outbox = Outbox::default();
        outbox.add(draft(true));
        let (notice, _) = outbox.take(Moment::from_millis(1)).unwrap();
        assert!(outbox.take(Moment::from_millis(1)).is_none(), "it is on the way");
        outbox.report(notice.id, Ok(()));
        assert!(outbox.take(Moment::from_millis(i64::MAX)).is_none());
        assert!(outbox.notices()[0].accepted);
    }

    #[test]
    fn only_this_machine_is_called() {
        let path = |url: &str| Address::read(url).map(|address| address.path);
        assert_eq!(path("http://127.0.0.1:8080/a?b=c#d"), Ok("/a?b=c".to_owned()));
        assert_eq!(path("http://localhost:8080"), Ok("/".to_owned()));
        assert_eq!(path("http://[::1]:8080/x"), Ok("/x".to_owned()));
        assert_eq!(Address::read("http://localhost/x").unwrap().socket.port(), 80);
        for elsewhere in [
            "http://192.168.0.1/x",
            "https://127.0.0.1/",
            "http://localhost.example/",
            "http://127.0.0.1@example.org/",
            "http://10.0.0.1:80",
            "ftp://127.0.0.1/",
            "http://127.0.0.1:80/a b",
        ] {
            assert!(path(elsewhere).is_err(), "{elsewhere}");
        }
    }

    #[test]
    fn only_the_prescribed_reply_ends_the_sending() {
        let good = br#"{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}"#;
        assert!(accepts(200, good));
        assert!(!accepts(500, good));
        assert!(!accepts(200, br#"{"resultCode":"SUCCESS","resultStatus":"S"}"#));
        assert!(!accepts(200, b"OK"));
    }
}
