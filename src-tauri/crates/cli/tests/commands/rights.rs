//! Every question of the table of rights, put to the command line.

#[path = "../../../../../tests/rights/table.rs"]
mod table;

use crate::shop::Shop;
use crate::staff::{sign_in, typed};
use domain::intent::Verb;
use table::{Answer, Case, PEOPLE, POLICY, Payment, State, cases, expected, payments, sgd, told};

fn number(payment: Payment) -> String {
    format!("{:?}-{}", payment.state, payment.minor)
}

fn amount(minor: u64) -> String {
    sgd(minor).to_string()
}

fn made(shop: &Shop, payment: Payment) {
    let number = number(payment);
    match payment.state {
        State::Held => shop.held_order(&number, &amount(payment.minor)),
        State::Paid | State::GivenBack => shop.paid_order(&number, &amount(payment.minor)),
    };
    if payment.state == State::GivenBack {
        shop.run(&["payment", "refund", &number, "--full", "--yes", "--key", &number]).done();
    }
}

/// A shop with everybody, every payment and the policy.
fn staffed() -> Option<Shop> {
    let shop = Shop::open()?;
    payments().into_iter().for_each(|payment| made(&shop, payment));
    for person in &PEOPLE {
        let limits = person.limits.unwrap_or_default().map(amount);
        let flags = ["--capture-limit", "--refund-limit", "--refund-day-limit"];
        let mut words = vec!["operator", "add", person.name, "--role", person.role];
        let own = flags.iter().zip(&limits).filter(|_| person.limits.is_some());
        words.extend(own.flat_map(|(flag, most)| [*flag, most.as_str()]));
        typed(&shop, &words, person.pin).done();
        shop.gateway.advance(1);
    }
    let flags = POLICY.map(|(verb, minor)| (format!("--{}-from", verb.name().to_lowercase()), amount(minor)));
    let words: Vec<&str> = flags.iter().flat_map(|(flag, from)| [flag.as_str(), from.as_str()]).collect();
    shop.run(&[&["policy", "set"], &words[..]].concat()).done();
    Some(shop)
}

fn words(case: &Case) -> Vec<String> {
    let verb = case.verb.name().to_lowercase();
    let mut words = vec!["payment".to_owned(), verb, number(case.payment)];
    if case.verb == Verb::Refund {
        words.extend(["--amount".to_owned(), amount(case.minor)]);
    }
    words
}

#[test]
fn the_whole_table_of_rights_is_what_the_command_line_answers() {
    let Some(shop) = staffed() else { return };
    let dry = |case: &Case| {
        let words = words(case);
        let words: Vec<&str> = words.iter().map(String::as_str).chain(["--dry-run"]).collect();
        shop.run(&words)
    };
    for person in &PEOPLE {
        sign_in(&shop, person.name, person.pin);
        for case in cases() {
            let ended = dry(&case);
            let expected = expected(person, &case);
            assert_eq!(told(&ended.json()), expected, "{}, {case:?}", person.name);
            match expected {
                Answer::Refused(code) => ended.failed(4, &code),
                Answer::Alone => assert_eq!(ended.exit, 0, "{ended:?}"),
                Answer::Second(_) => ended.failed(4, "approval-needed"),
            }
        }
        does(&shop, person.name);
    }
    shop.run(&["sign-out"]).done();
    for case in cases() {
        dry(&case).failed(4, "sign-in-needed");
    }
    assert_eq!(shop.gateway.effects("refunded").0, 1, "the one before there were people");
}

/// What a script of somebody who may not do a thing alone comes to: the same code, and nothing leaves.
fn does(shop: &Shop, name: &str) {
    let person = PEOPLE.iter().find(|person| person.name == name).unwrap();
    let mut tried = Vec::new();
    for case in cases() {
        let code = match expected(person, &case) {
            Answer::Alone => continue,
            Answer::Second(_) => "approval-needed".to_owned(),
            Answer::Refused(code) => code,
        };
        let kind = (case.verb, code.clone());
        if tried.contains(&kind) {
            continue;
        }
        let key = format!("{name}-{}", tried.len());
        let words = words(&case);
        let words: Vec<&str> = words.iter().map(String::as_str).chain(["--yes", "--key", &key]).collect();
        let ended = shop.run(&words);
        assert_eq!((ended.exit, ended.code()), (4, code), "{name}, {case:?}: {ended:?}");
        assert_eq!(ended.out, "", "{ended:?}");
        tried.push(kind);
    }
}
