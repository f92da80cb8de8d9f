//! What Antom tells by itself, posted by the real simulator to the real receiver.

use crate::shop::{Shop, done, refund, sgd, whole};
use antom::keys::MerchantKey;
use antom::notification::Incoming;
use console::accounts::NewAccount;
use console::attention::AttentionKind;
use console::operation::Ask;
use console::receiving::{Address, NotTaken, Receiver, Taken};
use console::{Console, ConsoleError, Home, Ports};
use domain::account::Environment;
use domain::fact::CaptureMode;
use domain::ids::AccountName;
use domain::intent::Verb;
use rand::RngCore;
use serde_json::{Value, json};
use simulator::{Effect, Span};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const PATH: &str = "/antom/notify?shop=1";

/// A receiver that stands between the simulator and a shop.
pub(crate) struct Post {
    at: std::net::SocketAddr,
    heard: Arc<Mutex<Vec<Result<Taken, NotTaken>>>>,
    stop: oneshot::Sender<()>,
    served: JoinHandle<()>,
}

impl Post {
    pub(crate) async fn open(shop: &Shop) -> Self {
        let console = Arc::new(shop.another());
        let address =
            Address::new("127.0.0.1:0".parse().unwrap(), &format!("https://shop.example{PATH}"), None)
                .unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&heard);
        let receiver = Receiver::listen(console, main(), address, move |taken: &Result<Taken, NotTaken>| {
            told.lock().unwrap().push(taken.clone());
        });
        let receiver = receiver.await.unwrap();
        let at = receiver.listens_on();
        let (stop, stopped) = oneshot::channel();
        let served = tokio::spawn(receiver.serve(async move { drop(stopped.await) }));
        shop.control(
            "clients",
            &json!({
                "client_id": shop.simulator.client_id(),
                "notify_url": format!("http://{at}{PATH}"),
            }),
        );
        Self { at, heard, stop, served }
    }

    /// Lets the simulator post everything that is due, and gives what the receiver made of it.
    pub(crate) async fn deliver(&self, shop: &Shop) -> Vec<Result<Taken, NotTaken>> {
        // A notification leaves some seconds after what it tells.
        shop.pass(Span::seconds(20));
        let url = format!("{}/control/v1/notifications/deliver", shop.simulator.gateway_url());
        let host = url.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
        let head = format!(
            "POST /control/v1/notifications/deliver HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n",
            shop.simulator.control_token()
        );
        assert_eq!(said(&host, head.as_bytes()).await.0, 200);
        std::mem::take(&mut *self.heard.lock().unwrap())
    }

    /// Posts something by hand, and gives status and body of the answer.
    async fn post(&self, path: &str, host: &str, headers: &[(&str, &str)], body: &[u8]) -> (u16, String) {
        let mut head = format!("POST {path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        said(&self.at.to_string(), &[head.as_bytes(), body].concat()).await
    }

    pub(crate) async fn close(self) {
        self.stop.send(()).unwrap();
        self.served.await.unwrap();
    }
}

fn main() -> AccountName {
    AccountName("main".to_owned())
}

/// Status and body of what a server says to these bytes.
pub async fn said(host: &str, bytes: &[u8]) -> (u16, String) {
    let mut stream = TcpStream::connect(host).await.unwrap();
    // A server that refuses may hang up before it has read everything.
    drop(stream.write_all(bytes).await);
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer).await);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    (status, answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default())
}

fn news(heard: &[Result<Taken, NotTaken>]) -> Vec<&str> {
    heard
        .iter()
        .map(|taken| match taken {
            Ok(Taken::New { kind, .. }) => *kind,
            Ok(Taken::Known { .. }) => "known",
            Err(NotTaken::Unverified { .. }) => "401",
            Err(NotTaken::NotKept { .. }) => "503",
        })
        .collect()
}

fn facts(console: &Console) -> u64 {
    console.verify(None).unwrap().verification.facts
}

#[tokio::test]
async fn a_card_is_authorised_and_then_captured_by_what_antom_tells_alone() {
    let (shop, console) = Shop::open().await;
    let post = Post::open(&shop).await;
    let order = shop.request(&console, 4_000, CaptureMode::Automatic).await;
    assert_eq!(console.show(&order.id).unwrap().ship.word, "Don't ship yet");
    shop.buyer_pays(&order.sessions[0].request, "CARD", Some("visa_slow_capture"));
    assert_eq!(news(&post.deliver(&shop).await), ["PAYMENT_RESULT"]);
    let shown = console.show(&order.id).unwrap();
    assert_eq!((shown.state.state.as_str(), shown.ship.word.as_str()), ("authorised", "Don't ship yet"));
    assert!(shown.ship.because.contains("only held"), "{:?}", shown.ship);
    assert_eq!(shown.payments[0].card.as_ref().unwrap().last4.as_ref().map(String::len), Some(4));
    shop.pass(Span::hours(3));
    assert_eq!(news(&post.deliver(&shop).await), ["CAPTURE_RESULT"]);
    let shown = console.show(&order.id).unwrap();
    assert_eq!((shown.state.state.as_str(), shown.ship.word.as_str()), ("captured", "Ship now"));
    let evidence = console.evidence(&order.id).unwrap();
    assert!(evidence.iter().all(|exchange| exchange.valid), "{evidence:?}");
    assert!(evidence.iter().any(|exchange| exchange.operation == "CAPTURE_RESULT"));
    assert!(console.verify(None).unwrap().whole);
    post.close().await;
}

#[tokio::test]
async fn every_duplicate_gets_the_prescribed_reply_and_is_no_second_fact() {
    let (shop, console) = Shop::open().await;
    let post = Post::open(&shop).await;
    shop.fault("PAYMENT_RESULT", simulator::FaultKind::DuplicateNotifications, 1);
    let order = shop.request(&console, 4_000, CaptureMode::Automatic).await;
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    let before = facts(&console);
    assert_eq!(news(&post.deliver(&shop).await), ["PAYMENT_RESULT", "known"]);
    assert_eq!(facts(&console), before + 1);
    assert_eq!(console.show(&order.id).unwrap().state.state, "paid");
    shop.control("notifications", &json!({ "id": 1 }));
    assert_eq!(news(&post.deliver(&shop).await), ["known"]);
    assert_eq!(facts(&console), before + 1);
    assert_eq!(console.broken_promises().unwrap(), [], "what Antom told by itself verifies once more");
    post.close().await;
}

#[tokio::test]
async fn a_dispute_is_recorded_stops_refunds_and_gives_way_only_to_a_reason() {
    let (shop, console) = Shop::open().await;
    let post = Post::open(&shop).await;
    let (order, payment) = shop.paid(&console, 4_000).await;
    post.deliver(&shop).await;
    shop.control("disputes", &json!({ "payment_id": payment.as_str(), "reason": "Not received" }));
    assert_eq!(news(&post.deliver(&shop).await), ["DISPUTE"]);
    let shown = console.show(&order).unwrap();
    assert_eq!(shown.payments[0].disputes[0].event, "DISPUTE_CREATED");
    assert_eq!(
        (shown.ship.word.as_str(), shown.badges.as_slice()),
        ("Don't ship yet", &["Disputed".to_owned()][..])
    );
    let attention = console.attention().unwrap().items;
    assert!(attention.iter().any(|item| item.kind == AttentionKind::Disputed), "{attention:?}");
    let with = |reason: Option<&str>, despite_dispute: bool| Ask {
        reason: reason.map(str::to_owned),
        despite_dispute,
        ..refund(order, 1_000)
    };
    let code = |error: ConsoleError| error.code();
    assert_eq!(
        console.prepare(with(Some("agreed by phone"), false)).await.map_err(code).unwrap_err(),
        "disputed"
    );
    assert_eq!(console.prepare(with(None, true)).await.map_err(code).unwrap_err(), "reason-needed");
    assert!(shop.booked(Effect::Refunded).is_empty());
    let settled = done(&console, with(Some("agreed by phone"), true)).await;
    assert_eq!(settled.stage, "done");
    assert!(settled.sentence.contains("although a dispute is open"), "{}", settled.sentence);
    assert_eq!(shop.booked(Effect::Refunded).len(), 1);
    shop.control("disputes", &json!({ "payment_id": payment.as_str(), "kind": "DISPUTE_CANCELLED" }));
    post.deliver(&shop).await;
    let shown = console.show(&order).unwrap();
    assert_eq!(shown.payments[0].disputes[0].event, "DISPUTE_CANCELLED");
    assert_eq!(shown.ship.word, "Ship now");
    assert!(
        console.dry_run(refund(order, 500)).await.unwrap().permitted,
        "a dispute that is over stops nothing"
    );
    post.close().await;
}

#[tokio::test]
async fn a_refund_that_takes_its_time_is_settled_by_what_antom_tells() {
    let (shop, console) = Shop::open().await;
    let post = Post::open(&shop).await;
    let (order, _) = shop.authorised(&console, 4_000).await;
    assert_eq!(done(&console, whole(order, Verb::Capture)).await.stage, "done");
    post.deliver(&shop).await;
    let open = done(&console, refund(order, 1_000)).await;
    assert_eq!(open.stage, "checking", "a card's refund takes its time");
    shop.control("refunds", &json!({ "refund_request_id": open.operation, "outcome": "success" }));
    assert_eq!(news(&post.deliver(&shop).await), ["REFUND_RESULT"]);
    let shown = console.show(&order).unwrap();
    assert_eq!((shown.intents[1].stage.as_str(), shown.state.state.as_str()), ("done", "part-refunded"));
    assert_eq!(shown.payments[0].book.unwrap().available, sgd(3_000));
    post.close().await;
}

#[tokio::test]
async fn a_late_success_for_a_cancelled_payment_changes_nothing() {
    let (shop, console) = Shop::open().await;
    let post = Post::open(&shop).await;
    let (order, _) = shop.paid(&console, 4_000).await;
    assert_eq!(done(&console, whole(order, Verb::Cancel)).await.stage, "done");
    let before = console.show(&order).unwrap();
    assert_eq!(before.state.state, "cancelled");
    let heard = post.deliver(&shop).await;
    assert!(news(&heard).contains(&"PAYMENT_RESULT"), "{heard:?}");
    let after = console.show(&order).unwrap();
    assert_eq!((after.state.state.as_str(), after.ship.word.as_str()), ("cancelled", "Don't ship"));
    assert_eq!(after.payments[0].book, before.payments[0].book);
    assert!(console.attention().unwrap().items.is_empty());
    post.close().await;
}

#[tokio::test]
async fn what_is_about_no_order_here_is_not_answered_as_kept_and_comes_again() {
    let (shop, console) = Shop::open().await;
    let post = Post::open(&shop).await;
    let (_place, elsewhere) = Shop::joined(&shop).await;
    let order = shop.request(&elsewhere, 4_000, CaptureMode::Automatic).await;
    let payment = shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    assert_eq!(news(&post.deliver(&shop).await), ["503"]);
    console.import(&main(), &payment).await.unwrap();
    shop.pass(Span::minutes(3));
    assert_eq!(
        news(&post.deliver(&shop).await),
        ["PAYMENT_RESULT"],
        "Antom sends it again, and now it is known"
    );
    post.close().await;
    let refused = console.refused_notifications().unwrap();
    assert_eq!((refused.unverified, refused.not_kept), (0, 1));
}

#[tokio::test]
async fn a_flood_of_wrong_calls_is_refused_counted_and_shown_and_moves_nothing() {
    let (shop, console) = Shop::open().await;
    let post = Post::open(&shop).await;
    let order = shop.request(&console, 4_000, CaptureMode::Automatic).await;
    let before = facts(&console);
    let client = shop.simulator.client_id().to_owned();
    let now = console.now().timestamp_millis().to_string();
    let body = json!({
        "notifyType": "PAYMENT_RESULT",
        "result": { "resultCode": "SUCCESS", "resultStatus": "S", "resultMessage": "success" },
        "paymentRequestId": order.sessions[0].request,
        "paymentId": "2026",
        "paymentAmount": { "currency": "SGD", "value": "4000" },
    })
    .to_string();
    let forger = MerchantKey::generate(|bytes| rand::rngs::OsRng.fill_bytes(bytes)).unwrap();
    let forged = antom::signature::sign(&forger, 1, "POST", PATH, &client, &now, body.as_bytes()).unwrap();
    let huge = vec![b'x'; 600 * 1024];
    let good =
        [("client-id", client.as_str()), ("request-time", now.as_str()), ("signature", forged.as_str())];
    let other =
        [("client-id", "SANDBOX_OTHER"), ("request-time", now.as_str()), ("signature", forged.as_str())];
    let old = [
        ("client-id", client.as_str()),
        ("request-time", "2020-01-01T00:00:00Z"),
        ("signature", forged.as_str()),
    ];
    let host = post.at.to_string();
    for _round in 0..40 {
        for (path, host, headers, body) in [
            (PATH, host.as_str(), &good[..], body.as_bytes()),
            (PATH, host.as_str(), &good[..2], body.as_bytes()),
            (PATH, host.as_str(), &other[..], body.as_bytes()),
            (PATH, host.as_str(), &old[..], body.as_bytes()),
            (PATH, "evil.example", &good[..], body.as_bytes()),
            ("/elsewhere", host.as_str(), &good[..], body.as_bytes()),
            (PATH, host.as_str(), &good[..], huge.as_slice()),
            (PATH, host.as_str(), &[], b"nonsense".as_slice()),
        ] {
            let (status, said) = post.post(path, host, headers, body).await;
            assert_eq!((status, said.as_str()), (401, ""), "{path} {host} {headers:?}");
        }
    }
    assert_eq!(facts(&console), before, "not one became a fact");
    assert_eq!(console.show(&order.id).unwrap().state.state, "waiting");
    // In the middle of all this a real one still gets through.
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    assert!(news(&post.deliver(&shop).await).contains(&"PAYMENT_RESULT"));
    assert_eq!(console.show(&order.id).unwrap().state.state, "paid");
    post.close().await;
    assert_eq!(console.refused_notifications().unwrap().unverified, 320);
    let attention = console.attention().unwrap().items;
    let item = attention.iter().find(|item| item.kind == AttentionKind::NotificationsRefused).unwrap();
    assert!(item.advice.contains("320") && item.readable, "{item:?}");
}

/// A clock that stands still.
struct Still(chrono::DateTime<chrono::Utc>);

#[async_trait::async_trait]
impl console::Clock for Still {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.0
    }

    async fn sleep_until(&self, _: chrono::DateTime<chrono::Utc>) {}
}

/// Each of the official SDK's own notifications, taken under the key, the client id, the path and the time it was made
/// with. A good one is Antom's, and is not answered as kept while no order here knows its payment.
#[tokio::test]
async fn every_vector_of_the_official_sdk_is_judged_as_the_sdk_judges_it() {
    let vectors: Value =
        serde_json::from_str(include_str!("../../../antom/tests/signature-vectors.json")).unwrap();
    let list = vectors["notificationVectors"].as_array().unwrap();
    assert!(!list.is_empty());
    for vector in list {
        let text = |name: &str| vector[name].as_str().unwrap().to_owned();
        let signed: chrono::DateTime<chrono::Utc> = text("requestTime").parse().unwrap();
        for hours in [0, 24, 26, -1] {
            let (shop, _) = Shop::open().await;
            let ports = Ports {
                clock: Arc::new(Still(signed + chrono::TimeDelta::hours(hours))),
                vault: Arc::new(vault::memory::MemoryVault::new()),
                ..shop.ports()
            };
            let place = tempfile::tempdir().unwrap();
            let (console, _) =
                Console::create_or_open(&Home::new(place.path()), Environment::Training, ports).unwrap();
            let account = NewAccount {
                client_id: text("clientId"),
                antom_key: vectors["keys"]["publicKeySpkiBase64"].as_str().unwrap().to_owned(),
                ..crate::shop::account(&shop.simulator)
            };
            console.add_account(account).await.unwrap();
            let headers = ["client-id", "request-time", "signature"]
                .into_iter()
                .zip([text("clientId"), text("requestTime"), text("signatureHeader")])
                .map(|(name, value)| (name.to_owned(), value))
                .collect::<Vec<_>>();
            let (path, body) = (text("requestUri"), text("body"));
            let incoming = Incoming { method: "POST", path: &path, headers: &headers, body: body.as_bytes() };
            let taken = console.take_notification(&main(), &incoming);
            let is_kept_back = matches!(taken, Err(NotTaken::NotKept { .. }));
            let expected = vector["expectedValid"] == true && (0..=24).contains(&hours);
            assert_eq!(is_kept_back, expected, "{} {hours}: {taken:?}", vector["name"]);
            // The proxied path is not the one that is signed.
            let elsewhere = Incoming { path: "/proxied", ..incoming };
            let taken = console.take_notification(&main(), &elsewhere);
            assert!(matches!(taken, Err(NotTaken::Unverified { .. })), "{taken:?}");
        }
    }
}
