//! Who may do what, and how much of it: every person, verb, payment and amount around each limit, made from the table of
//! rights. The console, the commands of the window and the command line are each asked all of it, and held to the same
//! answers. What is expected is reckoned here from the roles and limits alone, without the rules that decide.

use domain::intent::Verb;
use domain::people::role::{Role, shipped};
use domain::people::{Limit, Limits, Right, RoleName};
use money::{Currency, Money};
use std::collections::BTreeSet;

/// Somebody who works here.
pub struct Person {
    /// Their name.
    pub name: &'static str,
    /// Their role, one that is shipped.
    pub role: &'static str,
    /// Their PIN.
    pub pin: &'static str,
    /// Their own limits in minor units: of a capture, of a refund, of a day of refunds.
    pub limits: Option<[u64; 3]>,
}

/// Everybody, the first admin first.
pub const PEOPLE: [Person; 5] = [
    Person { name: "Lena", role: "admin", pin: "846201", limits: None },
    Person { name: "Daniel", role: "finance", pin: "730915", limits: None },
    Person { name: "Priya", role: "shop", pin: "295408", limits: None },
    Person { name: "Tom", role: "shop", pin: "618274", limits: Some([10_000, 5_000, 4_000]) },
    Person { name: "Omar", role: "finance", pin: "507316", limits: Some([10_000, 8_000, 9_000]) },
];

/// From these amounts on a second person is needed, whoever it is.
pub const POLICY: [(Verb, u64); 3] =
    [(Verb::Capture, 30_000), (Verb::Cancel, 30_000), (Verb::Refund, 20_000)];

/// What has become of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// A card holds the money.
    Held,
    /// A wallet has paid.
    Paid,
    /// It was paid, and all of it went back.
    GivenBack,
}

/// A payment that cases are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Payment {
    /// What has become of it.
    pub state: State,
    /// Its whole amount.
    pub minor: u64,
}

/// What a payment that refunds are tried on is of.
const MUCH: u64 = 40_000;

/// One question.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// Capture, cancel or refund.
    pub verb: Verb,
    /// Of which payment.
    pub payment: Payment,
    /// How much; all of it for a capture and a cancel.
    pub minor: u64,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It may be done alone.
    Alone,
    /// Somebody else has to agree, any of these.
    Second(Vec<String>),
    /// It is refused with this code.
    Refused(String),
}

/// An amount.
pub fn sgd(minor: u64) -> Money {
    Money::from_minor(minor, Currency::from_code("SGD").unwrap()).unwrap()
}

impl Person {
    fn role(&self) -> Role {
        let name = RoleName::from(self.role);
        shipped().into_iter().find(|role| role.name == name).unwrap()
    }

    /// Their own limits, as they are given.
    pub fn own_limits(&self) -> Option<Limits> {
        let most = |minor| Limit::up_to([sgd(minor)]);
        self.limits.map(|[capture, each, day]| Limits {
            capture: most(capture),
            refund_each: most(each),
            refund_day: most(day),
        })
    }

    fn holds(&self, right: Right) -> bool {
        self.role().rights.held.contains(&right)
    }

    /// The most they may do at once; none where there is no end to it.
    fn most(&self, verb: Verb) -> Option<u64> {
        let limits = self.own_limits().unwrap_or(self.role().rights.limits);
        let least = |limits: &[&Limit]| {
            let sgd = sgd(0).currency();
            limits.iter().filter_map(|limit| limit.most(sgd)).map(|most| most.minor()).min()
        };
        match verb {
            Verb::Capture => least(&[&limits.capture]),
            Verb::Cancel => None,
            Verb::Refund => least(&[&limits.refund_each, &limits.refund_day]),
        }
    }

    /// The most of one operation, leaving the day aside: what they could approve.
    fn could_approve(&self, verb: Verb, minor: u64) -> bool {
        let limits = self.own_limits().unwrap_or(self.role().rights.limits);
        let within = match verb {
            Verb::Capture => limits.capture.allows(sgd(minor)),
            Verb::Cancel => true,
            Verb::Refund => limits.refund_each.allows(sgd(minor)),
        };
        within && self.holds(Right::Approve) && self.holds(right_of(verb))
    }
}

const fn right_of(verb: Verb) -> Right {
    match verb {
        Verb::Capture => Right::Capture,
        Verb::Cancel => Right::Cancel,
        Verb::Refund => Right::Refund,
    }
}

fn policy_of(verb: Verb) -> u64 {
    POLICY.iter().find(|(known, _)| *known == verb).map(|(_, from)| *from).unwrap()
}

/// One below, at and above every limit of everybody and of the policy.
fn amounts(verb: Verb) -> BTreeSet<u64> {
    let limits = PEOPLE.iter().filter_map(|person| person.limits);
    let own = limits.flat_map(|[capture, each, day]| match verb {
        Verb::Capture => vec![capture],
        Verb::Cancel => Vec::new(),
        Verb::Refund => vec![each, day],
    });
    let around = own.chain([policy_of(verb)]).flat_map(|limit| [limit.saturating_sub(1), limit, limit + 1]);
    around.filter(|minor| *minor > 1).collect()
}

/// Every payment there has to be.
pub fn payments() -> BTreeSet<Payment> {
    cases().iter().map(|case| case.payment).collect()
}

/// Every question.
pub fn cases() -> Vec<Case> {
    let held = |minor| Payment { state: State::Held, minor };
    let paid = Payment { state: State::Paid, minor: MUCH };
    let back = Payment { state: State::GivenBack, minor: MUCH };
    let whole = |verb, payment: Payment| Case { verb, payment, minor: payment.minor };
    let mut cases = Vec::new();
    for verb in [Verb::Capture, Verb::Cancel] {
        cases.extend(amounts(verb).into_iter().map(|minor| whole(verb, held(minor))));
        cases.extend([paid, back].map(|payment| whole(verb, payment)));
    }
    for minor in amounts(Verb::Refund) {
        cases.push(Case { verb: Verb::Refund, payment: paid, minor });
    }
    let none_to_refund = [held(policy_of(Verb::Capture)), back];
    cases.extend(none_to_refund.map(|payment| Case { verb: Verb::Refund, payment, minor: 5_000 }));
    cases
}

/// What the payment itself has against it, whoever asks.
fn against(case: &Case) -> Option<&'static str> {
    match (case.verb, case.payment.state) {
        (Verb::Capture, State::Held) | (Verb::Cancel, State::Held | State::Paid) => None,
        (Verb::Refund, State::Paid) => None,
        (Verb::Capture, _) => Some("nothing-to-capture"),
        (Verb::Cancel, State::GivenBack) => Some("already-refunded"),
        (Verb::Refund, State::Held) => Some("nothing-taken"),
        (Verb::Refund, State::GivenBack) => Some("nothing-left"),
    }
}

/// What somebody has to be answered.
pub fn expected(person: &Person, case: &Case) -> Answer {
    if let Some(code) = against(case) {
        return Answer::Refused(code.to_owned());
    }
    if !person.holds(right_of(case.verb)) {
        return Answer::Refused("right-missing".to_owned());
    }
    let within = person.most(case.verb).is_none_or(|most| case.minor <= most);
    if within && case.minor < policy_of(case.verb) {
        return Answer::Alone;
    }
    let others = PEOPLE.iter().filter(|other| other.name != person.name);
    let could = others.filter(|other| other.could_approve(case.verb, case.minor));
    Answer::Second(could.map(|other| other.name.to_owned()).collect())
}

/// An answer as a front end tells it.
pub fn told(would: &serde_json::Value) -> Answer {
    let code = would["refusal"]["code"].as_str();
    assert_eq!(would["permitted"], code.is_none(), "{would}");
    match (would["second"]["approvers"].as_array(), code) {
        (None, None) => Answer::Alone,
        (None, Some(code)) => Answer::Refused(code.to_owned()),
        (Some(names), code) => {
            assert_eq!(code, Some("approval-needed"), "a script must not take it for granted: {would}");
            Answer::Second(names.iter().map(|name| name.as_str().unwrap().to_owned()).collect())
        }
    }
}
