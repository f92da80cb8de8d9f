use serde_json::json;

use super::desk::{Desk, request};
use crate::exchange::{Request, Response};
use crate::moment::Span;

pub(super) fn ask(desk: &mut Desk, method: &str, path: &str, body: &str) -> Response {
    let now = desk.gateway.now();
    let headers = vec![("host".to_owned(), "127.0.0.1:1".to_owned())];
    desk.gateway.checkout(&Request {
        method: method.to_owned(),
        path: path.to_owned(),
        headers,
        body: body.as_bytes().to_vec(),
        now,
    })
}

pub(super) fn text(response: &Response) -> String {
    String::from_utf8(response.body.clone()).unwrap()
}

/// The link of a session, without the host.
pub(super) fn link(desk: &mut Desk, request_id: &str) -> String {
    let session = desk
        .state()
        .sessions
        .values()
        .find(|session| session.payment_request_id == request_id)
        .unwrap()
        .clone();
    desk.gateway.state.normal_url(&session).strip_prefix("http://127.0.0.1:1").unwrap().to_owned()
}

fn form(page: &str, method: &str, card: &str, act: &str) -> String {
    let token = page.split_once("name=\"sessionData\" value=\"").unwrap().1.split_once('"').unwrap().0;
    let encoded = percent_encoding::utf8_percent_encode(token, percent_encoding::NON_ALPHANUMERIC);
    format!("sessionData={encoded}&method={method}&card={card}&act={act}")
}

/// Sends a page's hidden fields and some more, and follows to the next page.
pub(super) fn go_to(desk: &mut Desk, path: &str, page: &str, more: &str) -> String {
    let hidden: String = ["sessionData", "paymentId"]
        .into_iter()
        .filter_map(|name| {
            let value = page.split_once(&format!("name=\"{name}\" value=\""))?.1.split_once('"')?.0;
            let encoded = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
            Some(format!("{name}={encoded}&"))
        })
        .collect();
    let answer = ask(desk, "POST", path, &format!("{hidden}{more}"));
    match answer.header("location").map(str::to_owned) {
        Some(location) => text(&ask(desk, "GET", &location, "")),
        None => text(&answer),
    }
}

fn go(desk: &mut Desk, link: &str, method: &str, card: &str, act: &str) -> Response {
    let page = text(&ask(desk, "GET", link, ""));
    let answer = ask(desk, "POST", "/checkout-page/pages/payment/submit", &form(&page, method, card, act));
    if answer.status != 303 {
        return answer;
    }
    let location = answer.header("location").unwrap().to_owned();
    ask(desk, "GET", &location, "")
}

#[test]
fn the_raw_link_opens_a_page_with_order_amount_methods_and_buttons() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["ALIPAY_CN", "CARD"], json!({}));
    let link = link(&mut desk, &id);
    let page = ask(&mut desk, "GET", &link, "");
    let words = text(&page);
    for word in [
        "TRAINING",
        "Harbour Books",
        "ORDER-PR-1",
        "Two books",
        "42.00 SGD",
        "value=\"ALIPAY_CN\"",
        "value=\"CARD\"",
        "value=\"pay\"",
        "value=\"decline\"",
        "value=\"leave\"",
    ] {
        assert!(words.contains(word), "{word}");
    }
    assert!(page.header("content-security-policy").unwrap().contains("default-src 'none'"));
    assert!(!words.contains("<script") && !words.contains("style="));
    let encoded = link.replace('+', "%2B").replace("&&", "%26%26");
    assert_eq!(text(&ask(&mut desk, "GET", &encoded, "")), words, "an encoded link is the same link");
    let broken = link.replace('+', " ");
    assert_eq!(
        ask(&mut desk, "GET", &broken.replace(' ', "%20"), "").status,
        404,
        "a plus that became a blank is lost"
    );
}

#[test]
fn a_buyer_pays_and_is_thanked_and_the_page_then_says_paid() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    let link = link(&mut desk, &id);
    assert!(text(&go(&mut desk, &link, "ALIPAY_CN", "", "pay")).contains("Payment successful"));
    assert_eq!(desk.inquire_request(&id)["paymentStatus"], "SUCCESS");
    assert!(text(&ask(&mut desk, "GET", &link, "")).contains("Already paid"));
}

#[test]
fn a_buyer_is_declined_and_may_try_again() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["CARD"], json!({}));
    let link = link(&mut desk, &id);
    let page = text(&go(&mut desk, &link, "CARD", "visa", "decline"));
    assert!(page.contains("Payment failed") && page.contains("Try again"), "{page}");
    assert!(text(&go(&mut desk, &link, "CARD", "visa_declined", "pay")).contains("DO_NOT_HONOR"));
    assert!(text(&go(&mut desk, &link, "CARD", "visa", "pay")).contains("Payment successful"));
}

#[test]
fn leaving_submits_nothing() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["CARD"], json!({}));
    let link = link(&mut desk, &id);
    let page = text(&go(&mut desk, &link, "CARD", "visa", "leave"));
    assert!(page.contains("https://shop.example/done"), "there is a way back");
    assert!(desk.state().payments.is_empty());
}

#[test]
fn a_bank_asks_and_the_buyer_answers() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["CARD"], json!({}));
    let link = link(&mut desk, &id);
    let page = text(&go(&mut desk, &link, "CARD", "visa_3ds", "pay"));
    assert!(page.contains("Your bank asks"), "{page}");
    assert_eq!(desk.inquire_request(&id)["paymentStatus"], "PROCESSING");
    let payment = desk.state().payments.keys().next().unwrap().clone();
    let body = format!("{}&paymentId={payment}", form(&page, "", "", "pay"));
    assert_eq!(ask(&mut desk, "POST", "/checkout-page/pages/payment/order", &body).status, 303);
    assert_eq!(desk.status(&payment), "SUCCESS");
}

#[test]
fn expired_and_unknown_links_say_so() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["CARD"], json!({}));
    let link = link(&mut desk, &id);
    desk.later(Span::hours(1));
    let page = ask(&mut desk, "GET", &link, "");
    assert_eq!(page.status, 410);
    assert!(text(&page).contains("expired"));
    assert_eq!(
        ask(&mut desk, "GET", "/checkout-page/pages/payment/index.html?sessionData=none", "").status,
        404
    );
    assert_eq!(ask(&mut desk, "GET", "/", "").status, 404);
}

#[test]
fn what_the_merchant_wrote_is_shown_and_never_run() {
    let mut desk = Desk::new();
    let mut body = request("PR-<b>", "SGD", "4200");
    body["order"]["orderDescription"] = json!("<script>alert(1)</script>\u{202e}\"'&");
    body["paymentRedirectUrl"] = json!("javascript://%0aalert(1)");
    desk.call("createPaymentSession", body);
    let link = link(&mut desk, "PR-<b>");
    let page = text(&ask(&mut desk, "GET", &link, ""));
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script>") && !page.contains('\u{202e}'));
    let paid = text(&go(&mut desk, &link, "ALIPAY_CN", "", "pay"));
    assert!(!paid.contains("javascript:"), "only web pages are linked");
}

#[test]
fn a_form_from_another_page_is_refused() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["ALIPAY_CN"], json!({}));
    let link = link(&mut desk, &id);
    let page = text(&ask(&mut desk, "GET", &link, ""));
    let now = desk.gateway.now();
    let headers = vec![
        ("host".to_owned(), "127.0.0.1:1".to_owned()),
        ("origin".to_owned(), "http://evil.example".to_owned()),
    ];
    let body = form(&page, "ALIPAY_CN", "", "pay").into_bytes();
    let request = Request {
        method: "POST".to_owned(),
        path: "/checkout-page/pages/payment/submit".to_owned(),
        headers,
        body,
        now,
    };
    assert_eq!(desk.gateway.checkout(&request).status, 403);
    assert!(desk.state().payments.is_empty());
}

#[test]
fn a_card_without_a_known_buyer_is_refused_on_the_page() {
    let mut desk = Desk::new();
    let mut body = request("PR-N", "SGD", "4200");
    body["order"].as_object_mut().unwrap().remove("buyer");
    desk.call("createPaymentSession", body);
    let link = link(&mut desk, "PR-N");
    let page = text(&go(&mut desk, &link, "CARD", "visa", "pay"));
    assert!(page.contains("cards cannot be used"), "{page}");
}

#[test]
fn methods_stand_in_the_order_asked_for_and_express_ones_are_buttons_too() {
    let mut desk = Desk::new();
    let list = json!({"availablePaymentMethod": {"paymentMethodTypeList": [
        {"paymentMethodType": "CARD", "paymentMethodOrder": "2"},
        {"paymentMethodType": "ALIPAY_CN", "paymentMethodOrder": "0", "expressCheckout": true},
        {"paymentMethodType": "GRABPAY_SG", "paymentMethodOrder": "1", "expressCheckout": false},
    ]}});
    let id = desk.session("SGD", 4200, &[], list);
    let link = link(&mut desk, &id);
    let page = text(&ask(&mut desk, "GET", &link, ""));
    let place = |word: &str| page.find(word).unwrap_or_else(|| panic!("{word}: {page}"));
    let radio = |name: &str| place(&format!("type=\"radio\" name=\"method\" value=\"{name}\""));
    assert!(place("Pay with Alipay</button>") < radio("ALIPAY_CN"), "buttons are above the list");
    assert!(radio("ALIPAY_CN") < radio("GRABPAY_SG") && radio("GRABPAY_SG") < radio("CARD"));
    assert!(!page.contains("Pay with GrabPay"));
    let paid = go_to(&mut desk, "/checkout-page/pages/payment/submit", &page, "method=ALIPAY_CN&act=pay");
    assert!(paid.contains("Payment successful"), "{paid}");
}

#[test]
fn what_the_shop_knows_of_the_buyer_is_filled_in_and_the_rest_is_asked() {
    let mut desk = Desk::new();
    let known = json!({"availablePaymentMethod": {
        "paymentMethodTypeList": [{"paymentMethodType": "MERCADOPAGO_BR"}],
        "paymentMethodMetaData": {"payerEmail": "a@b.example", "cpf": "2132321312"},
    }});
    let id = desk.session("BRL", 4200, &[], known);
    let address = link(&mut desk, &id);
    let page = text(&ask(&mut desk, "GET", &address, ""));
    assert!(page.contains("name=\"payerEmail\" value=\"a@b.example\""), "{page}");
    assert!(page.contains("name=\"cpf\" value=\"2132321312\""), "{page}");
    let id = desk.session("PLN", 4200, &["P24"], json!({}));
    let address = link(&mut desk, &id);
    let page = text(&ask(&mut desk, "GET", &address, ""));
    assert!(page.contains("name=\"payerEmail\" value=\"\"") && !page.contains("name=\"cpf\""), "{page}");
    let submit = "/checkout-page/pages/payment/submit";
    let asked = go_to(&mut desk, submit, &page, "method=P24&payerEmail=&act=pay");
    assert!(asked.contains("Type your e-mail address"), "{asked}");
    let paid = go_to(&mut desk, submit, &page, "method=P24&payerEmail=a%40b.example&act=pay");
    assert!(paid.contains("Payment successful"), "{paid}");
}

#[test]
fn a_logo_is_a_picture_of_the_methods_name() {
    let mut desk = Desk::new();
    let logo = ask(&mut desk, "GET", "/logo/GCASH.svg", "");
    assert_eq!((logo.status, logo.header("content-type")), (200, Some("image/svg+xml")));
    assert!(text(&logo).contains("GCash"));
    assert!(!text(&ask(&mut desk, "GET", "/logo/<script>.svg", "")).contains("<script>"));
}

fn acted(desk: &mut Desk, body: &str) -> serde_json::Value {
    serde_json::from_slice(&ask(desk, "POST", "/sdk/act", body).body).unwrap()
}

#[test]
fn guides_003_and_004_the_frame_of_the_sdk_tells_what_the_buyer_did() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["CARD", "GRABPAY_SG"], json!({}));
    let link = link(&mut desk, &id);
    let token = link.split_once("sessionData=").unwrap().1.split_once("&&").unwrap().0.to_owned();
    let data = percent_encoding::utf8_percent_encode(&token, percent_encoding::NON_ALPHANUMERIC).to_string();
    for path in ["/sdk/page.html", "/sdk/one-method.html"] {
        let frame = ask(&mut desk, "GET", path, "");
        assert!(text(&frame).contains("TRAINING") && !text(&frame).contains("<script>"));
        assert!(
            frame.header("content-security-policy").unwrap().contains("frame-ancestors http://127.0.0.1:*")
        );
    }
    let form = acted(&mut desk, &format!("sessionData={data}"));
    assert!(form["code"].is_null() && form["fragment"].as_str().unwrap().contains("GRABPAY_SG"));
    let mut told = |fields: &str| acted(&mut desk, &format!("sessionData={data}&{fields}"))["code"].clone();
    assert_eq!(told("act=leave"), "SDK_PAYMENT_CANCEL");
    assert_eq!(told("method=CARD&card=visa_declined&act=pay"), "SDK_PAYMENT_FAIL");
    assert_eq!(told("method=CARD&card=visa_3ds&act=pay"), "SDK_PAYMENT_PROCESSING", "the bank asks");
    assert_eq!(told("method=GRABPAY_SG&act=pay"), "SDK_PAYMENT_SUCCESSFUL");
    assert_eq!(told("method=GRABPAY_SG&act=pay"), "SDK_PAYMENT_ERROR", "it is paid");
    assert_eq!(acted(&mut desk, "sessionData=nothing&act=pay")["code"], "SDK_PAYMENT_ERROR");
}

#[test]
fn the_sdks_question_is_answered_to_pages_of_this_computer_only() {
    let mut desk = Desk::new();
    let id = desk.session("SGD", 4200, &["GRABPAY_SG"], json!({}));
    let link = link(&mut desk, &id);
    let data = link.split_once("sessionData=").unwrap().1.to_owned();
    let now = desk.gateway.now();
    let mut asked = |origin: &str, data: &str| {
        let headers = [
            ("host", "127.0.0.1:1"),
            ("origin", origin),
            ("operation-type", "com.ipay.iexpcashier.sdkAction.query"),
        ];
        desk.gateway.checkout(&Request {
            method: "POST".to_owned(),
            path: "/sdk/mgw".to_owned(),
            headers: headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
            body: json!([{ "paymentSessionData": data }]).to_string().into_bytes(),
            now,
        })
    };
    let answer = asked("http://127.0.0.1:4000", &data);
    assert_eq!(text(&answer), "{\"success\":true}");
    assert_eq!(answer.header("access-control-allow-origin"), Some("http://127.0.0.1:4000"));
    assert_eq!(text(&asked("http://127.0.0.1:4000", "x&&SG")), "{\"success\":false}");
    assert_eq!(asked("http://evil.example", &data).status, 403);
}
