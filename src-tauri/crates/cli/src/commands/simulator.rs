//! The simulator as a program of its own.

use crate::args::simulator::Simulator as Args;
use crate::failure::{Failure, sentence};
use crate::output::{Output, Tone};
use crate::stopping::asked_to_stop;
use crate::text::table::pairs;
use crate::typed;
use console::ExitClass;
use serde::Serialize;
use simulator::{Options, Running, Simulator, SimulatorError};
use std::net::SocketAddr;

/// What an account needs to know of a simulator that runs.
#[derive(Serialize)]
struct Started<'a> {
    gateway_url: &'a str,
    checkout_url: &'a str,
    control_token: &'a str,
    client_id: &'a str,
    antom_public_key: &'a str,
    seed: u64,
}

/// Runs until it is told to stop.
///
/// # Errors
/// Where a port cannot be opened or the saved state cannot be read.
pub async fn run(args: &Args, out: Output) -> Result<(), Failure> {
    let control_token =
        args.token_file.as_deref().map(|file| typed::secret("--token-file", file)).transpose()?;
    let options = Options {
        seed: args.seed,
        gateway: args.listen,
        checkout: args.checkout.unwrap_or_else(|| beside(args.listen)),
        state: args.state.clone(),
        control_token: control_token.map(|token| token.expose().trim().to_owned()),
        ..Options::default()
    };
    let running = Simulator::start(options).await.map_err(|error| not_started(&error))?;
    let stop = asked_to_stop()?;
    tell(&running, args, out)?;
    stop.await;
    running.shutdown().await;
    out.note("The simulator has stopped.");
    Ok(())
}

/// The port after the gateway's, so that links stay good when it is started again; any free one where that is free too.
fn beside(gateway: SocketAddr) -> SocketAddr {
    let port = if gateway.port() == 0 { 0 } else { gateway.port().checked_add(1).unwrap_or(0) };
    SocketAddr::new(gateway.ip(), port)
}

fn tell(running: &Running, args: &Args, out: Output) -> Result<(), Failure> {
    let started = Started {
        gateway_url: running.gateway_url(),
        checkout_url: running.checkout_url(),
        control_token: running.control_token(),
        client_id: running.client_id(),
        antom_public_key: running.antom_public_key_spki_base64(),
        seed: args.seed,
    };
    out.answer(&started, || {
        let facts = pairs(&[
            ("Gateway", started.gateway_url.to_owned()),
            ("Buyer's page", started.checkout_url.to_owned()),
            ("Control token", started.control_token.to_owned()),
            ("Client id", started.client_id.to_owned()),
            ("Antom's public key", started.antom_public_key.to_owned()),
        ]);
        format!(
            "{}\n{facts}\n\nIn another terminal:\n  countersign account add main --environment training --simulator {} --simulator-token {}\n\nCtrl-C stops it.",
            out.paint(Tone::Strong, "TRAINING · a local Antom is running"),
            started.gateway_url,
            started.control_token,
        )
    })
}

fn not_started(error: &SimulatorError) -> Failure {
    let code = error.code().replace('_', "-");
    Failure::new(
        ExitClass::SetUp,
        &code,
        sentence(&error.to_string()),
        "Choose with --listen, --checkout or --state.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_buyers_page_has_the_port_after_the_gateways() {
        let at = |text: &str| beside(text.parse().unwrap()).to_string();
        assert_eq!(at("127.0.0.1:8420"), "127.0.0.1:8421");
        assert_eq!(at("127.0.0.1:0"), "127.0.0.1:0");
        assert_eq!(at("127.0.0.1:65535"), "127.0.0.1:0");
    }
}
