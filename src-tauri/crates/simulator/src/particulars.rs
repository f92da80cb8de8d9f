//! What a request says about cards and methods beyond the order: saved cards, express buttons, 3-D Secure, the brand
//! of a Korean card, instalments, and what the page fills in for the buyer (guides 0, 1 and 4).

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::answer::Answer;
use crate::fields::{Kind, Rule, count, flag, illegal, may, must, string};

/// The parts of a request that are read here.
pub(crate) const TABLE: &[Rule] = &[
    may("savedPaymentMethods", Kind::List(100)),
    may("paymentMethod.paymentMethodId", Kind::Text(128)),
    may("paymentMethod.requireIssuerAuthentication", Kind::Flag),
    may("paymentMethod.paymentMethodMetaData", Kind::Object),
    may("paymentMethod.paymentMethodMetaData.is3DSAuthentication", Kind::Flag),
    may("paymentMethod.paymentMethodMetaData.selectedCardBrand", Kind::Text(64)),
    may("availablePaymentMethod.paymentMethodMetaData", Kind::Object),
    may("availablePaymentMethod.paymentMethodMetaData.payerEmail", Kind::Text(64)),
    may("availablePaymentMethod.paymentMethodMetaData.cpf", Kind::Text(32)),
    may("availablePaymentMethod.paymentMethodMetaData.is3DSAuthentication", Kind::Flag),
    may("creditPayPlan", Kind::Object),
    must("creditPayPlan.installmentNum", Kind::Count),
    may("creditPayPlan.interval", Kind::Text(16)),
];

/// Numbers of instalments a card can be paid in.
pub(crate) const INSTALMENTS: &[u64] = &[3, 6, 12];

/// Whether a card is kept for the next time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Keeping {
    /// Nothing was said: the card is kept, as guide 0 has it.
    #[default]
    Unsaid,
    /// The buyer is asked on the page.
    Asked,
    Always,
    Never,
}

/// What a request says beyond the order. A state saved before this was known reads as nothing said.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Particulars {
    /// Methods shown as buttons above the others, in their order.
    pub(crate) express: Vec<String>,
    pub(crate) keeping: Keeping,
    /// Tokens of cards the buyer may choose again.
    pub(crate) saved: Vec<String>,
    /// The buyer's bank is asked whatever the card.
    pub(crate) three_ds: bool,
    /// The only brand that may be charged.
    pub(crate) brand: Option<String>,
    pub(crate) instalments: Option<u64>,
    pub(crate) payer_email: Option<String>,
    pub(crate) cpf: Option<String>,
    /// For Antom's client SDK; there is no page behind it (guide 3).
    pub(crate) sdk_only: bool,
    /// Made by `pay`: one attempt, and a new id for the next (guide 1).
    pub(crate) one_attempt: bool,
}

/// Where one method's own particulars are: under the method itself, or under the list of methods.
const PLACES: [&str; 2] =
    ["paymentMethod.paymentMethodMetaData", "availablePaymentMethod.paymentMethodMetaData"];

/// Reads and checks them.
pub(crate) fn read(body: &Value) -> Result<Particulars, Answer> {
    let text = |name: &str| {
        PLACES.iter().find_map(|place| string(body, &format!("{place}.{name}"))).map(str::to_owned)
    };
    let set = |name: &str| PLACES.iter().any(|place| flag(body, &format!("{place}.{name}")));
    let issuer_asks = flag(body, "paymentMethod.requireIssuerAuthentication");
    let brand = text("selectedCardBrand");
    if issuer_asks {
        korean(body, brand.as_deref())?;
    }
    Ok(Particulars {
        express: Vec::new(),
        keeping: keeping(text("tokenizeMode").as_deref(), set("tokenize"))?,
        saved: saved(body)?,
        three_ds: issuer_asks || set("is3DSAuthentication"),
        brand,
        instalments: instalments(body)?,
        payer_email: text("payerEmail"),
        cpf: text("cpf"),
        sdk_only: string(body, "productScene").is_none(),
        one_attempt: false,
    })
}

/// A Korean card whose issuer asks the buyer has its brand and is captured by the gateway (guide 1).
fn korean(body: &Value, brand: Option<&str>) -> Result<(), Answer> {
    if brand.is_none() {
        let field = "paymentMethod.paymentMethodMetaData.selectedCardBrand";
        return Err(illegal(field, "is required where the issuer authenticates the buyer"));
    }
    if string(body, "paymentFactor.captureMode") == Some("MANUAL") {
        return Err(illegal(
            "paymentFactor.captureMode",
            "must be AUTOMATIC where the issuer authenticates the buyer",
        ));
    }
    Ok(())
}

fn keeping(mode: Option<&str>, tokenize: bool) -> Result<Keeping, Answer> {
    match mode {
        None if tokenize => Ok(Keeping::Always),
        None => Ok(Keeping::Unsaid),
        Some("ASKFORCONSENT") => Ok(Keeping::Asked),
        Some("ENABLED") => Ok(Keeping::Always),
        Some("DISABLED") => Ok(Keeping::Never),
        Some(_) => Err(illegal("tokenizeMode", "must be ASKFORCONSENT, ENABLED or DISABLED")),
    }
}

/// Tokens, flat as in guide 0's sample or one level deeper as in its table.
fn saved(body: &Value) -> Result<Vec<String>, Answer> {
    let list = body.get("savedPaymentMethods").and_then(Value::as_array);
    let mut tokens = Vec::new();
    for (at, item) in list.into_iter().flatten().enumerate() {
        let item = item.get("paymentMethod").filter(|inner| inner.is_object()).unwrap_or(item);
        let field = |name: &str| format!("savedPaymentMethods[{at}].{name}");
        if string(item, "paymentMethodType") != Some("CARD") {
            return Err(illegal(&field("paymentMethodType"), "must be CARD"));
        }
        let token = string(item, "paymentMethodId");
        tokens.push(token.ok_or_else(|| illegal(&field("paymentMethodId"), "is required"))?.to_owned());
    }
    Ok(tokens)
}

fn instalments(body: &Value) -> Result<Option<u64>, Answer> {
    let Some(number) = body.pointer("/creditPayPlan/installmentNum").and_then(count) else { return Ok(None) };
    if string(body, "creditPayPlan.interval").is_some_and(|interval| interval != "MONTH") {
        return Err(illegal("creditPayPlan.interval", "must be MONTH"));
    }
    if INSTALMENTS.contains(&number) {
        Ok(Some(number))
    } else {
        Err(illegal("creditPayPlan.installmentNum", "is not among the instalments offered"))
    }
}
