//! What people, buyers, scripts, the gateway's weather and the computer do. Each act is tried whatever the state of the
//! world: what makes no sense is what the rules are there to refuse.

use crate::broken::Broken;
use crate::plan::Kind;
use crate::ports::lock;
use crate::task::pause;
use crate::template::ACCOUNT;
use crate::world::World;
use console::buyer::BuyerInput;
use console::operation::{Ask, WatchOptions};
use console::request::{Changes, NewRequest};
use console::view::OrderView;
use console::{Console, ConsoleError, ScriptInput};
use domain::account::Environment;
use domain::fact::CaptureMode;
use domain::ids::AccountName;
use domain::intent::Verb;
use money::{Currency, Money};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde_json::{Value, json};
use simulator::{Fault, FaultKind, Request};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The operations a fault can befall.
const OPERATIONS: [&str; 7] =
    ["*", "createPaymentSession", "inquiryPayment", "capture", "cancel", "refund", "inquiryRefund"];
/// What buyers pay with; what a session does not offer is refused on its page.
const METHODS: [&str; 7] =
    ["CARD", "CARD", "CARD", "ALIPAY_CN", "GCASH", "TRUEMONEY", "BANKTRANSFER_MAYBANK"];
const CARDS: [&str; 8] = [
    "visa",
    "visa",
    "mastercard",
    "visa_3ds",
    "visa_slow_capture",
    "visa_capture_fails",
    "visa_declined",
    "mastercard_no_funds",
];
/// Where the control interface is known by this word only, nobody else reaches it.
const TOKEN: &str = "storm";

impl World {
    /// One act of somebody.
    pub(crate) fn act(&mut self, kind: Kind, chance: &mut StdRng) -> Result<(), Broken> {
        match kind {
            Kind::Pay | Kind::Submit | Kind::Decline => self.buyer(kind, chance),
            Kind::Arrive => self.arrive(chance),
            Kind::RefundEnds => self.refund_ends(chance),
            Kind::Notice => return self.notice(chance),
            Kind::Dispute => self.dispute(chance),
            Kind::Fault => self.fault(chance),
            Kind::Fair => lock(&self.shared.gateway).clear_faults(),
            Kind::Plug => {
                let operator = &self.operators[chance.gen_range(0..self.operators.len())];
                operator.plugged.store(chance.gen_bool(0.7), Ordering::Relaxed);
            }
            Kind::Jump => self.jump(chance),
            Kind::Lock => {
                let state = if chance.gen_bool(0.3) { vault::State::Locked } else { vault::State::Ready };
                self.tell(format!("the keychain is {state:?}"));
                self.vault.play(state);
            }
            Kind::Disk => {
                let full = chance.gen_bool(0.4);
                self.tell(format!("the disk is {}", if full { "full" } else { "not full" }));
                self.shared.full.store(full, Ordering::Relaxed);
            }
            kind if kind.takes_people() => return self.staff(kind, chance),
            kind => return self.person(kind, chance),
        }
        Ok(())
    }

    fn person(&mut self, kind: Kind, chance: &mut StdRng) -> Result<(), Broken> {
        let operator = self.desk_for(kind, chance);
        let Some(console) = self.console(operator)? else { return Ok(()) };
        match kind {
            Kind::Request => {
                let new = new_request(chance);
                self.spawn(operator, "request", async move { console.new_request(new).await.map(drop) });
            }
            Kind::Start => {
                self.spawn(operator, "recover", async move { console.recover().await.map(drop) });
            }
            Kind::Watch => {
                let once = WatchOptions { once: true, until_quiet: false };
                self.spawn(operator, "watch", async move { console.watch(once).await.map(drop) });
            }
            Kind::Stop => self.stop(operator, console, chance),
            Kind::Keep => self.spawn(operator, "keep", async move {
                console.backup_of_the_day()?;
                match console.check_of_the_week()? {
                    Some(checked) if !checked.whole => {
                        Err(ConsoleError::LedgerNonsense { detail: format!("it is not whole: {checked:?}") })
                    }
                    _ => Ok(()),
                }
            }),
            kind => {
                let order = match kind {
                    Kind::Refund | Kind::Capture | Kind::Cancel | Kind::Script | Kind::DoubleClick => {
                        self.promises.some_order_to(verb_of(kind), chance)
                    }
                    _ => self.promises.some_order(chance),
                };
                if let Some(order) = order {
                    self.with_order(kind, operator, console, &order, chance);
                }
            }
        }
        Ok(())
    }

    fn with_order(
        &mut self,
        kind: Kind,
        operator: usize,
        console: Arc<Console>,
        order: &OrderView,
        chance: &mut StdRng,
    ) {
        let id = order.id;
        match kind {
            Kind::Inquire => {
                self.spawn(operator, "inquire", async move { console.inquire(&id).await.map(drop) });
            }
            Kind::Refund | Kind::Capture | Kind::Cancel | Kind::Script | Kind::DoubleClick => {
                let mut ask = ask(verb_of(kind), order, chance);
                let what = format!("{kind:?}").to_lowercase();
                let script = (kind == Kind::Script).then(|| format!("invoice {}", chance.gen_range(0..4)));
                let (stays, twice) = (chance.gen_bool(0.75), kind == Kind::DoubleClick);
                ask.despite_dispute = overrides(&ask, chance);
                self.spawn(operator, what, money(console, ask, script, stays, twice));
            }
            Kind::Reissue => {
                let live = chance.gen_bool(0.5);
                self.spawn(operator, "reissue", async move { console.reissue(&id, live).await.map(drop) });
            }
            Kind::Replace => {
                let amount = chance.gen_bool(0.5).then(|| like(order.amount, chance.gen_range(100..90_000)));
                let changes = Changes { amount, accept_live: chance.gen_bool(0.6), ..Changes::default() };
                self.spawn(operator, "replace", async move { console.replace(&id, changes).await.map(drop) });
            }
            Kind::Close => {
                let why = Some("asked for by phone".to_owned());
                self.spawn(operator, "close", async move { console.stop_offering(&id, why).map(drop) });
            }
            _ => {}
        }
    }

    fn stop(&mut self, operator: usize, console: Arc<Console>, chance: &mut StdRng) {
        if let Some(intent) = self.promises.open_intents().choose(chance).copied() {
            self.spawn(operator, "stop", async move { console.stop(&intent).map(drop) });
        }
    }

    fn buyer(&mut self, kind: Kind, chance: &mut StdRng) {
        let Some(order) = self.promises.some_order(chance) else { return };
        let Some(session) = order.sessions.choose(chance) else { return };
        let act = match kind {
            Kind::Submit => "submit",
            Kind::Decline => "decline",
            _ => "pay",
        };
        let mut wish = json!({ "act": act, "payment_request_id": session.request,
            "method": METHODS.choose(chance).copied().unwrap_or("CARD") });
        if wish["method"] == "CARD" {
            wish["card"] = json!(CARDS.choose(chance));
        }
        let (status, said) = self.control("POST", "payments", &wish);
        self.tell(format!("the buyer of {}: {act} by {}: {status} {said}", order.reference, wish["method"]));
    }

    fn arrive(&mut self, chance: &mut StdRng) {
        let (_, shown) = self.control("GET", "payments", &Value::Null);
        let pending: Vec<String> = shown["sessions"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|session| session["payments"].as_array().cloned().unwrap_or_default())
            .filter(|payment| payment["status"] == "PENDING")
            .filter_map(|payment| payment["payment_id"].as_str().map(str::to_owned))
            .collect();
        let act = if chance.gen_bool(0.7) { "settle" } else { "fail" };
        if let Some(payment) = pending.choose(chance) {
            let (status, _) = self.control("POST", "payments", &json!({ "act": act, "payment_id": payment }));
            self.tell(format!("promised money: {act} of {payment}: {status}"));
        }
    }

    fn refund_ends(&mut self, chance: &mut StdRng) {
        let outcome = if chance.gen_bool(0.6) { "success" } else { "fail" };
        let open = self.promises.open_refunds();
        if let Some(refund) = open.choose(chance) {
            let wish = json!({ "refund_request_id": refund, "outcome": outcome });
            let (status, _) = self.control("POST", "refunds", &wish);
            self.tell(format!("refund {refund} ends in {outcome}: {status}"));
        }
    }

    fn fault(&mut self, chance: &mut StdRng) {
        let kind = FaultKind::ALL[chance.gen_range(0..FaultKind::ALL.len())];
        let operation = OPERATIONS[chance.gen_range(0..OPERATIONS.len())];
        let is_of_a_notification =
            matches!(kind, FaultKind::DuplicateNotifications | FaultKind::ReorderNotifications);
        let operation = if is_of_a_notification { "*" } else { operation };
        let fault = Fault {
            ms: [300, 3_000, 9_000, 15_000][chance.gen_range(0..4)],
            percent: [20, 50, 100][chance.gen_range(0..3)],
            skip: chance.gen_range(0..3),
            ..Fault::next(operation, kind, chance.gen_range(1..6))
        };
        lock(&self.shared.gateway).add_fault(fault);
        self.tell(format!("fault {kind:?} on {operation}"));
    }

    fn jump(&mut self, chance: &mut StdRng) {
        let ms = match chance.gen_range(0..5) {
            0 | 1 => 0,
            2 => chance.gen_range(-50_000..50_000),
            3 => chance.gen_range(-1_500_000..1_500_000),
            _ => chance.gen_range(-90_000_000..90_000_000),
        };
        let operator = chance.gen_range(0..self.operators.len());
        if self.environment == Environment::Training {
            // Its clock is the simulator's, whatever becomes of this computer's.
            return;
        }
        self.operators[operator].ahead_ms.store(ms, Ordering::Relaxed);
        self.promises.clocks_went_wrong |= ms != 0;
        self.tell(format!("the clock of process {operator} is {} s off", ms / 1_000));
    }

    /// The control interface, without a socket.
    pub(crate) fn control(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let request = Request {
            method: method.to_owned(),
            path: format!("/control/v1/{path}"),
            headers: vec![
                ("host".to_owned(), "127.0.0.1".to_owned()),
                ("authorization".to_owned(), format!("Bearer {TOKEN}")),
            ],
            body: if body.is_null() { Vec::new() } else { body.to_string().into_bytes() },
            now: self.wall(),
        };
        let answer = lock(&self.shared.gateway).control(&request, TOKEN);
        (answer.status, serde_json::from_slice(&answer.body).unwrap_or_default())
    }
}

/// Prepares, confirms and, unless the person leaves it to the watcher, follows it to the end.
async fn money(
    console: Arc<Console>,
    ask: Ask,
    script: Option<String>,
    stays: bool,
    twice: bool,
) -> Result<(), ConsoleError> {
    let script = script.map(|key| ScriptInput::new(&key)).transpose()?;
    let prepared = match &script {
        Some(key) => match console.prepare_once(ask, key).await? {
            console::operation::Once::Before(_) => return Ok(()),
            console::operation::Once::Now(prepared) => prepared,
        },
        None => console.prepare(ask).await?,
    };
    pause("the person reads").await;
    let token = prepared.token;
    let intent = console.confirm(token, script).await?;
    if twice && console.confirm(token, None).await.is_ok() {
        return Err(ConsoleError::LedgerNonsense { detail: "a confirmation was good twice".to_owned() });
    }
    pause("it is confirmed").await;
    if stays { console.settle(&intent.id).await.map(drop) } else { Ok(()) }
}

fn verb_of(kind: Kind) -> Verb {
    match kind {
        Kind::Capture => Verb::Capture,
        Kind::Cancel => Verb::Cancel,
        _ => Verb::Refund,
    }
}

/// A question about an order: all of it, a part, or too much.
pub(crate) fn ask(verb: Verb, order: &OrderView, chance: &mut StdRng) -> Ask {
    let payment = order.payments.choose(chance).filter(|_| order.payments.len() > 1);
    let amount = (verb == Verb::Refund && chance.gen_bool(0.8)).then(|| part_of(order.amount, chance));
    Ask {
        order: order.id,
        payment: payment.map(|payment| domain::ids::PaymentId(payment.id.clone())),
        verb,
        amount,
        reason: chance.gen_bool(0.7).then(|| "came back broken".to_owned()),
        despite_dispute: false,
    }
}

/// Whether a refund is wanted although a dispute may be open.
pub(crate) fn overrides(ask: &Ask, chance: &mut StdRng) -> bool {
    ask.verb == Verb::Refund && chance.gen_ratio(1, 4)
}

/// Halves often, so that the same amount comes twice and two parts make the whole; sometimes more than there is.
fn part_of(amount: Money, chance: &mut StdRng) -> Money {
    let minor = amount.minor();
    like(
        amount,
        match chance.gen_range(0..5) {
            0 | 1 => minor / 2,
            2 => minor,
            3 => minor / 3 + 1,
            _ => minor.saturating_add(chance.gen_range(1..5_000)),
        },
    )
}

/// An amount of the same currency; as it was where there is no such amount.
pub(crate) fn like(amount: Money, minor: u64) -> Money {
    Money::from_minor(minor.max(1), amount.currency()).unwrap_or(amount)
}

fn new_request(chance: &mut StdRng) -> NewRequest {
    let currency = ["SGD", "SGD", "USD", "JPY", "IDR", "THB"][chance.gen_range(0..6)];
    let minor = chance.gen_range(1..900_u64) * 100;
    let amount =
        Currency::from_code(currency).ok().and_then(|currency| Money::from_minor(minor, currency).ok());
    NewRequest {
        buyer: BuyerInput {
            name: Some(["Ana Lim", "王芳", "Budi"][chance.gen_range(0..3)].to_owned()),
            email: Some("buyer@example.com".to_owned()),
            ..BuyerInput::default()
        },
        capture_mode: if chance.gen_bool(0.6) { CaptureMode::Manual } else { CaptureMode::Automatic },
        ..NewRequest::of(
            AccountName(ACCOUNT.to_owned()),
            ["One bamboo steamer", "Two lanterns", "青瓷茶壶"][chance.gen_range(0..3)].to_owned(),
            amount.unwrap_or_else(|| unreachable!("every currency of the list takes whole hundreds")),
        )
    }
}
