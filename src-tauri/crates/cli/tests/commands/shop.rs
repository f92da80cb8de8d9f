//! A shop for one test: a home, a simulator of its own, and the program as a child process.

use serde_json::{Value, json};
use simulator::Moment;
use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Longest wait for something that happens in milliseconds.
const LOOKS: u32 = 600;
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// What a command ended with.
#[derive(Debug)]
pub struct Ended {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

impl Ended {
    pub fn of(output: &Output) -> Self {
        Self {
            exit: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// The one document on stdout.
    pub fn json(&self) -> Value {
        assert_eq!(self.out.lines().count(), 1, "one document on stdout: {self:?}");
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// Every document on stdout, in order, of a command that must have succeeded without a word on stderr.
    pub fn documents(&self) -> Vec<Value> {
        assert_eq!((self.exit, self.err.as_str()), (0, ""), "{self:?}");
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The code of the one error on stderr, which has a sentence and a remedy.
    pub fn code(&self) -> String {
        assert_eq!(self.err.lines().count(), 1, "one document on stderr: {self:?}");
        let document: Value =
            serde_json::from_str(&self.err).unwrap_or_else(|error| panic!("{error}: {self:?}"));
        let error = &document["error"];
        for part in ["message", "remedy"] {
            assert!(error[part].as_str().is_some_and(|text| !text.is_empty()), "{part}: {self:?}");
        }
        error["code"].as_str().unwrap().to_owned()
    }

    /// The document of a command that must have succeeded, without a word on stderr.
    pub fn done(&self) -> Value {
        assert_eq!((self.exit, self.err.as_str()), (0, ""), "{self:?}");
        self.json()
    }

    /// Asserts how a command failed.
    pub fn failed(&self, exit: i32, code: &str) {
        assert_eq!((self.exit, self.code().as_str()), (exit, code), "{self:?}");
    }
}

/// The program with nothing of the developer's own in its environment.
pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
    for name in ["COUNTERSIGN_HOME", "COUNTERSIGN_ENVIRONMENT", "COUNTERSIGN_ACCOUNT", "COUNTERSIGN_LOG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

/// A simulator that ends with its test.
pub struct Gateway {
    child: Child,
    pub url: String,
    pub token: String,
}

impl Gateway {
    pub fn start() -> Self {
        let mut command = program();
        command.args(["simulator", "--listen", "127.0.0.1:0", "--json"]).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap();
        for name in ["checkout_url", "client_id", "antom_public_key"] {
            assert!(told[name].is_string(), "{name}: {told}");
        }
        let text = |name: &str| told[name].as_str().unwrap().to_owned();
        Self { child, url: text("gateway_url"), token: text("control_token") }
    }

    /// One call of the control interface.
    pub fn control(&self, method: &str, what: &str, body: &Value) -> Value {
        let host = self.url.strip_prefix("http://").unwrap();
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(host).unwrap();
        write!(
            stream,
            "{method} /control/v1/{what} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "{what}: {answer}");
        serde_json::from_str(body).unwrap()
    }

    pub fn get(&self, what: &str) -> Value {
        self.control("GET", what, &Value::Null)
    }

    pub fn post(&self, what: &str, body: &Value) -> Value {
        self.control("POST", what, body)
    }

    pub fn advance(&self, seconds: i64) {
        self.post("clock", &json!({ "advance_seconds": seconds }));
    }

    /// Moves the clock to the beginning of Antom's next day: what is paid now can be cancelled for a whole day, and limits
    /// of a day last as long, whatever time it is outside.
    fn begin_a_day(&self) {
        let now = Moment::parse(self.get("clock")["now"].as_str().unwrap()).unwrap();
        self.post("clock", &json!({ "set": now.next_day_quarter_past().rfc3339() }));
    }

    /// How often something happened, and how much it moved in minor units.
    pub fn effects(&self, effect: &str) -> (usize, u64) {
        let book = self.get("book");
        let of_kind = book["entries"].as_array().unwrap().iter().filter(|entry| entry["effect"] == effect);
        let amounts: Vec<u64> =
            of_kind.map(|entry| entry["amount"]["value"].as_str().unwrap().parse().unwrap()).collect();
        (amounts.len(), amounts.iter().sum())
    }
}

impl Gateway {
    /// Ends it before its time.
    pub fn stop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A home with an account at a simulator, whose captures, cancels and refunds leave at once.
pub struct Shop {
    pub place: TempDir,
    pub gateway: Gateway,
    pub recovery_code: String,
}

impl Shop {
    /// A new shop; none on a machine without a keychain, where it is held that the program says so.
    pub fn open() -> Option<Self> {
        let mut shop = Self::empty();
        let added = shop.add_account("main", &[]);
        if added.exit == 7 && env::var_os("COUNTERSIGN_TEST_KEYRING").is_none() {
            assert!(added.code().starts_with("vault-"), "{added:?}");
            assert!(!shop.home().join("training/ledger.db").exists(), "nothing is kept without a keychain");
            return None;
        }
        shop.settle_in(&added);
        Some(shop)
    }

    fn empty() -> Self {
        let gateway = Gateway::start();
        gateway.begin_a_day();
        Self { place: tempfile::tempdir().unwrap(), gateway, recovery_code: String::new() }
    }

    fn settle_in(&mut self, added: &Ended) {
        self.recovery_code = added.done()["recovery_code"].as_str().unwrap().to_owned();
        self.run(&["settings", "set", "stop-window", "0"]).done();
    }

    pub fn home(&self) -> PathBuf {
        self.place.path().join("home")
    }

    pub fn add_account(&self, name: &str, more: &[&str]) -> Ended {
        let words = [
            "account",
            "add",
            name,
            "--simulator",
            &self.gateway.url,
            "--simulator-token",
            &self.gateway.token,
        ];
        self.run(&[&words, more].concat())
    }

    /// The program on this home, for a command.
    pub fn command(&self, words: &[&str]) -> Command {
        self.command_at(&self.home(), words)
    }

    pub fn command_at(&self, home: &Path, words: &[&str]) -> Command {
        let mut command = program();
        command.arg("--json").arg("--home").arg(home).args(words);
        command
    }

    /// Runs a command with `--json`.
    pub fn run(&self, words: &[&str]) -> Ended {
        Ended::of(&self.command(words).output().unwrap())
    }

    /// Watches, and gives the report it ends with.
    pub fn watch(&self, until: &str) -> Value {
        let report = self.run(&["watch", until]).documents().pop().unwrap();
        assert_eq!(report["what"], "report");
        report
    }

    /// Runs a command in another home.
    pub fn run_at(&self, home: &Path, words: &[&str]) -> Ended {
        Ended::of(&self.command_at(home, words).output().unwrap())
    }

    /// Runs a command as a person would, without `--json`.
    pub fn run_plain(&self, words: &[&str]) -> Ended {
        let mut command = program();
        command.arg("--home").arg(self.home()).args(words);
        Ended::of(&command.output().unwrap())
    }

    /// Opens an order and gives its `paymentRequestId`.
    pub fn order(&self, number: &str, amount: &str, more: &[&str]) -> String {
        let words = ["request", "new", "--order", number, "--amount", amount, "--description", "Tea"];
        let made = self.run(&[&words, more].concat()).done();
        made["order"]["sessions"][0]["request"].as_str().unwrap().to_owned()
    }

    /// An order a buyer has paid with a wallet; gives its `paymentId`.
    pub fn paid_order(&self, number: &str, amount: &str) -> String {
        self.paid(number, amount, &["--name", "Tan Mei", "--method", "GRABPAY_SG"], &json!({ "act": "pay" }))
    }

    /// An order a buyer has paid with a card, to be captured by hand; gives its `paymentId`.
    pub fn held_order(&self, number: &str, amount: &str) -> String {
        let terms = ["--email", "tan@mail.example", "--method", "CARD", "--capture", "manual"];
        self.paid(number, amount, &terms, &json!({ "act": "pay", "method": "CARD", "card": "visa" }))
    }

    fn paid(&self, number: &str, amount: &str, terms: &[&str], act: &Value) -> String {
        let request = self.order(number, amount, terms);
        let mut act = act.clone();
        act["payment_request_id"] = json!(request);
        let paid = self.gateway.post("payments", &act);
        self.run(&["payment", "inquire", number]).done();
        paid["payment"]["payment_id"].as_str().unwrap().to_owned()
    }

    /// The order as `payment show` tells it.
    pub fn show(&self, number: &str) -> Value {
        self.run(&["payment", "show", number]).done()
    }

    /// A fault for the next call of an operation.
    pub fn fault(&self, operation: &str, kind: &str) {
        self.gateway.post("faults", &json!({ "operation": operation, "kind": kind, "next": 1 }));
    }
}

/// Waits until something is the case. Nothing is slept for: it goes on as soon as it is.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    for _look in 0..LOOKS {
        if holds() {
            return;
        }
        std::thread::sleep(BETWEEN_LOOKS);
    }
    panic!("this did not come to be: {what}");
}

/// Sends a signal to a child, as a terminal or an operator would.
pub fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status().unwrap();
    assert!(sent.success(), "kill -{name}");
}
