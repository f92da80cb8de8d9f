//! Notifications of the operating system: for what a person wants to know while looking elsewhere. A click shows the
//! order. Outside production the environment stands in front, so that a test is never taken for money.

use crate::background::asking::{Request, Turn};
use crate::call::House;
use crate::contract::views::{News, Screen, Shown, What};
use crate::outside::Outside;
use crate::place::Place;
use crate::words::{self, Word, Words};
use console::reminders::Reminder;
use console::sharing::mark_of;
use domain::account::Environment;
use domain::ids::OrderId;
use std::sync::Arc;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

/// What a notification carries to be found again when it is clicked.
const ENVIRONMENT: &str = "environment";
const ORDER: &str = "order";
const SCREEN: &str = "screen";
/// The screens to which a reminder of a hold and a request for approval lead; everything else leads to the order among
/// the payments.
const CAPTURE: &str = "capture";
const ATTENTION: &str = "attention";

/// Shows a piece of news, where nobody looks at its window anyway. Locked, it names no order and no amount.
pub fn tell<R: Runtime>(app: &AppHandle<R>, environment: Environment, news: &News, locked: bool) {
    let looked_at = is_looked_at(app, environment);
    tracing::debug!(%environment, ?news.what, %news.order, looked_at, "news");
    if looked_at {
        return;
    }
    let body = line(words::of(app), news, locked);
    show(app, environment, &body, Some(news.order), "");
}

/// Tells whoever could agree that somebody asks them to, and whoever asked how it was answered. Locked, it names nobody
/// and no amount.
pub fn ask<R: Runtime>(app: &AppHandle<R>, environment: Environment, request: &Request, locked: bool) {
    if !is_looked_at(app, environment) {
        let body = request_line(words::of(app), request, locked);
        show(app, environment, &body, None, ATTENTION);
    }
}

fn is_looked_at<R: Runtime>(app: &AppHandle<R>, environment: Environment) -> bool {
    app.get_webview_window(Place::In(environment).label())
        .is_some_and(|window| window.is_focused().unwrap_or(false))
}

/// Reminds of a hold that ends soon.
pub fn remind<R: Runtime>(app: &AppHandle<R>, environment: Environment, reminder: &Reminder, locked: bool) {
    let soon = words::of(app).with(Word::HoldEnds, &reminder.hours.to_string());
    let of = format!(" · {} · {}", reminder.reference, reminder.amount);
    let body = if locked { soon } else { soon + &of };
    show(app, environment, &body, Some(reminder.order), CAPTURE);
}

fn show<R: Runtime>(
    app: &AppHandle<R>,
    environment: Environment,
    body: &str,
    order: Option<OrderId>,
    screen: &str,
) {
    let title =
        mark_of(environment).map_or_else(|| "Countersign".to_owned(), |mark| format!("{mark} · Countersign"));
    let notification = app
        .notification()
        .builder()
        .title(title)
        .body(body)
        .extra(ENVIRONMENT, environment.name())
        .extra(ORDER, order.map(|order| order.to_string()).unwrap_or_default())
        .extra(SCREEN, screen);
    // A desktop without notifications is no trouble: the window tells the same.
    if let Err(error) = notification.show() {
        tracing::info!(%error, "the desktop shows no notifications");
    }
}

fn request_line(say: Words, request: &Request, locked: bool) -> String {
    let approval = &request.approval;
    let (word, who) = match request.what {
        Turn::Asked => (Word::ApprovalAsked, Some(&approval.asked_by)),
        Turn::Given => (Word::ApprovalGiven, approval.answered_by.as_ref()),
        Turn::Refused => (Word::ApprovalRefused, approval.answered_by.as_ref()),
    };
    let mut parts = vec![say.word(word)];
    if !locked {
        parts.extend(who.cloned());
        parts.extend(approval.amount.map(|amount| amount.to_string()));
    }
    parts.join(" · ")
}

fn line(say: Words, news: &News, locked: bool) -> String {
    let what = match news.what {
        What::Paid => say.word(Word::Paid),
        What::Authorised => say.word(Word::Authorised),
        What::Failed => say.word(Word::Failed),
        What::Settled if locked => return say.with(Word::Settled, "…"),
        What::Settled => return say.with(Word::Settled, &format!("{} · {}", news.reference, news.amount)),
        What::Deadline => say.word(Word::Show),
        What::LinkMade => say.word(Word::LinkMade),
        What::LinkNotMade => say.word(Word::LinkNotMade),
    };
    if locked {
        return what.to_owned();
    }
    format!("{what} · {} · {}", news.reference, news.amount)
}

/// From now on a click on a notification shows its order.
pub fn hear_clicks<R: Runtime>(app: &AppHandle<R>) {
    let inside = app.clone();
    let heard = app.notification().on_action(move |performed| {
        let Some(notification) = performed.notification() else { return };
        let extra = notification.extra();
        let text = |name: &str| extra.get(name).and_then(|value| value.as_str()).map(str::to_owned);
        let Some(Place::In(environment)) = text(ENVIRONMENT).and_then(|label| Place::of_label(&label)) else {
            return;
        };
        let order = text(ORDER).and_then(|order| order.parse().ok()).map(OrderId);
        let screen = match text(SCREEN).as_deref() {
            Some(CAPTURE) => Screen::Capture,
            Some(ATTENTION) => Screen::Attention,
            _ => Screen::Payments,
        };
        bring(&inside, environment, Shown { screen, order });
    });
    if let Err(error) = heard {
        tracing::info!(%error, "clicks on notifications are not heard here");
    }
}

/// Opens the window of an environment, or brings it to the front, and shows a screen there.
pub fn bring<R: Runtime>(app: &AppHandle<R>, environment: Environment, shown: Shown) {
    app.state::<Arc<House>>().ears.show(environment, shown);
    let opening = app.clone();
    let opened = app.run_on_main_thread(move || {
        if let Err(error) = opening.open_window(Place::In(environment)) {
            tracing::warn!(code = error.code, "the window could not be shown");
        }
    });
    if let Err(error) = opened {
        tracing::warn!(%error, "the window could not be shown");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use console::people::approve::ApprovalView;

    fn request(what: Turn) -> Request {
        let approval = ApprovalView {
            id: domain::ids::ApprovalId(uuid::Uuid::nil()),
            stage: "open".into(),
            sentence: "Refund SGD 25.00 to Mei".into(),
            rule: "a limit".into(),
            said: None,
            asked_by: "Tom".into(),
            asked_at: DateTime::UNIX_EPOCH,
            why: None,
            note: None,
            lapses_at: DateTime::UNIX_EPOCH,
            answered_by: Some("Daniel".into()),
            answered_at: None,
            reason: None,
            approvers: Vec::new(),
            for_me: true,
            mine: false,
            verb: None,
            order: None,
            reference: None,
            payment: None,
            amount: Some(money::Money::from_wire("SGD", "2500").unwrap()),
            account: None,
            fingerprint: None,
            despite_dispute: false,
        };
        Request { what, approval }
    }

    #[test]
    fn a_request_is_told_with_who_and_how_much_and_locked_with_neither() {
        let say = Words::in_language(money::Language::English);
        let told = |what, locked| request_line(say, &request(what), locked);
        assert_eq!(told(Turn::Asked, false), "Waits for approval · Tom · SGD 25.00");
        assert_eq!(told(Turn::Given, false), "Approved · Daniel · SGD 25.00");
        assert_eq!(told(Turn::Refused, false), "Not approved · Daniel · SGD 25.00");
        for what in [Turn::Asked, Turn::Given, Turn::Refused] {
            let line = told(what, true);
            assert!(!line.contains("Tom") && !line.contains("Daniel") && !line.contains("25"), "{line}");
        }
    }
}
