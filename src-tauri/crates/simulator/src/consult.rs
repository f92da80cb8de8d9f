//! consult (api.md section 3.8): which methods would take an amount.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::create_payment_session::fixed;
use crate::fields::{Kind, Rule, amount, check, may, must};
use crate::method::{Method, Way, table};
use crate::particulars::INSTALMENTS;
use crate::state::State;

const TABLE: &[Rule] = &[
    must("productCode", Kind::Text(32)),
    must("paymentAmount", Kind::Amount),
    must("env", Kind::Object),
    may("env.terminalType", Kind::Text(32)),
    may("merchantRegion", Kind::Text(2)),
    may("userRegion", Kind::Text(2)),
];

impl State {
    pub(crate) fn consult(&mut self, body: &Value) -> Result<Answer, Answer> {
        check(body, TABLE)?;
        fixed(body, "productCode", &["CASHIER_PAYMENT"])?;
        let wanted = amount(body, "paymentAmount")?;
        let named = |field: &str, name: &str| {
            let list = body.get(field).and_then(Value::as_array);
            list.filter(|list| !list.is_empty()).map(|list| list.iter().any(|one| one == name))
        };
        // Those that were made known by the control interface come after those of the table.
        let new = self.methods.keys().filter(|name| table().iter().all(|known| known.name != **name));
        let options: Vec<Value> = table()
            .iter()
            .map(|method| &method.name)
            .chain(new)
            .map(|name| self.method(name))
            .filter(|method| named("allowedPaymentMethods", &method.name) != Some(false))
            .filter(|method| named("blockedPaymentMethods", &method.name) != Some(true))
            .map(|method| {
                let objection = method.objection(&wanted);
                let category = match method.way {
                    Way::Card => "CARD",
                    Way::AtOnce => "WALLET",
                    Way::Slow => "BANK_TRANSFER",
                };
                json!({
                    "paymentMethodType": method.name,
                    "paymentMethodCategory": category,
                    "enabled": objection.is_none(),
                    "disableReason": objection,
                    "supportedCurrencies": method.currencies,
                    "preferred": false,
                    "logo": {
                        "logoName": method.label,
                        "logoUrl": format!("{}/logo/{}.svg", self.checkout_url, method.name),
                    },
                    "paymentOptionDetail": card_only(&method, brands(&wanted.currency)),
                    "installment": card_only(&method, instalments(&wanted.currency)),
                    "amountLimitInfoMap": limits(&method, &wanted.currency),
                })
            })
            .collect();
        Ok(Answer::success(json!({ "paymentOptions": options })))
    }
}

fn card_only(method: &Method, detail: Value) -> Option<Value> {
    (method.name == "CARD").then_some(detail)
}

/// What a method takes at least, by the currency it is meant in: the one asked about where the method takes it, else each
/// of the method's own.
fn limits(method: &Method, currency: &str) -> Value {
    let takes = |known: &String| known == currency;
    let own =
        (!method.currencies.is_empty() && !method.currencies.iter().any(takes)).then_some(&method.currencies);
    let of = |currency: &str| {
        let least = json!({ "currency": currency, "value": method.least.to_string() });
        (currency.to_owned(), json!({ "singleLimit": { "minAmount": least } }))
    };
    let map = match own {
        Some(own) => own.iter().map(|own| of(own)).collect::<serde_json::Map<_, _>>(),
        None => std::iter::once(of(currency)).collect(),
    };
    Value::Object(map)
}

/// Korean brands are for won.
fn brands(currency: &str) -> Value {
    let all = ["VISA", "MASTERCARD", "HYUNDAI"]
        .into_iter()
        .filter(|brand| *brand != "HYUNDAI" || currency == "KRW");
    let brands: Vec<Value> =
        all.map(|brand| json!({ "cardBrand": brand, "logo": { "logoName": brand } })).collect();
    json!({ "supportCardBrands": brands, "funding": ["CREDIT", "DEBIT"] })
}

fn instalments(currency: &str) -> Value {
    let plans: Vec<Value> = INSTALMENTS
        .iter()
        .map(|number| {
            json!({
                "installmentNum": number.to_string(),
                "interval": "MONTH",
                "interestRate": "0",
                "enabled": true,
                "minInstallmentAmount": { "currency": currency, "value": "100" },
            })
        })
        .collect();
    json!({ "supportCardBrands": [{ "cardBrand": "VISA" }, { "cardBrand": "MASTERCARD" }], "plans": plans })
}
