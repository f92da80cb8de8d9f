//! A local Antom: the protocol from the gateway's side, for training and for every test.
//!
//! At the centre stands [`Gateway`], a state machine without a socket: it is given the bytes of requests and the time,
//! and answers with bytes. The same seed and the same calls give the same run. Around it, [`Simulator::start`] opens two
//! ports: the gateway's, with a control interface (CONTROL.md), and the buyer's page.
//!
//! It knows none of the workspace's other crates. The string to sign, the RSA library, the field tables and the rules
//! of money are its own, so that a mistake in the client cannot hide in its judge.
//!
//! Where Antom's documents are silent it had to choose, and chooses so:
//!
//! - a hold that lapsed shows as `CANCELLED` with code `AUTH_EXPIRED` and a `VOID` transaction; capturing it answers
//!   `AUTH_EXPIRED`;
//! - while a declined buyer may try again, the session's paymentRequestId stays `PROCESSING` and the attempt's own
//!   paymentId is `FAIL`;
//! - cancelling a session in which nothing was submitted answers `ORDER_NOT_EXIST` and leaves the link alive;
//! - a refund that was refused is known to inquiryRefund as `FAIL`;
//! - a saved card whose token it does not know is not shown, and the session is made all the same;
//! - a card is kept unless `tokenizeMode` says otherwise, and its token comes with the result of a success only;
//! - several payments of one order under several ids all stand: it is the merchant who cancels (guide 1);
//! - a repeated createPaymentSession answers the same session, or `REPEAT_REQ_INCONSISTENT`.

mod agenda;
mod amount;
mod answer;
mod book;
mod business_account;
mod buyer;
mod calls;
mod cancel;
mod capture;
mod card;
mod card_choice;
mod checkout;
mod choice;
mod clock;
mod consult;
mod control;
mod create_payment_session;
mod dispute;
mod exchange;
mod fault;
mod fields;
mod gateway;
mod guard;
mod html;
mod in_process;
mod inquiry_payment;
mod key;
mod method;
mod moment;
mod notify;
mod operate;
mod outbox;
mod particulars;
mod pay;
mod post;
mod refund;
mod remember;
mod running;
mod sdk;
mod seed;
mod server;
mod session;
mod shown;
mod signature;
mod state;
mod store;
mod transactions;
mod wish;

pub use amount::Amount;
pub use book::{Book, Effect, Entry, Totals};
pub use buyer::BuyerTrouble;
pub use exchange::{Handled, Request, Response};
pub use fault::{Fault, Kind as FaultKind};
pub use gateway::{Delivery, Gateway, Registration};
pub use key::KeyTrouble;
pub use moment::{Moment, Span};
pub use operate::NAMES as OPERATIONS;
pub use outbox::{Address, Attempt, Notice};
pub use running::{Options, Running, Simulator, SimulatorError};

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "tests may fail loudly")]
mod tests;
