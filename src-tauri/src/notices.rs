//! Notifications of the operating system: for what a person wants to know while looking elsewhere. A click shows the
//! order. Outside production the environment stands in front, so that a test is never taken for money.

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
/// The screen a reminder of a hold leads to; everything else leads to the order among the payments.
const CAPTURE: &str = "capture";

/// Shows a piece of news, where nobody looks at its window anyway. Locked, it names no order and no amount.
pub fn tell<R: Runtime>(app: &AppHandle<R>, environment: Environment, news: &News, locked: bool) {
    let looked_at = app
        .get_webview_window(Place::In(environment).label())
        .is_some_and(|window| window.is_focused().unwrap_or(false));
    tracing::debug!(%environment, ?news.what, %news.order, looked_at, "news");
    if looked_at {
        return;
    }
    let body = line(words::of(app), news, locked);
    show(app, environment, &body, news.order, "");
}

/// Reminds of a hold that ends soon.
pub fn remind<R: Runtime>(app: &AppHandle<R>, environment: Environment, reminder: &Reminder, locked: bool) {
    let soon = words::of(app).with(Word::HoldEnds, &reminder.hours.to_string());
    let of = format!(" · {} · {}", reminder.reference, reminder.amount);
    let body = if locked { soon } else { soon + &of };
    show(app, environment, &body, reminder.order, CAPTURE);
}

fn show<R: Runtime>(app: &AppHandle<R>, environment: Environment, body: &str, order: OrderId, screen: &str) {
    let title =
        mark_of(environment).map_or_else(|| "Countersign".to_owned(), |mark| format!("{mark} · Countersign"));
    let notification = app
        .notification()
        .builder()
        .title(title)
        .body(body)
        .extra(ENVIRONMENT, environment.name())
        .extra(ORDER, order.to_string())
        .extra(SCREEN, screen);
    // A desktop without notifications is no trouble: the window tells the same.
    if let Err(error) = notification.show() {
        tracing::info!(%error, "the desktop shows no notifications");
    }
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
        let screen =
            if text(SCREEN).as_deref() == Some(CAPTURE) { Screen::Capture } else { Screen::Payments };
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
