//! Payment methods.

use super::said::said;
use clap::{Args, Subcommand, ValueEnum};

/// Commands about payment methods.
#[derive(Debug, Subcommand)]
pub enum Method {
    /// List what is known about methods: what they can do, and what was corrected here.
    #[command(after_help = "\
Examples:
  countersign method list
  countersign method list --currency SGD               those that are paid in it
  countersign method list --corrected")]
    List(List),
    /// Show one method: what stands, what the guides say, and every edit with its reason.
    #[command(after_help = "\
Examples:
  countersign method show ALIPAY_CN
  countersign method show CARD --currency JPY")]
    Show(Show),
    /// Ask Antom what a buyer can pay an amount with. It moves nothing, and the answer is good for an hour.
    #[command(after_help = "\
Examples:
  countersign method consult --amount 'SGD 42.00'
  countersign method consult --amount 'SGD 42.00' --region SG --afresh")]
    Consult(Consult),
    /// Correct what is known about a method. The rules of capture, cancel and refund decide by it from then on.
    ///
    /// What allows less applies at once. What allows more is refused until what the guides say about it was shown: at a
    /// terminal you are asked; a script repeats the command with the mark the refusal gave. No edit allows a second or a
    /// partial capture.
    #[command(after_help = "\
Examples:
  countersign method correct ALIPAY_CN --partial-refunds no \\
    --reason 'Our contract of June'
  countersign method correct PAYPAY --refund-days 180 --reason 'Letter of 3 May'
  countersign method correct PAYPAY --as-guide --reason 'The letter is void'")]
    Correct(Correct),
}

/// Arguments of `method list`.
#[derive(Debug, Args)]
pub struct List {
    /// Only methods that are paid in this currency, told for it.
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// Only methods about which something was corrected.
    #[arg(long)]
    pub corrected: bool,
}

/// Arguments of `method show`.
#[derive(Debug, Args)]
pub struct Show {
    /// The method, as CARD or GRABPAY_SG.
    #[arg(value_name = "METHOD")]
    pub method: String,
    /// Told for this currency. Without it the one the method is usually paid in.
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
}

/// Arguments of `method consult`.
#[derive(Debug, Args)]
pub struct Consult {
    /// What would be paid, with its currency.
    #[arg(long, value_name = "AMOUNT")]
    pub amount: String,
    /// Where the buyer is, two letters.
    #[arg(long, value_name = "REGION")]
    pub region: Option<String>,
    /// Ask Antom now, whatever it said before.
    #[arg(long)]
    pub afresh: bool,
}

/// Arguments of `method correct`.
#[derive(Debug, Args)]
pub struct Correct {
    /// The method, as CARD or GRABPAY_SG.
    #[arg(value_name = "METHOD")]
    pub method: String,
    /// Why, for your colleagues. It stays in the history.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: String,
    /// Look at it in this currency. Without it the one the method is usually paid in.
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// What is different.
    #[command(flatten)]
    pub parts: Parts,
    /// Whatever is not named here goes back to what the guides say.
    #[arg(long)]
    pub as_guide: bool,
    /// What the guides say was read: the mark that a refusal gave.
    #[arg(long, value_name = "MARK")]
    pub guide_shown: Option<String>,
}

/// The parts of what is known. What is not named stays as it stands.
#[derive(Debug, Args)]
pub struct Parts {
    /// A success only holds the money, and a capture takes it. No edit turns this off for a card.
    #[arg(long, value_enum, value_name = "YES|NO")]
    pub authorises_first: Option<YesNo>,
    /// It can be refunded.
    #[arg(long, value_enum, value_name = "YES|NO")]
    pub refundable: Option<YesNo>,
    /// A part can be refunded.
    #[arg(long, value_enum, value_name = "YES|NO")]
    pub partial_refunds: Option<YesNo>,
    /// It can be refunded several times.
    #[arg(long, value_enum, value_name = "YES|NO")]
    pub multiple_refunds: Option<YesNo>,
    /// How long it can be cancelled.
    #[arg(long, value_enum, value_name = "RULE")]
    pub cancel: Option<CancelArg>,
    /// Days after the payment within which it can be refunded.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..=3650))]
    pub refund_days: Option<u16>,
    /// A refund is answered at once.
    #[arg(long, value_enum, value_name = "YES|NO")]
    pub refunds_at_once: Option<YesNo>,
    /// Days the buyer may take to pay after the checkout.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u8).range(0..=60))]
    pub slow_days: Option<u8>,
    /// Amounts are multiples of this, with its currency.
    #[arg(long, value_name = "AMOUNT")]
    pub step: Option<String>,
    /// The least amount, with its currency.
    #[arg(long, value_name = "AMOUNT")]
    pub minimum: Option<String>,
}

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum YesNo {
    /// It is so.
    Yes,
    /// It is not.
    No,
}

impl YesNo {
    /// Whether it is so.
    #[must_use]
    pub fn is_yes(self) -> bool {
        self == Self::Yes
    }
}

/// How long a payment can be cancelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CancelArg {
    /// Never.
    Never,
    /// Only before it is paid.
    BeforePaid,
    /// Until 00:15 (+08:00) of the next day.
    NextDay,
    /// For seven days while nothing is captured.
    SevenDaysUncaptured,
    /// For seven days.
    SevenDays,
}
