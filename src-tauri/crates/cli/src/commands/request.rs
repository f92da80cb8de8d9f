//! Requests for payment.

use super::account::not_confirmed;
use super::{list, share};
use crate::args::Everywhere;
use crate::args::request::{
    Buyer, ByArg, ByPay, CaptureArg, ForgetBuyer, New, OsArg, Particulars as Told, Replace, Request,
    TerminalArg,
};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::output::Output;
use crate::text::orders;
use crate::typed::{self, parts};
use console::buyer::BuyerInput;
use console::by_pay::{Device, Os, PayInput, Terminal};
use console::counter::{PageInput, Prefill};
use console::goods::Item;
use console::particulars::Particulars;
use console::request::{Changes, NewRequest, RequestMade};
use console::saved_cards::CardHolder;
use console::trip::Trip;
use console::{ConsoleError, ScriptInput};
use domain::counter::Sdk;
use domain::fact::CaptureMode;
use domain::ids::AccountName;
use domain::rules::RefusalCode;
use domain::shell::word;
use money::Currency;

/// Runs a command about requests.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Request, out: Output) -> Result<(), Failure> {
    let desk = Desk::open(everywhere, out).await?;
    match command {
        Request::New(args) => {
            let made = desk.console.new_request(new_request(&desk, *args)?).await?;
            show_made(&desk, &made)
        }
        Request::Reissue(args) => {
            let order = desk.console.resolve(&args.order)?;
            let made = desk.console.reissue(&order, args.accept_live_link).await;
            show_made(&desk, &made.map_err(knowingly)?)
        }
        Request::Replace(args) => {
            let order = desk.console.resolve(&args.order)?;
            let currency = desk.console.show(&order)?.amount.currency();
            let made = desk.console.replace(&order, changes(*args, currency)?).await;
            show_made(&desk, &made.map_err(knowingly)?)
        }
        Request::Stop(args) => {
            let order = desk.console.resolve(&args.order)?;
            let stopped = desk.console.stop_offering(&order, args.reason)?;
            out.answer(&stopped, || format!("{}\n{}", orders::head(&stopped.order, out), stopped.consequence))
        }
        Request::List(args) => {
            list::list(&desk, &args.query.join(" "), args.open.then_some("status:waiting"), &args.page)
        }
        Request::Show(args) => show(&desk, &args.order),
        Request::Share(args) => share::share(&desk, &args),
        Request::Note(args) => {
            let noted = desk.console.note(&desk.console.resolve(&args.order)?, &args.text)?;
            out.answer(&noted, || format!("Noted on order {}.", noted.reference))
        }
        Request::ForgetBuyer(args) => forget(&desk, args),
    }
}

fn forget(desk: &Desk, args: ForgetBuyer) -> Result<(), Failure> {
    let order = desk.console.resolve(&args.order)?;
    let reference = desk.console.show(&order)?.reference;
    let question = format!(
        "Forget the buyer of order {reference}? Name, contacts, card, notes, links and raw answers are deleted for good."
    );
    if !args.yes && !desk.ask(&question, "Run it with --yes.")? {
        return Err(not_confirmed());
    }
    let forgotten = desk.console.forget_buyer(&order, args.reason)?;
    desk.out.answer(&forgotten, || format!("The buyer of order {reference} is forgotten."))
}

/// A refusal for the sake of a live link, with the option that accepts it.
fn knowingly(error: ConsoleError) -> Failure {
    let live = matches!(&error, ConsoleError::Refused(refusal) if refusal.code == RefusalCode::LinkIsLive);
    let mut failure = Failure::from(error);
    if live {
        failure
            .remedy
            .push_str(" To make one now all the same, knowing that both can be paid: --accept-live-link.");
    }
    failure
}

/// Shows an order in full.
///
/// # Errors
/// Where there is none of that name.
pub fn show(desk: &Desk, text: &str) -> Result<(), Failure> {
    let order = desk.console.show(&desk.console.resolve(text)?)?;
    let times = desk.times()?;
    desk.out.answer(&order, || orders::full(&order, &times, desk.out))
}

fn show_made(desk: &Desk, made: &RequestMade) -> Result<(), Failure> {
    let times = desk.times()?;
    desk.out.answer(made, || {
        let mut lines = vec![orders::head(&made.order, desk.out)];
        match (&made.link, made.ends_at) {
            (Some(link), Some(ends)) => {
                lines.push(format!("\n{link}\n\nThe link lives until {}.", times.until(ends)))
            }
            (None, Some(_)) => {}
            _ => lines.push("There is no live link.".to_owned()),
        }
        lines.extend(made.warnings.iter().map(|warning| format!("Note: {warning}")));
        lines.push(if made.link.is_none() && made.ends_at.is_some() {
            format!("Take the payment at the counter: countersign counter {}", word(&made.order.reference))
        } else {
            format!("Hand it out: countersign request share {}", word(&made.order.reference))
        });
        lines.join("\n")
    })
}

fn new_request(desk: &Desk, args: New) -> Result<NewRequest, Failure> {
    let amount = typed::amount(&args.amount, None)?;
    let (account, buyer) = (desk.account(None)?, buyer_of(args.buyer));
    let saved_cards = if args.saved_cards { saved_cards(desk, &account, &buyer)? } else { Vec::new() };
    Ok(NewRequest {
        account,
        saved_cards,
        reference: args.order,
        description: args.description,
        amount,
        buyer,
        items: items(&args.items, amount.currency())?,
        trips: trips(&args.flights, &args.stays, amount.currency())?,
        particulars: particulars(&args.particulars, args.by_pay.by)?,
        capture_mode: mode(args.capture),
        methods: args.offer.methods,
        express: args.offer.express,
        locale: args.offer.locale,
        session_seconds: typed::link_life(args.offer.link_life.as_deref())?,
        life_days: args.life.as_deref().map(|life| typed::days("--life", life)).transpose()?,
        page: PageInput {
            counter: counter(args.by_pay.by),
            prefill: Prefill { payer_email: args.payer_email, cpf: args.cpf },
        },
        by_pay: by_pay(args.by_pay)?,
        script: args.key.as_deref().map(ScriptInput::new).transpose()?,
    })
}

/// Every card this buyer saved.
fn saved_cards(desk: &Desk, account: &AccountName, buyer: &BuyerInput) -> Result<Vec<String>, Failure> {
    let (buyer_id, email) = (buyer.buyer_id.clone(), buyer.email.clone());
    let holder = CardHolder { account: account.clone(), buyer_id, email };
    Ok(desk.console.saved_cards(&holder)?.into_iter().map(|card| card.id).collect())
}

fn changes(args: Replace, currency: Currency) -> Result<Changes, Failure> {
    let amount = args.amount.as_deref().map(|text| typed::amount(text, None)).transpose()?;
    let currency = amount.map_or(currency, |amount| amount.currency());
    let some = |list: Vec<String>| (!list.is_empty()).then_some(list);
    let buyer = buyer_of(args.buyer);
    Ok(Changes {
        amount,
        description: args.description,
        buyer: (buyer != BuyerInput::default()).then_some(buyer),
        items: some(args.items).map(|list| items(&list, currency)).transpose()?,
        capture_mode: args.capture.map(mode),
        methods: some(args.offer.methods),
        express: some(args.offer.express),
        locale: args.offer.locale,
        session_seconds: typed::link_life(args.offer.link_life.as_deref())?,
        life_days: args.life.as_deref().map(|life| typed::days("--life", life)).transpose()?,
        accept_live: args.accept_live_link,
    })
}

fn buyer_of(args: Buyer) -> BuyerInput {
    BuyerInput {
        name: args.name,
        first_name: args.first_name,
        last_name: args.last_name,
        email: args.email,
        phone: args.phone,
        buyer_id: args.buyer_id,
    }
}

fn items(typed: &[String], currency: Currency) -> Result<Vec<Item>, Failure> {
    typed.iter().map(|text| typed::item(text, currency)).collect()
}

fn trips(flights: &[String], stays: &[String], currency: Currency) -> Result<Vec<Trip>, Failure> {
    let flights = flights.iter().map(|text| typed::trip::flight(text, currency));
    flights.chain(stays.iter().map(|text| typed::trip::stay(text, currency))).collect()
}

fn particulars(args: &Told, by: ByArg) -> Result<Particulars, Failure> {
    if args.bill_to.is_some() && by == ByArg::Session {
        return Err(Failure::usage(
            "only-by-pay",
            "A billing address goes out with one payment.",
            "Add --by pay and one --method, or leave it out.",
        ));
    }
    Ok(Particulars {
        passengers: args.passengers.iter().map(|text| parts::passenger(text)).collect::<Result<_, _>>()?,
        ship_to: args.ship_to.as_deref().map(parts::recipient).transpose()?,
        bill_to: args.bill_to.as_deref().map(parts::bill).transpose()?,
        without_contact: args.without_contact,
    })
}

/// What is asked of one payment; none where a checkout session is made, of which nothing of it can be asked.
fn by_pay(args: ByPay) -> Result<Option<PayInput>, Failure> {
    let by = args.by;
    let wanted = PayInput {
        three_ds: args.three_ds,
        brand: args.card_brand,
        issuer_authentication: args.issuer_authentication,
        instalments: args.instalments,
        device: Device {
            terminal: args.terminal.map(terminal).unwrap_or_default(),
            os: args.os.map(|os| match os {
                OsArg::Ios => Os::Ios,
                OsArg::Android => Os::Android,
            }),
            client_ip: args.client_ip,
        },
    };
    match by {
        ByArg::Pay => Ok(Some(wanted)),
        ByArg::Session | ByArg::Page | ByArg::OneMethod if wanted == PayInput::default() => Ok(None),
        ByArg::Session | ByArg::Page | ByArg::OneMethod => Err(Failure::usage(
            "only-by-pay",
            "3-D Secure, brand, issuer, instalments and device are asked of one payment.",
            "Add --by pay and one --method, or leave them out.",
        )),
    }
}

/// With which of Antom's browser SDKs it is paid at the counter.
const fn counter(by: ByArg) -> Option<Sdk> {
    match by {
        ByArg::Page => Some(Sdk::Page),
        ByArg::OneMethod => Some(Sdk::OneMethod),
        ByArg::Session | ByArg::Pay => None,
    }
}

const fn terminal(terminal: TerminalArg) -> Terminal {
    match terminal {
        TerminalArg::Web => Terminal::Web,
        TerminalArg::Wap => Terminal::Wap,
        TerminalArg::App => Terminal::App,
        TerminalArg::MiniApp => Terminal::MiniApp,
    }
}

const fn mode(mode: CaptureArg) -> CaptureMode {
    match mode {
        CaptureArg::Automatic => CaptureMode::Automatic,
        CaptureArg::Manual => CaptureMode::Manual,
    }
}
