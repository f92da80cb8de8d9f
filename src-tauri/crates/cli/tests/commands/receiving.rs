//! What Antom tells by itself, and a dispute from its first word to its last.

use crate::shop::{Shop, signal};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Stdio};

struct Receiving {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    at: String,
}

impl Receiving {
    fn start(shop: &Shop) -> Self {
        let words = ["receive", "--listen", "127.0.0.1:0", "--url", "https://shop.example/antom"];
        let mut child = shop.command(&words).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!(first["what"], "listening", "{first}");
        let at = first["listen"].as_str().unwrap().to_owned();
        let client = shop.run(&["account", "show", "main"]).done()["client_id"].clone();
        let body = json!({ "client_id": client, "notify_url": format!("http://{at}/antom") });
        shop.gateway.post("clients", &body);
        Self { child, lines, at }
    }

    fn next(&mut self) -> Value {
        serde_json::from_str(&self.lines.next().unwrap().unwrap()).unwrap()
    }

    /// Lets everything that is due leave, and reads what was made of the first of this kind.
    fn hear(&mut self, shop: &Shop, kind: &str) -> Value {
        shop.gateway.advance(20);
        loop {
            let line = self.next();
            if line["kind"] == kind || line["what"] == kind {
                return line;
            }
        }
    }

    fn end(mut self) -> Value {
        signal(&self.child, "TERM");
        let rest: Vec<Value> = self.lines.map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
        assert!(self.child.wait().unwrap().success());
        rest.last().unwrap().clone()
    }
}

#[test]
fn a_disputed_payment_is_refunded_only_against_the_dispute_and_with_a_reason() {
    let Some(shop) = Shop::open() else { return };
    let mut receiving = Receiving::start(&shop);
    let payment = shop.paid_order("A-1", "SGD 40.00");
    assert_eq!(shop.show("A-1")["ship"]["word"], "Ship now");
    // A week passes at the simulator while it listens: what is signed from then on is of today all the same.
    shop.gateway.advance(7 * 86_400);
    shop.gateway.post("disputes", &json!({ "payment_id": payment, "reason": "Not received" }));
    let heard = receiving.hear(&shop, "DISPUTE");
    assert_eq!((heard["what"].clone(), heard["reference"].clone()), ("taken".into(), "A-1".into()));
    let shown = shop.show("A-1");
    assert_eq!(
        (shown["ship"]["ship"].clone(), shown["ship"]["why"].clone()),
        ("not-yet".into(), "dispute".into())
    );
    let told = shop.run_plain(&["payment", "show", "A-1"]).out;
    assert!(told.contains("Don't ship yet. A dispute is open") && told.contains("DISPUTE_CREATED"), "{told}");
    let refund = |more: &[&str]| {
        shop.run(&[["payment", "refund", "A-1", "--amount", "SGD 5.00", "--yes"].as_slice(), more].concat())
    };
    let refused = refund(&["--reason", "Agreed by phone", "--key", "1"]);
    refused.failed(4, "disputed");
    assert!(refused.err.contains("--despite-dispute REASON"), "{refused:?}");
    refund(&["--despite-dispute", " ", "--key", "2"]).failed(2, "usage");
    assert_eq!(shop.gateway.effects("refunded").0, 0);
    let done = refund(&["--despite-dispute", "Agreed by phone", "--key", "3"]).done();
    assert_eq!(done["reason"], "Agreed by phone");
    assert!(done["sentence"].as_str().unwrap().contains("although a dispute is open"), "{done}");
    assert_eq!(shop.gateway.effects("refunded"), (1, 500));
    let report = receiving.end();
    assert_eq!(
        (report["what"].clone(), report["unverified"].clone()),
        ("report".into(), 0.into()),
        "{report}"
    );
}

#[test]
fn a_call_that_is_not_antoms_is_refused_and_shown_in_attention() {
    let Some(shop) = Shop::open() else { return };
    let mut receiving = Receiving::start(&shop);
    let mut stream = TcpStream::connect(&receiving.at).unwrap();
    write!(stream, "POST /antom HTTP/1.1\r\nhost: {}\r\ncontent-length: 2\r\n\r\n{{}}", receiving.at)
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");
    assert_eq!(receiving.next()["status"], 401);
    let report = receiving.end();
    assert_eq!((report["unverified"].clone(), report["taken"].clone()), (1.into(), 0.into()));
    let items = shop.run(&["attention"]).done()["items"].clone();
    assert_eq!(items[0]["kind"], "notifications-refused", "{items}");
    shop.run(&["receive", "--listen", "127.0.0.1:0"]).failed(2, "address-missing");
}
