//! Every question of the table of rights, put to the console: what would be done, and what is done.

#[path = "../../../../../../tests/rights/table.rs"]
mod table;

use super::code;
use crate::shop::{Shop, done, refund, whole};
use console::operation::Ask;
use console::{Console, ConsoleError, SecretText};
use domain::ids::OrderId;
use domain::intent::Verb;
use domain::people::{ApprovalPolicy, From};
use std::collections::BTreeMap;
use table::{Answer, Case, PEOPLE, POLICY, Payment, Person, State, cases, expected, payments, sgd, told};

fn sits(console: &Console, person: &Person) {
    console.sign_in(person.name, &SecretText::new(person.pin.to_owned())).unwrap();
}

fn policy() -> ApprovalPolicy {
    let from = |verb: Verb| {
        let (_, minor) = POLICY.into_iter().find(|(known, _)| *known == verb).unwrap();
        From::AtLeast([(sgd(minor).currency(), minor)].into())
    };
    ApprovalPolicy {
        capture: from(Verb::Capture),
        cancel: from(Verb::Cancel),
        refund: from(Verb::Refund),
        ..ApprovalPolicy::default()
    }
}

async fn made(shop: &Shop, console: &Console, payment: Payment) -> OrderId {
    match payment.state {
        State::Held => shop.authorised(console, payment.minor).await.0,
        State::Paid => shop.paid(console, payment.minor).await.0,
        State::GivenBack => {
            let (order, _) = shop.paid(console, payment.minor).await;
            assert_eq!(done(console, refund(order, payment.minor)).await.stage, "done");
            order
        }
    }
}

fn ask(case: &Case, order: OrderId) -> Ask {
    match case.verb {
        Verb::Refund => refund(order, case.minor),
        verb => whole(order, verb),
    }
}

/// What comes of doing it. What was queued is stopped again, so that the next question finds the same payment.
async fn doing(console: &Console, ask: Ask) -> Result<(), String> {
    let prepared = console.prepare(ask).await.map_err(|error| error.code())?;
    let intent = console.confirm(prepared.token, None).await.map_err(|error: ConsoleError| error.code())?;
    console.stop(&intent.id).unwrap();
    Ok(())
}

#[tokio::test]
async fn the_whole_table_of_rights_is_what_the_console_answers_and_does() {
    let (shop, console) = Shop::open().await;
    let mut orders = BTreeMap::new();
    for payment in payments() {
        orders.insert(payment, made(&shop, &console, payment).await);
    }
    for person in &PEOPLE {
        let pin = SecretText::new(person.pin.to_owned());
        console.add_person(person.name, person.role.into(), person.own_limits(), &pin).unwrap();
        shop.pass(simulator::Span::seconds(1));
    }
    console.set_approval_policy(policy()).unwrap();
    for person in &PEOPLE {
        sits(&console, person);
        for case in cases() {
            let (ask, expected) = (ask(&case, orders[&case.payment]), expected(person, &case));
            let would = console.dry_run(ask.clone()).await.unwrap();
            let answer = told(&serde_json::to_value(&would).unwrap());
            assert_eq!(answer, expected, "{}, {case:?}", person.name);
            let does = match expected {
                Answer::Alone => Ok(()),
                Answer::Second(_) => Err("approval-needed".to_owned()),
                Answer::Refused(code) => Err(code),
            };
            assert_eq!(doing(&console, ask).await, does, "{}, {case:?}", person.name);
        }
    }
    console.sign_out();
    for case in cases() {
        let ask = ask(&case, orders[&case.payment]);
        assert_eq!(code(console.dry_run(ask.clone()).await), "sign-in-needed", "{case:?}");
        assert_eq!(doing(&console, ask).await, Err("sign-in-needed".to_owned()), "{case:?}");
    }
    assert_eq!(shop.booked(simulator::Effect::Refunded).len(), 1, "the one before there were people");
}
