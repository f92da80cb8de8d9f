//! Every question of the table of rights, put to the window's own commands, through the access list and the handlers that
//! ship.

#[path = "../../tests/rights/table.rs"]
mod table;

use crate::call::House;
use crate::closed::{Desktop, desktop, request};
use console::{Console, SecretText};
use domain::account::Environment;
use domain::fact::CaptureMode;
use domain::intent::Verb;
use domain::people::{ApprovalPolicy, From};
use serde_json::{Value, json};
use simulator::{Moment, Request, Running};
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError};
use table::{Answer, Case, PEOPLE, POLICY, Payment, Person, State, cases, expected, payments, sgd, told};
use tauri::test::MockRuntime;
use tauri::{Manager, WebviewWindow, async_runtime};

/// The buyer pays.
fn pays(running: &Running, session: &str, method: &str) {
    let wish = json!({ "act": "pay", "payment_request_id": session, "method": method });
    let request = Request {
        method: "POST".to_owned(),
        path: "/control/v1/payments".to_owned(),
        headers: vec![
            ("host".to_owned(), "127.0.0.1".to_owned()),
            ("authorization".to_owned(), format!("Bearer {}", running.control_token())),
        ],
        body: wish.to_string().into_bytes(),
        now: Moment::from_millis(0),
    };
    let gateway = running.gateway();
    let answer =
        gateway.lock().unwrap_or_else(PoisonError::into_inner).control(&request, running.control_token());
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
}

async fn made(running: &Running, console: &Console, payment: Payment) -> Value {
    let number = format!("{:?}-{}", payment.state, payment.minor);
    let (mode, method) = match payment.state {
        State::Held => (CaptureMode::Manual, "CARD"),
        State::Paid | State::GivenBack => (CaptureMode::Automatic, "ALIPAY_CN"),
    };
    let order = console.new_request(request(&number, payment.minor, mode)).await.unwrap().order;
    pays(running, &order.sessions[0].request, method);
    console.inquire(&order.id).await.unwrap();
    if payment.state == State::GivenBack {
        let ask = serde_json::from_value(asked(&json!(order.id), Verb::Refund, payment.minor)).unwrap();
        let prepared = console.prepare(ask).await.unwrap();
        let intent = console.confirm(prepared.token, None).await.unwrap();
        assert_eq!(console.settle(&intent.id).await.unwrap().stage, "done");
    }
    json!(order.id)
}

fn asked(order: &Value, verb: Verb, minor: u64) -> Value {
    let amount = (verb == Verb::Refund).then(|| json!({ "currency": "SGD", "value": minor.to_string() }));
    json!({ "order": order, "payment": null, "verb": verb, "amount": amount, "reason": null })
}

fn policy() -> ApprovalPolicy {
    let from = |verb: Verb| {
        let (_, minor) = POLICY.into_iter().find(|(known, _)| *known == verb).unwrap();
        From::AtLeast([(sgd(minor).currency(), minor)].into())
    };
    ApprovalPolicy {
        capture: from(Verb::Capture),
        cancel: from(Verb::Cancel),
        refund: from(Verb::Refund),
        ..ApprovalPolicy::default()
    }
}

/// Prepares and confirms as the page does, and stops what was queued. The code where it was refused.
fn doing(window: &WebviewWindow<MockRuntime>, ask: &Value) -> Result<(), String> {
    let code = |refusal: Value| refusal["code"].as_str().unwrap_or_default().to_owned();
    let prepared = Desktop::ask_with(window, "prepare", ask).map_err(code)?;
    let confirmed = Desktop::ask_with(window, "confirm", &json!({ "token": prepared["token"] }));
    let intent = confirmed.map_err(code)?;
    Desktop::ask_with(window, "stop", &json!({ "intent": intent["id"] })).unwrap();
    Ok(())
}

fn sits(window: &WebviewWindow<MockRuntime>, person: &Person) {
    let typed = json!({ "name": person.name, "pin": person.pin });
    assert_eq!(Desktop::ask_with(window, "sign_in", &typed).unwrap()["name"], person.name);
}

#[test]
fn the_whole_table_of_rights_is_what_the_commands_of_the_window_answer_and_do() {
    let desktop = desktop();
    let desks = &desktop.app.state::<Arc<House>>().desks;
    let console = desks.opened_before(Environment::Training).unwrap();
    let running = async_runtime::block_on(desks.training().start()).unwrap();
    running.gateway().lock().unwrap().begin_a_day();
    let orders: BTreeMap<Payment, Value> = async_runtime::block_on(async {
        let mut orders = BTreeMap::new();
        for payment in payments() {
            orders.insert(payment, made(&running, &console, payment).await);
        }
        orders
    });
    for person in &PEOPLE {
        let pin = SecretText::new(person.pin.to_owned());
        console.add_person(person.name, person.role.into(), person.own_limits(), &pin).unwrap();
        running.gateway().lock().unwrap().advance(simulator::Span::seconds(1));
    }
    console.set_approval_policy(policy()).unwrap();
    console.set_setting("stop-window", "600").unwrap();
    let window = desktop.window("training");
    let ask = |case: &Case| asked(&orders[&case.payment], case.verb, case.minor);
    for person in &PEOPLE {
        sits(&window, person);
        for case in cases() {
            let (ask, expected) = (ask(&case), expected(person, &case));
            let answer = told(&Desktop::ask_with(&window, "dry_run", &ask).unwrap());
            assert_eq!(answer, expected, "{}, {case:?}", person.name);
            let does = match expected {
                Answer::Alone => Ok(()),
                Answer::Second(_) => Err("approval-needed".to_owned()),
                Answer::Refused(code) => Err(code),
            };
            assert_eq!(doing(&window, &ask), does, "{}, {case:?}", person.name);
        }
    }
    Desktop::ask_with(&window, "lock", &json!({ "sealed": false })).unwrap();
    for case in cases() {
        assert_eq!(doing(&window, &ask(&case)), Err("sign-in-needed".to_owned()), "{case:?}");
    }
}

#[test]
fn pin_guessing_through_the_window_gets_five_tries_and_then_has_to_wait() {
    let desktop = desktop();
    let console = desktop.app.state::<Arc<House>>().desks.opened_before(Environment::Training).unwrap();
    console.add_person("Lena", "admin".into(), None, &SecretText::new("846201".into())).unwrap();
    let window = desktop.window("training");
    Desktop::ask_with(&window, "lock", &json!({ "sealed": false })).unwrap();
    let tries = |pin: &str| {
        let refusal =
            Desktop::ask_with(&window, "sign_in", &json!({ "name": "Lena", "pin": pin })).unwrap_err();
        assert!(!refusal.to_string().contains(pin), "no PIN comes back: {refusal}");
        refusal["code"].as_str().unwrap().to_owned()
    };
    let guessed: Vec<String> = (0..5).map(|_| tries("111222")).collect();
    assert_eq!(guessed, ["pin-wrong", "pin-wrong", "pin-wrong", "pin-wrong", "pin-wait"]);
    assert_eq!(tries("846201"), "pin-wait", "the right one has to wait too");
    let start = Desktop::ask_with(&window, "start", &json!({})).unwrap();
    assert!(start["door"][0]["waits_until"].is_string(), "{start}");
}
