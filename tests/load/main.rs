//! `load`: a busy day at once. So many open payments are watched, so many notifications a second come in for a while, and
//! so many refunds run as a batch, while a person beside it searches. At the end the books are compared.
//!
//! `cargo xtask attack load`. The shipped console on a real disk, the real simulator over HTTP with real signatures; the
//! keychain is in memory, because what a real one takes is its own.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a programme that measures and prints"
)]

mod beside;
mod notified;
mod refunded;
mod shop;
mod watched;

use beside::Beside;
use shop::Shop;
use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What keeps an attack from going on, or the promise that did not hold.
pub(crate) type Trouble = Box<dyn Error + Send + Sync>;

const HELP: &str = "load [--orders N] [--seconds S] [--rate R] [--refunds M]";

/// How much.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// Open payments.
    pub orders: usize,
    /// How long they are watched, and how long notifications come in.
    pub seconds: u64,
    /// Notifications a second.
    pub rate: usize,
    /// Refunds in the batch.
    pub refunds: usize,
}

fn read(arguments: impl Iterator<Item = String>) -> Result<Options, Trouble> {
    let mut options = Options { orders: 10_000, seconds: 60, rate: 200, refunds: 1_000 };
    let mut arguments = arguments;
    while let Some(flag) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{flag} needs a value.\n{HELP}"))?;
        let number = value.parse().map_err(|_| format!("{flag} cannot be {value:?}.\n{HELP}"))?;
        match flag.as_str() {
            "--orders" => options.orders = number,
            "--seconds" => options.seconds = number as u64,
            "--rate" => options.rate = number,
            "--refunds" => options.refunds = number,
            _ => return Err(format!("There is no {flag}.\n{HELP}").into()),
        }
    }
    if options.refunds > options.orders || options.refunds == 0 || options.rate == 0 || options.seconds == 0 {
        return Err(
            format!("There are at most as many refunds as orders, and none is nothing.\n{HELP}").into()
        );
    }
    Ok(options)
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = match read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(wrong) => {
            eprintln!("{wrong}");
            return ExitCode::from(2);
        }
    };
    match attack(options).await {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(broken) => {
            eprintln!("{broken}");
            ExitCode::FAILURE
        }
    }
}

/// All of it, one after the other: each part has the open payments of the one before.
async fn attack(options: Options) -> Result<String, Trouble> {
    let shop = Arc::new(Shop::open().await?);
    let began = Instant::now();
    let orders = shop.fill(options.orders).await?;
    let filled = began.elapsed();

    let quiet = Beside::search(&shop, &orders)?.during(tokio::time::sleep(Duration::from_secs(10))).await?.1;
    let (watched, beside_watch) =
        Beside::search(&shop, &orders)?.during(watched::watch(&shop, options.seconds)).await?;
    let watched = watched?;
    let (notified, beside_notifications) =
        Beside::search(&shop, &orders)?.during(notified::flood(&shop, &orders, options)).await?;
    let notified = notified?;
    let (refunded, beside_refunds) =
        Beside::search(&shop, &orders)?.during(refunded::batch(&shop, &orders, options.refunds)).await?;
    let refunded = refunded?;
    let facts = shop.is_whole()?;

    Ok(format!(
        "{} open payments were made in {:.0} s, eight at a time ({:.0} a second). Times are p50 / p99 by the wall; the longest is in \
         brackets. The ledger holds {facts} facts at the end and verifies, projections folded again.\n\n\
         | | what came of it | a search beside it | times the quiet one |\n|---|---|---:|---:|\n\
         | nothing else | | {quiet} | 1.0 |\n\
         | watching {} open payments for {} s | {watched} | {beside_watch} | {} |\n\
         | {} notifications a second for {} s | {notified} | {beside_notifications} | {} |\n\
         | {} refunds as a batch | {refunded} | {beside_refunds} | {} |\n\n\
         broken promises: 0",
        orders.len(),
        filled.as_secs_f64(),
        orders.len() as f64 / filled.as_secs_f64(),
        orders.len(),
        options.seconds,
        beside_watch.times(&quiet),
        options.rate,
        options.seconds,
        beside_notifications.times(&quiet),
        options.refunds,
        beside_refunds.times(&quiet),
    ))
}
