//! The simulator behind Training, through its control interface: the buyer, the clock, faults, the book.

use serde_json::{Value, json};
use std::path::Path;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The control interface of one home's simulator.
pub struct Antom {
    address: String,
    token: String,
}

/// A link that was made, as the gateway knows it.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its `paymentRequestId`.
    pub request: String,
    /// Where the buyer pays.
    pub url: String,
    created: String,
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

impl Antom {
    /// Where the program wrote down that its simulator listens.
    pub fn of(home: &Path) -> Self {
        let file = std::fs::read(home.join("training").join("simulator-address.json")).unwrap();
        let places: Value = serde_json::from_slice(&file).unwrap();
        Self {
            address: places["gateway"].as_str().unwrap().to_owned(),
            token: places["control_token"].as_str().unwrap().to_owned(),
        }
    }

    /// Where it listens, as a command line is told.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The token of its control interface.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Any `GET` of CONTROL.md.
    pub async fn get(&self, what: &str) -> Value {
        self.ask("GET", what, "").await
    }

    /// Any `POST` of CONTROL.md.
    pub async fn post(&self, what: &str, body: &Value) -> Value {
        self.ask("POST", what, &body.to_string()).await
    }

    /// The buyer pays the latest link of an order number.
    pub async fn buyer_pays(&self, reference: &str, method: &str) -> Value {
        let sessions = self.get("payments").await;
        let latest = sessions["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|session| session["reference_order_id"] == reference)
            .max_by_key(|session| session["created"].as_str().unwrap().to_owned())
            .unwrap_or_else(|| panic!("the simulator knows no order {reference}"));
        let request = &latest["payment_request_id"];
        self.post("payments", &json!({ "act": "pay", "payment_request_id": request, "method": method })).await
    }

    /// The money of the payment of an order arrives, which its buyer promised.
    pub async fn settles(&self, reference: &str) {
        let payment = self.payment(reference).await;
        self.post("payments", &json!({ "act": "settle", "payment_id": payment })).await;
    }

    /// Whatever goes wrong goes right from now on.
    pub async fn no_more_faults(&self) {
        self.ask("DELETE", "faults", "").await;
    }

    /// The links that were made for an order number, the oldest first.
    pub async fn links(&self, reference: &str) -> Vec<Link> {
        let sessions = self.get("payments").await;
        let mut links: Vec<Link> = sessions["sessions"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|session| session["reference_order_id"] == reference)
            .map(|session| Link {
                request: text(&session["payment_request_id"]),
                url: text(&session["normal_url"]),
                created: text(&session["created"]),
            })
            .collect();
        links.sort_by(|one, other| one.created.cmp(&other.created));
        links
    }

    /// What really happened to the money of an order number, in order, as `refunded SGD 400` in minor units.
    pub async fn moved(&self, reference: &str) -> Vec<String> {
        const MONEY: [&str; 8] = [
            "authorised",
            "paid",
            "captured",
            "refunded",
            "auto_refunded",
            "cancelled",
            "cancelled_unpaid",
            "voided",
        ];
        let links = self.links(reference).await;
        let book = self.get("book").await;
        let entries = book["entries"].as_array().unwrap().iter();
        entries
            .filter(|entry| links.iter().any(|link| entry["payment_request_id"] == link.request.as_str()))
            .filter(|entry| MONEY.iter().any(|effect| entry["effect"] == *effect))
            .map(|entry| {
                let amount = &entry["amount"];
                format!("{} {} {}", text(&entry["effect"]), text(&amount["currency"]), text(&amount["value"]))
            })
            .collect()
    }

    /// Antom's id of the only payment of an order number.
    pub async fn payment(&self, reference: &str) -> String {
        let links = self.links(reference).await;
        let book = self.get("book").await;
        let mut ids: Vec<String> = book["entries"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| links.iter().any(|link| entry["payment_request_id"] == link.request.as_str()))
            .map(|entry| text(&entry["payment_id"]))
            .filter(|id| !id.is_empty())
            .collect();
        ids.dedup();
        assert_eq!(ids.len(), 1, "{reference} has one payment: {ids:?}");
        ids.remove(0)
    }

    /// Time passes at the gateway, and with it in Training.
    pub async fn advance(&self, seconds: u64) {
        self.post("clock", &json!({ "advance_seconds": seconds })).await;
    }

    /// The next calls of an operation go wrong.
    pub async fn fault(&self, operation: &str, kind: &str, next: u32) {
        self.post("faults", &json!({ "operation": operation, "kind": kind, "next": next })).await;
    }

    /// One call over a connection of its own, which the simulator closes behind its answer.
    async fn ask(&self, method: &str, what: &str, body: &str) -> Value {
        let (address, token, length) = (&self.address, &self.token, body.len());
        let request = format!(
            "{method} /control/v1/{what} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        let mut connection = TcpStream::connect(address).await.unwrap();
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 200"), "the simulator answered {head}: {body}");
        serde_json::from_str(body).unwrap()
    }
}
