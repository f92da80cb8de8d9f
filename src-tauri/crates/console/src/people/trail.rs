//! What somebody did: every fact under their name, as who acted or as who approved.
//!
//! A trail can be taken out of the ledger with everything its hashes are made of (`ledger::canonical` says how), and with
//! the place of each fact on the chain, which `countersign ledger verify --against` checks against the ledger.

use crate::Console;
use crate::error::ConsoleError;
use crate::people::house::House;
use crate::people::nobody_called;
use crate::record::midnight;
use crate::sentence;
use crate::view::shown;
use chrono::{DateTime, Days, NaiveDate, Utc};
use domain::fact::{Actor, Body, Fact};
use domain::ids::{OperatorId, OrderId};
use domain::order::Order;
use domain::people::{Act, People, Right};
use ledger::{Ledger, StoredFact};
use money::Money;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Whose trail, and of which days of the store; both ends belong to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrailAsked {
    /// Whose; none for everybody's, the program's and Antom's too.
    pub person: Option<String>,
    /// The first day; none for the beginning.
    pub from: Option<NaiveDate>,
    /// The last day; none for today.
    pub to: Option<NaiveDate>,
}

/// One thing somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TrailEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// Who agreed to it, where somebody had to.
    pub approver: Option<String>,
    /// The fact's name.
    pub kind: String,
    /// What happened, as a sentence.
    pub sentence: String,
    /// The money in it.
    pub money: Option<Money>,
    /// The order it is about.
    pub order: Option<OrderId>,
    /// Its number.
    pub reference: Option<String>,
    /// Its place on the chain: device, number and hash.
    pub head: String,
}

/// One fact as it is taken out: all that its hash is made of, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Its id.
    pub id: String,
    /// The desk that wrote it.
    pub device: String,
    /// Its place in that desk's chain.
    pub device_seq: u64,
    /// Hash of the fact before it in that chain.
    pub previous: Option<String>,
    /// When, in milliseconds since 1970 in UTC.
    pub at: i64,
    /// Who, as the JSON that was hashed.
    pub actor: String,
    /// Who agreed, as the JSON that was hashed.
    pub approver: Option<String>,
    /// The order.
    pub order: Option<String>,
    /// Its name.
    pub kind: String,
    /// Its body, as the JSON that was hashed.
    pub body: String,
    /// The hash it carries.
    pub hash: String,
}

/// A trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trail {
    /// What happened, oldest first.
    pub entries: Vec<TrailEntry>,
    /// The same word for word.
    pub proofs: Vec<Proof>,
    /// Where the ledger ended when it was taken out.
    pub head: String,
}

impl Trail {
    /// The trail word for word: a JSON document a line with all that the hash of a fact is made of, and in the last one
    /// the head of the ledger.
    ///
    /// # Errors
    /// Where it cannot be written as JSON.
    pub fn lines(&self) -> serde_json::Result<String> {
        let mut lines = String::new();
        for proof in &self.proofs {
            lines.push_str(&serde_json::to_string(proof)?);
            lines.push('\n');
        }
        lines.push_str(&serde_json::json!({ "head": self.head }).to_string());
        lines.push('\n');
        Ok(lines)
    }
}

impl Console {
    /// What somebody did, oldest first.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] for anybody who neither manages people nor may export, except about themselves.
    pub fn trail(&self, asked: &TrailAsked) -> Result<Trail, ConsoleError> {
        let people = self.read(Ledger::people)?;
        right_way_round(asked)?;
        let whose = asked.person.as_deref().map(|name| whose(&people, name));
        let own = matches!((&whose, self.seat.who()), (Some(Whose::Of(id)), Some(me)) if *id == me);
        self.allowed(if own { &Act::Anybody } else { &Act::Any(&[Right::People, Right::Export]) })?;
        let zone = self.zone()?;
        let begin = |day: Option<NaiveDate>| day.map(|day| midnight(day, zone));
        let from = begin(asked.from).unwrap_or(DateTime::UNIX_EPOCH);
        let after = asked.to.and_then(|day| day.checked_add_days(Days::new(1)));
        let before = begin(after).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let stored = self.read(|ledger| ledger.stored_between(from, before))?;
        let house = self.house(&people, &stored)?;
        let mut orders = BTreeMap::new();
        let mut entries = Vec::new();
        let mut proofs = Vec::new();
        for stored in &stored {
            let Some(fact) = stored.decode() else { continue };
            if whose.as_ref().is_none_or(|whose| whose.did(&fact)) {
                entries.push(self.trail_entry(&fact, &house, &mut orders)?);
                proofs.push(proof(stored));
            }
        }
        if let (true, Some(Whose::Called(name))) = (entries.is_empty(), &whose) {
            self.is_in_the_history(&people, name)?;
        }
        Ok(Trail { entries, proofs, head: crate::care::head_text(&self.read(Ledger::head)?) })
    }

    /// What a trail needs to tell facts that are about no order. What came before is read only where a change of policy
    /// is told, which is told as what it changed.
    fn house<'a>(&self, people: &'a People, stored: &[StoredFact]) -> Result<House<'a>, ConsoleError> {
        let changes = stored
            .iter()
            .any(|fact| matches!(fact.decode().map(|fact| fact.body), Some(Body::PolicyChanged(_))));
        let history = if changes { self.read(Ledger::house_facts)? } else { Vec::new() };
        Ok(House::new(people, history.into_iter()))
    }

    /// That somebody acted by this name at some time: a name that is mistyped has no trail, and that is no answer.
    fn is_in_the_history(&self, people: &People, name: &str) -> Result<(), ConsoleError> {
        let acted = self.read(Ledger::actors)?;
        let acted: BTreeSet<String> = acted
            .iter()
            .map(ToString::to_string)
            .chain(people.operators().map(|operator| operator.name.clone()))
            .collect();
        if acted.contains(name) {
            Ok(())
        } else {
            Err(nobody_called(name, &acted.iter().map(String::as_str).collect::<Vec<_>>()))
        }
    }

    fn trail_entry(
        &self,
        fact: &Fact,
        house: &House<'_>,
        orders: &mut BTreeMap<OrderId, Order>,
    ) -> Result<TrailEntry, ConsoleError> {
        if let Some(id) = fact.order.filter(|id| !orders.contains_key(id)) {
            orders.insert(id, self.order(id)?);
        }
        let order = fact.order.and_then(|id| orders.get(&id));
        let (sentence, money) = match order {
            Some(order) => sentence::of_fact(fact, order, self.zone()?),
            None => (house.told(fact), None),
        };
        Ok(TrailEntry {
            at: fact.at,
            actor: shown(&fact.actor.to_string()),
            approver: fact.approver.as_ref().map(|approver| shown(&approver.to_string())),
            kind: fact.body.name(),
            sentence,
            money,
            order: fact.order,
            reference: order.map(|order| shown(&order.terms.reference)),
            head: format!("{}:{}:{}", fact.device, fact.device_seq, fact.hash),
        })
    }
}

/// The last day is none before the first.
fn right_way_round(asked: &TrailAsked) -> Result<(), ConsoleError> {
    match (asked.from, asked.to) {
        (Some(from), Some(to)) if from > to => Err(ConsoleError::field(
            "from",
            format!("{from} is later than the last day, {to}"),
            "Give the earlier day as the first.",
        )),
        _ => Ok(()),
    }
}

/// Somebody who works here, whatever they were called then, or whoever acted by that name before there were people.
enum Whose {
    Of(OperatorId),
    Called(String),
}

fn whose(people: &People, name: &str) -> Whose {
    match people.called(name) {
        Some(operator) => Whose::Of(operator.id),
        None => Whose::Called(name.trim().to_owned()),
    }
}

impl Whose {
    fn did(&self, fact: &Fact) -> bool {
        [Some(&fact.actor), fact.approver.as_ref()].into_iter().flatten().any(|actor| self.is(actor))
    }

    fn is(&self, actor: &Actor) -> bool {
        match (self, actor) {
            (Self::Of(id), Actor::Operator(signature)) => signature.id == *id,
            (Self::Called(name), actor) => *name == actor.to_string(),
            _ => false,
        }
    }
}

fn proof(stored: &StoredFact) -> Proof {
    Proof {
        id: stored.id.to_string(),
        device: stored.device.to_string(),
        device_seq: stored.device_seq,
        previous: stored.previous.map(|hash| hash.to_string()),
        at: stored.at.timestamp_millis(),
        actor: stored.actor.clone(),
        approver: stored.approver.clone(),
        order: stored.order.map(|order| order.to_string()),
        kind: stored.kind.clone(),
        body: stored.body.clone(),
        hash: stored.hash.to_string(),
    }
}
