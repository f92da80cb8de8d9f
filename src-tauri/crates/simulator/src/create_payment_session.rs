//! createPaymentSession (api.md section 3.1, guides 0, 2 and 4).

use aws_lc_rs::digest;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::agenda::Due;
use crate::amount::Amount;
use crate::answer::Answer;
use crate::book::{Effect, Entry};
use crate::business_account;
use crate::fields::{Kind, Rule, amount, check, count, flag, illegal, may, must, string};
use crate::method::usual;
use crate::moment::{Moment, Span};
use crate::particulars::{self, Particulars};
use crate::session::Session;
use crate::state::{State, key};

/// A session lives an hour at most (guides 0 and 4).
const LIFE: Span = Span::hours(1);
/// Methods that may be shown as express buttons (guides 0 and 4).
const EXPRESS: &[&str] = &["ALIPAY_CN", "APPLEPAY", "GOOGLEPAY"];

/// Fields that an order has in createPaymentSession and in pay alike.
pub(crate) const ORDER: &[Rule] = &[
    must("order", Kind::Object),
    must("order.referenceOrderId", Kind::Text(64)),
    must("order.orderDescription", Kind::Text(256)),
    must("order.orderAmount", Kind::Amount),
    may("order.goods", Kind::List(100)),
    must("order.goods[].referenceGoodsId", Kind::Text(64)),
    must("order.goods[].goodsName", Kind::Text(256)),
    must("order.goods[].goodsUnitAmount", Kind::Amount),
    must("order.goods[].goodsQuantity", Kind::Count),
    may("order.goods[].goodsCategory", Kind::Text(64)),
    may("order.goods[].goodsUrl", Kind::Text(2048)),
    may("order.goods[].deliveryMethodType", Kind::Text(32)),
    may("order.buyer", Kind::Object),
    may("order.buyer.referenceBuyerId", Kind::Text(64)),
    may("order.buyer.buyerPhoneNo", Kind::Text(24)),
    may("order.buyer.buyerEmail", Kind::Text(64)),
    may("order.buyer.buyerName", Kind::Object),
    must("paymentAmount", Kind::Amount),
    may("settlementStrategy", Kind::Object),
    may("settlementStrategy.settlementCurrency", Kind::Text(3)),
    must("paymentRedirectUrl", Kind::Text(2048)),
    may("paymentNotifyUrl", Kind::Text(2048)),
    may("paymentFactor", Kind::Object),
    may("paymentFactor.captureMode", Kind::Text(64)),
    may("paymentFactor.isAuthorization", Kind::Flag),
    may("paymentExpiryTime", Kind::Time),
    may("metadata", Kind::Text(2048)),
];

const TABLE: &[Rule] = &[
    must("productCode", Kind::Text(32)),
    may("productScene", Kind::Text(32)),
    must("paymentRequestId", Kind::Text(64)),
    may("paymentSessionExpiryTime", Kind::Time),
    may("locale", Kind::Text(8)),
    may("merchantRegion", Kind::Text(2)),
    may("paymentMethod", Kind::Object),
    must("paymentMethod.paymentMethodType", Kind::Text(64)),
    may("availablePaymentMethod", Kind::Object),
    may("availablePaymentMethod.paymentMethodTypeList", Kind::List(100)),
    must("availablePaymentMethod.paymentMethodTypeList[].paymentMethodType", Kind::Text(64)),
    may("availablePaymentMethod.paymentMethodTypeList[].expressCheckout", Kind::Flag),
];

impl State {
    pub(crate) fn create_payment_session(&mut self, client_id: &str, body: &Value) -> Result<Answer, Answer> {
        check(body, TABLE)?;
        check(body, ORDER)?;
        check(body, particulars::TABLE)?;
        fixed(body, "productCode", &["CASHIER_PAYMENT"])?;
        scene(body)?;
        self.check_order(client_id, body)?;
        let session_key = key(&[client_id, string(body, "paymentRequestId").unwrap_or_default()]);
        let digest = fingerprint(body);
        if let Some(known) = self.sessions.get(&session_key) {
            return if known.digest == digest {
                Ok(self.issued(known))
            } else {
                Err(inconsistent("paymentRequestId"))
            };
        }
        let expires = self.expiry(body)?;
        let (methods, express) = self.offered(body, &amount(body, "paymentAmount")?)?;
        if methods.iter().all(|name| name == business_account::NAME) {
            business_account::check(body)?;
        }
        let particulars = Particulars { express, ..particulars::read(body)? };
        let session = self.new_session(client_id, body, expires, methods, digest, particulars)?;
        let answer = self.issued(&session);
        self.open(session_key, session);
        Ok(answer)
    }

    /// What both products check alike: addresses, the sum of goods, the settlement currency, the capture mode.
    pub(crate) fn check_order(&self, client_id: &str, body: &Value) -> Result<(), Answer> {
        address(body, "paymentRedirectUrl", false)?;
        address(body, "paymentNotifyUrl", true)?;
        goods_sum(body)?;
        if let Some(mode) = string(body, "paymentFactor.captureMode")
            && !matches!(mode, "AUTOMATIC" | "MANUAL")
        {
            return Err(illegal("paymentFactor.captureMode", "must be AUTOMATIC or MANUAL"));
        }
        let contracted = self
            .merchants
            .get(client_id)
            .map(|merchant| merchant.settlement_currencies.as_slice())
            .unwrap_or_default();
        match string(body, "settlementStrategy.settlementCurrency") {
            None if contracted.len() > 1 => Err(Answer::failure(
                "SETTLE_CONTRACT_NOT_MATCH",
                "Several settlement currencies are contracted; settlementStrategy.settlementCurrency must name one.",
            )),
            Some(chosen) if !contracted.is_empty() && !contracted.iter().any(|known| known == chosen) => {
                Err(Answer::failure(
                    "SETTLE_CONTRACT_NOT_MATCH",
                    "settlementStrategy.settlementCurrency is not contracted.",
                ))
            }
            _ => Ok(()),
        }
    }

    fn expiry(&self, body: &Value) -> Result<Moment, Answer> {
        let latest = self.now.plus(LIFE);
        let Some(asked) = string(body, "paymentSessionExpiryTime").and_then(Moment::parse) else {
            return Ok(latest);
        };
        // A whole second of grace: the wire's times have no fractions and may be rounded up.
        if asked <= self.now || asked > latest.plus(Span::seconds(1)) {
            return Err(illegal("paymentSessionExpiryTime", "must lie within an hour after creation"));
        }
        Ok(asked)
    }

    /// The methods of the page: the request's own list in its order, or one method, or the usual ones. Second, those of
    /// them that are buttons.
    fn offered(&self, body: &Value, amount: &Amount) -> Result<(Vec<String>, Vec<String>), Answer> {
        let list = body.pointer("/availablePaymentMethod/paymentMethodTypeList").and_then(Value::as_array);
        let mut rows = Vec::new();
        for row in list.into_iter().flatten() {
            let name = string(row, "paymentMethodType").unwrap_or_default();
            if flag(row, "expressCheckout") && !EXPRESS.contains(&name) {
                return Err(illegal(
                    "availablePaymentMethod.paymentMethodTypeList[].expressCheckout",
                    "is for ALIPAY_CN, APPLEPAY and GOOGLEPAY only",
                ));
            }
            rows.push((order_of(row), name.to_owned(), flag(row, "expressCheckout")));
        }
        let fixed = string(body, "paymentMethod.paymentMethodType");
        rows.extend(fixed.map(|name| (i64::MIN, name.to_owned(), false)));
        rows.sort_by_key(|(order, ..)| *order);
        rows.dedup_by(|one, other| one.1 == other.1);
        let express = rows.iter().filter(|row| row.2).map(|row| row.1.clone()).collect();
        let named: Vec<String> = rows.into_iter().map(|(_, name, _)| name).collect();
        for name in &named {
            if !name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_') {
                return Err(illegal("paymentMethodType", "must be a method's name in capitals"));
            }
        }
        // A listed method that does not take the amount is left out, as guide 0 lists TrueMoney for won; one at least
        // must take it.
        let objections: Vec<Option<String>> =
            named.iter().map(|name| self.method(name).objection(amount)).collect();
        if let (true, Some(Some(why))) = (objections.iter().all(Option::is_some), objections.first()) {
            return Err(illegal("paymentAmount", &format!("does not suit the method: {why}")));
        }
        let fitting = named.into_iter().zip(objections).filter(|(_, objection)| objection.is_none());
        let fitting: Vec<String> = fitting.map(|(name, _)| name).collect();
        let methods = if fitting.is_empty() { usual(amount) } else { fitting };
        if methods.is_empty() {
            Err(Answer::failure("NO_PAY_OPTIONS", "No payment method takes this amount."))
        } else {
            Ok((methods, express))
        }
    }

    pub(crate) fn new_session(
        &mut self,
        client_id: &str,
        body: &Value,
        expires: Moment,
        methods: Vec<String>,
        digest: String,
        particulars: Particulars,
    ) -> Result<Session, Answer> {
        let own = |path: &str| string(body, path).map(str::to_owned);
        let contact = ["order.buyer.referenceBuyerId", "order.buyer.buyerPhoneNo", "order.buyer.buyerEmail"];
        let dashboard = self.merchants.get(client_id).and_then(|merchant| merchant.notify_url.clone());
        Ok(Session {
            client_id: client_id.to_owned(),
            payment_request_id: own("paymentRequestId").unwrap_or_default(),
            session_id: self.secret("session", "D+/S", 45),
            token: self.secret("token", "D+/B", 61),
            created: self.now,
            expires,
            orders_close: string(body, "paymentExpiryTime").and_then(Moment::parse),
            amount: amount(body, "paymentAmount")?,
            reference_order_id: own("order.referenceOrderId").unwrap_or_default(),
            description: own("order.orderDescription").unwrap_or_default(),
            methods,
            manual_capture: string(body, "paymentFactor.captureMode") == Some("MANUAL"),
            redirect_url: own("paymentRedirectUrl").unwrap_or_default(),
            notify_url: own("paymentNotifyUrl").or(dashboard),
            buyer_known: contact.iter().any(|path| string(body, path).is_some()),
            metadata: own("metadata"),
            digest,
            particulars,
            payments: Vec::new(),
            closed: None,
            failure_told: false,
        })
    }

    /// Base64 that always holds `+` and `/`: a client that cannot pass them on shall notice. 61 bytes end in `==` too.
    fn secret(&mut self, label: &str, prefix: &str, length: usize) -> String {
        let (one, _) = self.seed.draw(label);
        let (two, _) = self.seed.draw(label);
        let bytes: Vec<u8> = one.into_iter().chain(two).take(length).collect();
        format!("{prefix}{}", STANDARD.encode(bytes))
    }

    pub(crate) fn open(&mut self, session_key: String, session: Session) {
        self.book.write(Entry {
            seq: 0,
            at_millis: self.now,
            client_id: session.client_id.clone(),
            effect: Effect::SessionIssued,
            payment_request_id: session.payment_request_id.clone(),
            payment_id: String::new(),
            request_id: None,
            id: None,
            method: None,
            amount: session.amount.clone(),
        });
        self.agenda.enter(session.expires, Due::SessionEnd(session_key.clone()));
        self.tokens.insert(session.token.clone(), session_key.clone());
        self.sessions.insert(session_key, session);
        self.touch();
    }

    fn issued(&self, session: &Session) -> Answer {
        Answer::success(json!({
            "paymentSessionData": self.session_data(session),
            "paymentSessionExpiryTime": session.expires.wire(),
            "paymentSessionId": session.session_id,
            "normalUrl": (!session.particulars.sdk_only).then(|| self.normal_url(session)),
        }))
    }

    /// The link for the buyer. Its query is raw on purpose, as in Antom's older samples (guide 0).
    pub(crate) fn normal_url(&self, session: &Session) -> String {
        format!(
            "{}/checkout-page/pages/payment/index.html?sessionData={}",
            self.checkout_url,
            self.session_data(session)
        )
    }

    /// What the browser SDK takes: the secret, the region, and settings by which it chooses its page. Those of a session
    /// for one method say where the simulator's pages are, because no link does.
    fn session_data(&self, session: &Session) -> String {
        let settings = if session.particulars.sdk_only {
            // Also for cards: the category of cards has the SDK ask Antom's risk control, which is not here.
            json!({
                "paymentSessionConfig": {
                    "productScene": "CASHIER_PAYMENT",
                    "productSceneVersion": "1.0",
                    "paymentMethodCategoryType": "APM",
                },
                "training": { "pages": self.checkout_url },
            })
        } else {
            json!({ "paymentSessionConfig": { "productScene": "CHECKOUT_PAYMENT", "productSceneVersion": "1.0" } })
        };
        format!("{}&&SG&&188&&{}", session.token, STANDARD.encode(settings.to_string()))
    }
}

/// The hosted and the embedded page name their scene; a session for one method and the client SDK names none (guide 3).
fn scene(body: &Value) -> Result<(), Answer> {
    let one_method = string(body, "paymentMethod.paymentMethodType").is_some();
    if string(body, "productScene").is_none() && one_method {
        return Ok(());
    }
    fixed(body, "productScene", &["CHECKOUT_PAYMENT", "ELEMENT_PAYMENT"])
}

fn order_of(row: &Value) -> i64 {
    let order = row.get("paymentMethodOrder");
    let written = order.and_then(Value::as_str).and_then(|text| text.parse().ok());
    written.or_else(|| order.and_then(Value::as_i64)).unwrap_or(i64::MAX)
}

fn goods_sum(body: &Value) -> Result<(), Answer> {
    let Some(goods) =
        body.pointer("/order/goods").and_then(Value::as_array).filter(|goods| !goods.is_empty())
    else {
        return Ok(());
    };
    let whole = amount(body, "order.orderAmount")?;
    let mut sum: u64 = 0;
    for item in goods {
        let unit = amount(item, "goodsUnitAmount")?;
        if unit.currency != whole.currency {
            return Err(illegal("order.goods[].goodsUnitAmount.currency", "must be the order's currency"));
        }
        let quantity = item.get("goodsQuantity").and_then(count).unwrap_or(1);
        sum = sum.saturating_add(unit.value.saturating_mul(quantity));
    }
    if sum == whole.value { Ok(()) } else { Err(illegal("order.goods", "must add up to order.orderAmount")) }
}

fn address(body: &Value, field: &str, web_only: bool) -> Result<(), Answer> {
    let Some(text) = string(body, field) else { return Ok(()) };
    let scheme = text.split_once("://").filter(|(_, rest)| !rest.is_empty()).map_or("", |(scheme, _)| scheme);
    // An app's own scheme may stand without a host, as in guide 1's sample.
    let app_only = text.strip_suffix("://").unwrap_or_default();
    let fits = if web_only {
        matches!(scheme, "http" | "https")
    } else {
        [scheme, app_only].iter().any(|name| is_scheme(name))
    };
    if fits && !text.chars().any(|letter| letter.is_control() || letter == ' ') {
        Ok(())
    } else {
        Err(illegal(field, "must be a URL"))
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
}

pub(crate) fn fixed(body: &Value, field: &str, values: &[&str]) -> Result<(), Answer> {
    match string(body, field) {
        Some(value) if values.contains(&value) => Ok(()),
        _ => Err(illegal(field, &format!("must be {}", values.join(" or ")))),
    }
}

/// The request without regard to the order of its fields.
pub(crate) fn fingerprint(body: &Value) -> String {
    STANDARD.encode(digest::digest(&digest::SHA256, body.to_string().as_bytes()))
}

pub(crate) fn inconsistent(field: &str) -> Answer {
    Answer::failure(
        "REPEAT_REQ_INCONSISTENT",
        format!("Repeated requests are inconsistent: this {field} was used with other parameters."),
    )
}
