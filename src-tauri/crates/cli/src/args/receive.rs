//! Receiving notifications.

use clap::Args;
use std::net::SocketAddr;

/// Arguments of `receive`.
///
/// Nothing has to be received: Antom is asked about everything that is open. Where a tunnel or a reverse proxy hands
/// Antom's calls on to this computer, they are heard sooner, and disputes are heard at all. A call counts once its
/// signature verified; everything else is refused, counted, and shown by countersign attention.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign receive --url https://shop.example/antom
  countersign receive --url https://shop.example/antom --local-path /hooks/antom
  countersign receive --listen 127.0.0.1:9000 --json

The address must be exactly the one that stands at Antom: its path is part of what is signed.
Ctrl-C or SIGTERM ends it with its report.")]
pub struct Receive {
    /// Where to listen. Anything but loopback opens it to your network.
    #[arg(long, value_name = "IP:PORT", default_value = "127.0.0.1:8430")]
    pub listen: SocketAddr,
    /// The address that stands at Antom. Without it the notify address of the account.
    #[arg(long, value_name = "URL")]
    pub url: Option<String>,
    /// The path your proxy hands calls on to, where it is another.
    #[arg(long, value_name = "PATH")]
    pub local_path: Option<String>,
}
