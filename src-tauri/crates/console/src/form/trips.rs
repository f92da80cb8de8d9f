//! The flights and stays of a form (guide 2): each cell read by itself, then each trip, then all together.

use super::draft::TripDraft;
use super::items::non_latin_letters;
use super::remark::{Remark, RequestField};
use crate::amount::Mistyped;
use crate::draft::{Difference, difference, sum_of, trips_differ};
use crate::said::{Said, line};
use crate::trip::Trip;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
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

/// Reads flights and stays, and compares them with the amount where that can be read.
pub(super) fn read(typed: &[TripDraft], currency: Option<Currency>, amount: Option<Money>) -> TripsRead {
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

    /// A departure is a moment at a place; without the offset of the place it could be any of a day's.
    fn departure(&mut self, text: &str) -> Option<DateTime<FixedOffset>> {
        let field = RequestField::TripDeparts;
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
            TripDraft::Flight { number, from, to, departs, .. } => {
                let number =
                    self.text(RequestField::TripNumber, number, "Give the number on the ticket, as CX111.");
                let from = self.airport(RequestField::TripFrom, from);
                let to = self.airport(RequestField::TripTo, to);
                let departs = self.departure(departs);
                Some(Trip::Flight {
                    number: number?.to_ascii_uppercase(),
                    from: from?,
                    to: to?,
                    departs: departs?,
                    price: price?,
                })
            }
            TripDraft::Stay { hotel, from, to, .. } => {
                let hotel = self.text(RequestField::TripHotel, hotel, "Give the hotel's name.");
                let from = self.day(RequestField::TripFrom, from);
                let to = self.day(RequestField::TripTo, to);
                Some(Trip::Stay { hotel: hotel?, from: from?, to: to?, price: price? })
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
mod tests {
    use super::*;

    fn flight(number: &str, from: &str, to: &str, departs: &str, price: &str) -> TripDraft {
        let [number, from, to, departs, price] = [number, from, to, departs, price].map(str::to_owned);
        TripDraft::Flight { number, from, to, departs, price }
    }

    fn stay(hotel: &str, from: &str, to: &str, price: &str) -> TripDraft {
        let [hotel, from, to, price] = [hotel, from, to, price].map(str::to_owned);
        TripDraft::Stay { hotel, from, to, price }
    }

    fn cny(minor: u64) -> Money {
        Money::from_minor(minor, Currency::CNY).unwrap()
    }

    fn remarks(trip: TripDraft) -> Vec<(RequestField, String)> {
        let read = read(&[trip], Some(Currency::CNY), None);
        assert!(read.wrong.iter().all(|remark| remark.item == Some(0) && !remark.remedy.is_empty()));
        assert!(read.wrong.is_empty() || read.trips.is_empty());
        read.wrong.into_iter().map(|remark| (remark.field, remark.code)).collect()
    }

    #[test]
    fn trips_are_named_in_the_prescribed_shape_priced_and_summed() {
        let typed = [
            flight("cx111", "szx", "HKG", "2026-12-27 12:01:01 +08:00", "6"),
            stay("Harbour Hotel", "2026-12-27", "2026-12-29", "4.00"),
        ];
        let all = read(&typed, Some(Currency::CNY), Some(cny(1_200)));
        let names: Vec<_> = all.checked.lines.iter().map(|line| line.name.clone().unwrap()).collect();
        assert_eq!(
            names,
            ["ticket-20261227-CX111-SZX-HKG", "Accommodation Period (20261227-20261229), Harbour Hotel"]
        );
        assert_eq!((all.checked.sum, all.trips.len()), (Some(cny(1_000)), 2));
        assert_eq!(all.checked.difference.unwrap().amount, cny(200));
        assert_eq!((all.wrong[0].field, all.wrong[0].code.as_str()), (RequestField::Trip, "trips-differ"));
        assert!(read(&typed, Some(Currency::CNY), Some(cny(1_000))).wrong.is_empty());
    }

    #[test]
    fn a_departure_is_read_with_the_offset_of_its_place_only() {
        for text in ["2026-12-27 12:01 +08:00", "2026-12-27T12:01+08:00", " 2026-12-27  12:01:00  +08:00 "] {
            let all = read(&[flight("1", "SZX", "HKG", text, "1")], Some(Currency::CNY), None);
            let Trip::Flight { departs, .. } = &all.trips[0] else { panic!("{text}") };
            assert_eq!(departs.to_rfc3339(), "2026-12-27T12:01:00+08:00", "{text}");
        }
        let said = |text: &str| remarks(flight("1", "SZX", "HKG", text, "1"));
        assert_eq!(said("2026-12-27 12:01"), [(RequestField::TripDeparts, "offset".to_owned())]);
        for text in ["tomorrow", "2026-12-27", "2026-13-27 12:01 +08:00", "2026-12-27 25:01 +08:00"] {
            assert_eq!(said(text), [(RequestField::TripDeparts, "departure".to_owned())], "{text}");
        }
    }

    #[test]
    fn each_mistake_stands_at_its_cell_and_all_are_said_at_once() {
        use RequestField as Field;
        let owned = |all: &[(Field, &str)]| -> Vec<(Field, String)> {
            all.iter().map(|(field, code)| (*field, (*code).to_owned())).collect()
        };
        assert_eq!(
            remarks(flight("", "Shenzhen", "", "", "")),
            owned(&[
                (Field::TripPrice, "empty"),
                (Field::TripNumber, "empty"),
                (Field::TripFrom, "airport"),
                (Field::TripTo, "empty"),
                (Field::TripDeparts, "empty"),
            ])
        );
        let there =
            |number: &str, to: &str| remarks(flight(number, "SZX", to, "2026-12-27 12:01 +08:00", "1"));
        assert_eq!(there("CX111", "szx"), owned(&[(Field::TripTo, "trip-name")]));
        assert_eq!(there("CX-111", "HKG"), owned(&[(Field::TripNumber, "trip-name")]));
        let night = |hotel: &str, from: &str, to: &str| remarks(stay(hotel, from, to, "1"));
        assert_eq!(night("Inn", "2026-12-27", "2026-12-27"), owned(&[(Field::TripTo, "trip-name")]));
        assert_eq!(night("Inn, Quay", "2026-12-27", "2026-12-28"), owned(&[(Field::TripHotel, "trip-name")]));
        assert_eq!(
            night("", "27 Dec", "20261228"),
            owned(&[(Field::TripHotel, "empty"), (Field::TripFrom, "day"), (Field::TripTo, "day")])
        );
        assert_eq!(night("4111 1111 1111 1111", "2026-12-27", "2026-12-28")[0].1, "card-like");
    }

    #[test]
    fn a_hotel_in_other_letters_is_told_of_and_a_price_that_cannot_be_read_has_no_sum() {
        let all = read(&[stay("海港酒店", "2026-12-27", "2026-12-28", "17,000")], Some(Currency::CNY), None);
        assert_eq!(all.warnings[0].field, RequestField::TripHotel);
        assert_eq!((all.checked.sum, all.wrong[0].readings.len()), (None, 2));
        assert!(read(&[], Some(Currency::CNY), Some(cny(1))).wrong.is_empty());
    }
}
