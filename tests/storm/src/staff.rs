//! What people do who sign in, ask each other and decide about each other. Whether they may is for the rules to say: the
//! wrong person tries as often as the right one.

use crate::acts::{ask, like, overrides};
use crate::broken::Broken;
use crate::house::House;
use crate::people::{self, SharedChairs, other_limits, other_policy, working};
use crate::permitted::Permitted;
use crate::plan::Kind;
use crate::ports::lock;
use crate::promises::Promises;
use crate::task::pause;
use crate::world::World;
use console::operation::Ask;
use console::people::change::PersonChange;
use console::{Console, ConsoleError};
use domain::ids::ApprovalId;
use domain::intent::Verb;
use domain::people::{Right, Subject};
use money::Currency;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::{IteratorRandom, SliceRandom};
use std::sync::Arc;

/// How somebody agrees.
#[derive(Debug, Clone)]
enum How {
    /// As they are asked to.
    Plainly,
    /// By two questions that were put for the same request; the second must be good for nothing.
    Twice,
    /// With an answer to another question.
    ToSomethingElse(Ask),
}

impl World {
    /// The process at which something is done. Where there are people, mostly one at which somebody sits who may do it;
    /// else the refusals would be all there is to see.
    pub(crate) fn desk_for(&self, kind: Kind, chance: &mut StdRng) -> usize {
        let any = chance.gen_range(0..self.operators.len());
        let Some(house) = self.house() else { return any };
        self.desk_where(any, chance, |name| match kind {
            Kind::Request | Kind::Reissue | Kind::Replace | Kind::Close => {
                house.works(name).is_some_and(|person| ["shop", "admin"].contains(&person.role.0.as_str()))
            }
            Kind::Capture => may(house, name, Right::Capture),
            Kind::Cancel => may(house, name, Right::Cancel),
            Kind::Role | Kind::Suspend | Kind::LetWork => may(house, name, Right::People),
            Kind::Policy => may(house, name, Right::Policy),
            _ => house.works(name).is_some(),
        })
    }

    /// Mostly a process where somebody sits whom this fits, else any.
    fn desk_where(&self, any: usize, chance: &mut StdRng, fits: impl Fn(&str) -> bool) -> usize {
        let Some(chairs) = &self.chairs else { return any };
        let fit = lock(chairs).where_sits(|sits| sits.is_some_and(&fits));
        match fit.choose(chance) {
            Some(desk) if chance.gen_ratio(3, 4) => *desk,
            _ => any,
        }
    }

    fn house(&self) -> Option<&House> {
        self.promises.permitted.as_ref().map(|permitted| &permitted.house)
    }

    /// One act of somebody who works here. Nothing where nobody does.
    pub(crate) fn staff(&mut self, kind: Kind, chance: &mut StdRng) -> Result<(), Broken> {
        let Some(chairs) = self.chairs.clone() else { return Ok(()) };
        match kind {
            Kind::SignIn | Kind::SitDown | Kind::GetUp => self.comes_or_goes(kind, &chairs, chance),
            Kind::Seal => self.seals(&chairs, chance),
            Kind::Ask => self.asks(chance),
            Kind::Agree | Kind::SayNo | Kind::TakeBack => self.answers(kind, chance),
            kind => self.manages(kind, chance),
        }
    }

    /// Somebody signs in, sits down or gets up.
    fn comes_or_goes(
        &mut self,
        kind: Kind,
        chairs: &SharedChairs,
        chance: &mut StdRng,
    ) -> Result<(), Broken> {
        let any = chance.gen_range(0..self.operators.len());
        let free = lock(chairs).where_sits(|sits| sits.is_none());
        // An empty chair is taken first.
        let operator = free.choose(chance).copied().filter(|_| chance.gen_ratio(3, 4)).unwrap_or(any);
        let Some(console) = self.console(operator)? else { return Ok(()) };
        let (chairs, right) = (Arc::clone(chairs), chance.gen_ratio(5, 6));
        let Some(person) = working().choose(chance) else { return Ok(()) };
        let name = person.name;
        self.tell(format!("{kind:?} of {name} at process {operator}, PIN right: {right}"));
        match kind {
            Kind::SignIn => self.spawn(operator, "sign-in", async move {
                people::sign_in(&console, &chairs, operator, person, right)
            }),
            Kind::SitDown => self.spawn(operator, "sitting down", async move {
                people::sit_down(&console, &chairs, operator, name)
            }),
            _ => self.spawn(operator, "getting up", async move {
                people::get_up(&console, &chairs, operator);
                Ok(())
            }),
        }
        Ok(())
    }

    /// Somebody locks and seals, mostly while there is something that could leave. It is done at once: what is under way
    /// just then is what must not leave any more.
    fn seals(&mut self, chairs: &SharedChairs, chance: &mut StdRng) -> Result<(), Broken> {
        let waits = |permitted: &Permitted| permitted.have_something_waiting().next().is_some();
        if !self.promises.permitted.as_ref().is_some_and(waits) && chance.gen_ratio(3, 4) {
            return Ok(());
        }
        let operator = self.desk_for(Kind::Seal, chance);
        let Some(console) = self.console(operator)? else { return Ok(()) };
        self.tell(format!("process {operator} seals"));
        self.note("sealing", people::seal(&console, chairs, operator))
    }

    /// Asks another where that is needed, and does it where it is not.
    fn asks(&mut self, chance: &mut StdRng) -> Result<(), Broken> {
        let verb = [Verb::Refund, Verb::Refund, Verb::Refund, Verb::Refund, Verb::Capture, Verb::Cancel]
            [chance.gen_range(0..6)];
        // Where there is nothing to give back there may be something to take.
        let order = self.promises.some_order_to(verb, chance).map(|order| (verb, order));
        let or_take = |promises: &Promises, chance: &mut StdRng| {
            promises.some_order_to(Verb::Capture, chance).map(|order| (Verb::Capture, order))
        };
        let Some((verb, order)) = order.or_else(|| or_take(&self.promises, chance)) else { return Ok(()) };
        let mut ask = ask(verb, &order, chance);
        let mut operator = self.desk_for(kind_of(verb), chance);
        // Small refunds by somebody who has a limit: one is nothing, and of several one passes the limit of the day.
        if verb == Verb::Refund && chance.gen_bool(0.5) {
            let currency = order.amount.currency();
            ask.amount = Some(like(order.amount, chance.gen_range(4_000..10_000)));
            operator = self.desk_where(operator, chance, |name| self.has_a_day(name, currency));
        }
        ask.despite_dispute = overrides(&ask, chance);
        let Some(console) = self.console(operator)? else { return Ok(()) };
        self.spawn(operator, format!("asking for a {}", verb.name()), async move {
            let prepared = console.prepare(ask).await?;
            pause("the person reads").await;
            if prepared.second.is_none() {
                return console.confirm(prepared.token, None).await.map(drop);
            }
            console.ask_approval(prepared.token, Some("the buyer waits".to_owned())).map(drop)
        });
        Ok(())
    }

    /// Whether somebody may refund something by themselves, and not without end.
    fn has_a_day(&self, name: &str, currency: Currency) -> bool {
        let of = |house: &House| house.works(name).and_then(|one| house.most_a_day(one.id, currency));
        self.house().and_then(of).is_some_and(|most| most > 0)
    }

    /// Somebody answers what is open; now and then anything that was ever asked.
    fn answers(&mut self, kind: Kind, chance: &mut StdRng) -> Result<(), Broken> {
        let Some(house) = self.house() else { return Ok(()) };
        let any = chance.gen_range(0..self.operators.len());
        let open = house.all_waiting().choose(chance).filter(|_| chance.gen_ratio(5, 6));
        let id = match open {
            Some(asked) => Some(asked.what.approval),
            None => house.ever_asked().choose(chance).copied().filter(|_| chance.gen_ratio(1, 3)),
        };
        let Some(id) = id else { return Ok(()) };
        let operator = match open {
            Some(asked) if kind == Kind::TakeBack => {
                self.desk_where(any, chance, |name| house.works(name).is_some_and(|one| one.id == asked.by))
            }
            Some(asked) => self.desk_where(any, chance, |name| house.could_agree(name, asked)),
            None => any,
        };
        let how = how(open.map(|asked| &asked.what.subject), chance);
        let Some(console) = self.console(operator)? else { return Ok(()) };
        match kind {
            Kind::Agree => {
                let stays = chance.gen_bool(0.75);
                self.spawn(operator, "agreeing", agree(console, id, how, stays));
            }
            Kind::SayNo => self.spawn(operator, "saying no", async move {
                console.refuse_approval(&id, "ask for a photograph first").map(drop)
            }),
            _ => self.spawn(operator, "taking back", async move { console.withdraw_approval(&id).map(drop) }),
        }
        Ok(())
    }

    /// Half the time somebody whose decision has not left yet: whether it still may is what a suspension is about.
    fn who_waits(&self, chance: &mut StdRng) -> Option<&'static str> {
        let permitted = self.promises.permitted.as_ref().filter(|_| chance.gen_bool(0.5))?;
        let who = permitted.have_something_waiting().choose(chance)?;
        let is_them = |name| permitted.house.works(name).is_some_and(|person| person.id == who);
        working().map(|person| person.name).find(|name| is_them(name))
    }

    /// Somebody decides about people or about second persons.
    fn manages(&mut self, kind: Kind, chance: &mut StdRng) -> Result<(), Broken> {
        let operator = self.desk_for(kind, chance);
        let Some(console) = self.console(operator)? else { return Ok(()) };
        let Some(mut name) = working().choose(chance).map(|person| person.name) else { return Ok(()) };
        if kind == Kind::Suspend
            && let Some(waits) = self.who_waits(chance)
        {
            name = waits;
        }
        let change = match kind {
            Kind::Role => {
                let role = ["shop", "shop", "finance", "finance", "admin"][chance.gen_range(0..5)];
                PersonChange::Role(role.into(), other_limits(chance))
            }
            Kind::Suspend => PersonChange::Suspend("away for good".to_owned()),
            Kind::LetWork => PersonChange::LetWork,
            _ => {
                let policy = other_policy(chance);
                self.spawn(operator, "another policy", async move { console.set_approval_policy(policy) });
                return Ok(());
            }
        };
        self.tell(format!("{kind:?} of {name}: {change:?}"));
        self.spawn(operator, format!("{kind:?}").to_lowercase(), async move {
            console.change_person(name, change).map(drop)
        });
        Ok(())
    }
}

const fn kind_of(verb: Verb) -> Kind {
    match verb {
        Verb::Capture => Kind::Capture,
        Verb::Cancel => Kind::Cancel,
        Verb::Refund => Kind::Refund,
    }
}

fn may(house: &House, name: &str, right: Right) -> bool {
    house.works(name).is_some_and(|person| house.holds(person.id, right).is_ok())
}

fn how(subject: Option<&Subject>, chance: &mut StdRng) -> How {
    match (chance.gen_range(0..8), subject) {
        (0, _) => How::Twice,
        (1, Some(Subject::Move { verb, order, payment, reason, .. })) => How::ToSomethingElse(Ask {
            order: *order,
            payment: Some(payment.clone()),
            verb: *verb,
            // All that is left in place of what was asked for.
            amount: None,
            reason: reason.clone(),
            despite_dispute: false,
        }),
        _ => How::Plainly,
    }
}

/// Looks at what is asked, agrees and, unless it is left to the watcher, follows it to the end.
async fn agree(console: Arc<Console>, id: ApprovalId, how: How, stays: bool) -> Result<(), ConsoleError> {
    let prepared = match how {
        How::ToSomethingElse(ref ask) => console.prepare(ask.clone()).await?,
        How::Plainly | How::Twice => console.consider_approval(&id).await?,
    };
    let twice = match how {
        How::Twice => Some(console.consider_approval(&id).await?),
        _ => None,
    };
    pause("the approver reads").await;
    let intent = console.give_approval(&id, prepared.token).await?;
    if let Some(again) = twice
        && console.give_approval(&id, again.token).await.is_ok()
    {
        return Err(ConsoleError::LedgerNonsense { detail: "an approval was good twice".to_owned() });
    }
    pause("it is agreed to").await;
    if stays { console.settle(&intent.id).await.map(drop) } else { Ok(()) }
}
