//! Counter checkout (guides 3 and 4): the bytes, the page and its doors, the SDK's bytes, and that only Antom says that
//! something was paid.

use crate::fake::sandbox;
use crate::requests::plain;
use crate::shop::{Shop, sgd};
use console::buyer::BuyerInput;
use console::counter::{BUNDLE, Counter, Ended, EventCode, Happening, Heard, PageInput, Prefill, Ticket};
use console::request::NewRequest;
use console::view::OrderView;
use console::{Console, ConsoleError};
use domain::counter::Sdk;
use domain::rules::RefusalCode;
use money::{Currency, Money};
use reqwest::StatusCode;
use serde_json::{Value, json};
use simulator::Effect;
use url::Url;

fn at(sdk: Sdk, methods: &[&str]) -> NewRequest {
    NewRequest {
        page: PageInput { counter: Some(sdk), prefill: Prefill::default() },
        methods: methods.iter().map(|method| (*method).to_owned()).collect(),
        ..plain(4_200)
    }
}

async fn made(console: &Console, new: NewRequest) -> OrderView {
    console.new_request(new).await.unwrap().order
}

fn last_session(shop: &Shop) -> Value {
    let sent = shop.gate.sent.lock().unwrap();
    let last = sent.iter().rev().find(|(path, _)| path.ends_with("/createPaymentSession")).unwrap();
    serde_json::from_slice(&last.1).unwrap()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// The page as a browser gets it, with what stands in its attributes.
struct Opened {
    address: Url,
    page: String,
    policy: String,
}

async fn opened(counter: &Counter) -> Opened {
    let address = counter.address().clone();
    let answer = client().get(address.clone()).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    Opened { address, policy, page: answer.text().await.unwrap() }
}

impl Opened {
    fn given(&self, name: &str) -> String {
        let value = self.page.split_once(&format!("{name}=\"")).unwrap().1.split_once('"').unwrap().0;
        value.replace("&quot;", "\"").replace("&amp;", "&")
    }

    fn post(&self, body: &Value) -> reqwest::RequestBuilder {
        let event = client().post(self.address.join("/event").unwrap());
        event.header("content-type", "application/json").body(body.to_string())
    }

    /// Tells an event as the page does; gives the answer's status and the next nonce.
    async fn tell(&self, nonce: &str, code: &str) -> (StatusCode, String) {
        let origin = self.address.origin().ascii_serialization();
        let body = json!({ "nonce": nonce, "code": code });
        let answer = self.post(&body).header("origin", origin).send().await.unwrap();
        let status = answer.status();
        let told: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default();
        (status, told["nonce"].as_str().unwrap_or_default().to_owned())
    }
}

#[tokio::test]
async fn guide_003s_sample_goes_out_with_its_fields_and_nothing_else() {
    let (shop, console) = Shop::open().await;
    let amount = Money::from_minor(4_200, Currency::from_code("MYR").unwrap()).unwrap();
    let order = made(
        &console,
        NewRequest {
            amount,
            reference: Some("referenceOrderId01".to_owned()),
            description: "antom sdk test order".to_owned(),
            buyer: BuyerInput { buyer_id: Some("yourBuyerId".to_owned()), ..BuyerInput::default() },
            ..at(Sdk::OneMethod, &["ONLINEBANKING_FPX"])
        },
    )
    .await;
    let amount = json!({ "currency": "MYR", "value": "4200" });
    assert_eq!(
        last_session(&shop),
        json!({
            "paymentRequestId": order.sessions[0].request,
            "paymentAmount": amount,
            "productCode": "CASHIER_PAYMENT",
            "paymentRedirectUrl": "https://shop.example/thanks",
            "paymentMethod": { "paymentMethodType": "ONLINEBANKING_FPX" },
            "order": {
                "orderAmount": amount,
                "referenceOrderId": "referenceOrderId01",
                "orderDescription": "antom sdk test order",
                "buyer": { "referenceBuyerId": "yourBuyerId" },
            },
        })
    );
    assert_eq!(order.sessions[0].link, None, "there is no page to send a link to");
}

#[tokio::test]
async fn guide_004s_session_names_its_scene_and_what_is_filled_in_for_the_buyer() {
    let (shop, console) = Shop::open().await;
    let prefill =
        Prefill { payer_email: Some("123221321@test.com".to_owned()), cpf: Some("2132321312".to_owned()) };
    let page = PageInput { counter: Some(Sdk::Page), prefill };
    let order = made(&console, NewRequest { page, ..at(Sdk::Page, &[]) }).await;
    let sent = last_session(&shop);
    assert_eq!(sent["productScene"], "CHECKOUT_PAYMENT");
    assert_eq!(sent.get("paymentFactor"), None, "Antom captures by itself where nothing is said");
    let known = json!({ "payerEmail": "123221321@test.com", "cpf": "2132321312" });
    assert_eq!(sent["availablePaymentMethod"], json!({ "paymentMethodMetaData": known }));
    // A new session of the same order fills in the same.
    console.reissue(&order.id, true).await.unwrap();
    assert_eq!(last_session(&shop)["availablePaymentMethod"]["paymentMethodMetaData"], known);
}

#[tokio::test]
async fn a_card_at_the_counter_needs_to_know_its_buyer_too() {
    let (_shop, console) = Shop::open().await;
    let nobody = NewRequest { buyer: BuyerInput::default(), ..at(Sdk::OneMethod, &["CARD"]) };
    let refused = console.new_request(nobody).await.unwrap_err();
    assert!(matches!(&refused, ConsoleError::Refused(why) if why.code == RefusalCode::BuyerContactNeeded));
}

async fn counter(console: &Console, order: &OrderView) -> Counter {
    let ticket = console.counter_ticket(&order.id).await.unwrap();
    Counter::open(console, ticket).await.unwrap()
}

#[tokio::test]
async fn the_page_opens_once_under_an_address_nobody_can_guess_and_everything_else_is_refused() {
    let (_shop, console) = Shop::open().await;
    let order = made(&console, at(Sdk::Page, &[])).await;
    let (one, other) = (counter(&console, &order).await, counter(&console, &order).await);
    assert_ne!(one.address().path(), other.address().path());
    assert_eq!(one.address().path().len(), 65, "256 random bits");
    assert_eq!(one.address().host_str(), Some("127.0.0.1"));
    let get = |path: &str| client().get(one.address().join(path).unwrap());
    for path in ["/", "/index.html", "/event", &format!("/{}", "0".repeat(64))] {
        assert_eq!(get(path).send().await.unwrap().status(), StatusCode::NOT_FOUND, "{path}");
    }
    let foreign = client().get(one.address().clone()).header("host", "evil.example").send().await.unwrap();
    assert_eq!(foreign.status(), StatusCode::MISDIRECTED_REQUEST);
    let page = opened(&one).await;
    assert!(page.policy.contains("default-src 'none'; script-src 'self'"), "{}", page.policy);
    assert!(page.page.contains("TRAINING") && page.page.contains("AMSCheckoutPage"));
    assert!(!page.page.contains("<script>"), "no script stands in the page");
    let again = client().get(one.address().clone()).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::GONE);
    assert!(!again.text().await.unwrap().contains("data-session"));
}

#[tokio::test]
async fn an_event_comes_from_the_page_once_and_is_one_of_the_enumeration() {
    let (_shop, console) = Shop::open().await;
    let order = made(&console, at(Sdk::Page, &[])).await;
    let mut counter = counter(&console, &order).await;
    let page = opened(&counter).await;
    let nonce = page.given("data-nonce");
    for wrong in ["SUCCESS", "SDK_CALL_URL_SUCCESS", "sdk_payment_fail", ""] {
        assert_eq!(page.tell(&nonce, wrong).await.0, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let event = json!({ "nonce": nonce, "code": "SDK_PAYMENT_CANCEL" });
    assert_eq!(page.post(&event).send().await.unwrap().status(), StatusCode::FORBIDDEN, "no origin");
    for origin in ["null", "http://evil.example", "http://127.0.0.1:1"] {
        let status = page.post(&event).header("origin", origin).send().await.unwrap().status();
        assert_eq!(status, StatusCode::FORBIDDEN, "{origin}");
    }
    let origin = page.address.origin().ascii_serialization();
    let more = json!({ "nonce": nonce, "code": "SDK_PAYMENT_CANCEL", "paid": true });
    let long = json!({ "nonce": nonce, "code": "x".repeat(1_000) });
    for (body, status) in [(&more, StatusCode::BAD_REQUEST), (&long, StatusCode::PAYLOAD_TOO_LARGE)] {
        assert_eq!(page.post(body).header("origin", &origin).send().await.unwrap().status(), status);
    }
    assert_eq!(page.tell(&"0".repeat(64), "SDK_PAYMENT_CANCEL").await.0, StatusCode::FORBIDDEN);
    let (taken, next) = page.tell(&nonce, "SDK_PAYMENT_CANCEL").await;
    assert_eq!(taken, StatusCode::OK);
    assert_eq!(page.tell(&nonce, "SDK_PAYMENT_CANCEL").await.0, StatusCode::FORBIDDEN, "told already");
    assert_eq!(page.tell(&next, "SDK_PAYMENT_FAIL").await.0, StatusCode::OK);
    let heard = |code| Some(Heard::Event(code));
    assert_eq!(counter.heard().await, heard(EventCode::PaymentCancel));
    assert_eq!(counter.heard().await, heard(EventCode::PaymentFail), "and what was refused was not heard");
}

/// Pitfall: treating a redirect, or what a browser says, as success.
#[tokio::test]
async fn pitfall_a_page_that_says_it_was_paid_is_not_believed_and_antom_is_asked() {
    let (shop, console) = Shop::open().await;
    let order = made(&console, at(Sdk::Page, &["GRABPAY_SG"])).await;
    let ticket = console.counter_ticket(&order.id).await.unwrap();
    let ends_at = ticket.ends_at;
    let mut counter = Counter::open(&console, ticket).await.unwrap();
    let page = opened(&counter).await;
    let (_, next) = page.tell(&page.given("data-nonce"), "SDK_PAYMENT_SUCCESSFUL").await;
    assert!(!next.is_empty());
    let (leave, left) = tokio::sync::oneshot::channel();
    let mut leave = Some(leave);
    let asked = |shop: &Shop| {
        shop.gate.sent.lock().unwrap().iter().filter(|(path, _)| path.ends_with("/inquiryPayment")).count()
    };
    let before = asked(&shop);
    // Whoever stands by leaves when the lie was told; Antom is asked about it all the same.
    let until_told = async { left.await.unwrap() };
    let ended = console.attend(order.id, ends_at, &mut counter, until_told, |happening| {
        if let (Happening::Told(EventCode::PaymentSuccessful), Some(leave)) = (happening, leave.take()) {
            leave.send(()).unwrap();
        }
    });
    assert_eq!(ended.await.unwrap(), Ended::Left);
    assert!(asked(&shop) > before, "Antom was asked");
    assert_eq!(console.show(&order.id).unwrap().state.state, "waiting");
    shop.buyer_pays(&order.sessions[0].request, "GRABPAY_SG", None);
    let ended = console.attend(order.id, ends_at, &mut counter, std::future::pending(), |_| ()).await;
    assert_eq!(ended.unwrap(), Ended::Paid, "without a word of the page");
    assert_eq!(console.show(&order.id).unwrap().state.state, "paid");
}

/// Guide 4: some methods lead to a page of their own inside the embedded one. It may be anybody's, so the page keeps its
/// frame from it; whoever stands by reads that, and the session can still be paid by its link.
#[tokio::test]
async fn a_page_of_a_bank_in_the_frame_is_not_shown_and_whoever_stands_by_is_told() {
    let (shop, console) = Shop::open().await;
    let order = made(&console, at(Sdk::Page, &["GRABPAY_SG"])).await;
    let ticket = console.counter_ticket(&order.id).await.unwrap();
    assert_eq!(ticket.back.as_deref(), Some("shop.example"));
    let ends_at = ticket.ends_at;
    let mut counter = Counter::open(&console, ticket).await.unwrap();
    let page = opened(&counter).await;
    let frames = page.policy.split("; ").find(|part| part.starts_with("frame-src ")).unwrap();
    assert_eq!(frames, format!("frame-src {}", shop.simulator.checkout_url()), "and no other host");
    page.tell(&page.given("data-nonce"), "COUNTER_LED_ELSEWHERE").await;
    let mut led = 0;
    shop.buyer_pays(&order.sessions[0].request, "GRABPAY_SG", None);
    let ended = console.attend(order.id, ends_at, &mut counter, std::future::pending(), |happening| {
        led += usize::from(matches!(happening, Happening::LedElsewhere));
    });
    assert_eq!((ended.await.unwrap(), led), (Ended::Paid, 1));
}

/// Pitfall: treating ORDER_NOT_EXIST on a fresh link as an error.
#[tokio::test]
async fn pitfall_a_buyer_who_has_not_submitted_yet_is_waited_for() {
    let (shop, console) = Shop::open().await;
    let order = made(&console, at(Sdk::OneMethod, &["GRABPAY_SG"])).await;
    let ticket = console.counter_ticket(&order.id).await.unwrap();
    let ends_at = ticket.ends_at;
    let mut counter = Counter::open(&console, ticket).await.unwrap();
    shop.pass(simulator::Span::hours(2));
    let mut trouble = Vec::new();
    let ended = console
        .attend(order.id, ends_at, &mut counter, std::future::pending(), |happening| {
            if let Happening::NothingLearnt(why) = happening {
                trouble.push(why);
            }
        })
        .await;
    assert_eq!(ended.unwrap(), Ended::SessionOver);
    assert_eq!(trouble, Vec::<String>::new());
}

#[tokio::test]
async fn an_order_that_was_made_for_a_link_is_paid_at_the_counter_with_the_same_session() {
    let (shop, console) = Shop::open().await;
    let order = made(&console, plain(1_000)).await;
    let ticket = console.counter_ticket(&order.id).await.unwrap();
    assert_eq!((ticket.sdk, ticket.amount), (Sdk::Page, sgd(1_000)));
    assert_eq!(shop.booked(Effect::SessionIssued).len(), 1, "no second session is made");
    shop.buyer_pays(&order.sessions[0].request, "GRABPAY_SG", None);
    let refused = console.counter_ticket(&order.id).await.unwrap_err();
    assert!(
        matches!(&refused, ConsoleError::Refused(why) if why.code == RefusalCode::OrderPaid),
        "{refused}"
    );
}

#[tokio::test]
async fn the_sessions_data_stand_in_the_page_and_nowhere_else() {
    let (_shop, console) = Shop::open().await;
    let order = made(&console, at(Sdk::OneMethod, &["GRABPAY_SG"])).await;
    let ticket = console.counter_ticket(&order.id).await.unwrap();
    let printed = format!("{ticket:?}");
    let counter = Counter::open(&console, ticket).await.unwrap();
    let page = opened(&counter).await;
    let secret = page.given("data-session");
    let secret = secret.split("&&").next().unwrap();
    assert!(secret.len() > 40);
    let shown = serde_json::to_string(&console.show(&order.id).unwrap()).unwrap();
    let evidence = serde_json::to_string(&console.evidence(&order.id).unwrap()).unwrap();
    assert!(evidence.contains("paymentSessionData"), "that there are some is shown");
    for text in [&printed, &shown, &evidence, &format!("{counter:?}")] {
        assert!(!text.contains(secret), "{text}");
    }
}

async fn sandboxed(sdk: Sdk) -> (tempfile::TempDir, Console, Ticket) {
    let (place, console, antom) = sandbox().await;
    let mut answer = json!({
        "result": { "resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": "success." },
        "paymentSessionData": "UNvjVWnWPXJA4BgW+vfjsQj7PbOraafHY19X==&&SG&&111&&e30=",
        "paymentSessionExpiryTime": "2099-04-06T03:28:49Z",
        "paymentSessionId": "S-1",
    });
    if sdk == Sdk::Page {
        answer["normalUrl"] =
            json!("https://checkout.antom.com/checkout-page/pages/payment/index.html?sessionData=x");
    }
    antom.will_say(answer);
    antom.will_say(crate::fake::not_there());
    let order = made(&console, at(sdk, &["GRABPAY_SG"])).await;
    let ticket = console.counter_ticket(&order.id).await.unwrap();
    (place, console, ticket)
}

#[tokio::test]
async fn the_sdk_has_the_same_bytes_in_every_environment() {
    let (_shop, training) = Shop::open().await;
    let order = made(&training, at(Sdk::Page, &[])).await;
    let there = counter(&training, &order).await;
    let (_place, console, ticket) = sandboxed(Sdk::Page).await;
    let here = Counter::open(&console, ticket).await.unwrap();
    for counter in [&there, &here] {
        let served = client().get(counter.address().join("/ams-checkout.js").unwrap()).send().await.unwrap();
        assert_eq!(served.bytes().await.unwrap(), BUNDLE);
    }
    let page = opened(&here).await;
    assert!(page.page.contains("SANDBOX") && page.page.contains("data-environment=\"sandbox\""));
}

#[tokio::test]
async fn a_host_of_ones_own_is_refused_outside_of_training() {
    let (shop, training) = Shop::open().await;
    let order = made(&training, at(Sdk::OneMethod, &["GRABPAY_SG"])).await;
    let there = counter(&training, &order).await;
    let host = there.address().query_pairs().find(|(name, _)| name == "host").unwrap().1.into_owned();
    assert_eq!(host, format!("{}/sdk/one-method.html", shop.simulator.checkout_url()));
    for sdk in [Sdk::OneMethod, Sdk::Page] {
        let (_place, console, ticket) = sandboxed(sdk).await;
        let counter = Counter::open(&console, ticket).await.unwrap();
        assert_eq!(counter.address().query(), None);
        for query in
            [format!("_moreEnv=true&host={host}"), "host=https://evil.example/".to_owned(), String::new()]
        {
            let mut address = counter.address().clone();
            address.set_query(Some(&query));
            let status = client().get(address).send().await.unwrap().status();
            assert_eq!(status, StatusCode::NOT_FOUND, "{query}");
        }
        let page = opened(&counter).await;
        assert_eq!(page.given("data-environment"), "sandbox", "the SDK takes no address there");
        assert!(!page.policy.contains("http://"), "{}", page.policy);
    }
}
