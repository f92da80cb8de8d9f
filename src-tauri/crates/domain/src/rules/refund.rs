//! Refund: some or all of what was taken, several times, never more than was taken.

use super::footing::{self, Drafted};
use super::{Decision, Lift, Permit, Policy, Refusal, RefusalCode, act, free_text, stop};
use crate::fact::CaptureMode;
use crate::ids::{IntentId, PaymentId};
use crate::intent::{Intent, Stage, Verb};
use crate::order::{Book, Order, Payment};
use crate::profiles::Profile;
use crate::windows::{self, SAME_AMOUNT, later, spoken};
use chrono::{DateTime, Utc};
use money::Money;

/// `refundReason` is at most this many characters (api.md section 3.5).
const REASON_MAX: usize = 256;

/// Whether this amount can be refunded now.
#[must_use]
pub fn decide(
    order: &Order,
    payment: &PaymentId,
    amount: Money,
    reason: Option<&str>,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Decision<Permit> {
    let asked = Asked { reason, on: u64::MAX, despite_dispute: false };
    judge(order, payment, amount, asked, policy, now).into()
}

/// The same where a person overrides an open dispute: the bank may have taken the money back already, so the reason is
/// kept, and the permit says that it was an override.
#[must_use]
pub fn decide_despite_dispute(
    order: &Order,
    payment: &PaymentId,
    amount: Money,
    reason: &str,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Decision<Permit> {
    let asked = Asked { reason: Some(reason), on: u64::MAX, despite_dispute: true };
    judge(order, payment, amount, asked, policy, now).into()
}

/// The second decision, on fresh state, when the refund is about to leave.
#[must_use]
pub fn decide_again(order: &Order, intent: &IntentId, now: DateTime<Utc>) -> Decision<Permit> {
    footing::waiting(order, intent, Verb::Refund).and_then(|_| again(order, intent, now)).into()
}

/// The decision of an intent as if it had not been taken yet.
pub(super) fn again(order: &Order, intent: &IntentId, now: DateTime<Utc>) -> Result<Permit, Refusal> {
    let found = order.intent(intent).ok_or_else(|| footing::unknown_intent(intent))?;
    let requested = &found.requested;
    let without = order.without(intent);
    let asked = Asked {
        reason: requested.reason.as_deref(),
        on: requested.decided_on,
        despite_dispute: requested.despite_dispute,
    };
    judge(&without, &requested.payment, requested.amount, asked, &Policy::default(), now)
}

/// The asking itself.
#[derive(Clone, Copy)]
struct Asked<'a> {
    /// Why, in the person's words.
    reason: Option<&'a str>,
    /// The version of the order it was asked on; the end of numbers for one that is asked now. What was decided
    /// later had to give its own reason and does not count against this one.
    on: u64,
    /// Whether an open dispute is overridden.
    despite_dispute: bool,
}

fn judge(
    order: &Order,
    payment: &PaymentId,
    amount: Money,
    asked: Asked<'_>,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Result<Permit, Refusal> {
    let payment = footing::payment(order, payment)?;
    footing::fits(payment, amount)?;
    footing::is_paid(payment)?;
    footing::is_ours_to_return(order, payment)?;
    footing::none_open(order, payment, Verb::Cancel)?;
    let book = footing::book(order, payment)?;
    something_was_taken(order, payment, &book)?;
    method_allows(payment, amount, &book, now)?;
    enough_is_left(order, payment, amount, &book)?;
    money_accepts(payment, amount)?;
    no_dispute(payment, asked)?;
    reason_is_given(order, payment, amount, asked, policy, now)?;
    let book_after = after(&book, amount);
    let disputed = payment.is_disputed();
    let despite = if disputed { ", although a dispute is open" } else { "" };
    let permit = footing::permit(
        order,
        payment,
        Drafted {
            verb: Verb::Refund,
            amount,
            sentence: format!(
                "Refund {amount} of {} to the buyer of order {}{despite}",
                book.taken, order.terms.reference
            ),
            consequence: consequence(payment, amount, &book_after),
            book_after,
            leave_before: windows::refund_end(payment),
        },
    );
    Ok(Permit { despite_dispute: disputed, ..permit })
}

fn something_was_taken(order: &Order, payment: &Payment, book: &Book) -> Result<(), Refusal> {
    if !book.taken.is_zero() {
        return Ok(());
    }
    footing::none_open(order, payment, Verb::Capture)?;
    let (reason, lift) = match order.terms.capture_mode {
        CaptureMode::Automatic => (
            format!("Antom has not captured {} yet, so there is nothing to give back", payment.amount),
            "ask again when it is captured, usually within minutes; to give all of it back now, cancel the payment",
        ),
        CaptureMode::Manual => (
            format!("{} is held and was not captured, so there is nothing to give back", payment.amount),
            "cancel the payment to release the hold",
        ),
    };
    Err(Refusal::new(RefusalCode::NothingTaken, reason, act(lift)))
}

fn method_allows(payment: &Payment, amount: Money, book: &Book, now: DateTime<Utc>) -> Result<(), Refusal> {
    let method = payment.method.as_deref().unwrap_or("this method");
    let profile = windows::profile_of(payment);
    if !profile.refundable {
        let reason = format!("{method} does not give money back");
        let lift = act("agree another way with the buyer, outside Antom");
        return Err(Refusal::new(RefusalCode::RefundsNotOffered, reason, lift));
    }
    if let Some(end) = windows::refund_end(payment).filter(|end| now >= *end) {
        let reason = format!("{method} could be refunded until {}", spoken(end));
        return Err(Refusal::new(RefusalCode::RefundWindowOver, reason, Lift::Never));
    }
    profile_allows(method, profile, amount, book)
}

/// In full or in part, once or several times.
fn profile_allows(method: &str, profile: Profile, amount: Money, book: &Book) -> Result<(), Refusal> {
    let partial = amount.minor() < book.taken.minor();
    if partial && !profile.partial_refunds {
        let reason = format!("{method} is refunded in full or not at all; {} was taken", book.taken);
        let lift = act(format!("refund the whole {}", book.taken));
        return Err(Refusal::new(RefusalCode::PartialNotOffered, reason, lift));
    }
    let first = book.available.minor() == book.taken.minor();
    if !first && !profile.multiple_refunds {
        let reason = format!("{method} is refunded once only, and that was done or is under way");
        return Err(Refusal::new(RefusalCode::OneRefundOnly, reason, Lift::Never));
    }
    Ok(())
}

fn enough_is_left(order: &Order, payment: &Payment, amount: Money, book: &Book) -> Result<(), Refusal> {
    if amount.minor() <= book.available.minor() {
        return Ok(());
    }
    let on_the_way = book.pending.checked_add(book.queued).unwrap_or(book.pending);
    let lift = match (on_the_way.is_zero(), book.available.is_zero()) {
        (false, _) => act(wait_or_stop(order, payment, on_the_way)),
        (true, false) => act(format!("refund at most {}", book.available)),
        (true, true) => Lift::Never,
    };
    if book.available.is_zero() {
        let reason = format!(
            "nothing is left to refund: {} was taken, {} refunded, {on_the_way} is on its way",
            book.taken, book.refunded
        );
        return Err(Refusal::new(RefusalCode::NothingLeft, reason, lift));
    }
    let reason = format!(
        "{} is available of {} taken ({} refunded, {on_the_way} on its way), which is less than {amount}",
        book.available, book.taken, book.refunded
    );
    Err(Refusal::new(RefusalCode::MoreThanAvailable, reason, lift))
}

/// What is on its way is waited for; what has not left can be stopped.
fn wait_or_stop(order: &Order, payment: &Payment, on_the_way: Money) -> String {
    let mut stoppable = order
        .intents_to(Verb::Refund, &payment.id)
        .filter(|intent| intent.stage.is_open() && stop(order, &intent.id).is_permitted());
    let or_stop = match (stoppable.next(), stoppable.next()) {
        (None, _) => String::new(),
        (Some(one), None) => format!(", or stop the one of {} that has not left", one.requested.amount),
        (Some(_), Some(_)) => ", or stop those that have not left".to_owned(),
    };
    format!("wait until the refunds of {on_the_way} that are on their way are settled{or_stop}")
}

/// A disputed payment stays where it is, unless a person takes it on with a reason.
fn no_dispute(payment: &Payment, asked: Asked<'_>) -> Result<(), Refusal> {
    if !payment.is_disputed() || asked.despite_dispute {
        return Ok(());
    }
    let reason = format!(
        "a dispute is open on the payment of {}; the bank may have taken the money back already",
        payment.amount
    );
    Err(Refusal::new(RefusalCode::Disputed, reason, Lift::Person("whoever handles the dispute".into())))
}

fn money_accepts(payment: &Payment, amount: Money) -> Result<(), Refusal> {
    let Some(method) = payment.method.as_deref() else { return Ok(()) };
    if let Some(why) = payment.correction.as_ref().and_then(|correction| correction.objection(amount)) {
        let reason = format!("{method} does not accept {amount}: {why}");
        return Err(Refusal::new(RefusalCode::AmountNotAccepted, reason, act("choose another amount")));
    }
    money::check_method(method, amount).map_err(|error| {
        let reason = format!("{method} does not accept {amount}: {error}");
        Refusal::new(RefusalCode::AmountNotAccepted, reason, act("choose another amount"))
    })
}

fn reason_is_given(
    order: &Order,
    payment: &Payment,
    amount: Money,
    asked: Asked<'_>,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let reason = asked.reason.unwrap_or_default();
    free_text::check("the reason", reason, REASON_MAX, RefusalCode::ReasonTooLong)?;
    let written = reason.chars().filter(|letter| !letter.is_whitespace()).count();
    if written >= usize::from(policy.reason_min_chars) {
        return reason_is_another(order, payment, amount, asked, now);
    }
    let lift = act("write a reason of at least three characters");
    if payment.is_disputed() {
        let told =
            "a dispute is open on this payment; the bank may have taken the money back already".to_owned();
        return Err(Refusal::new(RefusalCode::ReasonNeeded, told, lift));
    }
    match refunded_lately(order, payment, amount, asked.on, now).into_iter().max_by_key(|before| before.at) {
        None => Ok(()),
        Some(Before { at, .. }) => {
            let told =
                format!("a refund of {amount} on this payment was asked for on {} already", spoken(at));
            let lift = act("write why there is a second one, in at least three characters");
            Err(Refusal::new(RefusalCode::ReasonNeeded, told, lift))
        }
    }
}

/// Of two refunds of the same amount the later one says why it is a second one; the reason of the earlier, once more,
/// says nothing of that.
fn reason_is_another(
    order: &Order,
    payment: &Payment,
    amount: Money,
    asked: Asked<'_>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let words = words_of(asked.reason.unwrap_or_default());
    let lately = refunded_lately(order, payment, amount, asked.on, now);
    match lately.into_iter().find(|before| before.reason.is_some_and(|reason| words_of(reason) == words)) {
        None => Ok(()),
        Some(Before { at, .. }) => {
            let told = format!(
                "a refund of {amount} on this payment was asked for on {} already, for this very reason",
                spoken(at)
            );
            let lift = act("write why there is a second one, in other words than those of the first");
            Err(Refusal::new(RefusalCode::ReasonRepeated, told, lift))
        }
    }
}

/// What a reason says, whatever its capitals, blanks and stops.
fn words_of(reason: &str) -> Vec<String> {
    let letters = |word: &str| word.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    reason.to_lowercase().split_whitespace().map(letters).filter(|word| !word.is_empty()).collect()
}

/// An earlier refund of the same amount.
struct Before<'a> {
    /// When it was asked for.
    at: DateTime<Utc>,
    /// Why; not known of one that was made elsewhere.
    reason: Option<&'a str>,
}

/// The same amount on the same payment within 24 hours, here or elsewhere, unless it was stopped or refused.
fn refunded_lately<'a>(
    order: &'a Order,
    payment: &'a Payment,
    amount: Money,
    asked_on: u64,
    now: DateTime<Utc>,
) -> Vec<Before<'a>> {
    let (before, after): (Vec<&Intent>, Vec<&Intent>) = order
        .intents_to(Verb::Refund, &payment.id)
        .partition(|intent| intent.requested.decided_on < asked_on);
    let ours = before
        .into_iter()
        .filter(|intent| !matches!(intent.stage, Stage::Stopped | Stage::Refused))
        .filter(|intent| intent.requested.amount == amount)
        .map(|intent| Before { at: intent.requested_at, reason: intent.requested.reason.as_deref() });
    let elsewhere = payment
        .refunds_seen()
        .filter(|refund| refund.amount == amount)
        .filter(|refund| after.iter().all(|intent| intent.requested.operation != refund.operation))
        .filter_map(|refund| refund.at)
        .map(|at| Before { at, reason: None });
    ours.chain(elsewhere).filter(|before| later(before.at, SAME_AMOUNT) > now).collect()
}

fn after(book: &Book, amount: Money) -> Book {
    let refunded = book.refunded.checked_add(amount).unwrap_or(book.refunded);
    let available = book.available.checked_sub(amount).unwrap_or_else(|_| Money::zero(amount.currency()));
    Book { refunded, available, ..*book }
}

fn consequence(payment: &Payment, amount: Money, after: &Book) -> String {
    let speed = if windows::profile_of(payment).refunds_at_once {
        "The buyer usually has it at once."
    } else {
        "It can take days until the buyer has it."
    };
    let rest = if after.available.is_zero() {
        "nothing stays refundable".to_owned()
    } else {
        format!("{} stays refundable", after.available)
    };
    format!("{amount} goes back and {rest}. {speed} Once it has left it cannot be called back.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profiles::UNKNOWN;
    use crate::testing::sgd;

    fn code(profile: Profile, amount: u64, refunded: u64) -> Option<RefusalCode> {
        let (zero, taken) = (sgd(0), sgd(4000));
        let available = taken.checked_sub(sgd(refunded)).unwrap();
        let refunded = sgd(refunded);
        let book = Book { authorised: taken, taken, refunded, pending: zero, queued: zero, available };
        profile_allows("SOMETHING", profile, sgd(amount), &book).err().map(|refusal| refusal.code)
    }

    #[test]
    fn a_method_without_partial_refunds_gives_back_all_or_nothing() {
        let profile = Profile { partial_refunds: false, ..UNKNOWN };
        assert_eq!(code(profile, 3999, 0), Some(RefusalCode::PartialNotOffered));
        assert_eq!(code(profile, 4000, 0), None);
    }

    #[test]
    fn a_method_with_one_refund_gives_back_once() {
        let profile = Profile { multiple_refunds: false, ..UNKNOWN };
        assert_eq!(code(profile, 1000, 0), None);
        assert_eq!(code(profile, 1000, 1), Some(RefusalCode::OneRefundOnly));
        assert_eq!(code(UNKNOWN, 1000, 1), None);
    }
}
