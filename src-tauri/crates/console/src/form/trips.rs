//! The flights and stays of a form (guide 2): each cell read by itself, then each trip, then all together.

use super::draft::TripDraft;
use super::items::non_latin_letters;
use super::remark::{Remark, RequestField};
use crate::amount::Mistyped;
use crate::draft::{Difference, difference, sum_of, trips_differ};
use crate::goods::goods_id;
use crate::said::{Said, line};
use crate::trip::{Trip, after};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::rules::Refusal;
use domain::rules::free_text::{card_like, non_latin};
use domain::travel::Iata;
use money::{Currency, Money, parse_typed};
use serde::Serialize;

/// Longest flight number or hotel's name, in characters.
const LONGEST: usize = 64;
/// What people type of a departure: seconds may be left out, and a blank may stand for the `T`.
const DEPARTURES: [&str; 2] = ["%Y-%m-%dT%H:%M%:z", "%Y-%m-%dT%H:%M:%S%:z"];
/// The same without the offset of the place.
const WITHOUT_OFFSET: [&str; 2] = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];

/// One flight or stay, as far as it can be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TripLine {
    /// Its price; none where it cannot be read.
    pub price: Option<Money>,
    /// `goodsName` in the prescribed shape, as Antom receives it; none where something of it is missing.
    pub name: Option<String>,
}

/// The flights and stays of a form, read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TripsChecked {
    /// Each, in the order of the form.
    pub lines: Vec<TripLine>,
    /// What they cost together; none where a price cannot be read, or there is none.
    pub sum: Option<Money>,
    /// What they lack of the amount, or have too much.
    pub difference: Option<Difference>,
}

/// The same, and what comes of it.
#[derive(Default)]
pub(super) struct TripsRead {
    pub checked: TripsChecked,
    /// Them; fewer than were typed where some cannot be read.
    pub trips: Vec<Trip>,
    /// What keeps the link from being made.
    pub wrong: Vec<Remark>,
    /// What should be known.
    pub warnings: Vec<Remark>,
}

/// When the form is read, and where its days are.
pub(super) struct Today {
    pub now: DateTime<Utc>,
    pub zone: Tz,
}

impl Today {
    /// What lies in the past is mostly a year that was mistyped.
    fn warning(&self, trip: &Trip) -> Option<Remark> {
        let what = trip.is_over(self.now, self.zone)?;
        let field = match trip {
            Trip::Flight { .. } => RequestField::TripDeparts,
            Trip::Stay { .. } => RequestField::TripTo,
        };
        Some(Remark::new(field, "trip-is-over", format!("{what} lies in the past"), "Check its date."))
    }
}

/// Reads flights and stays, and compares them with the amount where that can be read.
pub(super) fn read(
    typed: &[TripDraft],
    currency: Option<Currency>,
    amount: Option<Money>,
    today: &Today,
) -> TripsRead {
    let mut read = TripsRead::default();
    for (place, draft) in typed.iter().enumerate() {
        let mut cells = Cells { currency, wrong: Vec::new() };
        let price = cells.price(draft.price());
        let trip = cells.trip(draft, price);
        let name = trip.as_ref().and_then(|trip| cells.named(trip));
        read.wrong.extend(cells.wrong.into_iter().map(|remark| remark.at_item(place)));
        if let TripDraft::Stay { hotel, .. } = draft
            && non_latin(hotel)
        {
            read.warnings.push(non_latin_letters(RequestField::TripHotel).at_item(place));
        }
        let over = trip.as_ref().and_then(|trip| today.warning(trip));
        read.warnings.extend(over.map(|remark| remark.at_item(place)));
        read.trips.extend(trip.filter(|_| name.is_some()));
        read.checked.lines.push(TripLine { price, name });
    }
    let Some(currency) = currency else { return read };
    let prices: Option<Vec<Money>> = read.checked.lines.iter().map(|line| line.price).collect();
    let Some(prices) = prices.filter(|prices| !prices.is_empty()) else { return read };
    match sum_of(currency, &prices) {
        Ok(sum) => read.checked.sum = Some(sum),
        Err(said) => read.wrong.push(Remark::of(RequestField::Trip, said)),
    }
    read.checked.difference = read.checked.sum.zip(amount).and_then(|(sum, amount)| difference(sum, amount));
    if let Some((difference, sum)) = read.checked.difference.zip(read.checked.sum) {
        read.wrong.push(Remark::of(RequestField::Trip, trips_differ(difference, sum)));
    }
    read
}

impl TripDraft {
    fn price(&self) -> &str {
        match self {
            Self::Flight { price, .. } | Self::Stay { price, .. } => price,
        }
    }
}

/// The cells of one trip, as they are read.
struct Cells {
    currency: Option<Currency>,
    wrong: Vec<Remark>,
}

impl Cells {
    fn say(&mut self, field: RequestField, said: Said) {
        self.wrong.push(Remark::of(field, said));
    }

    /// A cell with something in it that may be kept.
    fn text(&mut self, field: RequestField, text: &str, remedy: &str) -> Option<String> {
        match line(field.word(), Some(text.to_owned()), LONGEST) {
            Ok(Some(text)) => Some(text),
            Ok(None) => {
                self.say(field, Said::of(field.word(), "empty", "it is empty, and Antom needs it", remedy));
                None
            }
            Err(said) => {
                self.say(field, said);
                None
            }
        }
    }

    fn airport(&mut self, field: RequestField, text: &str) -> Option<String> {
        let text = self.text(field, text, "Give the three letters on the ticket, as HKG.")?;
        match Iata::read(&text) {
            Ok(code) => Some(code.to_string()),
            Err(refusal) => {
                self.wrong.push(Remark::refused(field, "airport", refusal));
                None
            }
        }
    }

    fn day(&mut self, field: RequestField, text: &str) -> Option<NaiveDate> {
        let remedy = "Write it as 2026-12-01.";
        let text = self.text(field, text, remedy)?;
        let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok();
        if day.is_none() {
            self.say(field, Said::of(field.word(), "day", "this is not a day", remedy));
        }
        day
    }

    /// A departure or an arrival is a moment at a place; without the offset of the place it could be any of a day's.
    fn moment(&mut self, field: RequestField, text: &str) -> Option<DateTime<FixedOffset>> {
        let remedy = "Write it as 2026-12-01 12:05 +08:00.";
        let text = self.text(field, text, remedy)?;
        let words: Vec<&str> = text.split_whitespace().collect();
        let written = match words.as_slice() {
            [day, time, offset] => format!("{day}T{time}{offset}"),
            [day, time] => format!("{day}T{time}"),
            _ => words.concat(),
        };
        let read = DEPARTURES.iter().find_map(|shape| DateTime::parse_from_str(&written, shape).ok());
        if read.is_none() {
            let lacks_offset =
                WITHOUT_OFFSET.iter().any(|shape| NaiveDateTime::parse_from_str(&written, shape).is_ok());
            let said = if lacks_offset {
                Said::of(field.word(), "offset", "it does not say how far the place is from UTC", remedy)
            } else {
                Said::of(field.word(), "departure", "this is not a day and a time", remedy)
            };
            self.say(field, said);
        }
        read
    }

    /// The arrival, where one is told.
    fn arrival(
        &mut self,
        departs: Option<DateTime<FixedOffset>>,
        text: &str,
    ) -> Option<DateTime<FixedOffset>> {
        if text.trim().is_empty() {
            return None;
        }
        let arrives = self.moment(RequestField::TripArrives, text)?;
        match departs.map_or(Ok(arrives), |departs| after(departs, arrives)) {
            Ok(arrives) => Some(arrives),
            Err(said) => {
                self.say(RequestField::TripArrives, said);
                None
            }
        }
    }

    /// What may be told, and may be left out.
    fn told(&mut self, field: RequestField, read: Result<Option<String>, Said>) -> Option<String> {
        read.unwrap_or_else(|said| {
            self.say(field, said);
            None
        })
    }

    fn price(&mut self, text: &str) -> Option<Money> {
        if card_like(text) {
            self.say(RequestField::TripPrice, Said::card_number(RequestField::TripPrice.word()));
            return None;
        }
        match parse_typed(text, self.currency?) {
            Ok(price) => Some(price),
            Err(error) => {
                self.wrong.push(Remark::mistyped(RequestField::TripPrice, Mistyped::of(&error)));
                None
            }
        }
    }

    /// Every cell is read, so that all mistakes are said at once.
    fn trip(&mut self, draft: &TripDraft, price: Option<Money>) -> Option<Trip> {
        match draft {
            TripDraft::Flight { number, from, to, departs, arrives, carrier, goods, .. } => {
                let number =
                    self.text(RequestField::TripNumber, number, "Give the number on the ticket, as CX111.");
                let from = self.airport(RequestField::TripFrom, from);
                let to = self.airport(RequestField::TripTo, to);
                let departs = self.moment(RequestField::TripDeparts, departs);
                let arrives = self.arrival(departs, arrives);
                let carrier = line(RequestField::TripCarrier.word(), Some(carrier.clone()), LONGEST);
                let carrier = self.told(RequestField::TripCarrier, carrier);
                let goods = self.told(RequestField::TripGoods, goods_id(Some(goods.clone())));
                Some(Trip::Flight {
                    number: number?.to_ascii_uppercase(),
                    from: from?,
                    to: to?,
                    departs: departs?,
                    arrives,
                    carrier,
                    price: price?,
                    goods,
                })
            }
            TripDraft::Stay { hotel, from, to, goods, .. } => {
                let hotel = self.text(RequestField::TripHotel, hotel, "Give the hotel's name.");
                let from = self.day(RequestField::TripFrom, from);
                let to = self.day(RequestField::TripTo, to);
                let goods = self.told(RequestField::TripGoods, goods_id(Some(goods.clone())));
                Some(Trip::Stay { hotel: hotel?, from: from?, to: to?, price: price?, goods })
            }
        }
    }

    /// The name in the prescribed shape; what keeps it from having one stands at the cell that can mend it.
    fn named(&mut self, trip: &Trip) -> Option<String> {
        match trip.goods_name() {
            Ok(name) => Some(name),
            Err(refusal) => {
                let field = cell_of(trip, &refusal);
                self.wrong.push(Remark::refused(field, "trip-name", refusal));
                None
            }
        }
    }
}

fn cell_of(trip: &Trip, refusal: &Refusal) -> RequestField {
    use domain::rules::RefusalCode as Code;
    match trip {
        Trip::Flight { from, to, .. } if from == to => RequestField::TripTo,
        Trip::Flight { .. } => RequestField::TripNumber,
        Trip::Stay { .. } if refusal.code == Code::TimeOutOfRange => RequestField::TripTo,
        Trip::Stay { .. } => RequestField::TripHotel,
    }
}

#[cfg(test)]
mod tests;
