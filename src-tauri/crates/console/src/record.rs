//! Writing facts: every fact gets its id, its time and its actor here, and every write is one transaction.

use crate::Console;
use crate::error::ConsoleError;
use crate::gateway::Bytes;
use crate::ports::Ports;
use crate::seat::actor;
use crate::settings::zone_of;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::account::Account;
use domain::digest::Digest;
use domain::fact::{Actor, Body, Fact};
use domain::ids::{AccountName, FactId, OperatorId, OrderId, PaymentId};
use domain::intent::{Stage, Step, Verb};
use domain::order::Order;
use domain::outcome::Evidence;
use domain::people::decide::{Already, Spent, Standing, decide};
use domain::people::operator::Signature;
use domain::people::{Act, People, Saying};
use domain::rules::{Lift, Refusal, RefusalCode};
use domain::windows::later;
use ledger::{Ledger, LedgerError, NewFact, SideKind, SideRow, Writer};
use std::path::Path;
use std::sync::{MutexGuard, PoisonError};

/// Who a fact is written down for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The person at this computer.
    Person,
    /// The program on its own.
    Countersign,
    /// Antom, by a signed answer.
    Antom,
}

/// A writer that knows the time, the ids and the person. Lives as long as one transaction.
pub(crate) struct Pen<'p, 'w, 'l> {
    /// The ledger's own writer, for everything that is not a fact.
    pub writer: &'w mut Writer<'l>,
    /// The moment of everything written in this transaction.
    pub now: DateTime<Utc>,
    /// How far this computer's clock is behind Antom's, where that is worth telling.
    pub behind: TimeDelta,
    ports: &'p Ports,
    directory: &'p Path,
    /// For whom it writes: whoever sits at this console, or whoever asked earlier for what is made now.
    pub who: Option<OperatorId>,
    /// What stands behind an act that its person may not do alone.
    pub leave: Leave,
}

/// What stands behind an act that its person may not do alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leave {
    /// Nothing.
    None,
    /// The recovery code, which whoever sits here has just typed.
    Code,
    /// Somebody else's approval, given in this very transaction: who asked, and who agreed.
    Approved {
        /// Who asked, and does it.
        asker: Signature,
        /// Who agreed.
        approver: Signature,
    },
}

/// Room that must be left before anything is decided or leaves: what comes back is written down too, with its raw bytes
/// and every index, and a write-ahead log takes each page once more.
const ROOM_FOR_AN_ANSWER: u64 = 16 * 1024 * 1024;

impl Pen<'_, '_, '_> {
    /// Now, as deadlines are to be read: see [`Console::prudent_now`].
    pub(crate) fn prudent_now(&self) -> DateTime<Utc> {
        later(self.now, self.behind)
    }

    /// Refuses to begin what could not be written down to its end.
    ///
    /// # Errors
    /// [`LedgerError::DiskFull`].
    pub(crate) fn needs_room(&self) -> Result<(), ConsoleError> {
        match self.ports.disk.room(self.directory) {
            Some(room) if room < ROOM_FOR_AN_ANSWER => Err(LedgerError::DiskFull.into()),
            _ => Ok(()),
        }
    }

    /// Appends one fact. What a person writes down is decided here, in the transaction that writes it: whether they may,
    /// by their rights, their limits and what they did today, whatever was decided before.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where the person may not, or whatever keeps the ledger from writing.
    pub(crate) fn append(
        &mut self,
        order: Option<OrderId>,
        by: By,
        body: Body,
    ) -> Result<Fact, ConsoleError> {
        let (actor, approver) = match by {
            By::Person => self.permitted(order, &body)?,
            By::Countersign => (Actor::Countersign, None),
            By::Antom => (Actor::Antom, None),
        };
        self.put(order, actor, approver, body)
    }

    /// Appends one fact for somebody who was proved to be who they are otherwise than by sitting here: by their PIN, or
    /// by the recovery code, for which this program itself stands.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(crate) fn append_signed(
        &mut self,
        order: Option<OrderId>,
        signed: Option<Signature>,
        body: Body,
    ) -> Result<Fact, ConsoleError> {
        self.put(order, signed.map_or(Actor::Countersign, Actor::Operator), None, body)
    }

    fn put(
        &mut self,
        order: Option<OrderId>,
        actor: Actor,
        approver: Option<Actor>,
        body: Body,
    ) -> Result<Fact, ConsoleError> {
        let id = FactId(self.ports.ids.uuid());
        Ok(self.writer.append(NewFact { id, at: self.now, actor, approver, order, body })?)
    }

    /// Who writes a fact down, and who approved it.
    fn permitted(&self, order: Option<OrderId>, body: &Body) -> Result<(Actor, Option<Actor>), ConsoleError> {
        let people = self.writer.people()?;
        // What an intent goes on with belongs to whoever asked for it, as its first fact does.
        if let (Leave::Approved { asker, approver }, Act::Move { .. } | Act::Promote | Act::Anybody) =
            (&self.leave, Act::of(body))
        {
            return Ok((Actor::Operator(asker.clone()), Some(Actor::Operator(approver.clone()))));
        }
        let actor = actor(&people, self.who.as_ref(), self.ports)?;
        let what = Act::of(body);
        let on = match body {
            Body::Intent { step: Step::Requested(requested), .. } => order.zip(Some(&requested.payment)),
            _ => None,
        };
        match self.standing(&people, &what, on)? {
            Standing::Alone => Ok((actor, None)),
            Standing::WithCode { .. } if self.leave == Leave::Code => Ok((actor, None)),
            standing => Err(refused(&people, standing)),
        }
    }

    /// How whoever sits here may do something, with what they refunded today and what was refunded of the payment `on`
    /// which they act.
    ///
    /// # Errors
    /// [`ConsoleError::Refused`] where they may not at all.
    pub(crate) fn standing(
        &self,
        people: &People,
        what: &Act,
        on: Option<(OrderId, &PaymentId)>,
    ) -> Result<Standing, ConsoleError> {
        let already = match (what, &self.who) {
            (Act::Move { verb: Verb::Refund, .. }, Some(who)) if !people.is_empty() => {
                let book = match on {
                    Some((order, payment)) => self.order(order)?.book(payment),
                    None => None,
                };
                Already { today: self.spent(who)?, refunded: book.map(|book| book.refunds()) }
            }
            _ => Already::default(),
        };
        Ok(decide(people, self.who.as_ref(), what, &already)?)
    }

    /// What somebody answers for on this day of the store: the refunds they decided alone and those of others that they
    /// agreed to, unless they were stopped or refused.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(crate) fn spent(&self, who: &OperatorId) -> Result<Spent, ConsoleError> {
        let zone = zone_of(&self.writer.settings()?);
        let mut spent = Spent::new();
        for fact in self.writer.refunds_since(midnight(self.now.with_timezone(&zone).date_naive(), zone))? {
            let (Some(order), Body::Intent { intent, step: Step::Requested(requested), .. }) =
                (fact.order, &fact.body)
            else {
                continue;
            };
            let answers = fact.approver.as_ref().unwrap_or(&fact.actor);
            let counts = answers.operator() == Some(who)
                && self
                    .order(order)?
                    .intent(intent)
                    .is_some_and(|intent| !matches!(intent.stage, Stage::Stopped | Stage::Refused));
            if counts {
                let total = spent.entry(requested.amount.currency()).or_default();
                *total = total.saturating_add(requested.amount.minor());
            }
        }
        Ok(spent)
    }

    /// Puts bytes into a side table and gives their salted digest.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(crate) fn side(
        &mut self,
        kind: SideKind,
        order: Option<OrderId>,
        bytes: &[u8],
    ) -> Result<Digest, ConsoleError> {
        let mut salt = [0_u8; 16];
        self.ports.ids.fill(&mut salt);
        Ok(self.writer.put_side(SideRow { kind, order, bytes, salt })?)
    }

    /// Keeps the raw bytes of an answer, so that its signature can be verified again at any time.
    ///
    /// # Errors
    /// Whatever keeps the ledger from writing.
    pub(crate) fn evidence(
        &mut self,
        order: Option<OrderId>,
        bytes: &Bytes,
    ) -> Result<Evidence, ConsoleError> {
        let digest = self.side(SideKind::Evidence, order, &bytes.envelope()?)?;
        Ok(Evidence { digest, verified: bytes.verified, at: bytes.at })
    }

    /// The order as it stands inside this transaction.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is none.
    pub(crate) fn order(&self, order: OrderId) -> Result<Order, ConsoleError> {
        self.writer.order(order)?.ok_or_else(|| ConsoleError::not_found(order.to_string()))
    }

    /// The account as it stands inside this transaction.
    ///
    /// # Errors
    /// [`ConsoleError::UnknownAccount`] where there is none.
    pub(crate) fn account(&self, name: &AccountName) -> Result<Account, ConsoleError> {
        named(self.writer.accounts()?, name)
    }
}

/// Why somebody may not do something alone, and who could agree.
pub(crate) fn refused(people: &People, standing: Standing) -> ConsoleError {
    match standing {
        Standing::WithSecond { rule, approvers } => {
            let names: Vec<String> = approvers
                .iter()
                .filter_map(|id| people.operator(id))
                .map(|operator| operator.name.clone())
                .collect();
            Refusal::of(RefusalCode::ApprovalNeeded, rule, Lift::People(names)).into()
        }
        Standing::WithCode { rule } => ConsoleError::code_said(Saying::CodeStandsIn { rule: Box::new(rule) }),
        Standing::Alone => ConsoleError::ConfirmationSpent,
    }
}

/// The beginning of a day of the store. Where the clocks skip midnight, the day began an hour earlier than it is called.
pub(crate) fn midnight(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let day = day.and_time(NaiveTime::MIN);
    day.and_local_timezone(zone)
        .earliest()
        .map_or_else(|| later(day.and_utc(), TimeDelta::hours(-14)), |midnight| midnight.with_timezone(&Utc))
}

/// The account of that name.
pub(crate) fn named(accounts: Vec<Account>, name: &AccountName) -> Result<Account, ConsoleError> {
    let known = accounts.iter().map(|account| account.name.to_string()).collect();
    accounts
        .into_iter()
        .find(|account| account.name == *name)
        .ok_or_else(|| ConsoleError::UnknownAccount { name: name.to_string(), known })
}

impl Console {
    /// The ledger. A panic while it was held does not make it unusable: every write is one transaction, which the
    /// database undid.
    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(crate) fn read<T>(
        &self,
        look: impl FnOnce(&Ledger) -> Result<T, LedgerError>,
    ) -> Result<T, ConsoleError> {
        Ok(look(&self.ledger())?)
    }

    /// One transaction: everything `work` writes is on disk when this returns, or nothing is.
    ///
    /// # Errors
    /// What `work` answers, [`ConsoleError::ReadOnly`], or whatever keeps the ledger from writing.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut Pen<'_, '_, '_>) -> Result<T, ConsoleError>,
    ) -> Result<T, ConsoleError> {
        self.write_with(Leave::None, work)
    }

    /// As [`Console::write`], with what stands behind an act that its person may not do alone.
    ///
    /// # Errors
    /// As [`Console::write`].
    pub(crate) fn write_with<T>(
        &self,
        leave: Leave,
        work: impl FnOnce(&mut Pen<'_, '_, '_>) -> Result<T, ConsoleError>,
    ) -> Result<T, ConsoleError> {
        self.must_be_sound()?;
        let mut ledger = self.ledger();
        // Looked at once nobody else writes: whoever sat down in the transaction before this one sits here.
        let (now, behind, who) = (self.now(), self.behind(), self.seat.who());
        let (ports, directory) = (&self.ports, self.directory.as_path());
        ledger.transact(|writer| work(&mut Pen { writer, now, behind, ports, directory, who, leave }))
    }

    /// The order, folded from its facts.
    ///
    /// # Errors
    /// [`ConsoleError::NotFound`] where there is none.
    pub(crate) fn order(&self, order: OrderId) -> Result<Order, ConsoleError> {
        self.read(|ledger| ledger.order(order))?.ok_or_else(|| ConsoleError::not_found(order.to_string()))
    }

    /// The account as its facts tell it.
    ///
    /// # Errors
    /// [`ConsoleError::UnknownAccount`] where there is none.
    pub(crate) fn account_of(&self, name: &AccountName) -> Result<Account, ConsoleError> {
        named(self.read(Ledger::accounts)?, name)
    }
}
