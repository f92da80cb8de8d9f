use super::*;

fn flight(number: &str, from: &str, to: &str, departs: &str, price: &str) -> TripDraft {
    let [number, from, to, departs, price] = [number, from, to, departs, price].map(str::to_owned);
    let (arrives, carrier, goods) = Default::default();
    TripDraft::Flight { number, from, to, departs, arrives, carrier, price, goods }
}

fn stay(hotel: &str, from: &str, to: &str, price: &str) -> TripDraft {
    let [hotel, from, to, price] = [hotel, from, to, price].map(str::to_owned);
    TripDraft::Stay { hotel, from, to, price, goods: String::new() }
}

fn cny(minor: u64) -> Money {
    Money::from_minor(minor, Currency::CNY).unwrap()
}

/// On the 25th of November, when nothing of these tests has happened yet.
fn read_form(typed: &[TripDraft], currency: Option<Currency>, amount: Option<Money>) -> TripsRead {
    read(typed, currency, amount, &on("2026-11-25T04:00:00Z"))
}

fn on(now: &str) -> Today {
    Today { now: now.parse().unwrap(), zone: Tz::Asia__Singapore }
}

fn remarks(trip: TripDraft) -> Vec<(RequestField, String)> {
    let read = read_form(&[trip], Some(Currency::CNY), None);
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
    let all = read_form(&typed, Some(Currency::CNY), Some(cny(1_200)));
    let names: Vec<_> = all.checked.lines.iter().map(|line| line.name.clone().unwrap()).collect();
    assert_eq!(
        names,
        ["ticket-20261227-CX111-SZX-HKG", "Accommodation Period (20261227-20261229), Harbour Hotel"]
    );
    assert_eq!((all.checked.sum, all.trips.len()), (Some(cny(1_000)), 2));
    assert_eq!(all.checked.difference.unwrap().amount, cny(200));
    assert_eq!((all.wrong[0].field, all.wrong[0].code.as_str()), (RequestField::Trip, "trips-differ"));
    assert!(read_form(&typed, Some(Currency::CNY), Some(cny(1_000))).wrong.is_empty());
}

#[test]
fn a_departure_is_read_with_the_offset_of_its_place_only() {
    for text in ["2026-12-27 12:01 +08:00", "2026-12-27T12:01+08:00", " 2026-12-27  12:01:00  +08:00 "] {
        let all = read_form(&[flight("1", "SZX", "HKG", text, "1")], Some(Currency::CNY), None);
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
fn an_arrival_is_read_where_it_is_told_and_comes_after_the_departure() {
    let lands = |text: &str| {
        let TripDraft::Flight { number, from, to, departs, carrier, price, .. } =
            flight("CX111", "SZX", "HKG", "2026-12-27 12:01 +08:00", "1")
        else {
            unreachable!()
        };
        let (arrives, goods) = (text.to_owned(), "G-7".to_owned());
        TripDraft::Flight { number, from, to, departs, arrives, carrier, price, goods }
    };
    let all = read_form(&[lands("2026-12-27 12:00 +07:00")], Some(Currency::CNY), None);
    let Trip::Flight { arrives, goods, .. } = &all.trips[0] else { panic!("{:?}", all.wrong) };
    assert_eq!(arrives.unwrap().to_rfc3339(), "2026-12-27T12:00:00+07:00");
    assert_eq!(goods.as_deref(), Some("G-7"));
    let said = |text: &str| remarks(lands(text));
    assert_eq!(said(" "), []);
    let at = |code: &str| vec![(RequestField::TripArrives, code.to_owned())];
    for (text, code) in [("2026-12-27 12:01 +08:00", "arrives-before"), ("2026-12-27 13:00", "offset")] {
        let all = read_form(&[lands(text)], Some(Currency::CNY), None);
        let found: Vec<_> = all.wrong.into_iter().map(|remark| (remark.field, remark.code)).collect();
        assert_eq!(found, at(code), "{text}");
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
    let there = |number: &str, to: &str| remarks(flight(number, "SZX", to, "2026-12-27 12:01 +08:00", "1"));
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
    let all = read_form(&[stay("海港酒店", "2026-12-27", "2026-12-28", "17,000")], Some(Currency::CNY), None);
    assert_eq!(all.warnings[0].field, RequestField::TripHotel);
    assert_eq!((all.checked.sum, all.wrong[0].readings.len()), (None, 2));
    assert!(read_form(&[], Some(Currency::CNY), Some(cny(1))).wrong.is_empty());
}

#[test]
fn what_has_left_or_is_over_is_told_at_its_date_and_keeps_nobody_from_selling_it() {
    let typed = [
        flight("CX111", "SZX", "HKG", "2026-12-27 12:01 +08:00", "6"),
        stay("Harbour Hotel", "2026-12-27", "2026-12-29", "4"),
    ];
    let over = |now: &str| {
        let read = read(&typed, Some(Currency::CNY), Some(cny(1_000)), &on(now));
        assert!(read.wrong.is_empty() && read.trips.len() == 2);
        read.warnings.into_iter().map(|one| (one.item, one.field, one.code)).collect::<Vec<_>>()
    };
    let code = || "trip-is-over".to_owned();
    assert_eq!(over("2026-12-27T04:00:59Z"), []);
    assert_eq!(over("2026-12-27T04:01:01Z"), [(Some(0), RequestField::TripDeparts, code())]);
    let both = [(Some(0), RequestField::TripDeparts, code()), (Some(1), RequestField::TripTo, code())];
    assert_eq!(over("2026-12-29T15:59:59Z"), both[..1], "the last day of a stay is the store's");
    assert_eq!(over("2026-12-29T16:00:00Z"), both);
}
