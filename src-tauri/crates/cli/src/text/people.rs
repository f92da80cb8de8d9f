//! People, roles, policy and trails, as people read them.

use super::table::{Side, Table, pairs};
use super::times::Times;
use console::people::told::{LimitsView, PolicyView, RoleView};
use console::people::trail::Trail;
use console::people::view::Person;
use domain::people::Right;
use money::Money;

/// Everybody who works here.
#[must_use]
pub fn people(people: &[Person]) -> String {
    if people.is_empty() {
        return "Nobody is told apart here: the user of the computer does everything. Begin with an admin: countersign \
                operator add NAME --role admin"
            .to_owned();
    }
    let mut table =
        Table::new(&[("Name", Side::Left), ("Role", Side::Left), ("", Side::Left), ("Limits", Side::Left)]);
    for person in people {
        let state = if person.suspended { "suspended" } else { "" };
        table.row([&person.name, &person.role, state, &limits(&person.rights, &person.limits)]);
    }
    table.render()
}

/// Somebody.
#[must_use]
pub fn person(person: &Person) -> String {
    people(std::slice::from_ref(person))
}

/// The roles.
#[must_use]
pub fn roles(roles: &[RoleView]) -> String {
    let mut table = Table::new(&[("Role", Side::Left), ("Rights", Side::Left), ("Limits", Side::Left)]);
    for role in roles {
        let rights: Vec<&str> = role.rights.iter().map(|right| right.as_str()).collect();
        table.row([&role.name, &rights.join(" "), &limits(&role.rights, &role.limits)]);
    }
    table.render()
}

/// How far rights that move money reach; nothing about those that are not held.
fn limits(rights: &[Right], limits: &LimitsView) -> String {
    let mut told = Vec::new();
    if rights.contains(&Right::Capture) {
        told.push(format!("capture {}", most(limits.capture.as_deref())));
    }
    if rights.contains(&Right::Refund) {
        told.push(format!("refund {}", most(limits.refund_each.as_deref())));
        told.push(format!("a day {}", most(limits.refund_day.as_deref())));
    }
    told.join("; ")
}

fn most(amounts: Option<&[Money]>) -> String {
    match amounts {
        None => "any amount".to_owned(),
        Some([]) => "with approval only".to_owned(),
        Some(amounts) => amounts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// From when a second person is needed, where a reason is, and after how long a window locks.
#[must_use]
pub fn policy(policy: &PolicyView) -> String {
    let from = |least: &Option<Vec<Money>>| match least.as_deref() {
        None => "never".to_owned(),
        Some([]) => "always".to_owned(),
        Some(least) => format!(
            "from {}, and any amount of other currencies",
            least.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        ),
    };
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let reasons: Vec<String> = policy.reasons.iter().map(|verb| verb.name().to_lowercase()).collect();
    format!(
        "A second person is needed for\n{}",
        pairs(&[
            ("  a capture", from(&policy.capture)),
            ("  a cancel", from(&policy.cancel)),
            ("  a refund", from(&policy.refund)),
            ("  promoting a key", yes(policy.promote)),
            ("  acting in spite of a dispute", yes(policy.dispute)),
            ("A request lapses after", minutes(policy.lapses_after_minutes)),
            (
                "Written reasons for",
                if reasons.is_empty() { "nothing".to_owned() } else { reasons.join(", ") }
            ),
            ("A window locks after", minutes(policy.lock_after_minutes)),
        ])
    )
}

fn minutes(count: u32) -> String {
    if count == 1 { "1 minute".to_owned() } else { format!("{count} minutes") }
}

/// What somebody did.
#[must_use]
pub fn trail(trail: &Trail, times: &Times) -> String {
    if trail.entries.is_empty() {
        return "Nothing in that time.".to_owned();
    }
    let mut table = Table::new(&[
        ("When", Side::Left),
        ("Who", Side::Left),
        ("Approved by", Side::Left),
        ("Order", Side::Left),
        ("What", Side::Left),
        ("Amount", Side::Right),
    ]);
    for entry in &trail.entries {
        table.row([
            times.at(entry.at),
            entry.actor.clone(),
            entry.approver.clone().unwrap_or_default(),
            entry.reference.clone().unwrap_or_default(),
            entry.sentence.clone(),
            entry.money.map(|money| money.to_string()).unwrap_or_default(),
        ]);
    }
    format!("{}\n\nHead {}", table.render(), trail.head)
}
