//! Every request printed in the five guides is produced with the same fields and values; the order of fields is no matter.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use antom::create_payment_session::CreatePaymentSessionRequest;
use antom::env::{Env, OsType, TerminalType};
use antom::operation::{
    CreatePaymentSession, InquiryPayment, InquiryPaymentRequest, Operation, Pay, PayRequest, body,
};
use antom::order::{Address, Buyer, BuyerName, Goods, Leg, Order, Transit};
use antom::payment_method::{
    AvailablePaymentMethod, MethodMetaData, OfferedMethod, PaymentFactor, PaymentMethod, SavedPaymentMethod,
    SettlementStrategy,
};
use antom::{Amount, Sensitive};
use serde_json::Value;

/// The samples of a kind in one guide, in the order of the guide.
fn samples(guide: u64, kind: &str) -> Vec<Value> {
    let all: Vec<Value> = serde_json::from_str(include_str!("guide-samples.json")).unwrap();
    let fits = |sample: &&Value| sample["guide"] == guide && sample["kind"] == kind;
    all.iter().filter(fits).map(|sample| sample["body"].clone()).collect()
}

fn produced<O: Operation>(request: &O::Request) -> Value {
    serde_json::from_slice(&body::<O>(request).unwrap()).unwrap()
}

fn amount(currency: &str, value: &str) -> Amount {
    Amount { currency: currency.into(), value: value.into() }
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn settled_in(currency: &str) -> Option<SettlementStrategy> {
    Some(SettlementStrategy { settlement_currency: text(currency), ..SettlementStrategy::default() })
}

fn method(name: &str) -> PaymentMethod {
    PaymentMethod { payment_method_type: name.into(), ..PaymentMethod::default() }
}

fn buyer_id(id: &str) -> Option<Buyer> {
    Some(Buyer { reference_buyer_id: text(id), ..Buyer::default() })
}

/// What the sessions of guides 0 and 4 have in common.
fn session(id: &str, order: Order, back: &str, notify: &str) -> CreatePaymentSessionRequest {
    CreatePaymentSessionRequest {
        product_code: "CASHIER_PAYMENT".into(),
        product_scene: text("CHECKOUT_PAYMENT"),
        payment_request_id: id.into(),
        payment_amount: order.order_amount.clone(),
        order,
        payment_redirect_url: back.into(),
        payment_notify_url: text(notify),
        ..CreatePaymentSessionRequest::default()
    }
}

const FIRST: &str = "20da2d58-d6e2-84d2-01b6-eee69eccb402";

fn gift(cost: Amount) -> Order {
    Order {
        reference_order_id: FIRST.into(),
        order_description: "AMSDM_GIFT".into(),
        goods: Some(vec![Goods {
            reference_goods_id: FIRST.into(),
            goods_name: "Goods No.1".into(),
            goods_unit_amount: Some(cost.clone()),
            goods_quantity: text("1"),
            goods_category: text("card/ssr/adc"),
            goods_brand: text("AMSDM"),
            goods_sku_name: text("SKU1"),
            goods_url: text("HangZhou LeiFenTa"),
            goods_image_url: text(
                "https://ac.alipay.com/storage/2020/6/4/5f7a45a1-3398-4029-8791-a9545a496642.svg",
            ),
            ..Goods::default()
        }]),
        order_amount: cost,
        ..Order::default()
    }
}

#[test]
fn guide_000_hosted_checkout_page() {
    let shop = "https://www.antom.com";
    let plain = CreatePaymentSessionRequest {
        settlement_strategy: settled_in("USD"),
        ..session(FIRST, gift(amount("KRW", "30000")), shop, shop)
    };
    assert_eq!(produced::<CreatePaymentSession>(&plain), samples(0, "createPaymentSession request")[0]);
}

#[test]
fn guide_000_saved_card() {
    let mut order = gift(amount("USD", "1"));
    order.buyer = Some(Buyer {
        reference_buyer_id: text("88888888"),
        buyer_name: Some(BuyerName {
            first_name: text("firstName"),
            last_name: text("lastName"),
            full_name: text("firstName lastName"),
            ..BuyerName::default()
        }),
        buyer_phone_no: text("123456789"),
        buyer_email: text("test@test.com"),
        ..Buyer::default()
    });
    let saved = CreatePaymentSessionRequest {
        settlement_strategy: settled_in("USD"),
        saved_payment_methods: Some(vec![SavedPaymentMethod {
            payment_method_type: "CARD".into(),
            payment_method_id: Some(Sensitive::from("ALIPAYEfG2*******MwfmN48sP1+rSPQ==")),
            ..SavedPaymentMethod::default()
        }]),
        ..session(
            "PAYMENT_20241119211531358_AUTO",
            order,
            "https://kademo.intlalipay.cn/melitigo/Test_114.html",
            "https://kademo.intlalipay.cn/payments/notifySuccess",
        )
    };
    assert_eq!(produced::<CreatePaymentSession>(&saved), samples(0, "createPaymentSession request")[1]);
    assert!(!format!("{saved:?}").contains("ALIPAY"), "a card token is not printed");
}

fn offered(name: &str, place: &str, express: bool) -> OfferedMethod {
    OfferedMethod {
        payment_method_type: name.into(),
        payment_method_order: text(place),
        express_checkout: Some(express),
        ..OfferedMethod::default()
    }
}

fn only(methods: Vec<OfferedMethod>) -> Option<AvailablePaymentMethod> {
    Some(AvailablePaymentMethod {
        payment_method_type_list: Some(methods),
        ..AvailablePaymentMethod::default()
    })
}

#[test]
fn guide_000_choice_and_order_of_methods() {
    let id = "TEST_2024120912631123123";
    let order = Order {
        reference_order_id: id.into(),
        order_description: "AMSDM_GIFT".into(),
        order_amount: amount("KRW", "20000"),
        goods: Some(vec![]),
        buyer: Some(Buyer { buyer_phone_no: text("12344445555"), ..Buyer::default() }),
        ..Order::default()
    };
    let shop = "https://www.baidu.com";
    let request = CreatePaymentSessionRequest {
        settlement_strategy: settled_in("USD"),
        locale: text("en_US"),
        available_payment_method: only(vec![
            offered("ALIPAY_CN", "0", true),
            offered("TRUEMONEY", "1", false),
        ]),
        ..session(id, order, shop, shop)
    };
    assert_eq!(produced::<CreatePaymentSession>(&request), samples(0, "createPaymentSession request")[2]);
}

#[test]
fn guide_001_card_through_pay() {
    let cost = amount("SGD", "4200");
    let request = PayRequest {
        product_code: "CASHIER_PAYMENT".into(),
        payment_request_id: "paymentRequestId011".into(),
        order: Order {
            reference_order_id: "referenceOrderId01".into(),
            order_description: "antom test order".into(),
            order_amount: cost.clone(),
            buyer: buyer_id("yourBuyerId"),
            ..Order::default()
        },
        payment_amount: cost,
        payment_method: method("CARD"),
        payment_factor: Some(PaymentFactor { is_authorization: Some(true), ..PaymentFactor::default() }),
        env: Some(Env {
            terminal_type: Some(TerminalType::Web),
            client_ip: text("114.121.121.01"),
            ..Env::default()
        }),
        payment_redirect_url: "http://www.yourRedirectUrl.com".into(),
        payment_notify_url: text("http://www.yourNotifyUrl.com"),
        ..PayRequest::default()
    };
    assert_eq!(produced::<Pay>(&request), samples(1, "pay request")[0]);
}

#[test]
fn guide_001_payment_with_its_own_end() {
    let cost = amount("CNY", "1314");
    let request = PayRequest {
        product_code: "CASHIER_PAYMENT".into(),
        payment_request_id: "iJ9lsVgTx8pX7qJpvW6rfqEE2Kdv9M3lgL8e1999ydfz52uMSqwvT3qXYw8IFBYt".into(),
        order: Order {
            reference_order_id: "ORDER_0517884936248XXXX".into(),
            order_description: "Cappuccino #grande (Mika's coffee shop)".into(),
            order_amount: cost.clone(),
            ..Order::default()
        },
        payment_amount: cost,
        payment_method: method("ALIPAY_CN"),
        env: Some(Env {
            terminal_type: Some(TerminalType::App),
            os_type: Some(OsType::Android),
            ..Env::default()
        }),
        payment_expiry_time: text("2024-01-20T08:51:06+08:00"),
        payment_redirect_url: "imeituan://".into(),
        payment_notify_url: text("https://www.gaga.com/notify"),
        settlement_strategy: settled_in("USD"),
        ..PayRequest::default()
    };
    assert_eq!(produced::<Pay>(&request), samples(1, "pay request")[1]);
}

#[test]
fn guide_002_flight_by_business_account() {
    let cost = amount("CNY", "1000");
    let place = |city: &str| Some(Address { city: text(city), ..Address::default() });
    let order = Order {
        reference_order_id: "ORDER_2022111414171****".into(),
        order_description: "Cappuccino #grande (Mika's coffee shop)".into(),
        order_amount: cost.clone(),
        buyer: Some(Buyer {
            reference_buyer_id: text("test1234****"),
            buyer_email: text("alipay@alipay.com"),
            buyer_name: Some(BuyerName { full_name: text("Dehua Skr Liu"), ..BuyerName::default() }),
            ..Buyer::default()
        }),
        goods: Some(vec![Goods {
            reference_goods_id: "GoodsId-32078".into(),
            goods_name: "ticket-date-flight number-departure-arrival".into(),
            goods_unit_amount: Some(cost),
            goods_quantity: text("1"),
            ..Goods::default()
        }]),
        transit: Some(Transit {
            transit_type: text("FLIGHT"),
            legs: Some(vec![Leg {
                departure_time: text("2024-11-27T12:01:01+08:00"),
                departure_address: place("SZX"),
                arrival_address: place("HKG"),
                carrier_no: text("111"),
                ..Leg::default()
            }]),
            ..Transit::default()
        }),
        ..Order::default()
    };
    let request = CreatePaymentSessionRequest {
        payment_method: Some(method("ANTOM_BIZ_ACCOUNT")),
        settlement_strategy: settled_in("CNY"),
        env: Some(Env { terminal_type: Some(TerminalType::Web), ..Env::default() }),
        ..session("PAY_2022111414171****", order, "https://www.alipay.com", "https://www.alipay.com/notify")
    };
    assert_eq!(produced::<CreatePaymentSession>(&request), samples(2, "createPaymentSession request")[0]);
}

#[test]
fn guide_003_one_method_for_the_browser_sdk() {
    let order = Order {
        reference_order_id: "referenceOrderId01".into(),
        order_description: "antom sdk test order".into(),
        order_amount: amount("MYR", "4200"),
        buyer: buyer_id("yourBuyerId"),
        ..Order::default()
    };
    let request = CreatePaymentSessionRequest {
        product_scene: None,
        payment_method: Some(method("ONLINEBANKING_FPX")),
        ..session("paymentRequestId01", order, "https://www.yourMerchantWeb.com", "https://www.yourNotifyUrl")
    };
    assert_eq!(produced::<CreatePaymentSession>(&request), samples(3, "createPaymentSession request")[0]);
}

fn bag() -> CreatePaymentSessionRequest {
    let cost = amount("SGD", "6000");
    let order = Order {
        reference_order_id: "c3df9b82-ff67-424b-880b-06c3615b46ea".into(),
        order_description: "antom ckp testing order".into(),
        buyer: buyer_id("yourBuyerId"),
        goods: Some(vec![Goods {
            reference_goods_id: "yourGoodsId".into(),
            goods_name: "Classic Woman Bag".into(),
            goods_unit_amount: Some(cost.clone()),
            goods_quantity: text("1"),
            goods_category: text("outdoor goods/bag"),
            goods_brand: text("Antom Brand"),
            goods_sku_name: text("Black"),
            goods_url: text("https://yourGoodsUrl"),
            goods_image_url: text(
                "https://mdn.alipayobjects.com/portal_pdqp4x/afts/file/A*H8M9RrxlArAAAAAAAAAAAAAAAQAAAQ",
            ),
            ..Goods::default()
        }]),
        order_amount: cost,
        ..Order::default()
    };
    let id = "597795b7-c812-4132-bd7d-c55914eefdcb";
    let back = format!("http://localhost:8080/index.html?paymentRequestId={id}");
    session(id, order, &back, "http://www.yourNotifyUrl.com/payment/receiveNotify")
}

#[test]
fn guide_004_embedded_checkout_page() {
    assert_eq!(produced::<CreatePaymentSession>(&bag()), samples(4, "createPaymentSession request")[0]);
}

/// The fragments of guide 4, in its order: what a whole request says at that place is what the guide prints.
#[test]
fn guide_004_buyer_prefill_and_choice_of_methods() {
    let known = |email: Option<&str>, cpf: Option<&str>| {
        let data = MethodMetaData {
            payer_email: email.map(str::to_owned),
            cpf: cpf.map(Sensitive::from),
            ..MethodMetaData::default()
        };
        let mut request = bag();
        request.available_payment_method = Some(AvailablePaymentMethod {
            payment_method_meta_data: Some(data),
            ..AvailablePaymentMethod::default()
        });
        request
    };
    let mut reachable = bag();
    reachable.order.buyer = Some(Buyer {
        reference_buyer_id: text("88888888"),
        buyer_email: text("gaga@test.com"),
        buyer_phone_no: text("18888888888"),
        ..Buyer::default()
    });
    let mut chosen = bag();
    chosen.available_payment_method = only(vec![offered("ALIPAY_CN", "0", true), offered("TNG", "1", false)]);
    let email = Some("123221321@test.com");
    let requests = [
        reachable,
        known(email, None),
        known(None, None),
        known(email, None),
        known(email, Some("2132321312")),
        known(None, None),
        chosen,
    ];
    let fragments = samples(4, "createPaymentSession fragment");
    assert_eq!(fragments.len(), requests.len());
    for (request, fragment) in requests.iter().zip(fragments) {
        let whole = produced::<CreatePaymentSession>(request);
        match fragment.get("order") {
            Some(order) => assert_eq!(whole["order"]["buyer"], order["buyer"]),
            None => assert_eq!(whole["availablePaymentMethod"], fragment["availablePaymentMethod"]),
        }
        assert!(!format!("{request:?}").contains("2132321312"), "a tax number is not printed");
    }
}

#[test]
fn guides_001_002_003_inquiries() {
    for (guide, id) in
        [(1, "paymentRequestId01"), (2, "101520240527410134510924020002"), (3, "paymentRequestId01")]
    {
        let request = InquiryPaymentRequest { payment_request_id: text(id), ..Default::default() };
        for sample in samples(guide, "inquiryPayment request") {
            assert_eq!(produced::<InquiryPayment>(&request), sample, "guide {guide}");
        }
    }
}
