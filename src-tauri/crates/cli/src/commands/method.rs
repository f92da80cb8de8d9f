//! Payment methods.

use crate::args::Everywhere;
use crate::args::method::{CancelArg, Correct, Method, Parts, YesNo};
use crate::desk::{Desk, somebody_is_there};
use crate::failure::Failure;
use crate::output::Output;
use crate::text::methods;
use crate::typed;
use console::methods::{Considered, Consulting, Edit, MethodView};
use domain::profiles::CancelRule;
use domain::profiles::correction::Correction;
use money::Currency;

/// Runs a command about payment methods.
///
/// # Errors
/// Whatever kept it from doing what was asked.
pub async fn run(everywhere: &Everywhere, command: Method, out: Output) -> Result<(), Failure> {
    let desk = Desk::open_quietly(everywhere, out).await?;
    match command {
        Method::List(args) => {
            let mut known = desk.console.methods(currency(args.currency.as_deref())?)?;
            known.retain(|method| !args.corrected || method.is_corrected());
            out.answer(&serde_json::json!({ "methods": known }), || methods::list(&known))
        }
        Method::Show(args) => {
            let method = desk.console.method(&args.method, currency(args.currency.as_deref())?)?;
            show(&desk, &method)
        }
        Method::Consult(args) => {
            let asked = Consulting {
                account: desk.account(None)?,
                amount: typed::amount(&args.amount, None)?,
                region: args.region,
            };
            let consulted = desk.console.consult(asked, args.afresh).await?;
            let times = desk.times()?;
            out.answer(&consulted, || methods::consulted(&consulted, &times))
        }
        Method::Correct(args) => correct(&desk, args),
    }
}

fn show(desk: &Desk, method: &MethodView) -> Result<(), Failure> {
    let times = desk.times()?;
    desk.out.answer(method, || methods::one(method, &times))
}

fn correct(desk: &Desk, args: Correct) -> Result<(), Failure> {
    let edit = edit_of(&args)?;
    let considered = desk.console.consider_correction(&edit)?;
    let shown = match args.guide_shown {
        Some(mark) => Some(mark),
        None if considered.loosens && somebody_is_there() => {
            desk.out.note(&methods::considered(&considered));
            let remedy = "Repeat it with --guide-shown MARK.";
            if !desk.ask("\nYour contract allows this?", remedy)? {
                return Err(super::account::not_confirmed());
            }
            Some(considered.mark.clone())
        }
        None => None,
    };
    let corrected = desk.console.correct_method(&edit, shown.as_deref());
    let method = corrected.map_err(|error| knowingly(error.into(), &considered))?;
    show(desk, &method)
}

/// A refusal for the sake of the guides, with the mark that says they were read.
fn knowingly(mut failure: Failure, considered: &Considered) -> Failure {
    if failure.code == "guide-not-shown" {
        failure.remedy.push_str(&format!(
            " Then repeat the command with --guide-shown {}, which is good for exactly this edit.",
            considered.mark
        ));
    }
    failure
}

fn currency(code: Option<&str>) -> Result<Option<Currency>, Failure> {
    let Some(code) = code.map(str::trim) else { return Ok(None) };
    Currency::from_code(&code.to_ascii_uppercase()).map(Some).map_err(|_| {
        let message = format!("{code:?} is not a currency Antom knows.");
        Failure::usage("unknown-currency", message, "Write its three letters, such as SGD.")
    })
}

fn edit_of(args: &Correct) -> Result<Edit, Failure> {
    let named = currency(args.currency.as_deref())?;
    let mut currency = named;
    let mut minor = |text: &Option<String>| -> Result<Option<u64>, Failure> {
        let Some(text) = text else { return Ok(None) };
        let amount = typed::amount(text, currency)?;
        // The first amount says the currency of all.
        currency = Some(amount.currency());
        Ok(Some(amount.minor()))
    };
    let (step, minimum) = (minor(&args.parts.step)?, minor(&args.parts.minimum)?);
    Ok(Edit {
        method: args.method.clone(),
        currency,
        correction: Correction { step, minimum, ..correction(&args.parts) },
        from_guide: args.as_guide,
        reason: args.reason.clone(),
    })
}

fn correction(parts: &Parts) -> Correction {
    Correction {
        authorises_first: parts.authorises_first.map(YesNo::is_yes),
        refundable: parts.refundable.map(YesNo::is_yes),
        partial_refunds: parts.partial_refunds.map(YesNo::is_yes),
        multiple_refunds: parts.multiple_refunds.map(YesNo::is_yes),
        cancel: parts.cancel.map(cancel_rule),
        refund_days: parts.refund_days,
        refunds_at_once: parts.refunds_at_once.map(YesNo::is_yes),
        slow_days: parts.slow_days,
        step: None,
        minimum: None,
    }
}

const fn cancel_rule(typed: CancelArg) -> CancelRule {
    match typed {
        CancelArg::Never => CancelRule::Never,
        CancelArg::BeforePaid => CancelRule::BeforePaid,
        CancelArg::NextDay => CancelRule::NextDay,
        CancelArg::SevenDaysUncaptured => CancelRule::SevenDaysUncaptured,
        CancelArg::SevenDays => CancelRule::SevenDays,
    }
}
