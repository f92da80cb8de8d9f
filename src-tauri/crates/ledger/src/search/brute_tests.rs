//! Search against the plainest reading of the same query: look at every row, field by field.

use super::index::{self, Facets, SearchRow};
use super::run::{Page, hits};
use super::tally::{Tally, tally};
use super::{Query, counts_hold, normalise};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use rusqlite::Connection;
use std::collections::BTreeMap;

const NOW: i64 = 1_795_000_000_000;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(NOW).unwrap()
}

fn database() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(&super::SCHEMA.concat()).unwrap();
    connection
}

/// All answers, gathered page by page.
fn answers(connection: &Connection, query: &Query, limit: usize) -> Vec<i64> {
    let mut page = Page { limit, before: None };
    let mut rows = Vec::new();
    loop {
        let found = hits(connection, query, page, now()).unwrap();
        assert!(found.rows.len() <= limit);
        rows.extend(found.rows);
        match found.next {
            Some(_) => page.before = found.next,
            None => return rows,
        }
    }
}

/// One condition, as text for the parser and as a plain test on a row.
#[derive(Debug, Clone)]
enum Ask {
    Word(String),
    Phrase(String),
    Status(&'static str),
    Currency(&'static str),
    Method(&'static str),
    Order(String),
    Email(String),
    Last4(String),
    Above(i64),
    On(&'static str, i64, i64),
    Creator(&'static str),
    Account(&'static str),
}

impl Ask {
    fn line(&self) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::Phrase(phrase) => format!("\"{phrase}\""),
            Self::Status(slug) => format!("status:{slug}"),
            Self::Currency(code) => format!("currency:{code}"),
            Self::Method(name) => format!("method:{name}"),
            Self::Order(part) => format!("order:\"{part}\""),
            Self::Email(part) => format!("email:\"{part}\""),
            Self::Last4(digits) => format!("last4:{digits}"),
            Self::Above(units) => format!("amount:>{units}"),
            Self::On(day, ..) => format!("on:{day}"),
            Self::Creator(name) => format!("created-by:{name}"),
            Self::Account(name) => format!("account:{name}"),
        }
    }

    fn holds(&self, row: &SearchRow) -> bool {
        let facets = &row.facets;
        match self {
            Self::Word(text) | Self::Phrase(text) => free(row, text),
            Self::Status(slug) => {
                let lapsed = facets.expires_at.is_some_and(|at| at <= NOW);
                *slug == if lapsed { "expired" } else { facets.word.as_str() }
            }
            Self::Currency(code) => facets.currency == *code,
            Self::Method(name) => facets.method.starts_with(&name.to_uppercase()),
            Self::Order(part) => normalise::fold(&row.reference).contains(&normalise::fold(part)),
            Self::Email(part) => normalise::fold(&row.email).contains(&normalise::fold(part)),
            Self::Last4(digits) => row.last4.contains(digits.as_str()),
            Self::Above(units) => facets.amount > units * 100,
            Self::On(_, from, until) => (*from..*until).contains(&facets.opened_at),
            Self::Creator(name) => normalise::fold(&facets.created_by).contains(name),
            Self::Account(name) => facets.account == *name,
        }
    }
}

fn free(row: &SearchRow, typed: &str) -> bool {
    let text = normalise::fold(typed);
    let phone = normalise::phone(&row.phone);
    let fields = [
        &row.reference,
        &row.description,
        &row.name,
        &row.email,
        &row.last4,
        &row.note,
        &row.buyer_id,
        &row.reasons,
    ];
    if fields.iter().any(|field| normalise::fold(field).contains(&text)) || phone.contains(&text) {
        return true;
    }
    let id = normalise::id(&text);
    let by_id = row.ids.iter().map(|known| normalise::id(known)).any(|known| match id.chars().count() {
        7.. => known.contains(&id),
        4..=6 => known.starts_with(&id) || known.ends_with(&id),
        _ => false,
    });
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let stripped = digits.trim_start_matches('0');
    let phone_like = text.chars().all(|letter| letter.is_ascii_digit() || "+-()./ ".contains(letter))
        && if text.starts_with('+') { !stripped.is_empty() } else { digits.len() >= 7 };
    by_id
        || (phone_like
            && !stripped.is_empty()
            && (phone.contains(stripped) || (phone.len() >= 7 && stripped.ends_with(&phone))))
}

const NAMES: [&str; 8] =
    ["陈美玲", "王芳", "José Ångström", "Tan Wei Ming", "ann", "Øystein", "Łukasz Nowak", "김 민수"];
const WORDS_SOLD: [&str; 6] = ["Iced latte, oat", "café crème", "生日蛋糕 6 inch", "Flat white", "tea", ""];
const SLUGS: [&str; 4] = ["waiting", "paid", "expired", "refunded"];
const METHODS: [&str; 4] = ["CARD", "ALIPAY_CN", "ALIPAY_HK", ""];
const CREATORS: [&str; 3] = ["Meera", "JOSÉ", "script"];
const DAY: i64 = 86_400_000;

prop_compose! {
    fn facets()(
        days in 0_i64..6, word in prop::sample::select(&SLUGS[..]), lapse in prop::option::of(-2_i64..3),
        currency in prop::sample::select(vec!["SGD", "JPY"]), amount in 0_i64..30_000, held in 0_i64..3,
        method in prop::sample::select(&METHODS[..]), creator in prop::sample::select(&CREATORS[..]),
        account in prop::sample::select(vec!["main", "mains"]),
    ) -> Facets {
        Facets {
            opened_at: NOW - days * DAY, word: word.to_owned(), expires_at: lapse.map(|days| NOW + days * DAY),
            currency: currency.to_owned(), amount, method: method.to_owned(), created_by: creator.to_owned(),
            account: account.to_owned(),
            // What time alone expires holds nothing.
            held: if lapse.is_none() { held * 100 } else { 0 },
        }
    }
}

prop_compose! {
    fn row()(
        reference in "[A-C]-[0-9]{1,4}", description in prop::sample::select(&WORDS_SOLD[..]),
        name in prop::sample::select(&NAMES[..]), email in "[a-c]{1,3}\\.[a-z]{2}@(gmail|mail)\\.com",
        phone in "(\\+65 |0065|)8[0-9]{3}[ -]?[0-9]{4}|", last4 in "[0-9]{4}( [0-9]{4})?|",
        note in "[a-d ]{0,12}", buyer_id in "C-[0-9]{0,3}", reasons in "[e-h ]{0,12}", ids in prop::collection::vec("[0-9a-c]{4}-?[0-9a-c]{3,9}", 0..4), facets in facets(),
    ) -> SearchRow {
        SearchRow {
            reference, description: description.to_owned(), name: name.to_owned(), email, phone, last4, note, buyer_id, reasons,
            ids, facets,
        }
    }
}

/// A part of something a row holds, so that most questions have answers.
fn part(rows: &[SearchRow], (which, field, start, length): (usize, usize, usize, usize)) -> String {
    let row = &rows[which % rows.len()];
    let texts = [
        &row.reference,
        &row.description,
        &row.name,
        &row.email,
        &row.phone,
        &row.last4,
        &row.note,
        &row.buyer_id,
        &row.reasons,
        row.ids.first().unwrap_or(&row.name),
    ];
    let letters: Vec<char> = texts[field % texts.len()].chars().collect();
    letters.iter().skip(start % (letters.len() + 1)).take(length).collect()
}

type Seed = (usize, (usize, usize, usize, usize), bool);

fn asked(rows: &[SearchRow], (kind, place, negated): Seed) -> Option<(bool, Ask)> {
    let text = part(rows, place);
    let word: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let ask = match kind % 15 {
        0..=3 => Ask::Word(word.trim_start_matches('-').to_owned()),
        4 => Ask::Phrase(text.trim().to_owned()),
        5 => Ask::Status(SLUGS[place.0 % SLUGS.len()]),
        6 => Ask::Currency(["SGD", "JPY"][place.0 % 2]),
        7 => Ask::Method(["card", "alipay", "alipay_hk"][place.0 % 3]),
        8 => Ask::Order(text.trim().to_owned()),
        9 => Ask::Email(text.trim().to_owned()),
        10 => Ask::Last4(rows[place.0 % rows.len()].last4.chars().take(4).collect()),
        11 => Ask::Above(i64::try_from(place.1 % 300).unwrap()),
        12 => {
            let begin = "2026-11-17T16:00:00Z".parse::<DateTime<Utc>>().unwrap().timestamp_millis();
            Ask::On("2026-11-18", begin, begin + DAY)
        }
        13 => Ask::Creator(["mee", "jose", "r"][place.0 % 3]),
        _ => Ask::Account(["main", "mains", "other"][place.0 % 3]),
    };
    let blank = match &ask {
        Ask::Word(text) | Ask::Phrase(text) | Ask::Order(text) | Ask::Email(text) => {
            normalise::fold(text).is_empty()
        }
        Ask::Last4(digits) => digits.len() != 4,
        _ => false,
    };
    // A group that opens a telephone number may swallow its neighbour; that has tests of its own.
    let opens_a_number = matches!(&ask, Ask::Word(word) if word.starts_with(['+', '0', '(']));
    (!blank && !opens_a_number).then_some((negated, ask))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn search_finds_what_looking_at_every_row_finds(
        rows in prop::collection::vec(row(), 1..60),
        later in prop::collection::vec((0_usize..60, row()), 0..12),
        gone in prop::collection::vec(0_usize..60, 0..4),
        seeds in prop::collection::vec((0_usize..15, (0_usize..60, 0_usize..10, 0_usize..12, 1_usize..14), prop::bool::weighted(0.2)), 0..4),
        limit in 1_usize..20,
    ) {
        let connection = database();
        let mut known: BTreeMap<i64, SearchRow> = BTreeMap::new();
        for (row, place) in rows.iter().zip(1_i64..) {
            known.insert(place * 7, row.clone());
            index::put(&connection, place * 7, row).unwrap();
        }
        // Orders change and are forgotten: what was there before must not be found any more.
        for (which, row) in later {
            let id = (i64::try_from(which % rows.len()).unwrap() + 1) * 7;
            index::put(&connection, id, &row).unwrap();
            known.insert(id, row);
        }
        for which in gone {
            let id = (i64::try_from(which % rows.len()).unwrap() + 1) * 7;
            index::delete(&connection, id).unwrap();
            known.remove(&id);
        }
        let asks: Vec<(bool, Ask)> = seeds.into_iter().filter_map(|seed| asked(&rows, seed)).collect();
        let line: Vec<String> =
            asks.iter().map(|(negated, ask)| format!("{}{}", if *negated { "-" } else { "" }, ask.line())).collect();
        let line = line.join(" ");
        let query = Query::parse(&line, Tz::Asia__Singapore).unwrap();
        // Two states, currencies, methods or creators asked for together mean either.
        let either = |ask: &Ask| std::mem::discriminant(ask);
        let is_field = |ask: &Ask| matches!(ask, Ask::Status(_) | Ask::Currency(_) | Ask::Method(_) | Ask::Creator(_) | Ask::Account(_));
        let expected: Vec<i64> = known
            .iter()
            .rev()
            .filter(|(_, row)| {
                asks.iter().all(|(negated, ask)| {
                    if *negated {
                        !ask.holds(row)
                    } else if is_field(ask) {
                        asks.iter().any(|(negated, other)| !negated && either(other) == either(ask) && other.holds(row))
                    } else {
                        ask.holds(row)
                    }
                })
            })
            .map(|(id, _)| *id)
            .collect();
        prop_assert_eq!(answers(&connection, &query, limit), expected.clone(), "{}", line);
        let tally = tally(&connection, &query, now()).unwrap();
        prop_assert_eq!(tally.orders, Some(u64::try_from(expected.len()).unwrap()), "{}", line);
        prop_assert_eq!(held(&tally), held_of(expected.iter().map(|id| &known[id])), "{}", line);
        prop_assert!(counts_hold(&connection).unwrap());
    }
}

/// What a tally says is held, by currency.
fn held(tally: &Tally) -> BTreeMap<String, i64> {
    let pair =
        |money: &money::Money| (money.currency().code().to_owned(), i64::try_from(money.minor()).unwrap());
    tally.held.iter().map(pair).collect()
}

/// What rows hold, by currency.
fn held_of<'r>(rows: impl Iterator<Item = &'r SearchRow>) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for Facets { currency, held, .. } in rows.map(|row| &row.facets) {
        *sums.entry(currency.clone()).or_default() += held;
    }
    sums.retain(|_, sum| *sum > 0);
    sums
}

#[test]
fn an_index_written_in_bulk_answers_like_one_written_order_by_order() {
    let row = |place: i64| SearchRow {
        reference: format!("A-{place}"),
        name: if place % 3 == 0 { "王芳".to_owned() } else { "Tan".to_owned() },
        facets: Facets { word: "paid".to_owned(), currency: "SGD".to_owned(), ..Facets::default() },
        ..SearchRow::default()
    };
    let (one_by_one, bulk) = (database(), database());
    index::begin_bulk(&bulk).unwrap();
    for place in 1..=500 {
        index::put(&one_by_one, place, &row(place)).unwrap();
        index::put(&bulk, place, &row(place)).unwrap();
    }
    index::end_bulk(&bulk).unwrap();
    for line in ["王芳", "王", "-王芳", "a-49", "9", "status:paid tan", "zzz"] {
        let query = Query::parse(line, Tz::UTC).unwrap();
        assert_eq!(answers(&bulk, &query, 33), answers(&one_by_one, &query, 33), "{line}");
    }
    index::clear(&bulk).unwrap();
    assert!(answers(&bulk, &Query::everything(Tz::UTC), 33).is_empty());
    assert!(answers(&bulk, &Query::parse("tan", Tz::UTC).unwrap(), 33).is_empty());
}

#[test]
fn putting_the_same_row_again_writes_nothing() {
    let connection = database();
    let row = SearchRow { name: "Tan".to_owned(), ..SearchRow::default() };
    index::put(&connection, 1, &row).unwrap();
    let before = connection.total_changes();
    index::put(&connection, 1, &row).unwrap();
    assert_eq!(connection.total_changes(), before);
    assert!(index::matches(&connection, 1, &row).unwrap());
    assert!(!index::matches(&connection, 1, &SearchRow::default()).unwrap());
}

/// A row of a large ledger whose every field follows from its place.
fn placed(place: i64) -> SearchRow {
    let pick = |choices: &[&str], by: i64| {
        choices[usize::try_from(place / by % 7).unwrap() % choices.len()].to_owned()
    };
    SearchRow {
        reference: format!("A-{place:05}"),
        description: pick(&["Iced latte, oat", "Flat white", "Oat cake", "Tea"], 3),
        name: pick(&["王芳", "Tan Wei Ming", "Ann Lee"], 5),
        email: format!("b{}@example.com", place % 997),
        facets: Facets {
            opened_at: NOW - place * 1_000,
            word: pick(&["paid", "refunded", "waiting", "failed"], 11),
            expires_at: (place % 3 == 0).then_some(NOW + (place % 5 - 2) * DAY),
            currency: pick(&["SGD", "JPY"], 13),
            amount: place * 7 % 50_000,
            method: pick(&["CARD", "ALIPAY_CN", "ALIPAY_HK"], 17),
            created_by: pick(&["meera", "lin", "script"], 19),
            account: "main".to_owned(),
            held: if place % 100 == 1 { place } else { 0 },
        },
        ..SearchRow::default()
    }
}

fn many(rows: i64) -> Connection {
    let connection = database();
    connection.execute_batch("BEGIN").unwrap();
    for place in 1..=rows {
        index::put(&connection, place * 3, &placed(place)).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
    connection
}

#[test]
fn what_would_take_long_to_count_has_no_figure_and_what_is_held_is_exact_all_the_same() {
    const ROWS: i64 = 20_000;
    let connection = many(ROWS);
    let rows: Vec<SearchRow> = (1..=ROWS).map(placed).collect();
    let counted = |line: &str| tally(&connection, &Query::parse(line, Tz::UTC).unwrap(), now()).unwrap();
    let all = counted("");
    assert_eq!((all.orders, held(&all)), (Some(20_000), held_of(rows.iter())));
    let common = counted("latte");
    assert_eq!(common.orders, None, "a quarter of all rows would have to be looked at");
    assert_eq!(held(&common), held_of(rows.iter().filter(|row| free(row, "latte"))));
    for line in ["method:alipay", "created-by:r", "amount:>300", "status:expired,paid -currency:JPY", "b11"] {
        let query = Query::parse(line, Tz::UTC).unwrap();
        let expected = answers(&connection, &query, 1_000).len();
        assert_eq!(counted(line).orders, Some(u64::try_from(expected).unwrap()), "{line}");
    }
}

#[test]
fn sets_longer_than_one_stretch_lose_and_repeat_nothing() {
    const ROWS: i64 = 9_000;
    let connection = many(ROWS);
    let words = ["latte", "oat", "e", "an", "王", "b11", "wei ming", "99", "nobody"];
    let fields = [
        Ask::Status("paid"),
        Ask::Status("waiting"),
        Ask::Status("expired"),
        Ask::Currency("JPY"),
        Ask::Method("alipay"),
        Ask::Creator("r"),
        Ask::Above(300),
    ];
    for word in words {
        for (place, field) in fields.iter().enumerate() {
            let other = &fields[(place + 3) % fields.len()];
            let line = format!("{word} {} -{}", field.line(), other.line());
            let query = Query::parse(&line, Tz::UTC).unwrap();
            let expected: Vec<i64> = (1..=ROWS)
                .rev()
                .map(|place| (place * 3, placed(place)))
                .filter(|(_, row)| {
                    word.split(' ').all(|word| free(row, word)) && field.holds(row) && !other.holds(row)
                })
                .map(|(id, _)| id)
                .collect();
            assert_eq!(answers(&connection, &query, 700), expected, "{line}");
        }
        let query = Query::parse(&format!("{word} -tea"), Tz::UTC).unwrap();
        let expected: Vec<i64> = (1..=ROWS)
            .rev()
            .map(|place| (place * 3, placed(place)))
            .filter(|(_, row)| word.split(' ').all(|word| free(row, word)) && !free(row, "tea"))
            .map(|(id, _)| id)
            .collect();
        assert_eq!(answers(&connection, &query, 700), expected, "{word} -tea");
    }
}

#[test]
fn an_id_is_found_by_any_seven_of_its_characters_and_by_its_ends() {
    let connection = database();
    let ids =
        ["2026112119401080010018985577605", "3f2b8c1e-1f3a-4c77-9d0e-5a6b7c8d9e0f", "S0123456789abcdefghi"];
    for (id, place) in ids.iter().zip(1_i64..) {
        index::put(&connection, place, &SearchRow { ids: vec![(*id).to_owned()], ..SearchRow::default() })
            .unwrap();
    }
    let found = |typed: &[char]| {
        let typed: String = typed.iter().collect();
        answers(&connection, &Query::parse(&format!("\"{typed}\""), Tz::UTC).unwrap(), 5)
    };
    for (id, place) in ids.iter().zip(1_i64..) {
        let letters: Vec<char> = id.chars().collect();
        for length in 7..=letters.len() {
            for part in letters.windows(length).filter(|part| !part.contains(&'-')) {
                assert_eq!(found(part), [place], "{part:?}");
            }
        }
        for length in 4..7 {
            assert!(found(&letters[..length]).contains(&place), "{length} at the beginning of {id}");
            assert!(
                found(&letters[letters.len() - length..]).contains(&place),
                "{length} at the end of {id}"
            );
        }
    }
}
