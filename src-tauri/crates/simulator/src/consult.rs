//! consult (api.md section 3.8): which methods would take an amount.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::create_payment_session::fixed;
use crate::fields::{Kind, Rule, amount, check, may, must};
use crate::method::{Way, table};
use crate::state::State;

const TABLE: &[Rule] = &[
    must("productCode", Kind::Text(32)),
    must("paymentAmount", Kind::Amount),
    must("env", Kind::Object),
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
        let options: Vec<Value> = table()
            .iter()
            .map(|method| self.method(&method.name))
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
                    "logo": { "logoName": method.label },
                })
            })
            .collect();
        Ok(Answer::success(json!({ "paymentOptions": options })))
    }
}
