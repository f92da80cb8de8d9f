//! Payments.

use super::request::{Page, Which};
use super::said::said;
use clap::{ArgGroup, Args, Subcommand};

/// Commands about payments.
#[derive(Debug, Subcommand)]
pub enum Payment {
    /// List orders that were paid or authorised, newest first.
    #[command(after_help = "\
Examples:
  countersign payment list
  countersign payment list status:authorised           holds that wait for capture
  countersign payment list after:2026-11-01 'amount:>100' --limit 20")]
    List(List),
    /// Search everything: numbers, buyers, e-mail, phone, ids, last four digits, notes.
    #[command(after_help = "\
Examples:
  countersign payment search tan
  countersign payment search 王芳
  countersign payment search '81234567 status:paid'
  countersign payment search -- -status:refunded currency:SGD 'amount:>100'

The whole language: countersign help search. Put -- before a query that begins with a minus.")]
    Search(Search),
    /// Show one order with its payments, its money, and everything that happened.
    #[command(
        after_help = "Examples:\n  countersign payment show A-1001\n  countersign payment show A-1001 --json"
    )]
    Show(Which),
    /// Ask Antom now how a payment stands. Works for any paymentId or paymentRequestId, known here or not.
    #[command(after_help = "\
Examples:
  countersign payment inquire A-1001
  countersign payment inquire 20261125194010890100111027670262023
  countersign payment inquire 20261125194010890100111027670262023 --import

A payment that is unknown here and known at Antom is shown; --import takes it over, and it is then \
captured, cancelled and refunded by the normal rules.
With --json: {found: \"known\"|\"elsewhere\"|\"not-at-antom\"|\"unknown\", …} (countersign help json).")]
    Inquire(Inquire),
    /// Capture a hold: take the whole amount, once, before its deadline.
    #[command(after_help = MONEY_CAPTURE)]
    Capture(Capture),
    /// Cancel a whole payment: nothing is taken, or everything goes back. Possible for a short time only.
    #[command(after_help = MONEY_CANCEL)]
    Cancel(Cancel),
    /// Give back some or all of what was taken.
    #[command(after_help = MONEY_REFUND)]
    Refund(Refund),
}

const MONEY_CAPTURE: &str = "\
Examples:
  countersign payment capture A-1002 --dry-run
  countersign payment capture A-1002
  countersign payment capture A-1002 --yes --key capture-A-1002      in a script

It shows what it is about to do and asks. Then it waits the stop window; Ctrl-C stops it until it has \
left, and ends the waiting afterwards.
With --json: the operation (countersign help json).
Exit code 6: sent, and the outcome is not known yet; countersign watch asks on.";

const MONEY_CANCEL: &str = "\
Examples:
  countersign payment cancel A-1001 --dry-run
  countersign payment cancel A-1001 --reason 'Ordered twice'
  countersign payment cancel A-1001 --yes --key cancel-A-1001        in a script

Most payments can be cancelled until 00:15 (+08:00) of the next day; cards seven days and only before \
the capture. Afterwards, refund. It shows what it is about to do and asks; Ctrl-C stops it until it has left, \
and ends the waiting afterwards.
With --json: the operation (countersign help json).
Exit code 6: sent, and the outcome is not known yet; countersign watch asks on.";

const MONEY_REFUND: &str = "\
Examples:
  countersign payment refund A-1001 --amount 'SGD 5.00' \\
    --reason 'One box was damaged'
  countersign payment refund A-1001 --full --dry-run
  countersign payment refund A-1001 --amount 'SGD 5.00' --yes --key return-4711      in a script

Several refunds are possible, together never more than was taken. The same amount on the same payment \
within 24 hours needs a reason, and so does a payment with an open dispute (--despite-dispute). It shows \
what it is about to do and asks; Ctrl-C stops it until it has left, and ends the waiting afterwards.
With --json: the operation (countersign help json).
Exit code 6: sent, and the outcome is not known yet; countersign watch asks on.";

/// Arguments of `payment list`.
#[derive(Debug, Args)]
pub struct List {
    /// What to look for (countersign help search). Without it all that were paid or authorised.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Which page.
    #[command(flatten)]
    pub page: Page,
}

/// Arguments of `payment search`.
#[derive(Debug, Args)]
pub struct Search {
    /// What to look for (countersign help search).
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
    /// Which page.
    #[command(flatten)]
    pub page: Page,
}

/// Arguments of `payment inquire`.
#[derive(Debug, Args)]
pub struct Inquire {
    /// The order's number, or any paymentId or paymentRequestId.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Take over a payment that is unknown here and known at Antom.
    #[arg(long)]
    pub import: bool,
}

/// Arguments of `payment capture`.
#[derive(Debug, Args)]
pub struct Capture {
    /// The order's number, or any id of the payment.
    #[arg(value_name = "ID")]
    pub id: String,
    /// How it is confirmed and sent.
    #[command(flatten)]
    pub how: How,
}

/// Arguments of `payment cancel`.
#[derive(Debug, Args)]
pub struct Cancel {
    /// The order's number, or any id of the payment.
    #[arg(value_name = "ID")]
    pub id: String,
    /// Why, for your colleagues.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: Option<String>,
    /// How it is confirmed and sent.
    #[command(flatten)]
    pub how: How,
}

/// Arguments of `payment refund`.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("how-much").required(true).args(["amount", "full"])))]
pub struct Refund {
    /// The order's number, or any id of the payment.
    #[arg(value_name = "ID")]
    pub id: String,
    /// How much, with its currency.
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Option<String>,
    /// All that is left.
    #[arg(long)]
    pub full: bool,
    /// Why. Antom is told where the text is plain Latin; needed for the same amount within 24 hours.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: Option<String>,
    /// Refund although a dispute is open, and why: the bank may have taken the money back already.
    #[arg(long, value_name = "REASON", conflicts_with = "reason", value_parser = said)]
    pub despite_dispute: Option<String>,
    /// How it is confirmed and sent.
    #[command(flatten)]
    pub how: How,
}

/// How a money operation is confirmed and sent.
#[derive(Debug, Args)]
pub struct How {
    /// Say what would happen and why not. Nothing is sent but a question.
    #[arg(long, conflicts_with_all = ["yes", "key", "detach"])]
    pub dry_run: bool,
    /// Do not ask. Needs --key, so that a script run twice does it once.
    #[arg(long)]
    pub yes: bool,
    /// A key of the script's own, stored with the operation: the same key and parameters answer the first outcome,
    /// other parameters are refused.
    #[arg(long, value_name = "TEXT")]
    pub key: Option<String>,
    /// Do not wait: leave it in the outbox. countersign watch sends it, or the next command after the stop window.
    #[arg(long)]
    pub detach: bool,
    /// Where it needs a second person, ask for their approval, with a few words to them (may be empty).
    #[arg(long, value_name = "NOTE", conflicts_with_all = ["dry_run", "key", "yes"])]
    pub ask_approval: Option<String>,
}
