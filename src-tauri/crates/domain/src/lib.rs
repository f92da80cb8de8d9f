//! The life of an order as pure functions: facts, the fold that turns facts into state, and the rules that say
//! what may be done now and, where it may not, why and what would lift it.
//!
//! Nothing here reads a clock, a random generator, a file or a socket. Every function that depends on time takes
//! `now`; the same facts and the same `now` always give the same answer.
//!
//! Where to start: [`fact::Body`] lists everything that can happen, [`fold::fold`] turns a set of facts into an
//! [`order::Order`], [`word::StateWord`] names what people see, and [`rules`] decides.

pub mod account;
pub mod by_pay;
pub mod counter;
pub mod country;
pub mod digest;
pub mod fact;
pub mod fold;
pub mod ids;
pub mod intent;
pub mod near;
pub mod order;
pub mod outcome;
pub mod people;
pub mod profiles;
pub mod reminders;
pub mod report;
pub mod rules;
pub mod shell;
pub mod ship;
pub mod stage;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod travel;
pub mod windows;
pub mod word;
