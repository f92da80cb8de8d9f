//! The simulator and the tour.

use clap::{Args, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

/// Arguments of `simulator`.
#[derive(Debug, Args)]
#[command(after_help = "\
It runs until Ctrl-C and prints what an account needs: the gateway's address, the control token, \
Antom's public key.

Examples:
  countersign simulator
  countersign simulator --listen 127.0.0.1:0 --seed 7 --json
  countersign simulator --state training.json        continue where it stopped

The control interface is under /control/v1/ of the gateway's address. Every call has the header \
Authorization: Bearer TOKEN, with the token that is printed at start; bodies and answers are JSON.
  GET, POST clock            read it; put it ahead: advance_seconds, or set to an instant
  GET, POST payments         the sessions; be the buyer: act (submit, pay,
                             decline, leave, settle, fail), method, card,
                             payment_request_id or payment_id
  POST refunds               end one in process: refund_request_id, outcome
                             (success, fail)
  GET, POST disputes         begin one, take it further: payment_id or
                             dispute_id, kind
  GET, POST, DELETE faults   what goes wrong: operation (a wire name such as
                             refund, or *), kind, next or percent, or script.
                             Kinds: delay, lost_before_effect, garbage,
                             lost_after_effect, http_500_after_effect,
                             answer_unknown, bad_signature, no_signature,
                             traffic_limit and others
  GET, POST clients, methods, notifications
                             what is registered; change it
  POST notifications/deliver send what is due
  GET key, seed, book, calls, report
                             its public key, its seed, what moved, what
                             arrived, the transaction report
Examples:
  curl -H 'Authorization: Bearer TOKEN' http://127.0.0.1:8420/control/v1/book
  curl -H 'Authorization: Bearer TOKEN' -d '{\"advance_seconds\":518400}' \\
       http://127.0.0.1:8420/control/v1/clock
  curl -H 'Authorization: Bearer TOKEN' \\
       -d '{\"operation\":\"refund\",\"kind\":\"lost_after_effect\",\"next\":1}' \\
       http://127.0.0.1:8420/control/v1/faults

With --json, one line: gateway_url, checkout_url, control_token, client_id, antom_public_key, seed.")]
pub struct Simulator {
    /// Where the gateway listens. Port 0 takes any free one.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8420")]
    pub listen: SocketAddr,
    /// Where the buyer's payment page listens. Without it: the port after the gateway's.
    #[arg(long, value_name = "ADDR")]
    pub checkout: Option<SocketAddr>,
    /// The same seed gives the same ids and the same faults.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// A file that keeps everything between starts. Without it everything is forgotten at the end.
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// A file with the control token to use. Without it a new random one is made at each start.
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
}

/// Arguments of `tour`.
#[derive(Debug, Args)]
#[command(after_help = "\
The tour starts a simulator of its own and a home of its own, and runs public commands only. It prints \
each one before it runs it, so you can type it yourself. At the end it compares everything with the \
simulator's own book and fails if anything differs. It needs a keychain; cargo xtask run gives it one on a \
machine without a desktop.

Examples:
  countersign tour
  countersign tour --keep tour-home                  leave the home behind, to look around in it")]
pub struct Tour {
    /// Keep the tour's home in this directory, which must not exist yet or be empty.
    #[arg(long, value_name = "DIR")]
    pub keep: Option<PathBuf>,
    /// Walk one of Antom's guides instead.
    #[arg(long, value_enum, value_name = "GUIDE")]
    pub guide: Option<Guide>,
}

/// A guide of Antom's that can be walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Guide {
    /// The hosted checkout page.
    #[value(name = "000")]
    Hosted,
    /// Cards through pay: one payment, authorised first.
    #[value(name = "001")]
    Cards,
    /// The page for one product: flights and hotels.
    #[value(name = "002")]
    OneProduct,
    /// The browser SDK for one method, at the counter.
    #[value(name = "003")]
    OneMethod,
    /// The embedded checkout page, at the counter.
    #[value(name = "004")]
    Embedded,
}
