//! Every command is tried from windows that it does not belong to, against the access list and the handlers that ship.

use crate::background::Background;
use crate::call::House;
use crate::counters::{Counters, label_of};
use crate::desks::Desks;
use crate::dispatch::{self, NAMES};
use crate::ears::Ears;
use crate::heartbeat::Heartbeats;
use crate::kept::Kept;
use chrono::{DateTime, Utc};
use console::accounts::{KeySource, NewAccount};
use console::buyer::BuyerInput;
use console::request::NewRequest;
use console::{Home, Ports};
use domain::account::Environment;
use domain::fact::{Actor, CaptureMode};
use domain::ids::OrderId;
use money::Language;
use serde_json::{Value, json};
use std::sync::Arc;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow, WebviewWindowBuilder, async_runtime};
use vault::memory::MemoryVault;

/// What the window that welcomes may ask for, and what asks for nothing of an environment.
const OF_NO_ENVIRONMENT: &[&str] = &[
    "start",
    "hear",
    "ready",
    "preferences",
    "set_preference",
    "open_environment",
    "begin_training",
    "copy_text",
];

/// What a window whose environment has no ledger yet may do all the same: nothing of a ledger, or begin its own.
const OF_ITS_OWN: &[&str] = &[
    "add_up",
    "staged_key",
    "stage_key",
    "discard_staged_key",
    "check_account",
    "try_account",
    "add_account",
];
/// A page of Antom's, the same for everybody, and the system's dialog: neither is there without a desktop.
const OF_THE_DESKTOP: &[&str] = &["open_dashboard", "restore"];

pub(crate) struct Desktop {
    pub(crate) app: App<MockRuntime>,
    /// An order of Training, which other windows try to reach.
    order: Value,
    _home: tempfile::TempDir,
}

/// A desktop whose Training has an account and an order; no other environment is set up.
pub(crate) fn desktop() -> Desktop {
    desktop_of(Language::English)
}

/// The same on a computer of this language.
pub(crate) fn desktop_of(computer: Language) -> Desktop {
    let place = tempfile::tempdir().unwrap();
    let home = Home::new(place.path());
    let vault = Arc::new(MemoryVault::new());
    let ports = move |environment| Ports::system(environment, vault.clone(), Actor::Person("tester".into()));
    let desks = Arc::new(Desks::new(home.clone(), Box::new(ports), Box::new(|_| {})));
    let order = async_runtime::block_on(an_order(&desks));
    let house = House {
        desks,
        ears: Arc::new(Ears::default()),
        kept: Kept::of(&home, computer),
        counters: Counters::default(),
    };
    let app = mock_builder()
        .manage(Arc::new(house))
        .manage(Heartbeats::default())
        .manage(Background::default())
        .invoke_handler(dispatch::handle)
        .build(tauri::generate_context!())
        .unwrap();
    Desktop { app, order, _home: place }
}

async fn an_order(desks: &Desks) -> Value {
    let console = desks.open_or_set_up(Environment::Training).await.unwrap();
    let running = desks.training().start().await.unwrap();
    let account = NewAccount {
        name: "main".into(),
        client_id: running.client_id().into(),
        gateway: running.gateway_url().into(),
        antom_key: running.antom_public_key_spki_base64().into(),
        key: KeySource::Generate,
        key_version: 1,
        redirect_url: "https://shop.example.com/".into(),
        notify_url: None,
        settlement_currency: None,
    };
    let added = console.add_account(account).await.unwrap();
    running.register_client(&added.account.client_id, &added.public_key, 1).unwrap();
    json!(console.new_request(request("A-1", 4_200, CaptureMode::Automatic)).await.unwrap().order.id)
}

/// What a buyer of Training is asked for.
pub(crate) fn request(number: &str, minor: u64, capture_mode: CaptureMode) -> NewRequest {
    NewRequest {
        reference: Some(number.into()),
        buyer: BuyerInput { phone: Some("+65 8123 4567".into()), ..BuyerInput::default() },
        capture_mode,
        ..NewRequest::of(
            domain::ids::AccountName("main".into()),
            "Tea".into(),
            money::Money::from_wire("SGD", &minor.to_string()).unwrap(),
        )
    }
}

impl Desktop {
    pub(crate) fn window(&self, label: &str) -> WebviewWindow<MockRuntime> {
        WebviewWindowBuilder::new(&self.app, label, tauri::WebviewUrl::default()).build().unwrap()
    }

    /// A well-formed input of a command, about Training's order wherever it is about one.
    fn input(&self, command: &str) -> Value {
        let order = &self.order;
        let soon: DateTime<Utc> = DateTime::from_timestamp(1_900_000_000, 0).unwrap();
        let ask = json!({ "order": order, "payment": null, "verb": "Refund", "amount": null, "reason": "x" });
        let key = json!({ "account": "main", "fingerprint": "ab" });
        let form = json!({
            "account": null, "currency": "SGD", "amount": "12.00", "reference": "A-2", "description": "Tea",
            "name": "", "email": "mei@example.com", "phone": "", "buyer_id": "", "items": [],
            "saved_cards": [], "trips": [], "capture_mode": "MANUAL", "methods": [], "express": [], "locale": null, "session_minutes": 60, "note": "",
        });
        let account = json!({
            "name": "other", "client_id": "SANDBOX_5X", "gateway": "asia", "redirect_url": "https://shop.example/",
            "notify_url": null, "settlement_currency": null, "key_version": 1,
        });
        let holder = json!({ "account": "main", "buyer_id": null, "email": "mei@example.com" });
        let edit = json!({
            "method": "GRABPAY_SG", "currency": null, "authorises_first": null, "refundable": false,
            "partial_refunds": null, "multiple_refunds": null, "cancel": null, "refund_days": null,
            "refunds_at_once": null, "slow_days": null, "step": null, "minimum": null, "from_guide": false,
            "reason": "our contract",
        });
        match command {
            "hear" => json!({ "channel": "__CHANNEL__:1" }),
            "set_preference" => json!({ "name": "theme", "value": "dark" }),
            "set_setting" => json!({ "name": "stop-window", "value": "0" }),
            "open_environment" => json!({ "environment": "sandbox" }),
            "search" => json!({ "query": "", "limit": 10, "after": null }),
            "look_up" | "import" => json!({ "id": "A-1" }),
            "row"
            | "show"
            | "inquire"
            | "training_open_buyer"
            | "open_counter"
            | "counter"
            | "evidence"
            | "draft_of"
            | "qr"
            | "drop_deferred" => {
                json!({ "order": order })
            }
            "look_at" => json!({ "order": order }),
            "watch_plan" => json!({ "order": null, "limit": 5 }),
            "tally" => json!({ "queries": [""] }),
            "check_request" => json!({ "draft": form, "order": null }),
            "defer_request" => json!({ "order": order, "draft": null }),
            "create_request" | "create_at_counter" | "keep_draft" => json!({ "draft": form }),
            "replace_request" => json!({ "order": order, "draft": form, "accept_live": true }),
            "moves" => {
                json!({ "which": "open", "verbs": [], "currencies": [], "limit": 10, "after": null })
            }
            "methods" => json!({ "currency": null }),
            "consider_correction" => json!({ "edit": edit }),
            "correct_method" => json!({ "edit": edit, "shown": null }),
            "consult" => json!({
                "account": "main", "amount": { "currency": "SGD", "value": "1200" }, "region": null, "afresh": false,
            }),
            "saved_cards" => json!({ "holder": holder }),
            "forget_card" => json!({ "holder": holder, "card": "ab" }),
            "snooze" => json!({ "item": "hold-ending:x", "until": soon, "reason": "later" }),
            "mark_read" => json!({ "item": "late-payment:x" }),
            "read_amount" => json!({ "text": "12.00", "currency": "SGD" }),
            "add_up" => json!({ "groups": [[{ "currency": "SGD", "value": "1200" }]] }),
            "stage_key" => json!({ "import": null }),
            "check_account" => json!({ "draft": account, "antom_key": null }),
            "try_account" | "add_account" => json!({ "draft": account, "antom_key": "x" }),
            "test_account" | "account_history" => json!({ "account": "main" }),
            "add_key" => json!({ "account": "main", "version": 2, "import": null }),
            "save_public_key" => json!({ "fingerprint": "ab", "account": "main" }),
            "unlock_with_code" | "confirm_recovery_code" => json!({ "code": "ABCD" }),
            "restore" => json!({ "code": null }),
            "share" => json!({ "order": order, "channel": "copy" }),
            "reissue" => json!({ "order": order, "accept_live": true }),
            "stop_offering" | "forget_buyer" => json!({ "order": order, "reason": null }),
            "note" => json!({ "order": order, "text": "from elsewhere" }),
            "prepare" | "dry_run" => ask,
            "confirm" => json!({ "token": "00000000-0000-4000-8000-000000000000" }),
            "stop" => json!({ "intent": "00000000-0000-4000-8000-000000000000" }),
            "remove_account" | "keys" => json!({ "account": "main" }),
            "promote_key" => {
                json!({ "account": "main", "fingerprint": "ab", "code": "ABCD", "reason": "older than a year" })
            }
            "retire_key" | "prove_key" => key,
            "sign_in" => json!({ "name": "Lena", "pin": "111222" }),
            "lock" => json!({ "sealed": false }),
            "add_person" => {
                json!({ "name": "Tom", "role": "shop", "limits": null, "pin": "618274", "code": null })
            }
            "change_person" => json!({ "name": "Lena", "change": { "kind": "rename", "name": "Tom" } }),
            "set_pin" => json!({ "name": "Lena", "old": null, "code": null, "pin": "618274" }),
            "release_pin" => json!({ "name": "Lena", "code": null }),
            "make_role" => json!({ "role": {
                "name": "till", "rights": ["refund"],
                "limits": { "capture": [], "refund_each": [], "refund_day": null },
            } }),
            "remove_role" => json!({ "name": "till" }),
            "set_policy" => json!({ "policy": {
                "capture": null, "cancel": null, "refund": [{ "currency": "SGD", "value": "50000" }],
                "promote": true, "dispute": true, "lapses_after_minutes": 60, "reasons": [],
                "lock_after_minutes": 10,
            } }),
            "trail" | "export_trail" => json!({ "person": null, "from": "2026-11-25", "to": null }),
            "ask_approval" => json!({ "token": "00000000-0000-4000-8000-000000000000", "note": null }),
            "give_approval" => json!({ "approval": order, "token": null }),
            "refuse_approval" => json!({ "approval": order, "reason": "no" }),
            "consider_approval" | "withdraw_approval" => json!({ "approval": order }),
            "training_move_clock" => json!({ "seconds": 60 }),
            "training_set_fault" => json!({ "operation": "refund", "kind": "garbage", "times": 1 }),
            "copy_text" => json!({ "text": "x" }),
            "start"
            | "ready"
            | "pulse"
            | "request_defaults"
            | "holds"
            | "deferred"
            | "attention"
            | "staged_key"
            | "discard_staged_key"
            | "care"
            | "backup"
            | "verify"
            | "hello"
            | "preferences"
            | "outbox"
            | "accounts"
            | "settings"
            | "begin_training"
            | "training"
            | "training_clear_faults"
            | "renew_recovery_code"
            | "people"
            | "approvals"
            | "open_dashboard" => json!({}),
            unknown => panic!("say here what {unknown} is asked with, so that it is tried too ({soon})"),
        }
    }

    fn ask(&self, window: &WebviewWindow<MockRuntime>, command: &str) -> Result<Value, Value> {
        Self::ask_with(window, command, &self.input(command))
    }

    pub(crate) fn ask_with(
        window: &WebviewWindow<MockRuntime>,
        command: &str,
        input: &Value,
    ) -> Result<Value, Value> {
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" }.parse().unwrap(),
            body: InvokeBody::Json(json!({ "input": input })),
            headers: Default::default(),
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
    }

    pub(crate) fn house(&self) -> Arc<House> {
        Arc::clone(&self.app.state::<Arc<House>>())
    }

    /// The order of Training.
    pub(crate) fn order_id(&self) -> OrderId {
        serde_json::from_value(self.order.clone()).unwrap()
    }

    pub(crate) fn facts(&self) -> Value {
        let console = self.house().desks.opened_before(Environment::Training).unwrap();
        json!(console.stats().unwrap())
    }
}

fn sentence(refusal: &Value) -> String {
    refusal.as_str().map_or_else(|| refusal.to_string(), str::to_owned)
}

#[test]
fn a_window_that_is_none_of_ours_and_the_counters_can_ask_for_nothing() {
    let desktop = desktop();
    for label in ["stranger", label_of(Environment::Training, &desktop.order_id()).as_str()] {
        let stranger = desktop.window(label);
        for command in NAMES {
            let refusal = desktop.ask(&stranger, command).expect_err(command);
            assert!(sentence(&refusal).contains("not allowed"), "{label}, {command}: {refusal}");
        }
    }
}

#[test]
fn the_window_that_welcomes_can_ask_for_nothing_of_an_environment() {
    let desktop = desktop();
    let welcome = desktop.window("welcome");
    for command in NAMES.iter().filter(|command| !OF_NO_ENVIRONMENT.contains(command)) {
        let refusal = desktop.ask(&welcome, command).expect_err(command);
        assert!(sentence(&refusal).contains("not allowed"), "{command}: {refusal}");
    }
}

#[test]
fn the_window_of_another_environment_reaches_nothing_of_training() {
    let desktop = desktop();
    let sandbox = desktop.window("sandbox");
    let before = desktop.facts();
    let elsewhere = [OF_NO_ENVIRONMENT, OF_ITS_OWN, OF_THE_DESKTOP].concat();
    for command in NAMES.iter().filter(|command| !elsewhere.contains(command)) {
        let refusal = desktop.ask(&sandbox, command).expect_err(command);
        let code = refusal["code"].as_str().unwrap_or_default();
        assert!(["not-set-up", "not-from-here"].contains(&code), "{command}: {refusal}");
    }
    assert_eq!(desktop.ask(&sandbox, "start").unwrap()["kind"], "set-up");
    for command in OF_ITS_OWN {
        // Whatever comes of it, it comes of the sandbox's own ledger.
        desktop.ask(&sandbox, command).ok();
    }
    let found = desktop.ask(&sandbox, "search").unwrap();
    assert_eq!(found["rows"], json!([]), "the ledger it began holds nothing of Training");
    assert_eq!(desktop.ask(&sandbox, "show").unwrap_err()["code"], "not-found");
    assert_eq!(desktop.facts(), before, "and nothing was written to Training's");
}

#[test]
fn looking_at_an_environment_that_is_not_set_up_does_not_set_it_up() {
    let desktop = desktop();
    let sandbox = desktop.window("sandbox");
    assert_eq!(desktop.ask(&sandbox, "start").unwrap()["kind"], "set-up");
    for command in ["staged_key", "discard_staged_key", "preferences", "set_preference"] {
        assert_eq!(desktop.ask(&sandbox, command).map(drop), Ok(()), "{command}");
    }
    assert_eq!(desktop.ask(&sandbox, "show").unwrap_err()["code"], "not-set-up");
}

#[test]
fn trainings_own_window_reaches_its_order() {
    let desktop = desktop();
    let training = desktop.window("training");
    assert_eq!(desktop.ask(&training, "start").unwrap()["kind"], "ready");
    assert_eq!(desktop.ask(&training, "show").unwrap()["reference"], "A-1");
    assert!(desktop.ask(&training, "training").unwrap()["ahead_seconds"].is_number());
}

/// What a window may ask for that nobody is signed in at: nothing of the ledger but who may sign in, and the ways back to
/// a ledger that cannot be opened.
const AT_THE_DOOR: &[&str] = &["sign_in", "lock", "add_up", "unlock_with_code"];

#[test]
fn a_window_that_nobody_is_signed_in_at_refuses_everything_else_and_changes_nothing() {
    let desktop = desktop();
    let training = desktop.window("training");
    let console = desktop.app.state::<Arc<House>>().desks.opened_before(Environment::Training).unwrap();
    let pin = console::SecretText::new("846201".into());
    let refusal = desktop.ask(&training, "add_person").unwrap_err();
    assert_eq!(refusal["code"], "first-person-code", "a page does not lock the shop out: {refusal}");
    console.add_person("Lena", "admin".into(), None, &pin).unwrap();
    assert_eq!(
        desktop.ask(&training, "start").unwrap()["kind"],
        "ready",
        "whoever made the first person sits there"
    );
    assert_eq!(desktop.ask(&training, "lock").unwrap(), json!(null));
    let start = desktop.ask(&training, "start").unwrap();
    assert_eq!((&start["kind"], &start["door"][0]["name"]), (&json!("locked"), &json!("Lena")));
    let told = start.to_string();
    assert!(!told.contains("42.00") && !told.contains("A-1") && !told.contains("8123"), "{told}");
    console.sign_in("Lena", &pin).unwrap();
    let before = desktop.facts()["facts"].clone();
    console.sign_out();
    let open = [OF_NO_ENVIRONMENT, OF_THE_DESKTOP, AT_THE_DOOR].concat();
    for command in NAMES.iter().filter(|command| !open.contains(command)) {
        let refusal = desktop.ask(&training, command).expect_err(command);
        assert_eq!(refusal["code"], "sign-in-needed", "{command}: {refusal}");
    }
    assert_eq!(desktop.ask(&training, "sign_in").unwrap_err()["code"], "pin-wrong");
    assert_eq!(desktop.ask(&training, "unlock_with_code").unwrap_err()["code"], "recovery-code");
    console.sign_in("Lena", &pin).unwrap();
    assert_eq!(desktop.facts()["facts"], before);
}

#[test]
fn an_input_that_is_not_the_contracts_is_refused() {
    let desktop = desktop();
    let training = desktop.window("training");
    let request = InvokeRequest {
        cmd: "show".to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" }.parse().unwrap(),
        body: InvokeBody::Json(json!({ "input": { "order": desktop.order, "environment": "production" } })),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    let refusal = get_ipc_response(&training, request).unwrap_err();
    assert_eq!(refusal["code"], "bad-input", "{refusal}");
}
