//! Flights and hotels on the page for one product (guide 2): names of goods in the prescribed shape, the trip itself, and
//! what Antom must know of the buyer.

use crate::buyer::BuyerInput;
use crate::error::ConsoleError;
use crate::goods::{GoodsMore, Item, goods_id};
use crate::particulars::passengers;
use crate::said::{Said, line};
use antom::order::{Address, Leg, Transit};
use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat, Utc};
use chrono_tz::Tz;
use domain::profiles::BUSINESS_ACCOUNT;
use domain::rules::Refusal;
use domain::travel::{Iata, Product, buyer_is_named, goods_name, lines_add_up};
use ledger::Buyer;
use money::Money;
use serde::{Deserialize, Serialize};

/// Where trips lie in the buyer's side row.
const TRIPS: &str = "trips";
/// What guide 2 calls a trip by air.
const FLIGHT: &str = "FLIGHT";

/// One flight or one stay, sold on a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Trip {
    /// A seat on a flight.
    Flight {
        /// As `CX111`; it goes out as `carrierNo`, too.
        number: String,
        /// From, by its IATA code.
        from: String,
        /// To, by its IATA code.
        to: String,
        /// When it departs, with the offset of the place.
        departs: DateTime<FixedOffset>,
        /// When it arrives, with the offset of that place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        arrives: Option<DateTime<FixedOffset>>,
        /// The name of the airline.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        carrier: Option<String>,
        /// Its price.
        price: Money,
        /// The shop's number of what is sold (`referenceGoodsId`); its place where there is none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        goods: Option<String>,
    },
    /// Nights in a hotel.
    Stay {
        /// The hotel.
        hotel: String,
        /// The day of arrival.
        from: NaiveDate,
        /// The day of departure.
        to: NaiveDate,
        /// Its price.
        price: Money,
        /// The shop's number of what is sold, as of a flight.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        goods: Option<String>,
    },
}

impl Trip {
    const fn price(&self) -> Money {
        match self {
            Self::Flight { price, .. } | Self::Stay { price, .. } => *price,
        }
    }

    const fn goods(&self) -> Option<&String> {
        match self {
            Self::Flight { goods, .. } | Self::Stay { goods, .. } => goods.as_ref(),
        }
    }

    /// The same with what people typed read: codes in capitals, names in one line and without a card number.
    fn checked(self) -> Result<Self, ConsoleError> {
        let said = |field: &'static str, text: String| -> Result<String, ConsoleError> {
            Ok(line(field, Some(text), 64)?.unwrap_or_default())
        };
        Ok(match self {
            Self::Flight { number, from, to, departs, arrives, carrier, price, goods } => Self::Flight {
                number: said("flight number", number)?.to_ascii_uppercase(),
                from: Iata::read(&from)?.to_string(),
                to: Iata::read(&to)?.to_string(),
                departs,
                arrives: arrives.map(|arrives| after(departs, arrives)).transpose()?,
                carrier: line("airline", carrier, 64)?,
                price,
                goods: goods_id(goods)?,
            },
            Self::Stay { hotel, from, to, price, goods } => {
                Self::Stay { hotel: said("hotel", hotel)?, from, to, price, goods: goods_id(goods)? }
            }
        })
    }

    /// What to call it, where all of it lies in the past: on days of the store's zone, or of the place a flight leaves.
    pub(crate) fn is_over(&self, now: DateTime<Utc>, zone: Tz) -> Option<&str> {
        match self {
            Self::Flight { number, departs, .. } => (*departs < now).then_some(number.as_str()),
            Self::Stay { hotel, to, .. } => {
                (*to < now.with_timezone(&zone).date_naive()).then_some(hotel.as_str())
            }
        }
    }

    /// Its `goodsName` (guide 2).
    pub(crate) fn goods_name(&self) -> Result<String, Refusal> {
        goods_name(&[self.product()?])
    }

    fn product(&self) -> Result<Product, Refusal> {
        Ok(match self {
            Self::Flight { number, from, to, departs, .. } => Product::Flight {
                date: departs.date_naive(),
                number: number.clone(),
                departure: Iata::read(from)?,
                arrival: Iata::read(to)?,
            },
            Self::Stay { hotel, from, to, .. } => {
                Product::Stay { from: *from, to: *to, hotel: hotel.clone() }
            }
        })
    }

    fn leg(&self) -> Option<Leg> {
        let Self::Flight { number, from, to, departs, arrives, carrier, .. } = self else { return None };
        let moment = |at: &DateTime<FixedOffset>| at.to_rfc3339_opts(SecondsFormat::Secs, false);
        let at = |city: &str| Some(Address { city: Some(city.to_owned()), ..Address::default() });
        Some(Leg {
            departure_time: Some(moment(departs)),
            arrival_time: arrives.as_ref().map(moment),
            carrier_name: carrier.clone(),
            departure_address: at(from),
            arrival_address: at(to),
            carrier_no: Some(number.clone()),
            ..Leg::default()
        })
    }
}

/// A flight arrives after it departs.
pub(crate) fn after(
    departs: DateTime<FixedOffset>,
    arrives: DateTime<FixedOffset>,
) -> Result<DateTime<FixedOffset>, Said> {
    if arrives > departs {
        return Ok(arrives);
    }
    let remedy = "Correct one of the times; each has the offset of its own place.";
    Err(Said::of("arrival", "arrives-before", "the flight arrives before it departs", remedy))
}

/// Whether a request is for the page for one product.
pub(crate) fn is_for_business_account(methods: &[String]) -> bool {
    methods.iter().any(|method| method == BUSINESS_ACCOUNT)
}

/// Trips that were checked, and what they are called among the goods.
pub(crate) struct Sold {
    /// Them.
    pub trips: Vec<Trip>,
    /// One line of goods for each.
    pub items: Vec<Item>,
}

/// Checks trips: each named in the prescribed shape, together exactly the amount, a buyer Antom knows by id and name, and
/// the one method that takes them.
///
/// # Errors
/// [`ConsoleError::Refused`] or [`ConsoleError::Field`] with what is missing.
pub(crate) fn sold(
    trips: Vec<Trip>,
    methods: &[String],
    buyer: &BuyerInput,
    amount: Money,
) -> Result<Sold, ConsoleError> {
    let alone = methods.len() == 1 && is_for_business_account(methods);
    if !alone {
        let problem = format!("flights and stays are paid with {BUSINESS_ACCOUNT} alone");
        return Err(ConsoleError::field("method", problem, "Offer it and nothing else."));
    }
    buyer_is_named(buyer.buyer_id.as_deref(), buyer.name.as_deref())?;
    let trips: Vec<Trip> = trips.into_iter().map(Trip::checked).collect::<Result<_, _>>()?;
    let lines: Vec<(Money, u64)> = trips.iter().map(|trip| (trip.price(), 1)).collect();
    lines_add_up(&lines, amount)?;
    let item = |trip: &Trip| -> Result<Item, ConsoleError> {
        let more = GoodsMore { id: trip.goods().cloned(), ..GoodsMore::default() };
        Ok(Item { name: trip.goods_name()?, quantity: 1, unit: trip.price(), more })
    };
    let items = trips.iter().map(item).collect::<Result<_, _>>()?;
    Ok(Sold { trips, items })
}

/// What the page for one product wants of everything else that is sold on it.
///
/// # Errors
/// [`ConsoleError::Refused`] with what is missing.
pub(crate) fn sells_something(items: &[Item], buyer: &BuyerInput) -> Result<(), ConsoleError> {
    buyer_is_named(buyer.buyer_id.as_deref(), buyer.name.as_deref())?;
    if items.is_empty() {
        let problem = format!("{BUSINESS_ACCOUNT} needs to know what is sold");
        return Err(ConsoleError::field("item", problem, "Add an item, a flight or a stay."));
    }
    Ok(())
}

/// Lays trips beside the buyer, so that another link is made of the same ones.
pub(crate) fn keep(trips: &[Trip], buyer: &mut Buyer) -> Result<(), ConsoleError> {
    if trips.is_empty() {
        return Ok(());
    }
    let value = serde_json::to_value(trips)
        .map_err(|error| ConsoleError::LedgerNonsense { detail: error.to_string() })?;
    buyer.more.insert(TRIPS.to_owned(), value);
    Ok(())
}

/// The trips that lie beside a buyer.
pub(crate) fn kept(buyer: &Buyer) -> Vec<Trip> {
    let value = buyer.more.get(TRIPS).cloned();
    value.and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default()
}

/// `order.transit`: needed wherever a flight is sold.
pub(crate) fn transit(buyer: &Buyer) -> Option<Transit> {
    let legs: Vec<Leg> = kept(buyer).iter().filter_map(Trip::leg).collect();
    (!legs.is_empty()).then(|| Transit {
        transit_type: Some(FLIGHT.to_owned()),
        legs: Some(legs),
        passengers: passengers(buyer),
        ..Transit::default()
    })
}
