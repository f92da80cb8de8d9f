//! Taking a payment at the counter.

use clap::Args;

/// Arguments of `counter`.
///
/// Antom's own browser SDK runs in a page on this computer; its address opens once, in a browser of this computer only.
/// What the page tells is shown in words. Whether it was paid is Antom's to say: it is asked until it knows, and the
/// command ends with its answer.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign request new --amount 'SGD 60.00' --description 'Bag' \\
    --by page --buyer-id C-204 --order A-1001
  countersign counter A-1001
  countersign counter A-1001 --json                    a line for each thing that happens

An order that was made for a link can be paid at the counter, too. One that was made with --by one-method
is paid by that method and has no link. Ctrl-C leaves the counter; the order stays watched.")]
pub struct Counter {
    /// The order's number, or any id of it.
    #[arg(value_name = "ORDER")]
    pub order: String,
}
