//! What is rarely told of a request, and how its link is made.

use clap::{Args, ValueEnum};

/// What is rarely told.
#[derive(Debug, Args)]
pub struct Particulars {
    /// Who flies: a name, or an object: name, email, phone. May be repeated.
    #[arg(long = "passenger", value_name = "NAME", requires = "flights")]
    pub passengers: Vec<String>,
    /// Where the goods are sent, as an object: name, phone, street, flat, city, state, region, zip.
    #[arg(long, value_name = "ADDRESS")]
    pub ship_to: Option<String>,
    /// With --by pay, cards: where the bill goes, which the issuer compares. As --ship-to, without name and phone.
    #[arg(long, value_name = "ADDRESS")]
    pub bill_to: Option<String>,
    /// Offer every way to pay although nothing tells who the buyer is: a card is then refused on the page.
    #[arg(long)]
    pub without_contact: bool,
}

/// How the link is made, and what is asked of one payment.
#[derive(Debug, Args)]
pub struct ByPay {
    /// How the link is made: a checkout session with several ways to pay and attempts, or one payment (pay) by the one
    /// --method. A failed payment is tried again with request reissue; a second one is never open beside it. For the
    /// counter: a session for Antom's embedded page (page), or for its browser SDK and the one --method (one-method);
    /// then run countersign counter with the order's number.
    #[arg(long, value_enum, value_name = "HOW", default_value = "session")]
    pub by: ByArg,
    /// With --by pay, cards: the bank is to recognise the buyer by 3-D Secure.
    #[arg(long)]
    pub three_ds: bool,
    /// With --by pay, cards: the brand the buyer chose, such as VISA or HYUNDAI.
    #[arg(long, value_name = "BRAND")]
    pub card_brand: Option<String>,
    /// With --by pay, Korean cards: the issuer asks the buyer. Needs --card-brand; Antom captures by itself.
    #[arg(long)]
    pub issuer_authentication: bool,
    /// With --by pay, cards: in how many instalments, a month apart.
    #[arg(long, value_name = "N")]
    pub instalments: Option<u32>,
    /// With --by pay: what the buyer pays on; web where none is given.
    #[arg(long, value_enum, value_name = "TERMINAL")]
    pub terminal: Option<TerminalArg>,
    /// With --by pay: the telephone's system.
    #[arg(long, value_enum, value_name = "SYSTEM")]
    pub os: Option<OsArg>,
    /// With --by pay: the buyer's address on the network, where you know it.
    #[arg(long, value_name = "ADDRESS")]
    pub client_ip: Option<String>,
}

/// How a link is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ByArg {
    /// A checkout session.
    Session,
    /// One payment by one method.
    Pay,
    /// At the counter, Antom's checkout page.
    Page,
    /// At the counter, Antom's browser SDK for one method.
    OneMethod,
}

/// What the buyer pays on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TerminalArg {
    /// A browser on a computer.
    Web,
    /// A browser on a telephone.
    Wap,
    /// An app.
    App,
    /// An app inside a wallet.
    MiniApp,
}

/// A telephone's system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OsArg {
    /// Apple's.
    Ios,
    /// Google's.
    Android,
}
