//! The page for one product, `ANTOM_BIZ_ACCOUNT` (guide 2): buyer, goods, one sum, and for a flight its trip.

use serde_json::Value;

use crate::answer::Answer;
use crate::fields::{amount, illegal, string};
use crate::moment::Moment;

pub(crate) const NAME: &str = "ANTOM_BIZ_ACCOUNT";

/// Refuses what the guide calls mandatory and is missing, naming the field.
pub(crate) fn check(body: &Value) -> Result<(), Answer> {
    for needed in ["order.buyer.referenceBuyerId", "order.buyer.buyerName.fullName"] {
        string(body, needed).ok_or_else(|| missing(needed))?;
    }
    let goods = body.pointer("/order/goods").and_then(Value::as_array);
    let goods = goods.filter(|goods| !goods.is_empty()).ok_or_else(|| missing("order.goods"))?;
    if amount(body, "order.orderAmount")? != amount(body, "paymentAmount")? {
        return Err(illegal("paymentAmount", &format!("must equal order.orderAmount for {NAME}")));
    }
    let transit = body.pointer("/order/transit").filter(|transit| transit.is_object());
    let mut flight = false;
    for (at, item) in goods.iter().enumerate() {
        flight |= product_of(string(item, "goodsName").unwrap_or_default())
            .map_err(|why| illegal(&format!("order.goods[{at}].goodsName"), why))?;
    }
    match transit {
        Some(transit) => trip(transit),
        None if flight => Err(missing("order.transit")),
        None => Ok(()),
    }
}

fn missing(field: &str) -> Answer {
    illegal(field, &format!("is required for {NAME}"))
}

/// Whether a name is a flight's. One that begins like a flight's or a hotel's must have the whole shape; several
/// products are separated by commas.
fn product_of(name: &str) -> Result<bool, &'static str> {
    if name.starts_with("ticket-") {
        let shaped = name.split(',').all(|ticket| ticket.trim().split('-').count() == 5);
        return if shaped {
            Ok(true)
        } else {
            Err("must be ticket-date-flight number-departure-arrival, several separated by commas")
        };
    }
    if let Some(rest) = name.strip_prefix("Accommodation Period") {
        let period = rest.trim_start().strip_prefix('(').and_then(|rest| rest.split_once("), "));
        let shaped = period.is_some_and(|(period, hotel)| days(period) && !hotel.trim().is_empty());
        return if shaped {
            Ok(false)
        } else {
            Err("must be Accommodation Period (20250101-20250102), Hotel Name")
        };
    }
    Ok(false)
}

fn days(period: &str) -> bool {
    let day = |text: &str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    period.split_once('-').is_some_and(|(from, to)| day(from) && day(to))
}

/// The five fields of a trip (guide 2).
fn trip(transit: &Value) -> Result<(), Answer> {
    string(transit, "transitType").ok_or_else(|| missing("order.transit.transitType"))?;
    let legs = transit.get("legs").and_then(Value::as_array).filter(|legs| !legs.is_empty());
    for (at, leg) in legs.ok_or_else(|| missing("order.transit.legs"))?.iter().enumerate() {
        let field = |name: &str| format!("order.transit.legs[{at}].{name}");
        for name in ["departureTime", "departureAddress.city", "arrivalAddress.city", "carrierNo"] {
            string(leg, name).ok_or_else(|| missing(&field(name)))?;
        }
        if string(leg, "departureTime").and_then(Moment::parse).is_none() {
            return Err(illegal(&field("departureTime"), "must be an ISO-8601 time with an offset"));
        }
        for name in ["departureAddress.city", "arrivalAddress.city"] {
            let city = string(leg, name).unwrap_or_default();
            if city.len() != 3 || !city.bytes().all(|letter| letter.is_ascii_uppercase()) {
                return Err(illegal(&field(name), "must be a three-letter IATA code"));
            }
        }
    }
    Ok(())
}
