//! The sample requests of Antom's guides, word for word, from command-line arguments. What arrived at the
//! simulator's socket is compared with the sample as it is printed there; every place where it cannot be the same is
//! named with its reason.

use crate::shop::{Ended, Shop};
use crate::wire::Tap;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The samples of a kind in one guide, in the order of the guide.
fn samples(guide: u64, kind: &str) -> Vec<Value> {
    let all: Vec<Value> =
        serde_json::from_str(include_str!("../../../antom/tests/guide-samples.json")).unwrap();
    let fits = |sample: &&Value| sample["guide"] == guide && sample["kind"] == kind;
    all.iter().filter(fits).map(|sample| sample["body"].clone()).collect()
}

/// A sample with another value at one place, which must be there.
fn with(mut sample: Value, place: &str, value: Value) -> Value {
    *sample.pointer_mut(place).unwrap_or_else(|| panic!("{place} is no place of the sample")) = value;
    sample
}

/// A home whose account has the addresses and the settlement currency of a sample, and speaks through a tap.
struct Desk {
    shop: Shop,
    place: TempDir,
    tap: Tap,
}

impl Desk {
    fn of(sample: &Value) -> Option<Self> {
        let shop = Shop::open()?;
        let (place, tap) = (tempfile::tempdir().unwrap(), Tap::before(&shop.gateway.url));
        let mut words =
            vec!["account", "add", "main", "--simulator", &tap.url, "--simulator-token", &shop.gateway.token];
        // Plain http is not handed to Antom, and a page of the shop is one of the web: guide 1 has other addresses.
        let secure = |place: &str, instead: &str| match sample[place].as_str().unwrap() {
            address if address.starts_with("https://") => address.to_owned(),
            _ => instead.to_owned(),
        };
        let back = secure("paymentRedirectUrl", BACK);
        let notify = secure("paymentNotifyUrl", NOTIFY);
        words.extend(["--redirect-url", &back, "--notify-url", &notify]);
        if let Some(currency) = sample["settlementStrategy"]["settlementCurrency"].as_str() {
            let client = &shop.gateway.get("clients")["clients"][0]["client_id"];
            shop.gateway
                .post("clients", &json!({ "client_id": client, "settlement_currencies": [currency] }));
            words.extend(["--settlement-currency", currency]);
        }
        shop.run_at(place.path(), &words).done();
        Some(Self { shop, place, tap })
    }

    fn run(&self, words: &[&str]) -> Ended {
        self.shop.run_at(self.place.path(), words)
    }

    /// Makes a request and gives its `paymentRequestId`, which is ours.
    fn made(&self, words: &[&str]) -> Value {
        let made = self.run(&[&["request", "new"], words].concat()).done();
        made["order"]["sessions"][0]["request"].clone()
    }

    fn sent(&self, operation: &str) -> Value {
        self.tap.bodies(operation).pop().unwrap()
    }
}

const BACK: &str = "https://www.yourRedirectUrl.com";
const NOTIFY: &str = "https://www.yourNotifyUrl.com";
const ID: &str = "/paymentRequestId";

/// The goods of guide 0, at a price.
fn goods(price: &str) -> String {
    json!({
        "name": "Goods No.1", "quantity": 1, "price": price, "id": "20da2d58-d6e2-84d2-01b6-eee69eccb402",
        "brand": "AMSDM", "category": "card/ssr/adc", "variant": "SKU1", "page": "HangZhou LeiFenTa",
        "picture": "https://ac.alipay.com/storage/2020/6/4/5f7a45a1-3398-4029-8791-a9545a496642.svg",
    })
    .to_string()
}

#[test]
fn guide_000_hosted_checkout_page() {
    let sample = samples(0, "createPaymentSession request").remove(0);
    let Some(desk) = Desk::of(&sample) else { return };
    let goods = goods("30000");
    let words = [
        "--amount",
        "KRW 30000",
        "--order",
        "20da2d58-d6e2-84d2-01b6-eee69eccb402",
        "--description",
        "AMSDM_GIFT",
        "--item",
        &goods,
        "--without-contact",
    ];
    let request = desk.made(&words);
    assert_eq!(desk.sent("createPaymentSession"), with(sample, ID, request));
}

#[test]
fn guide_000_saved_card() {
    let sample = samples(0, "createPaymentSession request").remove(1);
    let Some(desk) = Desk::of(&sample) else { return };
    let buyer = [
        "--name",
        "firstName lastName",
        "--first-name",
        "firstName",
        "--last-name",
        "lastName",
        "--email",
        "test@test.com",
        "--phone",
        "123456789",
        "--buyer-id",
        "88888888",
    ];
    let before = ["--amount", "USD 5.00", "--order", "BEFORE", "--description", "Tea", "--method", "CARD"];
    let first = desk.made(&[&before, &buyer[..]].concat());
    let act = json!({ "act": "pay", "payment_request_id": first, "method": "CARD", "card": "visa" });
    desk.shop.gateway.post("payments", &act);
    desk.run(&["payment", "inquire", "BEFORE"]).done();

    let goods = goods("0.01");
    let words = [
        "--amount",
        "USD 0.01",
        "--order",
        "20da2d58-d6e2-84d2-01b6-eee69eccb402",
        "--description",
        "AMSDM_GIFT",
        "--item",
        &goods,
        "--saved-cards",
    ];
    let request = desk.made(&[&words, &buyer[..]].concat());
    let sent = desk.sent("createPaymentSession");
    // The token is the one this simulator gave with the payment before; it is never shown.
    let token = "/savedPaymentMethods/0/paymentMethodId";
    let given = sent.pointer(token).unwrap().clone();
    assert!(given.as_str().is_some_and(|token| token.starts_with("ALIPAY")), "{given}");
    assert_eq!(sent, with(with(sample, ID, request), token, given));
}

#[test]
fn guide_000_choice_and_order_of_methods() {
    let mut sample = samples(0, "createPaymentSession request").remove(2);
    let Some(desk) = Desk::of(&sample) else { return };
    let words = [
        "--amount",
        "KRW 20000",
        "--order",
        "TEST_2024120912631123123",
        "--description",
        "AMSDM_GIFT",
        "--phone",
        "12344445555",
        "--locale",
        "en_US",
        "--method",
        "ALIPAY_CN",
        "--method",
        "TRUEMONEY",
        "--express",
        "ALIPAY_CN",
    ];
    let request = desk.made(&words);
    // An empty list of goods is none, and is left out.
    assert_eq!(sample["order"].as_object_mut().unwrap().remove("goods"), Some(json!([])));
    assert_eq!(desk.sent("createPaymentSession"), with(sample, ID, request));
}

#[test]
fn guide_001_card_through_pay() {
    let sample = samples(1, "pay request").remove(0);
    let Some(desk) = Desk::of(&sample) else { return };
    let words = [
        "--by",
        "pay",
        "--amount",
        "SGD 42.00",
        "--order",
        "referenceOrderId01",
        "--description",
        "antom test order",
        "--method",
        "CARD",
        "--buyer-id",
        "yourBuyerId",
        "--terminal",
        "web",
        "--client-ip",
        "114.121.121.01",
    ];
    let request = desk.made(&words);
    let sample = with(with(sample, "/paymentRedirectUrl", json!(BACK)), "/paymentNotifyUrl", json!(NOTIFY));
    assert_eq!(desk.sent("pay"), with(sample, ID, request));
}

#[test]
fn guide_001_payment_with_its_own_end() {
    let sample = samples(1, "pay request").remove(1);
    let Some(desk) = Desk::of(&sample) else { return };
    let words = [
        "--by",
        "pay",
        "--amount",
        "CNY 13.14",
        "--order",
        "ORDER_0517884936248XXXX",
        "--description",
        "Cappuccino #grande (Mika's coffee shop)",
        "--method",
        "ALIPAY_CN",
        "--terminal",
        "app",
        "--os",
        "android",
        "--link-life",
        "20m",
    ];
    let request = desk.made(&words);
    let sent = desk.sent("pay");
    // The end is twenty minutes from now, and is the one that is shown.
    let end = sent["paymentExpiryTime"].clone();
    let shown = desk.run(&["request", "show", "ORDER_0517884936248XXXX"]).done();
    let seconds = |time: &Value| time.as_str().and_then(|time| time.get(..19)).unwrap().to_owned();
    assert_eq!(seconds(&end), seconds(&shown["sessions"][0]["ends_at"]));
    let sample = with(with(sample, "/paymentRedirectUrl", json!(BACK)), "/paymentExpiryTime", end);
    assert_eq!(sent, with(sample, ID, request));
}

#[test]
fn guide_001_inquiry() {
    let sample = samples(1, "inquiryPayment request").remove(0);
    let pay = samples(1, "pay request").remove(0);
    let Some(desk) = Desk::of(&pay) else { return };
    let words = ["--amount", "SGD 42.00", "--order", "ASKED", "--description", "Tea", "--buyer-id", "C-1"];
    let request = desk.made(&words);
    desk.run(&["payment", "inquire", "ASKED"]).done();
    assert_eq!(desk.sent("inquiryPayment"), with(sample, ID, request));
}

#[test]
fn guide_002_flight_by_business_account() {
    let sample = samples(2, "createPaymentSession request").remove(0);
    let Some(desk) = Desk::of(&sample) else { return };
    let flight = json!({
        "number": "111", "from": "SZX", "to": "HKG", "departs": "2024-11-27T12:01:01+08:00", "price": "10.00",
        "id": "GoodsId-32078",
    })
    .to_string();
    let words = [
        "--amount",
        "CNY 10.00",
        "--order",
        "ORDER_2022111414171****",
        "--description",
        "Cappuccino #grande (Mika's coffee shop)",
        "--flight",
        &flight,
        "--name",
        "Dehua Skr Liu",
        "--email",
        "alipay@alipay.com",
        "--buyer-id",
        "test1234****",
    ];
    let request = desk.made(&words);
    // The sample prints the shape of the name; what goes out has it filled in.
    let name = json!("ticket-20241127-111-SZX-HKG");
    let sample = with(sample, "/order/goods/0/goodsName", name);
    assert_eq!(desk.sent("createPaymentSession"), with(sample, ID, request));
}

#[test]
fn guide_003_one_method_in_the_browser_sdk() {
    let sample = samples(3, "createPaymentSession request").remove(0);
    let Some(desk) = Desk::of(&sample) else { return };
    let words = [
        "--by",
        "one-method",
        "--amount",
        "MYR 42.00",
        "--order",
        "referenceOrderId01",
        "--description",
        "antom sdk test order",
        "--method",
        "ONLINEBANKING_FPX",
        "--buyer-id",
        "yourBuyerId",
    ];
    let request = desk.made(&words);
    assert_eq!(desk.sent("createPaymentSession"), with(sample, ID, request));
}

/// The embedded page of guide 4, with what its page fills in for the buyer.
fn embedded_page(prefill: &[&str]) -> Option<(Desk, Value, Value)> {
    let sample = samples(4, "createPaymentSession request").remove(0);
    let desk = Desk::of(&sample)?;
    let goods = json!({
        "name": "Classic Woman Bag", "quantity": 1, "price": "60.00", "id": "yourGoodsId", "brand": "Antom Brand",
        "category": "outdoor goods/bag", "variant": "Black", "page": "https://yourGoodsUrl",
        "picture": sample["order"]["goods"][0]["goodsImageUrl"],
    })
    .to_string();
    let words = [
        "--by",
        "page",
        "--amount",
        "SGD 60.00",
        "--order",
        "c3df9b82-ff67-424b-880b-06c3615b46ea",
        "--description",
        "antom ckp testing order",
        "--item",
        &goods,
        "--buyer-id",
        "yourBuyerId",
    ];
    let request = desk.made(&[&words[..], prefill].concat());
    Some((desk, sample, request))
}

#[test]
fn guide_004_embedded_page() {
    let Some((desk, sample, request)) = embedded_page(&[]) else { return };
    // The sample's own addresses are a computer of its own and plain http.
    let sample = with(sample, "/paymentRedirectUrl", json!(BACK));
    let sample = with(sample, "/paymentNotifyUrl", json!(NOTIFY));
    assert_eq!(desk.sent("createPaymentSession"), with(sample, ID, request));
}

#[test]
fn guide_004_what_the_page_fills_in() {
    let prefill = ["--payer-email", "123221321@test.com", "--cpf", "2132321312"];
    let Some((desk, ..)) = embedded_page(&prefill) else { return };
    let known = "/availablePaymentMethod/paymentMethodMetaData";
    let fragments = samples(4, "createPaymentSession fragment");
    let full = fragments.iter().filter_map(|one| one.pointer(known)).find(|one| one["cpf"].is_string());
    assert_eq!(desk.sent("createPaymentSession").pointer(known), full);
    let new = ["request", "new", "--amount", "SGD 60.00", "--description", "Bag", "--buyer-id", "C-1"];
    desk.run(&[&new[..], &["--by", "page", "--cpf", "12"]].concat()).failed(2, "bad-field");
}

#[test]
fn addresses_passengers_and_times_that_no_sample_has_go_out_where_antom_expects_them() {
    let sample = samples(2, "createPaymentSession request").remove(0);
    let Some(desk) = Desk::of(&sample) else { return };
    let home = json!({ "street": "1 Quay Road", "flat": "#04-01", "city": "Singapore", "region": "sg", "zip": "049315" });
    let mut to = home.clone();
    (to["name"], to["phone"]) = (json!("Mei Wong"), json!("+65 8123 4567"));
    let flight = "CX111 SZX HKG 2026-12-01T12:00+08:00 2026-12-01T13:05+08:00 10.00";
    let passenger = json!({ "name": "Ana Lim", "email": "ana@mail.example" }).to_string();
    let (amount, text) = (["--amount", "CNY 10.00"], ["--description", "To Hong Kong"]);
    let buyer = ["--name", "Mei Wong", "--buyer-id", "C-204"];
    let trip = ["--flight", flight, "--passenger", "Mei Wong", "--passenger", &passenger];
    desk.made(&[&amount[..], &text, &buyer, &trip].concat());
    let transit = desk.sent("createPaymentSession")["order"]["transit"].clone();
    assert_eq!(transit["legs"][0]["arrivalTime"], "2026-12-01T13:05:00+08:00");
    let travels = json!([
        { "passengerName": { "fullName": "Mei Wong" } },
        { "passengerName": { "fullName": "Ana Lim" }, "passengerEmail": "ana@mail.example" },
    ]);
    assert_eq!(transit["passengers"], travels);

    let (to, home) = (to.to_string(), home.to_string());
    let pay = ["--by", "pay", "--method", "CARD", "--ship-to", &to, "--bill-to", &home];
    let order = ["--order", "SENT"];
    desk.made(&[&amount[..], &text, &buyer, &pay, &order].concat());
    let address = json!({ "address1": "1 Quay Road", "address2": "#04-01", "city": "Singapore", "region": "SG", "zipCode": "049315" });
    let shipping = json!({
        "shippingName": { "fullName": "Mei Wong" }, "shippingPhoneNo": "+6581234567", "shippingAddress": address,
    });
    let sent = desk.sent("pay");
    assert_eq!(sent["order"]["shipping"], shipping);
    assert_eq!(sent["paymentMethod"]["paymentMethodMetaData"], json!({ "billingAddress": address }));

    let words = ["request", "new", "--amount", "CNY 10.00", "--description", "Tea", "--buyer-id", "C-204"];
    desk.run(&[&words[..], &["--bill-to", &home]].concat()).failed(2, "only-by-pay");
    desk.run(&[&words[..], &["--ship-to", "1 Quay Road"]].concat()).failed(2, "bad-parts");
    desk.run(&[&words[..], &["--passenger", "Mei Wong"]].concat()).failed(2, "usage");
    let nobody = ["request", "new", "--amount", "CNY 10.00", "--description", "Tea"];
    desk.run(&nobody).failed(4, "buyer-contact-needed");
    desk.run(&[&nobody[..], &["--method", "CARD", "--without-contact"]].concat())
        .failed(4, "buyer-contact-needed");
}
