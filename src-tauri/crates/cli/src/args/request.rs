//! Requests for payment.

mod further;

pub use further::{ByArg, ByPay, OsArg, Particulars, TerminalArg};

use super::said::said;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Commands about requests for payment.
#[derive(Debug, Subcommand)]
pub enum Request {
    /// Make a request for payment and its link.
    New(Box<New>),
    /// Make a new link for a request whose link ended or was never made.
    ///
    /// A link lives at most an hour, a request three days unless set otherwise. Antom is asked first whether it was
    /// paid meanwhile. While a link is live this is refused, because a live link cannot be ended.
    #[command(after_help = "\
Examples:
  countersign request reissue A-1001
  countersign request reissue A-1001 --accept-live-link")]
    Reissue(Reissue),
    /// Change a request: it is closed, and a new one with the new terms and a new link takes its place.
    ///
    /// A link that is live cannot be ended, so this waits for you to accept that the old one can still be paid until
    /// then. It stays watched. What you do not name stays as it was.
    #[command(after_help = "\
Examples:
  countersign request replace A-1001 --amount 'SGD 11.00' --accept-live-link
  countersign request replace A-1001 --description 'Tea, 3 boxes'")]
    Replace(Box<Replace>),
    /// Stop offering: no more links, and none is handed out again. A link that is live can still be paid until it ends,
    /// and is watched.
    #[command(
        after_help = "Examples:\n  countersign request stop A-1001 --reason 'The buyer changed their mind'"
    )]
    Stop(Stop),
    /// List requests, newest first.
    #[command(after_help = "\
Examples:
  countersign request list
  countersign request list --open                      those that wait for payment
  countersign request list created-by:mei after:yesterday")]
    List(List),
    /// Show one request with everything that happened to it.
    #[command(
        after_help = "Examples:\n  countersign request show A-1001\n  countersign request show A-1001 --json"
    )]
    Show(Which),
    /// Hand the link out: as text, for a channel, or as a QR code.
    ///
    /// It prints the link, a QR code where one is asked for, and the address that opens your mail or message program
    /// with the text filled in. Sharing is written down with its channel.
    #[command(after_help = "\
Examples:
  countersign request share A-1001                     the link
  countersign request share A-1001 --qr terminal       a QR code here
  countersign request share A-1001 --qr png --output qr.png
  countersign request share A-1001 --channel email     a mailto: address with text and link
  countersign request share A-1001 --channel whatsapp")]
    Share(Share),
    /// Write a note for your colleagues beside an order. It stays on this computer and can be searched for.
    #[command(after_help = "Examples:\n  countersign request note A-1001 'Wants it gift-wrapped'")]
    Note(Note),
    /// Forget the buyer of an order: name, contacts, card, notes, links and raw answers are deleted for good.
    ///
    /// What happened to the money stays, and the history still verifies. It is refused while something about the order
    /// is open, because its raw answers are needed until then. Backups made before still hold what was deleted.
    #[command(
        name = "forget-buyer",
        after_help = "\
Examples:
  countersign request forget-buyer A-1001 --reason 'Asked by e-mail'
  countersign request forget-buyer A-1001 --yes --json"
    )]
    ForgetBuyer(ForgetBuyer),
}

/// Arguments of `request note`.
#[derive(Debug, Args)]
pub struct Note {
    /// The order's number, or any id of it.
    #[arg(value_name = "ORDER")]
    pub order: String,
    /// What to note, at most 2,000 characters. Card numbers are refused.
    #[arg(value_name = "TEXT")]
    pub text: String,
}

/// Arguments of `request forget-buyer`.
#[derive(Debug, Args)]
pub struct ForgetBuyer {
    /// The order's number, or any id of it.
    #[arg(value_name = "ORDER")]
    pub order: String,
    /// Why, for your colleagues. It stays in the history: name nobody in it.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: Option<String>,
    /// Do not ask before the buyer is forgotten.
    #[arg(long)]
    pub yes: bool,
}

/// One order.
#[derive(Debug, Args)]
pub struct Which {
    /// The order's number, or any id of it.
    #[arg(value_name = "ORDER")]
    pub order: String,
}

/// Arguments of `request new`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign request new --amount 'SGD 12.50' --description 'Tea, 2 boxes' \\
    --phone '+65 8123 4567'
  countersign request new --amount 'SGD 1,299.00' --order A-1002 \\
    --description 'Camera' --item 'Camera:1:1,299.00' --capture manual \\
    --method CARD --name 'Tan Mei' --email mei@mail.example
  countersign request new --amount 'JPY 17000' --description '茶' \\
    --buyer-id C-204 --link-life 30m --life 1d
  countersign request new --amount 'CNY 600.00' --description 'To Hong Kong' \\
    --flight 'CX111 SZX HKG 2026-12-01T12:00+08:00 600.00' \\
    --name 'Mei Wong' --buyer-id C-204
  countersign request new --amount 'SGD 42.00' --description 'Lamp' \\
    --by pay --method CARD --three-ds --buyer-id C-204
  countersign request new --amount 'MYR 42.00' --description 'Lamp' \\
    --by one-method --method ONLINEBANKING_FPX --buyer-id C-204
  countersign request new --amount 'SGD 12.50' --description 'Tea' \\
    --item '{\"name\":\"Tea\",\"price\":\"12.50\",\"brand\":\"Leaf\"}' \\
    --ship-to '{\"name\":\"Mei Wong\",\"street\":\"1 Quay Road\"}' \\
    --email mei@mail.example
  countersign request new --amount 'HKD 900.00' --description 'Two nights' \\
    --stay '2026-12-01 2026-12-03 900.00 Harbour Hotel' \\
    --name 'Mei Wong' --buyer-id C-204

Amounts are written with the currency: 'SGD 12.50', '12.50 SGD', 'JPY 17000'. Commas group thousands, \
a point marks decimals; what can be read two ways is refused.
Cards need at least one of --email, --phone, --buyer-id; so does a request that does not name its methods.
A script gives --key: the same key with the same parameters answers the request made first.")]
pub struct New {
    /// What is to be paid, with its currency.
    #[arg(long, value_name = "AMOUNT")]
    pub amount: String,
    /// What the buyer sees, at most 256 characters.
    #[arg(long, value_name = "TEXT")]
    pub description: String,
    /// The order's number. Without it the next free one is taken.
    #[arg(long, value_name = "NUMBER")]
    pub order: Option<String>,
    /// The buyer.
    #[command(flatten)]
    pub buyer: Buyer,
    /// What is bought: name, quantity and the price of one. May be repeated; the sum must be the amount. With more to
    /// tell, an object: name, quantity, price, id, brand, category, variant, page, picture, delivery.
    #[arg(long = "item", value_name = "NAME:QTY:PRICE")]
    pub items: Vec<String>,
    /// A flight: number, from and to as IATA codes, departure and perhaps arrival with their offsets, price; or an
    /// object: number, from, to, departs, arrives, airline, price, id. May be repeated; the sum must be
    /// the amount. Paid on the page for one product, which needs --buyer-id and --name.
    #[arg(
        long = "flight",
        value_name = "NUMBER FROM TO DEPARTURE [ARRIVAL] PRICE",
        conflicts_with = "items"
    )]
    pub flights: Vec<String>,
    /// A stay: day of arrival, day of departure, price, hotel; or an object: hotel, from, to, price, id. May be
    /// repeated; as for --flight.
    #[arg(long = "stay", value_name = "FROM TO PRICE HOTEL", conflicts_with = "items")]
    pub stays: Vec<String>,
    /// What is rarely told.
    #[command(flatten)]
    pub particulars: Particulars,
    /// How it is offered.
    #[command(flatten)]
    pub offer: Offer,
    /// Offer the cards this buyer saved by paying with them before. The buyer is known by --buyer-id, else by --email.
    #[arg(long)]
    pub saved_cards: bool,
    /// What Antom's page fills in for the buyer of Przelewy24 or Mercado Pago: the e-mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub payer_email: Option<String>,
    /// What Antom's page fills in for the buyer of Mercado Pago in Brazil: the tax number (CPF).
    #[arg(long, value_name = "NUMBER")]
    pub cpf: Option<String>,
    /// Cards: take the money at once (automatic), or hold it until you capture (manual).
    #[arg(long, value_enum, value_name = "MODE", default_value = "automatic")]
    pub capture: CaptureArg,
    /// How the link is made, and what is asked of one payment.
    #[command(flatten)]
    pub by_pay: ByPay,
    /// How long the request lives and can be sent again, in days: 3d. Without it the setting request-life-days.
    #[arg(long, value_name = "TIME")]
    pub life: Option<String>,
    /// A script's own key for this request: run twice, it makes one.
    #[arg(long, value_name = "TEXT")]
    pub key: Option<String>,
}

/// Who buys.
#[derive(Debug, Args)]
pub struct Buyer {
    /// The buyer's name.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The buyer's given name, where it is told apart from the whole.
    #[arg(long, value_name = "NAME")]
    pub first_name: Option<String>,
    /// The buyer's family name.
    #[arg(long, value_name = "NAME")]
    pub last_name: Option<String>,
    /// The buyer's e-mail address.
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
    /// The buyer's telephone number.
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
    /// Your own id of the buyer.
    #[arg(long, value_name = "ID")]
    pub buyer_id: Option<String>,
}

/// How a request is offered.
#[derive(Debug, Args)]
pub struct Offer {
    /// A way to pay, such as CARD or GRABPAY_SG. May be repeated. Without it all that the account has.
    #[arg(long = "method", value_name = "METHOD")]
    pub methods: Vec<String>,
    /// One of them that stands above the others as a button of its own: ALIPAY_CN, APPLEPAY or GOOGLEPAY. May be repeated.
    #[arg(long = "express", value_name = "METHOD")]
    pub express: Vec<String>,
    /// The language of the payment page, such as en_US or zh_CN.
    #[arg(long, value_name = "LOCALE")]
    pub locale: Option<String>,
    /// How long the link lives: 60m at most.
    #[arg(long, value_name = "TIME")]
    pub link_life: Option<String>,
}

/// When a card's money is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CaptureArg {
    /// At once, by Antom.
    Automatic,
    /// When you capture it, within seven days.
    Manual,
}

/// Arguments of `request reissue`.
#[derive(Debug, Args)]
pub struct Reissue {
    /// The order's number, or any id of it.
    #[arg(value_name = "ORDER")]
    pub order: String,
    /// Make a second link although one is live: either of them can then be paid.
    #[arg(long)]
    pub accept_live_link: bool,
}

/// Arguments of `request replace`.
#[derive(Debug, Args)]
pub struct Replace {
    /// The order's number, or any id of it.
    #[arg(value_name = "ORDER")]
    pub order: String,
    /// What is to be paid now, with its currency.
    #[arg(long, value_name = "AMOUNT")]
    pub amount: Option<String>,
    /// What the buyer sees now.
    #[arg(long, value_name = "TEXT")]
    pub description: Option<String>,
    /// Another buyer.
    #[command(flatten)]
    pub buyer: Buyer,
    /// What is bought now: name, quantity and the price of one. May be repeated.
    #[arg(long = "item", value_name = "NAME:QTY:PRICE")]
    pub items: Vec<String>,
    /// How it is offered now.
    #[command(flatten)]
    pub offer: Offer,
    /// Cards: take the money at once (automatic), or hold it until you capture (manual).
    #[arg(long, value_enum, value_name = "MODE")]
    pub capture: Option<CaptureArg>,
    /// How long the new request lives, in days: 3d.
    #[arg(long, value_name = "TIME")]
    pub life: Option<String>,
    /// Make the new link although the old one is live and can still be paid until it ends.
    #[arg(long)]
    pub accept_live_link: bool,
}

/// Arguments of `request stop`.
#[derive(Debug, Args)]
pub struct Stop {
    /// The order's number, or any id of it.
    #[arg(value_name = "ORDER")]
    pub order: String,
    /// Why, for your colleagues.
    #[arg(long, value_name = "TEXT", value_parser = said)]
    pub reason: Option<String>,
}

/// Arguments of `request list`.
#[derive(Debug, Args)]
pub struct List {
    /// What to look for (countersign help search). Without it everything.
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
    /// Only those that wait for payment.
    #[arg(long)]
    pub open: bool,
    /// Which page.
    #[command(flatten)]
    pub page: Page,
}

/// One page of a list.
#[derive(Debug, Args)]
pub struct Page {
    /// How many rows, 1 to 500.
    #[arg(long, value_name = "N", default_value_t = 50, value_parser = clap::value_parser!(u16).range(1..=500))]
    pub limit: u16,
    /// The page after this mark, which the page before printed.
    #[arg(long, value_name = "MARK")]
    pub after: Option<String>,
}

/// Arguments of `request share`.
#[derive(Debug, Args)]
pub struct Share {
    /// The order's number, or any id of it.
    #[arg(value_name = "ORDER")]
    pub order: String,
    /// How it is handed out.
    #[arg(long, value_enum, value_name = "CHANNEL", default_value = "copy")]
    pub channel: ChannelArg,
    /// A QR code of the link.
    #[arg(long, value_enum, value_name = "FORM")]
    pub qr: Option<QrArg>,
    /// Write the QR code to this file, which must not exist yet. Without it: stdout.
    #[arg(long, value_name = "FILE", requires = "qr")]
    pub output: Option<PathBuf>,
}

/// How a link is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChannelArg {
    /// The link as text.
    Copy,
    /// A mailto: address.
    Email,
    /// An sms: address.
    Sms,
    /// A WhatsApp address. The buyer's phone must have its country code: +65 8123 4567.
    Whatsapp,
    /// The link and its text, to print.
    Print,
}

/// The form of a QR code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QrArg {
    /// Drawn with characters.
    Terminal,
    /// An SVG picture.
    Svg,
    /// A PNG picture.
    Png,
}
