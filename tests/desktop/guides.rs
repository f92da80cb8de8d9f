//! The sample requests of Antom's five guides, word for word, typed into the real form. What arrived at the
//! simulator's socket is compared with the sample as it is printed there; every place where it cannot be the same is named
//! with its reason.

use crate::{App, Hand, Person};
use serde_json::{Value, json};

/// The samples of a kind in one guide, in the order of the guide.
fn samples(guide: u64, kind: &str) -> Vec<Value> {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../../src-tauri/crates/antom/tests/guide-samples.json")).unwrap();
    let fits = |sample: &&Value| sample["guide"] == guide && sample["kind"] == kind;
    all.iter().filter(fits).map(|sample| sample["body"].clone()).collect()
}

/// A sample with another value at one place, which must be there.
fn with(mut sample: Value, place: &str, value: Value) -> Value {
    *sample.pointer_mut(place).unwrap_or_else(|| panic!("{place} is no place of the sample")) = value;
    sample
}

const BACK: &str = "https://www.yourRedirectUrl.com";
const NOTIFY: &str = "https://www.yourNotifyUrl.com";
const ID: &str = "/paymentRequestId";
const MORE: &str =
    "More: flights and stays, addresses, one payment, order of ways to pay, where the money goes";
const FIRST: &str = "20da2d58-d6e2-84d2-01b6-eee69eccb402";
const ACCOUNTS: [&str; 8] = ["hosted", "saved", "choice", "cards", "timed", "flight", "method", "embedded"];

/// An account with the addresses and the settlement currency of a sample.
fn account(app: &App, name: &str, sample: &Value) {
    let antom = app.antom();
    let mut words = vec!["account", "add", name, "--environment", "training"];
    let url = antom.url();
    words.extend(["--simulator", &url, "--simulator-token", antom.token()]);
    // Plain http is not handed to Antom, and a page of the shop is one of the web: guide 1 has other addresses.
    let secure = |place: &str, instead: &str| match sample[place].as_str().unwrap() {
        address if address.starts_with("https://") => address.to_owned(),
        _ => instead.to_owned(),
    };
    let (back, notify) = (secure("paymentRedirectUrl", BACK), secure("paymentNotifyUrl", NOTIFY));
    words.extend(["--redirect-url", &back, "--notify-url", &notify]);
    if let Some(currency) = sample["settlementStrategy"]["settlementCurrency"].as_str() {
        words.extend(["--settlement-currency", currency]);
    }
    app.command_line(&words);
}

/// The body of the newest call of an operation for an order, as it arrived.
async fn arrived(app: &App, operation: &str, order: &str) -> Value {
    app.until(&format!("a {operation} for {order} at the simulator's socket"), || async move {
        let calls = app.antom().get("calls").await;
        let fits = |call: &&Value| call["path"].as_str().is_some_and(|path| path.ends_with(operation));
        let bodies = calls["calls"].as_array()?.iter().rev().filter(fits);
        bodies
            .filter_map(|call| serde_json::from_str::<Value>(call["body"].as_str()?).ok())
            .find(|body| body["order"]["referenceOrderId"] == order)
    })
    .await
}

/// What every sample has: account, amount, order and description.
async fn begin(person: &Person<'_>, account: &str, amount: (&str, &str), order: &str, description: &str) {
    person.choose("Account", account).await;
    person.choose("Currency", amount.0).await;
    person.write("Amount", amount.1).await;
    person.write("Order number", order).await;
    person.write("Description, as the buyer will read it", description).await;
}

/// Makes the link, gives what arrived and the id of the attempt, which is ours, and begins the next form.
async fn made(person: &Person<'_>, operation: &str, order: &str) -> (Value, Value) {
    let app = person.app();
    app.press("Ctrl+Enter").await;
    person.reads("Preview and link", "left on this checkout, ends").await;
    let sent = arrived(app, operation, order).await;
    let request = json!(app.antom().links(order).await.last().unwrap().request);
    assert_eq!(sent["paymentRequestId"], request);
    // The key is heard once the form has given the focus away.
    app.until("the next form", || async move {
        if !app.text_in("Preview and link").await.contains("left on this checkout") {
            return Some(());
        }
        app.press("n").await;
        None
    })
    .await;
    (sent, request)
}

/// Opens what is rarely needed; it stays open from one form to the next.
async fn more(person: &Person<'_>) {
    let open = format!(
        "return [...document.querySelectorAll('button[aria-expanded=true]')].some((one) => one.innerText.trim() === {})",
        json!(MORE)
    );
    if person.app().run(&open).await != json!(true) {
        person.press("button", MORE).await;
    }
}

/// Writes the customer number; its field stays once it was asked for.
async fn customer(person: &Person<'_>, number: &str) {
    let hidden = "return document.querySelector('button[aria-label=\"Add a customer number\"]') !== null";
    if person.app().run(hidden).await == json!(true) {
        person.press("button", "Add a customer number").await;
    }
    person.write("Customer number", number).await;
}

/// Chooses that the buyer pays at the counter.
async fn at_counter(person: &Person<'_>, by: &str) {
    more(person).await;
    person.pick("At the counter").await;
    person.pick(by).await;
}

/// The goods of guide 0, at a price.
async fn goods(person: &Person<'_>, price: &str) {
    person.press("button", "Add item").await;
    person.write("Name of item 1", "Goods No.1").await;
    person.write("Unit price of item 1", price).await;
    person.press("button", "More of item 1").await;
    let picture = "https://ac.alipay.com/storage/2020/6/4/5f7a45a1-3398-4029-8791-a9545a496642.svg";
    for (cell, text) in [
        ("Article number", FIRST),
        ("Brand", "AMSDM"),
        ("Category", "card/ssr/adc"),
        ("Variant", "SKU1"),
        ("Page", "HangZhou LeiFenTa"),
        ("Picture", picture),
    ] {
        person.write(&format!("{cell}, Item 1"), text).await;
    }
}

pub async fn guide_000_hosted_checkout_page(person: &Person<'_>) {
    let sample = samples(0, "createPaymentSession request").remove(0);
    begin(person, "hosted", ("KRW", "30000"), FIRST, "AMSDM_GIFT").await;
    goods(person, "30000").await;
    // Every way to pay is offered to a buyer nobody knows, which the form says before it is done.
    person.app().press("Ctrl+Enter").await;
    person.press("button", "Ask without it").await;
    person.app().read("Antom refuses a card on its page").await;
    let (sent, request) = made(person, "createPaymentSession", FIRST).await;
    assert_eq!(sent, with(sample, ID, request));
}

pub async fn guide_000_saved_card(person: &Person<'_>) {
    let app = person.app();
    let sample = samples(0, "createPaymentSession request").remove(1);
    let mut before =
        vec!["--account", "saved", "request", "new", "--order", "BEFORE", "--amount", "USD 5.00"];
    before.extend(["--description", "Tea", "--method", "CARD", "--buyer-id", "88888888"]);
    app.command_line(&before);
    let first = &app.antom().links("BEFORE").await[0].request;
    let act = json!({ "act": "pay", "payment_request_id": first, "method": "CARD", "card": "visa" });
    app.antom().post("payments", &act).await;
    app.command_line(&["payment", "inquire", "BEFORE"]);
    // The order number of the first sample, which the form takes once only.
    let order = "20da2d58-saved";
    begin(person, "saved", ("USD", "0.01"), order, "AMSDM_GIFT").await;
    person.write("Buyer name", "firstName lastName").await;
    person.write("E-mail", "test@test.com").await;
    person.write("Phone", "123456789").await;
    customer(person, "88888888").await;
    goods(person, "0.01").await;
    person.press("button", "Visa •• 0768").await;
    more(person).await;
    person.press("button", "First and last name").await;
    person.write("First name", "firstName").await;
    person.write("Last name", "lastName").await;
    let (sent, request) = made(person, "createPaymentSession", order).await;
    // The token is the one this simulator gave with the payment before; it is never shown.
    let token = "/savedPaymentMethods/0/paymentMethodId";
    let given = sent.pointer(token).unwrap().clone();
    assert!(given.as_str().is_some_and(|token| token.starts_with("ALIPAY")), "{given}");
    let sample = with(with(sample, token, given), "/order/referenceOrderId", json!(order));
    assert_eq!(sent, with(sample, ID, request));
}

pub async fn guide_000_choice_and_order_of_methods(person: &Person<'_>) {
    let mut sample = samples(0, "createPaymentSession request").remove(2);
    let order = "TEST_2024120912631123123";
    begin(person, "choice", ("KRW", "20000"), order, "AMSDM_GIFT").await;
    person.write("Phone", "12344445555").await;
    person.choose("Checkout language", "English").await;
    more(person).await;
    let named = "Another way to pay, by Antom's name for it";
    for way in ["ALIPAY_CN", "TRUEMONEY"] {
        person.write(named, way).await;
        person.press("button", "Offer it").await;
    }
    only(person, &["Alipay", "TRUEMONEY"]).await;
    person.press("button", "Alipay as a button above the others").await;
    let (sent, request) = made(person, "createPaymentSession", order).await;
    // An empty list of goods is none, and is left out.
    assert_eq!(sample["order"].as_object_mut().unwrap().remove("goods"), Some(json!([])));
    assert_eq!(sent, with(sample, ID, request));
}

/// Brings the ways to pay into sight that the form begins without.
async fn all_ways(person: &Person<'_>) {
    let rest = "const more = [...document.querySelectorAll('button[aria-expanded=false]')]\
        .find((one) => / more for /.test(one.textContent)); if (more) more.click();";
    person.app().run(rest).await;
}

/// Turns every way to pay off but some.
async fn only(person: &Person<'_>, kept: &[&str]) {
    let app = person.app();
    all_ways(person).await;
    let on = "return [...document.querySelectorAll('[role=group][aria-labelledby=request-method] \
        button[aria-pressed=true]')].map((one) => one.textContent.trim())";
    loop {
        let on: Vec<String> = serde_json::from_value(app.run(on).await).unwrap();
        let Some(way) = on.iter().find(|way| !kept.contains(&way.as_str())) else { return };
        person.press("button", way).await;
    }
}

pub async fn guide_001_card_through_pay(person: &Person<'_>) {
    let sample = samples(1, "pay request").remove(0);
    let order = "referenceOrderId01";
    begin(person, "cards", ("SGD", "42.00"), order, "antom test order").await;
    customer(person, "yourBuyerId").await;
    more(person).await;
    person.pick("One payment").await;
    person.write("Network address of the buyer", "114.121.121.01").await;
    let (sent, request) = made(person, "pay", order).await;
    let sample = with(with(sample, "/paymentRedirectUrl", json!(BACK)), "/paymentNotifyUrl", json!(NOTIFY));
    assert_eq!(sent, with(sample, ID, request));
}

pub async fn guide_001_payment_with_its_own_end(person: &Person<'_>) {
    let sample = samples(1, "pay request").remove(1);
    let order = "ORDER_0517884936248XXXX";
    begin(person, "timed", ("CNY", "13.14"), order, "Cappuccino #grande (Mika's coffee shop)").await;
    more(person).await;
    person.pick("One payment").await;
    person.press("button", "Alipay").await;
    person.pick("15 min").await;
    person.choose("The buyer pays on", "a phone, in an app").await;
    person.choose("The phone", "Android").await;
    let (sent, request) = made(person, "pay", order).await;
    // The end is fifteen minutes from now, and is the one that is shown.
    let end = sent["paymentExpiryTime"].clone();
    let shown = person.app().command_line(&["request", "show", order]);
    let seconds = |time: &Value| time.as_str().and_then(|time| time.get(..19)).unwrap().to_owned();
    assert_eq!(seconds(&end), seconds(&shown["sessions"][0]["ends_at"]));
    let sample = with(with(sample, "/paymentRedirectUrl", json!(BACK)), "/paymentExpiryTime", end);
    assert_eq!(sent, with(sample, ID, request));
}

pub async fn guide_002_flight_by_business_account(person: &Person<'_>) {
    let sample = samples(2, "createPaymentSession request").remove(0);
    let order = "ORDER_2022111414171****";
    begin(person, "flight", ("CNY", "10.00"), order, "Cappuccino #grande (Mika's coffee shop)").await;
    person.write("Buyer name", "Dehua Skr Liu").await;
    person.write("E-mail", "alipay@alipay.com").await;
    more(person).await;
    person.press("button", "Add a flight").await;
    person.write("Flight number, Flight 1", "111").await;
    person.write("From, Flight 1", "SZX").await;
    person.write("To, Flight 1", "HKG").await;
    person.write("Departs, with the offset there, Flight 1", "2024-11-27 12:01:01 +08:00").await;
    person.write("Price, Flight 1", "10.00").await;
    person.press("button", "Arrival, airline, article number").await;
    person.write("Article number, Flight 1", "GoodsId-32078").await;
    person.write("Customer number", "test1234****").await;
    person.app().read("Antom reads: ticket-20241127-111-SZX-HKG").await;
    let (sent, request) = made(person, "createPaymentSession", order).await;
    // The sample prints the shape of the name; what goes out has it filled in.
    let name = json!("ticket-20241127-111-SZX-HKG");
    let sample = with(sample, "/order/goods/0/goodsName", name);
    assert_eq!(sent, with(sample, ID, request));
}

pub async fn guide_003_one_method_in_the_browser_sdk(person: &Person<'_>) {
    let sample = samples(3, "createPaymentSession request").remove(0);
    // The order number of the first sample of guide 1, which the form takes once only.
    let order = "referenceOrderId03";
    begin(person, "method", ("MYR", "42.00"), order, "antom sdk test order").await;
    customer(person, "yourBuyerId").await;
    at_counter(person, "By one way to pay").await;
    all_ways(person).await;
    person.press("button", "FPX online banking").await;
    let (sent, request) = made(person, "createPaymentSession", order).await;
    let sample = with(sample, "/order/referenceOrderId", json!(order));
    assert_eq!(sent, with(sample, ID, request));
}

/// The goods of guide 4.
async fn bag(person: &Person<'_>, sample: &Value) {
    person.press("button", "Add item").await;
    person.write("Name of item 1", "Classic Woman Bag").await;
    person.write("Unit price of item 1", "60.00").await;
    person.press("button", "More of item 1").await;
    let picture = sample["order"]["goods"][0]["goodsImageUrl"].as_str().unwrap();
    for (cell, text) in [
        ("Article number", "yourGoodsId"),
        ("Brand", "Antom Brand"),
        ("Category", "outdoor goods/bag"),
        ("Variant", "Black"),
        ("Page", "https://yourGoodsUrl"),
        ("Picture", picture),
    ] {
        person.write(&format!("{cell}, Item 1"), text).await;
    }
}

pub async fn guide_004_embedded_page(person: &Person<'_>) {
    let sample = samples(4, "createPaymentSession request").remove(0);
    let order = "c3df9b82-ff67-424b-880b-06c3615b46ea";
    begin(person, "embedded", ("SGD", "60.00"), order, "antom ckp testing order").await;
    customer(person, "yourBuyerId").await;
    bag(person, &sample).await;
    at_counter(person, "On Antom's page").await;
    let (sent, request) = made(person, "createPaymentSession", order).await;
    // The sample's own addresses are a computer of its own and plain http.
    let sample = with(with(sample, "/paymentRedirectUrl", json!(BACK)), "/paymentNotifyUrl", json!(NOTIFY));
    assert_eq!(sent, with(sample, ID, request));
}

pub async fn guide_004_what_the_page_fills_in(person: &Person<'_>) {
    let app = person.app();
    let order = "PREFILLED";
    begin(person, "embedded", ("SGD", "60.00"), order, "antom ckp testing order").await;
    customer(person, "yourBuyerId").await;
    at_counter(person, "On Antom's page").await;
    person.press("button", "What Antom's page fills in").await;
    person.write("E-mail on Antom's page", "123221321@test.com").await;
    person.write("CPF on Antom's page", "12").await;
    app.read("Write its eleven digits, such as 123.456.789-09.").await;
    person.write("CPF on Antom's page", "2132321312").await;
    app.read_no_more("Write its eleven digits").await;
    let (sent, _) = made(person, "createPaymentSession", order).await;
    let known = "/availablePaymentMethod/paymentMethodMetaData";
    let fragments = samples(4, "createPaymentSession fragment");
    let full = fragments.iter().filter_map(|one| one.pointer(known)).find(|one| one["cpf"].is_string());
    assert_eq!(sent.pointer(known), full);
}

#[tokio::test]
async fn the_sample_requests_of_the_guides_are_typed_into_the_form_and_arrive_word_for_word() {
    let app = App::in_training().await;
    let sessions = samples(0, "createPaymentSession request");
    let payments = samples(1, "pay request");
    let flights = samples(2, "createPaymentSession request");
    let methods = samples(3, "createPaymentSession request");
    let pages = samples(4, "createPaymentSession request");
    let all = sessions.iter().chain(&payments).chain(&flights).chain(&methods).chain(&pages);
    for (name, sample) in ACCOUNTS.iter().zip(all) {
        account(&app, name, sample);
    }
    let person = &Person::at(&app, Hand::Mouse);
    person.go_to("New request").await;
    guide_000_hosted_checkout_page(person).await;
    guide_000_saved_card(person).await;
    guide_000_choice_and_order_of_methods(person).await;
    guide_001_card_through_pay(person).await;
    guide_001_payment_with_its_own_end(person).await;
    guide_002_flight_by_business_account(person).await;
    guide_003_one_method_in_the_browser_sdk(person).await;
    guide_004_embedded_page(person).await;
    guide_004_what_the_page_fills_in(person).await;
    app.end().await;
}
