//! An attempt as it goes over the wire: createPaymentSession (api.md section 3), from the order's terms and its buyer.

use super::{Blank, FULL_HOUR};
use crate::buyer::part_of_name;
use crate::counter::Prefill;
use crate::particulars::shipping;
use crate::saved_cards::Offered;
use crate::trip::{is_for_business_account, transit};
use antom::create_payment_session::{
    AvailablePaymentMethod, CASHIER_PAYMENT, CHECKOUT_PAYMENT, CaptureMode as WireCaptureMode, OfferedMethod,
    PaymentFactor, SavedPaymentMethod, SettlementStrategy,
};
use antom::env::{Env, TerminalType};
use antom::operation::CreatePaymentSessionRequest;
use antom::order::{Buyer as WireBuyer, BuyerName, Goods, Order as WireOrder};
use antom::payment_method::PaymentMethod;
use chrono::{DateTime, SecondsFormat, Utc};
use domain::counter::Sdk;
use domain::fact::{CaptureMode, Terms};
use domain::ids::PaymentRequestId;
use domain::profiles::BUSINESS_ACCOUNT;
use domain::rules::free_text::non_latin;
use ledger::Buyer;

/// The request as it goes over the wire.
pub(super) fn wire(request: &PaymentRequestId, blank: &Blank<'_>) -> CreatePaymentSessionRequest {
    let Blank { account, terms, buyer, .. } = blank;
    let one_product = is_for_business_account(&terms.methods);
    let one_method = terms.counter == Some(Sdk::OneMethod);
    let fixed = if one_product { Some(BUSINESS_ACCOUNT) } else { one_of(terms).filter(|_| one_method) };
    CreatePaymentSessionRequest {
        product_code: CASHIER_PAYMENT.to_owned(),
        // A session for one method and the browser SDK names no scene (guide 3).
        product_scene: (!one_method).then(|| CHECKOUT_PAYMENT.to_owned()),
        payment_request_id: request.to_string(),
        order: order(terms, buyer, one_product),
        payment_amount: terms.amount.into(),
        payment_redirect_url: account.redirect_url.clone(),
        payment_notify_url: account.notify_url.clone(),
        settlement_strategy: account.settlement_currency.clone().map(|currency| SettlementStrategy {
            settlement_currency: Some(currency),
            ..SettlementStrategy::default()
        }),
        available_payment_method: if fixed.is_some() { None } else { offered(terms, buyer) },
        saved_payment_methods: saved(blank.cards).filter(|_| fixed.is_none()),
        // The page for one product takes no cards, and is made for one kind of device (guide 2).
        payment_method: fixed.map(|method| PaymentMethod {
            payment_method_type: method.to_owned(),
            payment_method_meta_data: Prefill::kept(buyer).wire(),
            ..PaymentMethod::default()
        }),
        env: one_product.then(|| Env { terminal_type: Some(TerminalType::Web), ..Env::default() }),
        // Left out, the capture is automatic (guides 1 and 4), as in the samples of guides 0 and 4.
        payment_factor: (!one_product && terms.capture_mode == CaptureMode::Manual).then(|| PaymentFactor {
            capture_mode: Some(WireCaptureMode::Manual),
            ..PaymentFactor::default()
        }),
        payment_session_expiry_time: asked_end(terms, blank.ends_at),
        locale: terms.locale.clone(),
        ..CreatePaymentSessionRequest::default()
    }
}

/// What is sold, and to whom: the same in a checkout session and in a `pay`.
pub(crate) fn order(terms: &Terms, buyer: &Buyer, one_product: bool) -> WireOrder {
    WireOrder {
        reference_order_id: terms.reference.clone(),
        order_description: terms.description.clone(),
        order_amount: terms.amount.into(),
        goods: goods(buyer),
        buyer: wire_buyer(buyer, one_product),
        transit: transit(buyer),
        shipping: shipping(buyer),
        ..WireOrder::default()
    }
}

/// Saved cards as guide 0's sample has them: without the level its table puts between.
fn saved(cards: &[Offered]) -> Option<Vec<SavedPaymentMethod>> {
    let saved = cards.iter().map(|card| SavedPaymentMethod {
        payment_method_type: "CARD".to_owned(),
        payment_method_id: Some(card.token.expose().into()),
        ..SavedPaymentMethod::default()
    });
    (!cards.is_empty()).then(|| saved.collect())
}

/// The full hour is what Antom gives when nothing is asked for. Asking for it by the clock would be refused whenever
/// this computer's clock is a little ahead of Antom's.
fn asked_end(terms: &Terms, ends_at: DateTime<Utc>) -> Option<String> {
    (terms.session_seconds < FULL_HOUR).then(|| ends_at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

/// The one method there is.
fn one_of(terms: &Terms) -> Option<&str> {
    terms.methods.first().map(String::as_str)
}

/// Places are counted from 0, and where one method stands above the others, each says whether it does: as in guide 0's
/// sample.
/// What the page fills in for the buyer stands beside them (guide 4).
fn offered(terms: &Terms, buyer: &Buyer) -> Option<AvailablePaymentMethod> {
    let prefill = Prefill::kept(buyer).wire();
    if terms.methods.is_empty() {
        return prefill.map(|known| AvailablePaymentMethod {
            payment_method_meta_data: Some(known),
            ..AvailablePaymentMethod::default()
        });
    }
    let list = terms.methods.iter().zip(0_u32..).map(|(method, place)| OfferedMethod {
        payment_method_type: method.clone(),
        payment_method_order: Some(place.to_string()),
        express_checkout: (!terms.express.is_empty()).then(|| terms.express.contains(method)),
        ..OfferedMethod::default()
    });
    Some(AvailablePaymentMethod {
        payment_method_type_list: Some(list.collect()),
        payment_method_meta_data: prefill,
        ..AvailablePaymentMethod::default()
    })
}

/// Antom's fields refuse other letters than Latin ones with some methods (guides 0, 1, 3), so a name in other writing
/// stays here; the buyer is told apart by the rest.
/// The page for one product needs the whole name in any case (guide 2).
fn wire_buyer(buyer: &Buyer, one_product: bool) -> Option<WireBuyer> {
    let name = buyer.name.clone().filter(|name| one_product || !non_latin(name));
    let [first_name, last_name] =
        part_of_name(buyer).map(|part| part.filter(|name| one_product || !non_latin(name)));
    let is_named = [&name, &first_name, &last_name].into_iter().any(Option::is_some);
    if !is_named && buyer.email.is_none() && buyer.phone.is_none() && buyer.buyer_id.is_none() {
        return None;
    }
    Some(WireBuyer {
        reference_buyer_id: buyer.buyer_id.clone(),
        buyer_name: is_named.then(|| BuyerName {
            full_name: name,
            first_name,
            last_name,
            ..BuyerName::default()
        }),
        buyer_phone_no: buyer.phone.as_deref().map(dialled),
        buyer_email: buyer.email.clone(),
        ..WireBuyer::default()
    })
}

/// A telephone number without what people put between its digits.
pub(crate) fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

fn goods(buyer: &Buyer) -> Option<Vec<Goods>> {
    let goods: Vec<Goods> =
        buyer.items.iter().filter_map(|item| serde_json::from_value(item.clone()).ok()).collect();
    (!goods.is_empty()).then_some(goods)
}
