//! From what was typed to terms that can be asked of a buyer.

use crate::Console;
use crate::buyer::{BuyerInput, names_of};
use crate::by_pay::{self, PayInput};
use crate::counter::{PageInput, Prefill};
use crate::error::ConsoleError;
use crate::goods::{Item, checked_items, item_of, wire_item};
use crate::names::language;
use crate::particulars::Particulars;
use crate::request::{Changes, NewRequest};
use crate::said::{Said, line};
use crate::saved_cards::{self, CardHolder, Offered};
use crate::session::FULL_HOUR;
use crate::trip::{self, Sold, Trip};
use chrono::{DateTime, TimeDelta, Utc};
use domain::fact::Terms;
use domain::ids::OrderId;
use domain::intent::ScriptKey;
use domain::order::Order;
use domain::profiles::BUSINESS_ACCOUNT;
use domain::rules::Policy;
use domain::rules::issue::{self, Opening, Warning};
use domain::windows::later;
use ledger::Buyer;
use money::Money;
use serde::Serialize;

/// Terms that were checked, and what lies beside them.
pub(crate) struct Draft {
    /// The terms.
    pub terms: Terms,
    /// Nobody chose the order number: it gives way to one that is free.
    pub numbered_here: bool,
    /// Who is asked, and what is bought.
    pub buyer: Buyer,
    /// Saved cards that are offered.
    pub cards: Vec<Offered>,
    /// What should be known before it is sent.
    pub warnings: Vec<Warning>,
}

impl Console {
    /// Checks what was typed and turns it into terms.
    pub(crate) fn draft(
        &self,
        new: NewRequest,
        script: Option<ScriptKey>,
        suggested: String,
        replaces: Option<OrderId>,
    ) -> Result<Draft, ConsoleError> {
        let buyer = new.buyer.checked()?;
        let particulars = new.particulars.checked()?;
        let can_be_reached = buyer.can_be_reached();
        let is_known_enough = can_be_reached || (particulars.without_contact && new.methods.is_empty());
        let mut methods = checked_methods(new.methods)?;
        if methods.is_empty() && !new.trips.is_empty() {
            methods.push(BUSINESS_ACCOUNT.to_owned());
        }
        let by_pay = new.by_pay.map(PayInput::checked).transpose()?;
        let before = replaces.map(|order| self.order(order)).transpose()?;
        let brand = by_pay.as_ref().and_then(|wanted| wanted.brand.as_deref());
        for unknown in [
            self.unknown_way(&new.account, &methods, before.as_ref())?,
            self.unknown_brand(&new.account, brand, before.as_ref())?,
        ] {
            unknown.map_or(Ok(()), Err)?;
        }
        let (counter, prefill) = (new.page.counter, new.page.prefill.checked()?);
        let Sold { trips, items } = goods(new.items, new.trips, &methods, &buyer, new.amount)?;
        let (policy, now) = (self.policy()?, self.now());
        let chosen = line("order number", new.reference, 64)?;
        let numbered_here = chosen.is_none() && replaces.is_none();
        let terms = Terms {
            account: new.account,
            reference: chosen.unwrap_or(suggested),
            description: line("description", Some(new.description), 256)?.unwrap_or_default(),
            amount: new.amount,
            capture_mode: new.capture_mode,
            methods,
            express: checked_methods(new.express)?,
            locale: language("language", new.locale, before.as_ref())?,
            session_seconds: new.session_seconds.unwrap_or(if by_pay.is_some() {
                by_pay::default_life()
            } else {
                FULL_HOUR
            }),
            lives_until: life_end(new.life_days, &policy, now)?,
            buyer: None,
            replaces,
            script,
            by_pay: by_pay.as_ref().map(|wanted| wanted.terms(new.session_seconds.is_none())),
            counter,
        };
        // The days of a stay beside a number in its hotel's name may look like a card number; what people typed of a
        // trip was looked at already.
        let names: Vec<(&str, &str)> = items
            .iter()
            .filter(|_| trips.is_empty())
            .map(|item| ("an item's name", item.name.as_str()))
            .collect();
        let opening = Opening { terms: &terms, buyer_contact: is_known_enough, free_text: &names };
        let permit = issue::decide(&opening, &policy, now).into_result()?;
        let mut warnings = permit.warnings;
        if items.iter().any(|item| domain::rules::free_text::non_latin(&item.name)) {
            warnings.push(Warning::NonLatin { field: "an item's name".to_owned() });
        }
        let zone = self.zone()?;
        for over in trips.iter().filter_map(|trip| trip.is_over(now, zone)) {
            warnings.push(Warning::TripIsOver { what: over.to_owned() });
        }
        for what in particulars.in_other_letters() {
            warnings.push(Warning::NonLatin { field: what.to_owned() });
        }
        let items = items
            .iter()
            .zip(1_u32..)
            .map(|(item, place)| wire_item(place, item))
            .collect::<Result<_, _>>()?;
        let names = names_of(&buyer);
        let BuyerInput { name, email, phone, buyer_id, .. } = buyer;
        let holder =
            CardHolder { account: terms.account.clone(), buyer_id: buyer_id.clone(), email: email.clone() };
        let cards = self.chosen_cards(&holder, &new.saved_cards)?;
        let mut buyer = Buyer { name, email, phone, buyer_id, items, more: names };
        particulars.keep(&mut buyer)?;
        trip::keep(&trips, &mut buyer)?;
        if let Some(wanted) = &by_pay {
            by_pay::keep(wanted, &mut buyer)?;
        }
        prefill.keep(&mut buyer)?;
        saved_cards::keep(&cards, &mut buyer);
        Ok(Draft { terms, numbered_here, buyer, cards, warnings })
    }

    /// The request an order would be with other terms.
    pub(crate) fn changed(&self, old: &Order, changes: Changes) -> Result<NewRequest, ConsoleError> {
        let terms = &old.terms;
        let kept = self.buyer(terms.buyer)?.unwrap_or_default();
        let another_sum = changes.amount.is_some_and(|amount| amount != terms.amount);
        let trips = if another_sum || changes.items.is_some() { Vec::new() } else { trip::kept(&kept) };
        let items = match changes.items {
            Some(items) => items,
            None if another_sum || !trips.is_empty() => Vec::new(),
            None => kept.items.iter().zip(1..).filter_map(|(item, place)| item_of(place, item)).collect(),
        };
        // A payment that ends when Antom closes it goes on doing so.
        let own_life = terms.by_pay.as_ref().is_none_or(|by_pay| !by_pay.ends_by_default);
        let by_pay = PayInput::kept(terms, &kept);
        let prefill = if changes.buyer.is_none() { Prefill::kept(&kept) } else { Prefill::default() };
        let page = PageInput { counter: terms.counter, prefill };
        let same_buyer = changes.buyer.is_none();
        Ok(NewRequest {
            saved_cards: self.cards_kept(&kept, same_buyer)?,
            account: terms.account.clone(),
            reference: Some(terms.reference.clone()),
            description: changes.description.unwrap_or_else(|| terms.description.clone()),
            amount: changes.amount.unwrap_or(terms.amount),
            particulars: Particulars::kept(&kept, terms.methods.is_empty()),
            buyer: changes.buyer.unwrap_or_else(|| BuyerInput::kept(kept)),
            items,
            trips,
            capture_mode: changes.capture_mode.unwrap_or(terms.capture_mode),
            express: changes.express.unwrap_or_else(|| still_offered(terms, changes.methods.as_deref())),
            methods: changes.methods.unwrap_or_else(|| terms.methods.clone()),
            locale: changes.locale.or_else(|| terms.locale.clone()),
            session_seconds: changes.session_seconds.or(own_life.then_some(terms.session_seconds)),
            life_days: changes.life_days,
            by_pay,
            page,
            script: None,
        })
    }
}

/// The ways to pay that stood above the others, where they are among those that are offered now.
fn still_offered(terms: &Terms, methods: Option<&[String]>) -> Vec<String> {
    let offered = methods.unwrap_or(&terms.methods);
    terms.express.iter().filter(|method| offered.contains(method)).cloned().collect()
}

/// What is sold: items, or flights and stays, which are named by a shape of their own.
fn goods(
    items: Vec<Item>,
    trips: Vec<Trip>,
    methods: &[String],
    buyer: &BuyerInput,
    amount: Money,
) -> Result<Sold, ConsoleError> {
    if trips.is_empty() {
        if trip::is_for_business_account(methods) {
            trip::sells_something(&items, buyer)?;
        }
        return Ok(Sold { trips, items: checked_items(items, amount)? });
    }
    if !items.is_empty() {
        let problem = "flights and stays are not sold together with other items";
        return Err(ConsoleError::field("item", problem, "Make two requests."));
    }
    trip::sold(trips, methods, buyer, amount)
}

fn life_end(days: Option<u32>, policy: &Policy, now: DateTime<Utc>) -> Result<DateTime<Utc>, ConsoleError> {
    match days {
        None => Ok(issue::life_end(policy, now)),
        Some(days) if (1..=365).contains(&days) => {
            Ok(later(now, TimeDelta::try_days(i64::from(days)).unwrap_or_default()))
        }
        Some(_) => {
            Err(ConsoleError::field("life", "a request lives 1 to 365 days", "Choose a number of days."))
        }
    }
}

/// Method names as Antom spells them: capitals, digits and underscores. Each once.
pub(crate) fn checked_methods(methods: Vec<String>) -> Result<Vec<String>, Said> {
    let mut checked: Vec<String> = Vec::new();
    for method in methods {
        let method = method.trim().to_ascii_uppercase();
        let fits = !method.is_empty()
            && method.len() <= 64
            && method.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
        if !fits {
            return Err(Said::of(
                "method",
                "bad-method",
                "this is not the name of a payment method",
                "Write it as Antom does, such as CARD or ALIPAY_CN.",
            ));
        }
        if !checked.contains(&method) {
            checked.push(method);
        }
    }
    Ok(checked)
}

/// What all lines cost together.
pub(crate) fn sum_of(currency: money::Currency, lines: &[Money]) -> Result<Money, Said> {
    Money::sum(currency, lines.iter().copied()).map_err(|error| too_much(&error))
}

pub(crate) fn too_much(error: &money::AmountError) -> Said {
    Said::of("item", "price", error.to_string(), "Correct the item's price or quantity.")
}

/// What items lack of an amount, or have too much.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Difference {
    /// Which of the two.
    pub direction: Direction,
    /// How much.
    pub amount: Money,
}

/// Whether items are less or more than the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Direction {
    /// They lack something.
    Less,
    /// They have too much.
    More,
}

/// Items add up to the amount, to the minor unit (guides 2 and 4); none where they do.
pub(crate) fn difference(sum: Money, amount: Money) -> Option<Difference> {
    let (direction, amount) = match amount.checked_sub(sum) {
        Ok(less) => (Direction::Less, less),
        Err(_) => (Direction::More, sum.checked_sub(amount).ok()?),
    };
    (!amount.is_zero()).then_some(Difference { direction, amount })
}

/// What is to be said of items that do not add up.
pub(crate) fn items_differ(difference: Difference, sum: Money) -> Said {
    differ("item", "items-differ", "items", difference, sum)
}

/// The same of flights and stays.
pub(crate) fn trips_differ(difference: Difference, sum: Money) -> Said {
    differ("flights and stays", "trips-differ", "flights and stays", difference, sum)
}

fn differ(
    field: &'static str,
    code: &'static str,
    what: &str,
    Difference { direction, amount }: Difference,
    sum: Money,
) -> Said {
    let direction = match direction {
        Direction::Less => "less",
        Direction::More => "more",
    };
    Said::of(
        field,
        code,
        format!("{what} are {amount} {direction} than the amount"),
        format!("Ask for {sum}, or correct the {what}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_spelt_as_antom_spells_them_and_named_once() {
        let methods = checked_methods(vec!["card".into(), " ALIPAY_CN ".into(), "CARD".into()]).unwrap();
        assert_eq!(methods, ["CARD", "ALIPAY_CN"]);
        assert!(checked_methods(vec!["credit card".into()]).is_err());
    }
}
