//! Figures about the window: keystroke to painted result, scrolling, start, memory and idle processor time, in the real
//! window of a release build over a shop of many orders.
//!
//! Run by `cargo xtask bench window`, which provides the display, the keyring, the programs and the WebDriver. It makes
//! its ledger, or measures a copy of one that the ledger's bench made and somebody kept in `COUNTERSIGN_BENCH_LEDGERS`.
//! `cargo xtask bench window -- --orders 10000` tries it on a small shop.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench measures with the wall clock, prints what it measured, and must fail loudly where it cannot"
)]
#![allow(dead_code, reason = "the journeys ask more of the window than this")]

#[path = "../../desktop/antom.rs"]
mod antom;
#[path = "../../desktop/app.rs"]
mod app;
#[path = "../../desktop/command_line.rs"]
mod command_line;
#[path = "../../desktop/driver.rs"]
mod driver;
#[path = "../../desktop/page.rs"]
mod page;
#[path = "../../desktop/waiting.rs"]
mod waiting;

mod figures;
mod floor;
mod home;
mod load;
mod processes;
mod scrolling;
mod starting;
mod typing;

pub use app::{App, Home};
use figures::{Figures, at};
use load::Load;
use waiting::until;

/// How long nobody touches the window before it counts as idle, and how long it is watched then.
const IDLE_SECONDS: u64 = 60;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let orders = asked();
    let home = Home::new();
    eprintln!("a ledger of {orders} orders …");
    let furnished = home::furnish(&home, orders).await;
    let load = Load::begin();

    eprintln!("starting …");
    let (cold, forgotten) = starting::cold(&home, &furnished.files).await;
    let (app, warm) = starting::warm(&home).await;
    eprintln!("typing …");
    let keys = typing::measure(&app).await;
    eprintln!("scrolling …");
    let frames = scrolling::measure(&app).await;
    let jump = scrolling::jump(&app).await;
    let load = load.told();
    eprintln!("doing nothing …");
    let process = processes::main_of(app.home()).expect("the program runs");
    let idle = processes::idle(process, IDLE_SECONDS).await;
    home::was_left_alone(&app).await;
    let drawn = floor::way_of_drawing(app.home());
    app.is_over().await;
    eprintln!("the barest window …");
    let floor = floor::measure(&home, &furnished.files, &drawn, IDLE_SECONDS).await;

    let facts = furnished.facts;
    let deb = std::env::var_os("COUNTERSIGN_DEB").expect("COUNTERSIGN_DEB names the package");
    let deb = std::fs::metadata(deb).expect("the package").len();
    let figures =
        Figures { orders, facts, cold, forgotten, warm, keys, frames, jump, load, idle, floor, deb };
    println!("{}", figures.table());
}

/// How many orders the shop shall have.
fn asked() -> u64 {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.as_slice() {
        [] => 1_000_000,
        [option, orders] if option == "--orders" => {
            orders.replace([',', '_'], "").parse().expect("a number of orders")
        }
        _ => panic!("bench window [-- --orders N]"),
    }
}

impl App {
    /// Ends it, and waits until it is gone: a process that is dying has no command line any more and still holds its
    /// name on the bus, so that the next start would only bring its window to the front.
    pub async fn is_over(self) {
        let process = processes::main_of(self.home()).expect("the program runs");
        drop(self);
        let remains = std::path::PathBuf::from(format!("/proc/{process}"));
        until("end of the program", || async { (!remains.exists()).then_some(()) }).await;
    }
}
