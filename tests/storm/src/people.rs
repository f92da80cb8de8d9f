//! The people of a world that has some: who they are, what the shop decided about limits and second persons, and which
//! of them sits where.

use crate::broken::{Broken, OrBroken};
use crate::ports::lock;
use console::{Console, ConsoleError, SecretText};
use domain::people::{ApprovalPolicy, From, Limit, Limits, Right, Rights, Role, RoleName};
use money::{Currency, Money};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// One world of four has people. Seeds whose plans were kept before there were any leave other remainders.
const ONE_OF: u64 = 4;
const REMAINDER: u64 = 2;

/// Whether the world of a seed has people.
pub(crate) const fn are_in(seed: u64) -> bool {
    seed % ONE_OF == REMAINDER
}

/// Somebody who works here.
pub(crate) struct Person {
    pub name: &'static str,
    role: &'static str,
    pin: &'static str,
    /// Their own limits in minor units of any currency: of a capture, of a refund, of a day of refunds.
    limits: Option<[u64; 3]>,
}

/// Everybody, the first admin first.
pub(crate) const PEOPLE: [Person; 6] = [
    Person { name: "Lena", role: "admin", pin: "846201", limits: None },
    Person { name: "Daniel", role: "finance", pin: "730915", limits: None },
    Person { name: "Omar", role: "finance", pin: "507316", limits: Some([40_000, 15_000, 20_000]) },
    Person { name: "Priya", role: "shop", pin: "295408", limits: None },
    Person { name: "Tom", role: "shop", pin: "618274", limits: Some([0, 10_000, 12_000]) },
    Person { name: OBSERVER, role: READER, pin: "371940", limits: None },
];
/// Whoever reads everything and moves nothing. Nobody in a world sits down as them or changes them.
pub(crate) const OBSERVER: &str = "Ines";
const READER: &str = "reader";
/// From so many minor units of any currency on a second person is needed for a capture, a cancel and a refund.
const SECOND_FROM: [u64; 3] = [40_000, 40_000, 20_000];
/// A PIN that is nobody's.
const WRONG: &str = "918273";
/// What requests of a world are in.
const CURRENCIES: [&str; 5] = ["SGD", "USD", "JPY", "IDR", "THB"];

/// Those who work: everybody but the observer.
pub(crate) fn working() -> impl Iterator<Item = &'static Person> {
    PEOPLE.iter().filter(|person| person.name != OBSERVER)
}

/// So much of every currency.
fn of_each(minor: u64) -> impl Iterator<Item = Money> {
    let currencies = CURRENCIES.iter().filter_map(|code| Currency::from_code(code).ok());
    currencies.filter_map(move |currency| Money::from_minor(minor, currency).ok())
}

/// Limits of somebody's own: of a capture, of a refund, of a day of refunds.
pub(crate) fn limits([capture, each, day]: [u64; 3]) -> Limits {
    let most = |minor| Limit::up_to(of_each(minor));
    Limits { capture: most(capture), refund_each: most(each), refund_day: most(day) }
}

/// From when a second person is needed: for a capture, a cancel, a refund.
pub(crate) fn policy([capture, cancel, refund]: [u64; 3]) -> ApprovalPolicy {
    let from =
        |minor| From::AtLeast(of_each(minor).map(|amount| (amount.currency(), amount.minor())).collect());
    ApprovalPolicy {
        capture: from(capture),
        cancel: from(cancel),
        refund: from(refund),
        ..ApprovalPolicy::default()
    }
}

/// Brings everybody into a home that has nobody, and gives each a session, with which a process of a world sits down
/// without the slow look at a PIN.
///
/// # Errors
/// Where the console does not take one of them.
pub(crate) fn move_in(console: &Console) -> Result<Tokens, Broken> {
    let mut tokens = Tokens::new();
    for person in &PEOPLE {
        if person.role == READER {
            console.make_role(reader()).or_broken("a role that reads")?;
        }
        let limits = person.limits.map(limits);
        let (role, pin) = (RoleName::from(person.role), secret(person.pin));
        console.add_person(person.name, role, limits, &pin).or_broken(person.name)?;
    }
    console.set_approval_policy(policy(SECOND_FROM)).or_broken("from when a second person is needed")?;
    for person in &PEOPLE {
        console.sign_in(person.name, &secret(person.pin)).or_broken(person.name)?;
        let token = console.open_seat().or_broken("a session")?;
        tokens.insert(person.name, token.expose().to_owned());
    }
    Ok(tokens)
}

fn reader() -> Role {
    let held = [Right::Contacts, Right::Export].into();
    Role { name: READER.into(), rights: Rights { held, limits: Limits::default() } }
}

fn secret(text: &str) -> SecretText {
    SecretText::new(text.to_owned())
}

/// The sessions that were opened last, by whose they are.
pub(crate) type Tokens = BTreeMap<&'static str, String>;

/// Who sits where, as this world itself saw people come and go. What is done by a process is held against it.
pub(crate) struct Chairs {
    sit: Vec<Option<&'static str>>,
    tokens: Tokens,
    /// How often somebody sealed.
    pub sealed: u64,
}

/// Tasks of every process write into it.
pub(crate) type SharedChairs = Arc<Mutex<Chairs>>;

impl Chairs {
    /// Empty chairs.
    pub fn of(processes: usize, tokens: Tokens) -> SharedChairs {
        Arc::new(Mutex::new(Self { sit: vec![None; processes], tokens, sealed: 0 }))
    }

    /// Who sits at a process.
    pub fn at(&self, process: usize) -> Option<&'static str> {
        self.sit.get(process).copied().flatten()
    }

    /// A process ended, and whoever sat there with it.
    pub fn clear(&mut self, process: usize) {
        if let Some(chair) = self.sit.get_mut(process) {
            *chair = None;
        }
    }

    /// The processes at which somebody sits to whom this applies.
    pub fn where_sits(&self, fits: impl Fn(Option<&str>) -> bool) -> Vec<usize> {
        (0..self.sit.len()).filter(|process| fits(self.at(*process))).collect()
    }

    fn takes(&mut self, process: usize, name: Option<&'static str>) {
        if let Some(chair) = self.sit.get_mut(process) {
            *chair = name;
        }
    }
}

/// Who sits where when a world begins: somebody who manages, somebody of finance, somebody of the shop, in any order.
pub(crate) fn first_to_come(chance: &mut StdRng) -> [&'static str; 3] {
    let of = |role: &str, chance: &mut StdRng| {
        let of_role: Vec<&Person> = working().filter(|person| person.role == role).collect();
        // Mostly whoever has limits of their own.
        let limited = of_role.iter().find(|person| person.limits.is_some() && chance.gen_bool(0.6));
        limited.or_else(|| of_role.choose(chance)).map_or("Lena", |person| person.name)
    };
    let mut come = [of("admin", chance), of("finance", chance), of("shop", chance)];
    come.shuffle(chance);
    come
}

/// Somebody types a PIN at a process: their own, or one that is nobody's.
pub(crate) fn sign_in(
    console: &Console,
    chairs: &SharedChairs,
    process: usize,
    person: &'static Person,
    right: bool,
) -> Result<(), ConsoleError> {
    console.sign_in(person.name, &secret(if right { person.pin } else { WRONG }))?;
    if !right {
        let detail = format!("{} came in by a PIN that is nobody's", person.name);
        return Err(ConsoleError::LedgerNonsense { detail });
    }
    lock(chairs).takes(process, Some(person.name));
    let token = console.open_seat()?;
    lock(chairs).tokens.insert(person.name, token.expose().to_owned());
    Ok(())
}

/// Somebody sits down by the session they opened last, which may be over.
pub(crate) fn sit_down(
    console: &Console,
    chairs: &SharedChairs,
    process: usize,
    name: &'static str,
) -> Result<(), ConsoleError> {
    let token = lock(chairs).tokens.get(name).cloned();
    let Some(token) = token else { return Ok(()) };
    let sits = console.resume_seat(&SecretText::new(token))?;
    lock(chairs).takes(process, sits.then_some(name));
    Ok(())
}

/// Whoever sits at a process gets up.
pub(crate) fn get_up(console: &Console, chairs: &SharedChairs, process: usize) {
    console.sign_out();
    lock(chairs).clear(process);
}

/// Whoever sits at a process locks and seals. Whoever sits elsewhere stays there, and nothing of theirs leaves either.
pub(crate) fn seal(console: &Console, chairs: &SharedChairs, process: usize) -> Result<(), ConsoleError> {
    console.seal()?;
    let mut chairs = lock(chairs);
    chairs.clear(process);
    chairs.sealed += 1;
    Ok(())
}

/// Other limits that somebody is given: none of their own, low ones, or high ones.
pub(crate) fn other_limits(chance: &mut StdRng) -> Option<Limits> {
    [None, Some([20_000, 5_000, 8_000]), Some([50_000, 20_000, 30_000]), Some([90_000, 60_000, 90_000])]
        [chance.gen_range(0..4)]
    .map(limits)
}

/// Another decision about second persons.
pub(crate) fn other_policy(chance: &mut StdRng) -> ApprovalPolicy {
    let other =
        policy([[20_000, 20_000, 10_000], SECOND_FROM, [90_000, 90_000, 60_000]][chance.gen_range(0..3)]);
    ApprovalPolicy { dispute: chance.gen_ratio(3, 4), ..other }
}
