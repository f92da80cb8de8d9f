//! The documented rules of an order, whichever operation carries it (api.md section 3.1, guides 2 and 4).

use super::{Buyer, Goods, Leg, Order, Transit};
use crate::field::{Check, optional, payable, required};
use crate::payment_method::{ANTOM_BIZ_ACCOUNT, CARD};
use crate::{Amount, FieldError};
use money::{AmountError, Money};

const MOST_GOODS: usize = 100;

/// What every order must have, and how long its parts may be.
pub(crate) fn order(order: &Order) -> Check {
    required("order.referenceOrderId", &order.reference_order_id, 64)?;
    required("order.orderDescription", &order.order_description, 256)?;
    payable("order.orderAmount", &order.order_amount)?;
    if let Some(buyer) = &order.buyer {
        buyer_limits(buyer)?;
    }
    // An empty list is the same as none: guide 0's own sample sends one.
    match order.goods.as_deref() {
        None | Some([]) => Ok(()),
        Some(goods) => goods_rules(order, goods),
    }
}

fn buyer_limits(buyer: &Buyer) -> Check {
    optional("order.buyer.referenceBuyerId", buyer.reference_buyer_id.as_deref(), 64)?;
    optional("order.buyer.buyerPhoneNo", buyer.buyer_phone_no.as_deref(), 24)?;
    optional("order.buyer.buyerEmail", buyer.buyer_email.as_deref(), 64)?;
    optional("order.buyer.buyerPhoneNoContryCode", buyer.buyer_phone_no_contry_code.as_deref(), 7)
}

/// Each line complete, and the lines together exactly the order's amount (guides 2 and 4).
fn goods_rules(order: &Order, goods: &[Goods]) -> Check {
    if goods.len() > MOST_GOODS {
        return Err(FieldError::new("order.goods", format!("give at most {MOST_GOODS} lines")));
    }
    let mut sum: Option<Money> = None;
    for (number, line) in goods.iter().enumerate() {
        let total = line_total(number, line)?;
        sum = Some(match sum {
            None => total,
            Some(before) => before.checked_add(total).map_err(|error| wrong("order.goods", &error))?,
        });
    }
    let asked = order.order_amount.money().map_err(|error| wrong("order.orderAmount", &error))?;
    match sum {
        Some(sum) if sum != asked => Err(FieldError::new(
            "order.goods",
            format!("the lines add up to {sum}, the order is {asked}; make them equal"),
        )),
        _ => Ok(()),
    }
}

fn line_total(number: usize, line: &Goods) -> Result<Money, FieldError> {
    let field = |name: &str| format!("order.goods[{number}].{name}");
    required(&field("referenceGoodsId"), &line.reference_goods_id, 64)?;
    required(&field("goodsName"), &line.goods_name, 256)?;
    optional(&field("goodsCategory"), line.goods_category.as_deref(), 64)?;
    optional(&field("goodsUrl"), line.goods_url.as_deref(), 2048)?;
    optional(&field("deliveryMethodType"), line.delivery_method_type.as_deref(), 32)?;
    let unit = line.goods_unit_amount.as_ref();
    let unit = unit.ok_or_else(|| FieldError::new(field("goodsUnitAmount"), "this field is required"))?;
    let unit = unit.money().map_err(|error| wrong(&field("goodsUnitAmount"), &error))?;
    let quantity = line.goods_quantity.as_deref().unwrap_or_default();
    let quantity = whole_number(quantity).ok_or_else(|| {
        FieldError::new(field("goodsQuantity"), "give a whole number of 1 or more, as digits")
    })?;
    unit.checked_mul(quantity).map_err(|error| wrong(&field("goodsQuantity"), &error))
}

/// A number of 1 or more, written in digits.
pub(crate) fn whole_number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok().filter(|number| *number > 0) } else { None }
}

fn wrong(field: &str, error: &AmountError) -> FieldError {
    FieldError::new(field, error.to_string())
}

/// Whether a method is paid by card on Antom's page.
pub(crate) fn is_card(method: &str) -> bool {
    method == CARD
}

/// Whether something tells who the buyer is, as cards need it (guide 4).
pub(crate) fn buyer_known(order: &Order) -> bool {
    let given = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    order.buyer.as_ref().is_some_and(|buyer| {
        given(&buyer.reference_buyer_id) || given(&buyer.buyer_phone_no) || given(&buyer.buyer_email)
    })
}

/// The session would be made, and the page would fail when a card is submitted (guide 4).
pub(crate) fn buyer_for_cards(order: &Order) -> Check {
    if buyer_known(order) {
        return Ok(());
    }
    let remedy = "cards need the buyer's id, phone number or e-mail address; give one of them";
    Err(FieldError::new("order.buyer", remedy))
}

/// What the page for one product wants beyond the rest (guide 2): the buyer by id and whole name, the goods, and one sum
/// throughout; for a trip its five fields.
pub(crate) fn business_account(order: &Order, payment_amount: &Amount) -> Check {
    let needed = |field: &str, text: Option<&str>| {
        if text.is_some_and(|text| !text.trim().is_empty()) {
            Ok(())
        } else {
            Err(FieldError::new(field, format!("{ANTOM_BIZ_ACCOUNT} needs this field")))
        }
    };
    let buyer = order.buyer.as_ref();
    let name = buyer.and_then(|buyer| buyer.buyer_name.as_ref());
    needed("order.buyer.referenceBuyerId", buyer.and_then(|buyer| buyer.reference_buyer_id.as_deref()))?;
    needed("order.buyer.buyerName.fullName", name.and_then(|name| name.full_name.as_deref()))?;
    if order.goods.as_deref().unwrap_or_default().is_empty() {
        return Err(FieldError::new("order.goods", format!("{ANTOM_BIZ_ACCOUNT} needs at least one line")));
    }
    if !order.order_amount.agrees_with(payment_amount) {
        return Err(FieldError::new("paymentAmount", "it must equal the order's amount; make them equal"));
    }
    order.transit.as_ref().map_or(Ok(()), transit)
}

fn transit(transit: &Transit) -> Check {
    let kind = transit.transit_type.as_deref().unwrap_or_default();
    required("order.transit.transitType", kind, 64)?;
    let legs = transit.legs.as_deref().unwrap_or_default();
    if legs.is_empty() {
        return Err(FieldError::new("order.transit.legs", "give at least one part of the trip"));
    }
    legs.iter().enumerate().try_for_each(|(number, leg)| leg_rules(number, leg, kind == "FLIGHT"))
}

fn leg_rules(number: usize, leg: &Leg, flight: bool) -> Check {
    let field = |name: &str| format!("order.transit.legs[{number}].{name}");
    let departure = leg.departure_time.as_deref().unwrap_or_default();
    required(&field("departureTime"), departure, 64)?;
    if crate::epoch_millis(departure).is_none() {
        let remedy = "give a time as 2024-11-27T12:01:01+08:00";
        return Err(FieldError::new(field("departureTime"), remedy));
    }
    for (name, address) in
        [("departureAddress", &leg.departure_address), ("arrivalAddress", &leg.arrival_address)]
    {
        let field = field(&format!("{name}.city"));
        let city = address.as_ref().and_then(|address| address.city.as_deref()).unwrap_or_default();
        required(&field, city, 64)?;
        let iata = city.len() == 3 && city.bytes().all(|letter| letter.is_ascii_uppercase());
        if flight && !iata {
            return Err(FieldError::new(
                field,
                "give the airport's or city's three-letter IATA code, in capitals",
            ));
        }
    }
    required(&field("carrierNo"), leg.carrier_no.as_deref().unwrap_or_default(), 64)
}
