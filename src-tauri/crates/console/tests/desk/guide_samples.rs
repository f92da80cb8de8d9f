//! Every answer and every notification that Antom's five guides print, signed and handed to the console as Antom would:
//! answers over its transport, notifications over HTTP to its receiver. What they come to is what staff see: the state
//! word, amounts, deadlines, whether to ship.
//!
//! Ids of the shop's own (`paymentRequestId`, `captureRequestId`) are put in the place of the printed ones, which a shop
//! cannot choose; where a guide calls one payment by two ids, the one of the order. The guides print no message of
//! `cancel`, `refund`, `inquiryRefund` or a dispute; those are tried against the simulator, beside this file.

use crate::fake::{FakeAntom, SANDBOX, sandbox_by};
use crate::receiving::said;
use crate::requests::plain;
use crate::shop::{decided, whole};
use chrono::{DateTime, TimeDelta, Utc};
use console::buyer::BuyerInput;
use console::by_pay::PayInput;
use console::counter::{Counter, PageInput, Prefill};
use console::goods::{GoodsMore, Item};
use console::receiving::{Address, Receiver};
use console::request::{NewRequest, RequestMade};
use console::view::{IntentView, OrderView, PaymentView};
use console::{Clock, Console};
use domain::counter::Sdk;
use domain::fact::CaptureMode;
use domain::ids::AccountName;
use domain::intent::Verb;
use money::Money;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

const PATH: &str = "/payment/receiveNotify";

/// The samples of a kind in one guide, in the order of the guide.
fn samples(guide: u64, kind: &str) -> Vec<Value> {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../../../antom/tests/guide-samples.json")).unwrap();
    let fits = |sample: &&Value| sample["guide"] == guide && sample["kind"] == kind;
    let found: Vec<Value> = all.iter().filter(fits).map(|sample| sample["body"].clone()).collect();
    assert!(!found.is_empty(), "guide {guide} prints no {kind}");
    found
}

/// A sample with another value at one place, which must be there.
fn with(mut sample: Value, field: &str, value: &str) -> Value {
    assert!(sample[field].is_string(), "{field} stands in {sample}");
    sample[field] = json!(value);
    sample
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The time of a field of a sample.
fn time(sample: &Value, field: &str) -> DateTime<Utc> {
    at(sample[field].as_str().unwrap())
}

/// A clock that is set to the day of a sample.
pub struct Hand(pub Mutex<DateTime<Utc>>);

#[async_trait::async_trait]
impl Clock for Hand {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    async fn sleep_until(&self, at: DateTime<Utc>) {
        let mut now = self.0.lock().unwrap();
        *now = at.max(*now);
    }
}

/// A shop on the day of a sample.
struct Day {
    console: Arc<Console>,
    antom: Arc<FakeAntom>,
    clock: Arc<Hand>,
    _place: tempfile::TempDir,
}

impl Day {
    /// It is this long before a moment.
    async fn before(moment: DateTime<Utc>, minutes: i64) -> Self {
        let clock = Arc::new(Hand(Mutex::new(moment - TimeDelta::minutes(minutes))));
        let (place, console, antom) = sandbox_by(Arc::clone(&clock) as Arc<dyn Clock>).await;
        Self { console: Arc::new(console), antom, clock, _place: place }
    }

    /// It is a moment after another.
    fn comes_to(&self, moment: DateTime<Utc>) {
        *self.clock.0.lock().unwrap() = moment + TimeDelta::seconds(3);
    }

    async fn makes(&self, new: NewRequest, answer: Value) -> RequestMade {
        self.antom.will_say(answer);
        self.console.new_request(new).await.unwrap()
    }

    /// Antom is asked and answers with a sample.
    async fn hears(&self, order: &OrderView, answer: Value) -> OrderView {
        self.antom.will_say(answer);
        let asked = self.console.inquire(&order.id).await.unwrap();
        assert_eq!(asked.unknown, Vec::<String>::new());
        asked.order
    }

    /// A sample reaches the shop as what it is: a notification by itself, anything else as the answer to an inquiry.
    async fn learns(&self, order: &OrderView, sample: Value) -> OrderView {
        if sample["notifyType"].is_string() {
            self.is_told(order, &sample).await
        } else {
            self.hears(order, sample).await
        }
    }

    /// Antom tells a sample; it is answered as the guides prescribe, and no second time written down.
    async fn is_told(&self, order: &OrderView, sample: &Value) -> OrderView {
        let main = AccountName("main".to_owned());
        let address =
            Address::new("127.0.0.1:0".parse().unwrap(), &format!("https://shop.example{PATH}"), None);
        let receiver = Receiver::listen(Arc::clone(&self.console), main, address.unwrap(), |_| ());
        let receiver = receiver.await.unwrap();
        let host = receiver.listens_on().to_string();
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let served = tokio::spawn(receiver.serve(async move { drop(stopped.await) }));
        let body = sample.to_string();
        let signed_at = self.clock.now().to_rfc3339();
        let signature = self.antom.signs(PATH, SANDBOX, &signed_at, body.as_bytes());
        let call = format!(
            "POST {PATH} HTTP/1.1\r\nhost: {host}\r\nclient-id: {SANDBOX}\r\nrequest-time: {signed_at}\r\n\
             signature: {signature}\r\ncontent-type: application/json\r\nconnection: close\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        let facts = || self.console.verify(None).unwrap().verification.facts;
        let reply = samples(4, "notification reply").remove(0);
        let mut before = facts();
        for new in [1, 0] {
            let (status, said) = said(&host, call.as_bytes()).await;
            assert_eq!((status, serde_json::from_str::<Value>(&said).unwrap()), (200, reply.clone()));
            assert_eq!(facts(), before + new);
            before = facts();
        }
        stop.send(()).unwrap();
        served.await.unwrap();
        self.console.show(&order.id).unwrap()
    }
}

fn amount(sample: &Value) -> Money {
    let amount = &sample["paymentAmount"];
    Money::from_wire(amount["currency"].as_str().unwrap(), amount["value"].as_str().unwrap()).unwrap()
}

/// What is asked for so that a sample can be about it.
fn asking(amount: Money, methods: &[&str]) -> NewRequest {
    let methods = methods.iter().map(|&method| method.to_owned()).collect();
    NewRequest { amount, methods, ..plain(1) }
}

fn by_pay(amount: Money, capture_mode: CaptureMode) -> NewRequest {
    NewRequest { by_pay: Some(PayInput::default()), capture_mode, ..asking(amount, &["CARD"]) }
}

fn request(order: &OrderView) -> &str {
    &order.sessions.last().unwrap().request
}

fn payment(order: &OrderView) -> &PaymentView {
    order.payments.last().unwrap()
}

/// State word, and whether to ship.
fn stands(order: &OrderView) -> (&str, &str) {
    (&order.state.state, &order.ship.word)
}

/// The session of a guide: its page, byte for byte, and its end.
async fn session(guide: u64, nth: usize) -> (Day, RequestMade) {
    let answer = samples(guide, "createPaymentSession answer").remove(nth);
    let ends = time(&answer, "paymentSessionExpiryTime");
    let day = Day::before(ends, 59).await;
    let made = day.makes(asking(Money::from_wire("KRW", "100").unwrap(), &[]), answer.clone()).await;
    assert_eq!(made.link.as_deref(), answer["normalUrl"].as_str());
    assert_eq!((made.ends_at, stands(&made.order)), (Some(ends), ("waiting", "Don't ship yet")));
    let shown = &made.order.sessions[0];
    assert_eq!((shown.live, shown.session.as_deref()), (true, answer["paymentSessionId"].as_str()));
    let page = answer["normalUrl"].as_str().unwrap().split('?').next().unwrap();
    assert!(shown.link.as_deref().unwrap().starts_with(page), "{shown:?}");
    day.comes_to(ends);
    assert!(!day.console.show(&made.order.id).unwrap().sessions[0].live, "its end is its end");
    (day, made)
}

#[tokio::test]
async fn guide_000_every_session_leads_to_its_page_until_it_ends() {
    for nth in 0..samples(0, "createPaymentSession answer").len() {
        session(0, nth).await;
    }
}

#[tokio::test]
async fn guide_000_the_notification_reads_paid_by_the_method_it_names() {
    let sample = samples(0, "notification").remove(0);
    let day = Day::before(time(&sample, "paymentTime"), 2).await;
    let answer = samples(0, "createPaymentSession answer").remove(0);
    let made = day.makes(asking(amount(&sample), &[]), answer).await;
    day.comes_to(time(&sample, "paymentTime"));
    let told = with(sample.clone(), "paymentRequestId", request(&made.order));
    let order = day.is_told(&made.order, &told).await;
    assert_eq!(stands(&order), ("paid", "Ship now"));
    let paid = payment(&order);
    assert_eq!(paid.id, "20240419194010800100188350218317930");
    assert_eq!((paid.amount.to_string().as_str(), paid.method.as_deref()), ("KRW 100", Some("TOSSPAY")));
    assert_eq!(paid.paid_at, Some(time(&sample, "paymentTime")));
    assert_eq!((paid.hold_ends_at, paid.checks.is_some()), (None, false));
}

/// A payment of guide 1 that the buyer was led to a page for.
async fn led_to_a_page(sample: &Value, mode: CaptureMode) -> (Day, OrderView) {
    let day = Day::before(time(sample, "paymentTime"), 2).await;
    // The guide prints no answer that leads to a page; api.md section 3.7 says what stands in it.
    let answer = json!({
        "result": { "resultStatus": "U", "resultCode": "PAYMENT_IN_PROCESS", "resultMessage": "in process" },
        "paymentId": sample["paymentId"], "paymentAmount": sample["paymentAmount"],
        "normalUrl": "https://checkout.antom.com/page?x=1",
    });
    let made = day.makes(by_pay(amount(sample), mode), answer).await;
    assert_eq!(stands(&made.order), ("waiting", "Don't ship yet"));
    day.comes_to(time(sample, "paymentTime"));
    (day, made.order)
}

/// What guide 1 prints of a card, with 3-D Secure and without.
fn card_is_held(order: &OrderView, sample: &Value) {
    assert_eq!(stands(order), ("authorised", "Don't ship yet"));
    assert!(order.ship.because.contains("only held"), "{:?}", order.ship);
    let held = payment(order);
    assert_eq!((held.id.as_str(), held.amount), (sample["paymentId"].as_str().unwrap(), amount(sample)));
    assert_eq!(held.method.as_deref(), Some("CARD"), "as it was asked for");
    assert_eq!(held.paid_at, Some(time(sample, "paymentTime")));
    let checks = held.checks.as_ref().unwrap();
    assert_eq!(
        (checks.address.code.as_str(), checks.security_code.code.as_str()),
        ("AVS_STREET_ONLY", "CVV_MATCHES")
    );
    let recognised = sample["paymentResultInfo"]["threeDSResult"].is_object();
    let (who, loss) = if recognised {
        ("THREE_DS_AUTHENTICATED", "LIABILITY_ISSUER")
    } else {
        ("THREE_DS_NOT_AUTHENTICATED", "LIABILITY_MERCHANT")
    };
    assert_eq!((checks.authentication.code.as_str(), checks.liability.code.as_str()), (who, loss));
}

#[tokio::test]
async fn guide_001_every_notification_of_an_authorisation_reads_held_with_its_checks() {
    let authorised = |sample: &Value| sample["notifyType"] == "PAYMENT_RESULT";
    for sample in samples(1, "notification").into_iter().filter(authorised) {
        let (day, order) = led_to_a_page(&sample, CaptureMode::Manual).await;
        let told = with(sample.clone(), "paymentRequestId", request(&order));
        card_is_held(&day.is_told(&order, &told).await, &sample);
    }
}

#[tokio::test]
async fn guide_001_every_inquiry_reads_held_with_its_checks_and_seven_days_to_capture() {
    for sample in samples(1, "inquiryPayment answer") {
        let (day, order) = led_to_a_page(&sample, CaptureMode::Manual).await;
        let answer = with(sample.clone(), "paymentRequestId", request(&order));
        let order = day.hears(&order, answer).await;
        card_is_held(&order, &sample);
        let held = payment(&order);
        let week = time(&sample, "paymentTime") + TimeDelta::days(7);
        assert_eq!((held.hold_ends_at, held.hold_estimated), (Some(week), true), "Antom gave none");
        assert_eq!(order.action, "capture");
    }
}

/// A hold of guide 1 whose capture is answered as the guide prints it: without a result.
async fn capture_is_answered() -> (Day, OrderView, IntentView) {
    let held = samples(1, "inquiryPayment answer").remove(1);
    let (day, order) = led_to_a_page(&held, CaptureMode::Manual).await;
    let held = with(held, "paymentRequestId", request(&order));
    let order = day.hears(&order, held.clone()).await;
    // It is asked before it is decided, before it leaves, and because the answer is not known.
    day.antom.always_says("/inquiryPayment", held);
    let (prepared, intent) = decided(&day.console, whole(order.id, Verb::Capture)).await.unwrap();
    assert!(prepared.sentence.contains("SGD 42.00"), "{}", prepared.sentence);
    let answer = samples(1, "capture answer").remove(0);
    let answer = with(with(answer, "captureRequestId", &intent.operation), "paymentId", &payment(&order).id);
    day.antom.always_says("/capture", answer);
    let intent = day.console.settle(&intent.id).await.unwrap();
    assert_eq!((intent.stage.as_str(), intent.word.as_str()), ("checking", "Checking with Antom"));
    (day, order, intent)
}

#[tokio::test]
async fn guide_001_an_answer_to_a_capture_without_a_result_is_not_known() {
    let (day, order, _) = capture_is_answered().await;
    let order = day.console.show(&order.id).unwrap();
    assert_eq!(stands(&order), ("checking", "Don't ship yet"));
}

#[tokio::test]
async fn guide_001_every_list_of_transactions_says_what_became_of_the_capture() {
    let expected = [("done", "captured"), ("refused", "authorised"), ("checking", "checking")];
    let listed = samples(1, "transactions");
    assert_eq!(listed.len(), expected.len());
    for (sample, (stage, state)) in listed.into_iter().zip(expected) {
        let (day, order, intent) = capture_is_answered().await;
        let mut answer = samples(1, "inquiryPayment answer").remove(1);
        answer["transactions"] = sample["transactions"].clone();
        answer["transactions"][0]["transactionRequestId"] = json!(intent.operation);
        let answer = with(answer, "paymentRequestId", request(&order));
        day.antom.always_says("/inquiryPayment", answer);
        let order = day.console.inquire(&order.id).await.unwrap().order;
        let intent = order.intents.last().unwrap();
        assert_eq!((intent.stage.as_str(), order.state.state.as_str()), (stage, state), "{sample}");
        assert_eq!(order.ship.ship == "now", stage == "done", "{:?}", order.ship);
    }
}

#[tokio::test]
async fn guide_001_every_notification_of_a_capture_says_what_became_of_it() {
    let expected = [("done", "captured", "Ship now"), ("refused", "authorised", "Don't ship yet")];
    let captured = |sample: &Value| sample["notifyType"] == "CAPTURE_RESULT";
    let told: Vec<Value> = samples(1, "notification").into_iter().filter(captured).collect();
    assert_eq!(told.len(), expected.len());
    for (sample, (stage, state, ship)) in told.into_iter().zip(expected) {
        let (day, order, intent) = capture_is_answered().await;
        let sample = with(sample, "captureRequestId", &intent.operation);
        let order = day.is_told(&order, &with(sample, "paymentId", &payment(&order).id)).await;
        assert_eq!((order.intents[0].stage.as_str(), stands(&order)), (stage, (state, ship)));
    }
}

/// What guide 2 sells, on the page for one product.
fn product(amount: Money) -> NewRequest {
    let buyer = BuyerInput {
        name: Some("Dehua Skr Liu".to_owned()),
        buyer_id: Some("test1234".to_owned()),
        ..BuyerInput::default()
    };
    let items =
        vec![Item { name: "ticket".to_owned(), quantity: 1, unit: amount, more: GoodsMore::default() }];
    NewRequest { buyer, items, ..asking(amount, &["ANTOM_BIZ_ACCOUNT"]) }
}

#[tokio::test]
async fn guide_002_the_notification_and_the_inquiry_read_paid() {
    let answers = [samples(2, "notification").remove(0), samples(2, "inquiryPayment answer").remove(0)];
    for sample in answers {
        let day = Day::before(time(&sample, "paymentTime"), 2).await;
        let made =
            day.makes(product(amount(&sample)), samples(2, "createPaymentSession answer").remove(0)).await;
        day.comes_to(time(&sample, "paymentTime"));
        let sent = with(sample.clone(), "paymentRequestId", request(&made.order));
        let order = day.learns(&made.order, sent).await;
        assert_eq!(stands(&order), ("paid", "Ship now"), "its one method is known, named or not");
        let paid = payment(&order);
        assert_eq!(
            (paid.amount.to_string().as_str(), paid.paid_at),
            ("HKD 10.00", Some(time(&sample, "paymentTime")))
        );
    }
    session(2, 0).await;
}

#[tokio::test]
async fn guide_003_the_session_goes_to_the_browser_sdk_and_has_no_link() {
    let answer = samples(3, "createPaymentSession answer").remove(0);
    let ends = time(&answer, "paymentSessionExpiryTime");
    let day = Day::before(ends, 30).await;
    let page = PageInput { counter: Some(Sdk::OneMethod), prefill: Prefill::default() };
    let fpx = asking(Money::from_wire("MYR", "4200").unwrap(), &["ONLINEBANKING_FPX"]);
    let made = day.makes(NewRequest { page, ..fpx }, answer.clone()).await;
    assert_eq!((made.link, made.ends_at), (None, Some(ends)));
    at_the_counter(&day, &made.order, answer["paymentSessionData"].as_str().unwrap()).await;
}

/// The session's data reach the page at the counter, byte for byte.
async fn at_the_counter(day: &Day, order: &OrderView, data: &str) {
    // Antom is asked first whether it was paid meanwhile.
    day.antom.will_say(crate::fake::not_there());
    let ticket = day.console.counter_ticket(&order.id).await.unwrap();
    let counter = Counter::open(&day.console, ticket).await.unwrap();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let page = client.get(counter.address().clone()).send().await.unwrap().text().await.unwrap();
    assert!(page.contains(&format!("data-session=\"{}\"", data.replace('&', "&amp;"))), "{page}");
}

#[tokio::test]
async fn guide_003_the_notification_and_the_inquiry_read_paid() {
    let answers = [samples(3, "notification").remove(0), samples(3, "inquiryPayment answer").remove(0)];
    for (sample, read) in answers.into_iter().zip(["MYR 42.00", "USD 5.00"]) {
        let day = Day::before(time(&sample, "paymentTime"), 2).await;
        let page = PageInput { counter: Some(Sdk::OneMethod), prefill: Prefill::default() };
        let new = NewRequest { page, ..asking(amount(&sample), &["ONLINEBANKING_FPX"]) };
        let made = day.makes(new, samples(3, "createPaymentSession answer").remove(0)).await;
        day.comes_to(time(&sample, "paymentTime"));
        let sent = with(sample.clone(), "paymentRequestId", request(&made.order));
        let order = day.learns(&made.order, sent).await;
        assert_eq!(
            (stands(&order), payment(&order).amount.to_string().as_str()),
            (("paid", "Ship now"), read),
            "the one method is known even where the answer does not name it"
        );
    }
}

#[tokio::test]
async fn guide_004_the_session_is_embedded_and_its_page_can_be_sent_too() {
    let answer = samples(4, "createPaymentSession answer").remove(0);
    let ends = time(&answer, "paymentSessionExpiryTime");
    let day = Day::before(ends, 30).await;
    let page = PageInput { counter: Some(Sdk::Page), prefill: Prefill::default() };
    let made = day.makes(NewRequest { page, ..plain(6_000) }, answer.clone()).await;
    assert_eq!((made.link.as_deref(), made.ends_at), (answer["normalUrl"].as_str(), Some(ends)));
    at_the_counter(&day, &made.order, answer["paymentSessionData"].as_str().unwrap()).await;
}

#[tokio::test]
async fn guide_004_a_wallet_is_shipped_when_paid_and_a_card_when_captured() {
    let told = samples(4, "notification");
    let [wallet, card, capture] = told.as_slice() else { panic!("{}", told.len()) };
    for (sample, stand) in [(wallet, ("paid", "Ship now")), (card, ("authorised", "Don't ship yet"))] {
        let day = Day::before(time(sample, "paymentTime"), 2).await;
        let made =
            day.makes(asking(amount(sample), &[]), samples(4, "createPaymentSession answer").remove(0)).await;
        day.comes_to(time(sample, "paymentTime"));
        let sent = with(sample.clone(), "paymentRequestId", request(&made.order));
        let order = day.is_told(&made.order, &sent).await;
        assert_eq!(stands(&order), stand);
        if sample["paymentMethodType"] != "CARD" {
            assert_eq!(payment(&order).amount.to_string(), "KRW 100");
            continue;
        }
        let held = payment(&order);
        let shown = held.card.as_ref().unwrap();
        assert_eq!(held.amount.to_string(), "USD 0.01");
        assert_eq!((shown.brand.as_deref(), shown.last4.as_deref()), (Some("MASTERCARD"), Some("1876")));
        let checks = held.checks.as_ref().unwrap();
        assert_eq!(checks.address.code, "AVS_NOT_CHECKED");
        assert_eq!(checks.liability.code, "LIABILITY_MERCHANT", "an empty result recognises nobody");
        // It is captured by Antom: no `paymentRequestId`, and the `captureRequestId` is the attempt's id.
        day.comes_to(time(capture, "captureTime"));
        let sent = with(capture.clone(), "captureRequestId", request(&made.order));
        let order = day.is_told(&order, &sent).await;
        assert_eq!(stands(&order), ("captured", "Ship now"));
        let taken = &payment(&order).captures[0];
        assert_eq!((taken.amount.to_string().as_str(), taken.ours), ("USD 0.01", false));
    }
}

#[tokio::test]
async fn guide_004_the_inquiry_reads_paid_in_the_currency_of_the_order() {
    let sample = samples(4, "inquiryPayment answer").remove(0);
    let day = Day::before(time(&sample, "paymentTime"), 2).await;
    let made =
        day.makes(asking(amount(&sample), &[]), samples(4, "createPaymentSession answer").remove(0)).await;
    day.comes_to(time(&sample, "paymentTime"));
    let answer = with(sample.clone(), "paymentRequestId", request(&made.order));
    let order = day.hears(&made.order, answer).await;
    let paid = payment(&order);
    assert_eq!(stands(&order), ("paid", "Ship now"));
    assert_eq!((paid.amount.to_string().as_str(), paid.method.as_deref()), ("USD 0.01", Some("ALIPAY_CN")));
    assert_eq!(paid.paid_at, Some(time(&sample, "paymentTime")));
}
