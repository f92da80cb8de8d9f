//! What happens in a world, as a list that can be written down, cut shorter and played again.
//!
//! A step carries all the chance it needs. Taking a step away leaves the others as they were, which is what makes a
//! failing plan small.

use crate::broken::Broken;
use crate::people;
use rand::rngs::StdRng;
use rand::{Rng, RngCore, SeedableRng};
use std::fmt;
use std::str::FromStr;

macro_rules! kinds {
    ($($(#[doc = $about:literal])* $name:ident $word:literal $weight:literal,)*) => {
        /// What a step does. Where it cannot be done it does nothing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $($(#[doc = $about])* $name,)* }

        impl Kind {
            /// Every kind, with the word it is written by and how often it comes, in a thousand or so.
            pub const ALL: &'static [(Self, &'static str, u32)] = &[$((Self::$name, $word, $weight),)*];
        }
    };
}

kinds! {
    /// One task goes on to its next pause; where all sleep, time passes until the first wakes.
    Go "go" 620,
    /// Time passes: milliseconds to days.
    Wait "wait" 30,
    /// Somebody asks a buyer to pay.
    Request "request" 28,
    /// A buyer pays, by any method.
    Pay "pay" 42,
    /// A buyer submits and comes to no end yet.
    Submit "submit" 6,
    /// A buyer is declined.
    Decline "decline" 6,
    /// A promised payment's money arrives, or never will.
    Arrive "arrive" 6,
    /// A refund that is in process at the gateway ends, well or badly.
    RefundEnds "refund-ends" 6,
    /// Somebody asks how an order stands.
    Inquire "inquire" 16,
    /// Somebody refunds a part, the rest, or too much.
    Refund "refund" 60,
    /// Somebody captures.
    Capture "capture" 40,
    /// Somebody cancels.
    Cancel "cancel" 24,
    /// A script refunds, and is run twice.
    Script "script" 20,
    /// Somebody confirms the same prepared refund twice.
    DoubleClick "double-click" 12,
    /// Somebody stops what has not left.
    Stop "stop" 14,
    /// Somebody sends a link again.
    Reissue "reissue" 12,
    /// Somebody makes another request in the place of one.
    Replace "replace" 8,
    /// Somebody stops offering a request.
    Close "close" 6,
    /// A watcher goes round once.
    Watch "watch" 20,
    /// A process makes the backup of the day and the check of the week, where they are due.
    Keep "keep" 8,
    /// A process that was killed is started again and takes up what it finds.
    Start "start" 30,
    /// A process ends between two steps of its tasks.
    Kill "kill" 12,
    /// A process ends at one of its next writes.
    Doom "doom" 16,
    /// A fault is switched on at the gateway.
    Fault "fault" 20,
    /// All faults are switched off.
    Fair "fair" 18,
    /// The network of one process is pulled out, or put in again.
    Plug "plug" 10,
    /// The clock of one process jumps.
    Jump "jump" 8,
    /// The keychain is locked, or unlocked.
    Lock "lock" 6,
    /// The disk fills up, or has room again.
    Disk "disk" 8,
    /// Something Antom tells by itself reaches a process, late or twice or forged.
    Notice "notice" 50,
    /// A buyer's bank takes a payment up, or goes on with what it took up.
    Dispute "dispute" 16,
    /// Somebody signs in at a process, by their PIN or a wrong one.
    SignIn "sign-in" 40,
    /// Somebody sits down by the session they opened last.
    SitDown "sit-down" 20,
    /// Whoever sits at a process gets up.
    GetUp "get-up" 8,
    /// Somebody asks another to agree to a refund, a capture or a cancel.
    Ask "ask" 100,
    /// Somebody agrees to what was asked: the latest or anything, once or twice, or to something else.
    Agree "agree" 90,
    /// Somebody says no to what was asked.
    SayNo "say-no" 8,
    /// Somebody takes back what was asked.
    TakeBack "take-back" 8,
    /// Somebody is given another role or other limits.
    Role "role" 12,
    /// The shop decides otherwise from when a second person is needed.
    Policy "policy" 6,
    /// Somebody is suspended.
    Suspend "suspend" 10,
    /// Somebody who was suspended may work again.
    LetWork "let-work" 12,
    /// Whoever sits at a process locks and seals: nothing leaves until somebody signs in.
    Seal "seal" 12,
}

impl Kind {
    /// Whether it takes people, as everything from the first that does. A world without any is never given such a step.
    #[must_use]
    pub fn takes_people(self) -> bool {
        self >= Self::SignIn
    }
}

/// One step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub kind: Kind,
    /// All the chance it needs.
    pub chance: u64,
}

/// A world to be played.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where ids, the gateway's choices and the environment come from.
    pub seed: u64,
    /// What happens, in order.
    pub steps: Vec<Step>,
}

/// Fewest and most steps of a plan after its opening. Many short worlds meet more of what can go wrong in the time there
/// is, and one of twelve is long, for what needs many things to come together.
const STEPS: std::ops::Range<usize> = 8..44;
/// The same of a long one.
const MANY_STEPS: std::ops::Range<usize> = 80..220;
/// How a world opens, so that there is something to capture and refund: two requests, paid and known here, and money on
/// its way.
const OPENING: [(Kind, usize); 8] = [
    (Kind::Request, 2),
    (Kind::Go, 9),
    (Kind::Pay, 3),
    (Kind::Watch, 1),
    (Kind::Go, 7),
    (Kind::Capture, 1),
    (Kind::Refund, 1),
    (Kind::Go, 8),
];

/// Two people who agree take more turns than one who decides, so a world with people is longer.
const STEPS_OF_TWO: std::ops::Range<usize> = 20..80;
/// The same of a long one.
const MANY_STEPS_OF_TWO: std::ops::Range<usize> = 120..260;
/// How a world with people opens: as any other, and somebody has asked and somebody is about to agree.
const OPENING_OF_TWO: [(Kind, usize); 11] = [
    (Kind::Request, 3),
    (Kind::Go, 14),
    (Kind::Pay, 5),
    (Kind::Watch, 1),
    (Kind::Go, 14),
    (Kind::Ask, 3),
    (Kind::Capture, 1),
    (Kind::Refund, 1),
    (Kind::Go, 18),
    (Kind::Agree, 3),
    (Kind::Go, 12),
];

impl Plan {
    /// The plan of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut chance = StdRng::seed_from_u64(seed);
        // What takes people stands last, so that a world without any draws from the kinds before it.
        let drawn_from = Kind::ALL.iter().filter(|(kind, ..)| people::are_in(seed) || !kind.takes_people());
        let all: u32 = drawn_from.map(|(_, _, weight)| weight).sum();
        let (opening, few, many) = if people::are_in(seed) {
            (OPENING_OF_TWO.as_slice(), STEPS_OF_TWO, MANY_STEPS_OF_TWO)
        } else {
            (OPENING.as_slice(), STEPS, MANY_STEPS)
        };
        let opening = opening.iter().flat_map(|(kind, times)| std::iter::repeat_n(*kind, *times));
        let steps = if chance.gen_ratio(1, 12) { many } else { few };
        let rest: Vec<Kind> = (0..chance.gen_range(steps)).map(|_| drawn(chance.gen_range(0..all))).collect();
        let steps = opening.chain(rest).map(|kind| Step { kind, chance: chance.next_u64() }).collect();
        Self { seed, steps }
    }

    /// The same with only some of its steps.
    #[must_use]
    pub fn keeping(&self, keep: impl Fn(usize) -> bool) -> Self {
        let steps = self.steps.iter().enumerate().filter(|(at, _)| keep(*at)).map(|(_, step)| *step);
        Self { seed: self.seed, steps: steps.collect() }
    }
}

fn drawn(mut at: u32) -> Kind {
    for (kind, _, weight) in Kind::ALL {
        match at.checked_sub(*weight) {
            Some(left) => at = left,
            None => return *kind,
        }
    }
    Kind::Go
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}", self.seed)?;
        for step in &self.steps {
            let word =
                Kind::ALL.iter().find(|(kind, ..)| *kind == step.kind).map_or("go", |(_, word, _)| word);
            write!(f, " {word}:{:x}", step.chance)?;
        }
        Ok(())
    }
}

impl FromStr for Plan {
    type Err = Broken;

    fn from_str(text: &str) -> Result<Self, Broken> {
        let number = |text: &str| {
            u64::from_str_radix(text, 16).map_err(|_| Broken::new(format!("{text:?} is no number of a plan")))
        };
        let mut words = text.split_whitespace();
        let seed = number(words.next().unwrap_or_default())?;
        let steps = words.map(|word| {
            let (name, chance) =
                word.split_once(':').ok_or_else(|| Broken::new(format!("{word:?} is no step of a plan")))?;
            let kind = Kind::ALL.iter().find(|(_, known, _)| *known == name).map(|(kind, ..)| *kind);
            let kind = kind.ok_or_else(|| Broken::new(format!("there is no step {name:?}")))?;
            Ok(Step { kind, chance: number(chance)? })
        });
        Ok(Self { seed, steps: steps.collect::<Result<_, Broken>>()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_as_it_was_written() {
        let plan = Plan::of(7);
        assert_eq!(plan.to_string().parse::<Plan>().unwrap(), plan);
        assert_eq!(plan, Plan::of(7), "the same seed, the same plan");
        assert_ne!(plan.steps, Plan::of(8).steps);
    }

    #[test]
    fn a_plan_that_is_misspelt_says_so() {
        assert!("7 jump:zz".parse::<Plan>().is_err());
        assert!("7 dance:1".parse::<Plan>().is_err());
    }

    #[test]
    fn only_worlds_with_people_are_given_steps_that_take_some() {
        let takes = |seed| Plan::of(seed).steps.iter().any(|step| step.kind.takes_people());
        assert!((0..200).filter(|seed| people::are_in(*seed)).any(takes));
        assert!(!(0..200).filter(|seed| !people::are_in(*seed)).any(takes));
    }

    #[test]
    fn every_kind_is_drawn() {
        let drawn: std::collections::HashSet<Kind> =
            (0..200).flat_map(|seed| Plan::of(seed).steps).map(|step| step.kind).collect();
        assert_eq!(drawn.len(), Kind::ALL.len());
    }
}
