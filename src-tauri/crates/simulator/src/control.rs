//! The control interface, described in CONTROL.md: the buyer without a browser, the clock, faults, the book.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::buyer::BuyerTrouble;
use crate::card_choice::Chosen;
use crate::dispute::{self, Turn};
use crate::exchange::{Request, Response};
use crate::fault::Fault;
use crate::gateway::{Gateway, Registration};
use crate::guard::{bears, refuse_origin};
use crate::method::Method;
use crate::moment::{Moment, Span};
use crate::notify::NOTIFY_TYPES;
use crate::operate::NAMES;
use crate::session::Session;
use crate::shown::{notice, payment};
use crate::state::key;
use crate::wish::{
    Act, BuyerWish, ClientWish, ClockChange, DisputeWish, FaultWish, NotifyWish, Outcome, RefundWish,
};

const PREFIX: &str = "/control/v1/";
/// The clock may be moved a century at a time, no more.
const FARTHEST_SECONDS: i64 = 3_155_760_000;

/// Whether a path belongs to the control interface.
pub(crate) fn is_control(path: &str) -> bool {
    path.starts_with(PREFIX) || path == "/clock"
}

/// A refusal: HTTP status, stable code, sentence.
struct Refusal(u16, &'static str, String);

impl From<BuyerTrouble> for Refusal {
    fn from(trouble: BuyerTrouble) -> Self {
        let status = if matches!(trouble, BuyerTrouble::UnknownSession | BuyerTrouble::UnknownPayment) {
            404
        } else {
            409
        };
        Self(status, trouble.code(), format!("{trouble}."))
    }
}

type Answered = Result<Value, Refusal>;

impl Gateway {
    /// Answers a call of the control interface. `token` is the one the server printed.
    pub fn control(&mut self, request: &Request, token: &str) -> Response {
        if let Err(refusal) = refuse_origin(request) {
            return refusal;
        }
        self.tick(request.now);
        if request.bare_path() == "/clock" {
            return written(Ok(json!({ "now": self.now().rfc3339() })));
        }
        if !bears(request, token) {
            return written(Err(Refusal(
                401,
                "unauthorised",
                "Send the printed token as Authorization: Bearer.".to_owned(),
            )));
        }
        let path = request.bare_path().strip_prefix(PREFIX).unwrap_or_default().to_owned();
        let parts: Vec<&str> = path.split('/').collect();
        written(match (request.method.as_str(), parts.as_slice()) {
            ("GET", ["seed"]) => Ok(json!({ "seed": self.seed() })),
            ("GET", ["key"]) => self.own_key(),
            ("GET", ["clock"]) => Ok(self.clock_shown()),
            ("POST", ["clock"]) => body(request).and_then(|change| self.move_clock(change)),
            ("GET", ["book"]) => Ok(self.book_shown()),
            ("GET", ["report"]) => Ok(self.report_shown()),
            ("GET", ["calls"]) => Ok(self.calls_shown()),
            ("GET", ["faults"]) => Ok(json!({ "faults": self.state.faults.list() })),
            ("POST", ["faults"]) => body(request).and_then(|wish| self.set_fault(wish)),
            ("DELETE", ["faults"]) => Ok(self.forget_faults()),
            ("DELETE", ["faults", id]) => self.forget_fault(id),
            ("GET", ["clients"]) => Ok(self.clients_shown()),
            ("POST", ["clients"]) => body(request).and_then(|wish| self.register_client(wish)),
            ("GET", ["methods"]) => Ok(self.methods_shown()),
            ("POST", ["methods"]) => body(request).and_then(|wish| self.change_method(wish)),
            ("GET", ["payments"]) => Ok(self.payments_shown()),
            ("POST", ["payments"]) => body(request).and_then(|wish| self.act_as_buyer(&wish)),
            ("POST", ["refunds"]) => body(request).and_then(|wish| self.end_refund(&wish)),
            ("GET", ["disputes"]) => Ok(self.disputes_shown()),
            ("POST", ["disputes"]) => body(request).and_then(|wish| self.dispute(&wish)),
            ("GET", ["notifications"]) => {
                Ok(json!({ "notifications": self.notices().iter().map(notice).collect::<Vec<_>>() }))
            }
            ("POST", ["notifications"]) => body(request).and_then(|wish| self.notify_again(&wish)),
            _ => Err(Refusal(
                404,
                "unknown_control",
                "There is no such control call; see CONTROL.md.".to_owned(),
            )),
        })
    }

    fn own_key(&self) -> Answered {
        let public = self.public_key_spki_base64();
        public
            .map(|key| json!({ "antom_public_key": key }))
            .map_err(|trouble| Refusal(500, "key", trouble.to_string()))
    }

    fn move_clock(&mut self, change: ClockChange) -> Answered {
        let span = match change {
            ClockChange { advance_seconds: Some(seconds), set: None }
                if (0..=FARTHEST_SECONDS).contains(&seconds) =>
            {
                Span::seconds(seconds)
            }
            ClockChange { advance_seconds: None, set: Some(text) } => {
                let at = Moment::parse(&text).ok_or_else(|| bad("set must be an RFC 3339 time"))?;
                at.since(self.now())
            }
            _ => return Err(bad("give advance_seconds (0 or more) or set")),
        };
        if span < Span::ZERO {
            return Err(bad("the clock does not run backwards"));
        }
        self.advance(span);
        Ok(self.clock_shown())
    }

    fn set_fault(&mut self, wish: FaultWish) -> Answered {
        let operation = wish.operation.unwrap_or_else(|| "*".to_owned());
        if !is_struck(&operation) {
            return Err(Refusal(400, "unknown_operation", unknown_operation(&operation)));
        }
        let ms = wish.ms.unwrap_or(1_000).min(600_000);
        let percent = wish.percent.unwrap_or(100);
        if percent > 100 {
            return Err(bad("percent is a whole number from 0 to 100"));
        }
        self.state.touch();
        let ids = match (wish.kind, wish.script) {
            (Some(kind), None) => vec![self.state.faults.add(Fault {
                ms,
                percent,
                times: wish.next,
                ..Fault::always(&operation, kind)
            })],
            (None, Some(steps)) => self.state.faults.script(&operation, &steps, ms),
            _ => return Err(bad("give kind or script")),
        };
        Ok(json!({ "ids": ids, "faults": self.state.faults.list() }))
    }

    fn forget_faults(&mut self) -> Value {
        self.clear_faults();
        json!({ "faults": [] })
    }

    fn forget_fault(&mut self, id: &str) -> Answered {
        let id: u64 = id.parse().map_err(|_| bad("the fault's number is not a number"))?;
        self.state.touch();
        if self.state.faults.remove(id) {
            Ok(json!({ "faults": self.state.faults.list() }))
        } else {
            Err(Refusal(404, "unknown_fault", "There is no fault of that number.".to_owned()))
        }
    }

    fn register_client(&mut self, wish: ClientWish) -> Answered {
        let known =
            self.state.merchants.get(&wish.client_id).and_then(|merchant| merchant.keys.last_key_value());
        let known = known.map(|(version, key)| (*version, key.clone()));
        let (version, key) = match (wish.public_key, known) {
            (Some(key), _) => (wish.key_version.unwrap_or(1), key),
            (None, Some(known)) => known,
            (None, None) => return Err(bad("public_key is required for a new client")),
        };
        if wish.client_id.is_empty()
            || wish.client_id.len() > 64
            || !wish
                .client_id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        {
            return Err(bad("client_id must be 1 to 64 letters, digits, _ or -"));
        }
        let registration = Registration {
            client_id: wish.client_id,
            public_key: key,
            key_version: version,
            name: wish.name,
            settlement_currencies: wish.settlement_currencies,
            notify_url: wish.notify_url,
            balance_enough: wish.balance_enough,
        };
        self.register(registration).map_err(|trouble| bad(&trouble.to_string()))?;
        Ok(self.clients_shown())
    }

    /// Lays the given fields over the method's rules.
    fn change_method(&mut self, wish: Value) -> Answered {
        let name =
            wish.get("name").and_then(Value::as_str).ok_or_else(|| bad("name is required"))?.to_owned();
        let mut rules = serde_json::to_value(self.state.method(&name)).unwrap_or_default();
        if let (Some(rules), Some(changes)) = (rules.as_object_mut(), wish.as_object()) {
            rules.extend(changes.clone());
        }
        let rules: Method = serde_json::from_value(rules).map_err(|trouble| bad(&trouble.to_string()))?;
        let shown = json!({ "method": rules });
        self.state.methods.insert(name, rules);
        self.state.touch();
        Ok(shown)
    }

    fn act_as_buyer(&mut self, wish: &BuyerWish) -> Answered {
        let payment_id = match wish {
            BuyerWish { act: Act::Submit, .. } => self.submit_for(wish)?,
            BuyerWish { payment_id: Some(id), .. } => id.clone(),
            BuyerWish { act: Act::Pay | Act::Decline, .. } => self.open_or_submitted(wish)?,
            _ => self.standing_for(wish)?,
        };
        let found = self.state.payments.get(&payment_id).ok_or(BuyerTrouble::UnknownPayment)?;
        let pending = found.status == crate::session::Status::Pending;
        match wish.act {
            Act::Submit | Act::Leave => {}
            Act::Pay => {
                self.state.enter_card(&payment_id, chosen(wish))?;
                self.state.pay(&payment_id)?;
            }
            Act::Decline => self.state.decline(&payment_id)?,
            Act::Settle | Act::Fail if !pending => return Err(BuyerTrouble::Over.into()),
            Act::Settle => self.state.settle(&payment_id, true),
            Act::Fail => self.state.settle(&payment_id, false),
        }
        let shown = self.state.payments.get(&payment_id).map(payment);
        Ok(json!({ "payment": shown }))
    }

    /// The session of a request id, of the named client or of whichever has it.
    fn session_for(&self, wish: &BuyerWish) -> Result<(String, Session), Refusal> {
        let request_id =
            wish.payment_request_id.as_deref().ok_or_else(|| bad("give payment_id or payment_request_id"))?;
        let fits = |session: &&Session| {
            session.payment_request_id == request_id
                && wish.client_id.as_ref().is_none_or(|id| *id == session.client_id)
        };
        let session = self.state.sessions.values().find(fits).ok_or(BuyerTrouble::UnknownSession)?;
        Ok((key(&[&session.client_id, &session.payment_request_id]), session.clone()))
    }

    fn submit_for(&mut self, wish: &BuyerWish) -> Result<String, Refusal> {
        let (session_key, session) = self.session_for(wish)?;
        let first = session.methods.first().cloned().unwrap_or_default();
        let method = wish.method.clone().unwrap_or(first);
        Ok(self.state.submit_chosen(&session_key, &method, chosen(wish))?)
    }

    /// The open attempt of a session, or a new one where there is none or a method or card is named. An attempt that has
    /// yet to ask for its card takes the one that is named.
    fn open_or_submitted(&mut self, wish: &BuyerWish) -> Result<String, Refusal> {
        let (_, session) = self.session_for(wish)?;
        let attempts = session.payments.iter().rev().filter_map(|id| self.state.payments.get(id));
        let open = attempts.into_iter().find(|payment| payment.status == crate::session::Status::Processing);
        let unnamed = wish.method.is_none() && wish.card.is_none();
        let open = open.filter(|payment| unnamed || payment.asks_card).map(|payment| payment.id.clone());
        match open {
            Some(id) => Ok(id),
            None => self.submit_for(wish),
        }
    }

    fn standing_for(&self, wish: &BuyerWish) -> Result<String, Refusal> {
        let (_, session) = self.session_for(wish)?;
        Ok(self.state.standing(&session).ok_or(BuyerTrouble::UnknownPayment)?.id.clone())
    }

    fn end_refund(&mut self, wish: &RefundWish) -> Answered {
        let found = self.state.refunds.values().find(|refund| {
            wish.refund_id.as_ref() == Some(&refund.id)
                || wish.refund_request_id.as_ref() == Some(&refund.request_id)
        });
        let id = found
            .map(|refund| refund.id.clone())
            .ok_or_else(|| Refusal(404, "unknown_refund", "There is no such refund.".to_owned()))?;
        if !self.state.finish_refund(&id, wish.outcome == Outcome::Success) {
            return Err(Refusal(409, "refund_over", "The refund is not in process.".to_owned()));
        }
        Ok(
            json!({ "refund_id": id, "refund_status": self.state.refunds.get(&id).map(|refund| refund.progress.wire()) }),
        )
    }

    /// Begins a dispute, or takes the one that is named, or the payment's open one, a turn further.
    fn dispute(&mut self, wish: &DisputeWish) -> Answered {
        let kind = wish.kind.as_deref().unwrap_or("DISPUTE_CREATED");
        if !dispute::KINDS.contains(&kind) {
            return Err(bad(&format!("kind must be one of {}", dispute::KINDS.join(", "))));
        }
        if wish.judgement.as_deref().is_some_and(|word| !dispute::JUDGEMENTS.contains(&word)) {
            return Err(bad(&format!("judgement must be one of {}", dispute::JUDGEMENTS.join(", "))));
        }
        let value = wish.value.as_deref().map(|text| text.parse().map_err(|_| bad("value must be digits")));
        let value = value.transpose()?;
        let reason = wish.reason.as_deref().unwrap_or("Merchandise not received");
        let turn = Turn { kind, reason, judgement: wish.judgement.as_deref() };
        let open = wish.payment_id.as_deref().and_then(|id| self.state.open_dispute(id));
        let named = wish.dispute_id.clone().or(open.filter(|_| kind != "DISPUTE_CREATED"));
        let done = match (named, wish.payment_id.as_deref()) {
            (Some(id), _) => self.state.turn_dispute(&id, turn),
            (None, Some(payment)) => self.state.raise_dispute(payment, value, turn),
            (None, None) => return Err(bad("give payment_id or dispute_id")),
        };
        match done {
            Ok(id) => {
                Ok(json!({ "dispute_id": id, "open": self.state.disputes.get(&id).map(|one| one.is_open()) }))
            }
            Err(dispute::Refused::NoSuchPayment) => Err(BuyerTrouble::UnknownPayment.into()),
            Err(dispute::Refused::NoSuchDispute) => {
                Err(Refusal(404, "unknown_dispute", "There is no such dispute.".to_owned()))
            }
            Err(dispute::Refused::Over) => {
                Err(Refusal(409, "dispute_over", "The dispute is over.".to_owned()))
            }
        }
    }

    fn notify_again(&mut self, wish: &NotifyWish) -> Answered {
        let now = self.now();
        self.state.touch();
        if self.state.outbox.again(wish.id, now) {
            Ok(json!({ "id": wish.id }))
        } else {
            Err(Refusal(
                404,
                "unknown_notification",
                "There is no such notification with an address on this machine.".to_owned(),
            ))
        }
    }
}

fn chosen(wish: &BuyerWish) -> Chosen<'_> {
    Chosen { card: wish.card.as_deref(), keep: wish.save_card }
}

/// Whether a fault of this name can ever strike anything.
fn is_struck(operation: &str) -> bool {
    operation == "*" || NAMES.contains(&operation) || NOTIFY_TYPES.contains(&operation)
}

fn unknown_operation(operation: &str) -> String {
    let (calls, notifications) = (NAMES.join(", "), NOTIFY_TYPES.join(", "));
    format!(
        "There is no operation {operation:?}. Give *, one of {calls}; or for notifications one of {notifications}."
    )
}

fn bad(why: &str) -> Refusal {
    Refusal(400, "bad_request", format!("{why}."))
}

fn body<T: DeserializeOwned>(request: &Request) -> Result<T, Refusal> {
    serde_json::from_slice(&request.body).map_err(|trouble| bad(&trouble.to_string()))
}

fn written(answer: Answered) -> Response {
    let (status, body) = match answer {
        Ok(body) => (200, body),
        Err(Refusal(status, code, message)) => {
            (status, json!({ "error": { "code": code, "message": message } }))
        }
    };
    Response::new(status, "application/json", format!("{body}\n"))
}
