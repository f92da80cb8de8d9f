//! The words and marks of the buyer's pages. Every text that comes from a request is escaped here.

use crate::card::CARDS;
use crate::exchange::Response;
use crate::method::{Method, Way};
use crate::session::Session;

const POLICY: &str =
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Text made safe between tags and inside quoted attributes. Control characters, and those that turn the direction of
/// writing, are shown as a mark instead of working.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::new();
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter
                if letter.is_control()
                    || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                safe.push('\u{fffd}')
            }
            letter => safe.push(letter),
        }
    }
    safe
}

/// A whole page around some content.
pub(crate) fn page(status: u16, title: &str, content: &str) -> Response {
    let title = escape(title);
    let body = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · TRAINING</title><link rel=\"stylesheet\" href=\"/style.css\"></head><body>\
         <p class=\"training\" role=\"note\"><strong>TRAINING</strong><br>No money moves here. Never type a real card number.</p>\
         <main><h1>{title}</h1>{content}</main></body></html>\n"
    );
    secured(Response::new(status, "text/html; charset=utf-8", body))
}

pub(crate) fn style_sheet() -> Response {
    secured(Response::new(200, "text/css; charset=utf-8", include_str!("style.css")))
}

fn secured(response: Response) -> Response {
    response
        .with("content-security-policy", POLICY)
        .with("x-content-type-options", "nosniff")
        .with("referrer-policy", "same-origin")
        .with("cache-control", "no-store")
}

/// What is being paid.
pub(crate) fn summary(session: &Session, merchant: &str) -> String {
    format!(
        "<dl><dt>Shop</dt><dd>{}</dd><dt>Order</dt><dd>{}</dd><dt>For</dt><dd>{}</dd><dt>Amount</dt><dd class=\"amount\">{}</dd></dl>",
        escape(merchant),
        escape(&session.reference_order_id),
        escape(&session.description),
        escape(&session.amount.shown()),
    )
}

/// The page on which the buyer chooses how to pay.
pub(crate) fn choice(session: &Session, merchant: &str, methods: &[Method], trouble: Option<&str>) -> String {
    let mut rows = String::new();
    for (place, method) in methods.iter().enumerate() {
        let class = if method.way == Way::Card { " class=\"card\"" } else { "" };
        let checked = if place == 0 { " checked" } else { "" };
        let (name, label) = (escape(&method.name), escape(&method.label));
        rows.push_str(&format!("<label><input type=\"radio\" name=\"method\" value=\"{name}\"{class}{checked} required> {label}</label>"));
    }
    let cards: String = CARDS
        .iter()
        .map(|card| format!("<option value=\"{}\">{}</option>", card.name, escape(card.label)))
        .collect();
    let has_card = methods.iter().any(|method| method.way == Way::Card);
    let cards = if has_card {
        format!(
            "<fieldset class=\"cards\"><legend>Test card</legend><label for=\"card\">Which card is used</label><select id=\"card\" name=\"card\">{cards}</select></fieldset>"
        )
    } else {
        String::new()
    };
    format!(
        "{}{}<form method=\"post\" action=\"/checkout-page/pages/payment/submit\"><input type=\"hidden\" name=\"sessionData\" value=\"{}\">\
         <fieldset><legend>How do you want to pay?</legend>{rows}</fieldset>{cards}\
         <button class=\"first\" name=\"act\" value=\"pay\">Pay {}</button>\
         <button name=\"act\" value=\"decline\">Be declined</button>\
         <button name=\"act\" value=\"start\">Start, then stop half-way</button>\
         <button name=\"act\" value=\"leave\">Leave without paying</button></form>",
        trouble
            .map(|text| format!("<p class=\"trouble\" role=\"alert\">{}</p>", escape(text)))
            .unwrap_or_default(),
        summary(session, merchant),
        escape(&session.token),
        escape(&session.amount.shown()),
    )
}

/// The page of an attempt that waits for the buyer.
pub(crate) fn waiting(session: &Session, merchant: &str, payment_id: &str, bank_asks: bool) -> String {
    let (question, yes, no) = if bank_asks {
        ("Your bank asks: is it you who is paying?", "Yes, it is me", "No, stop the payment")
    } else {
        ("You have started to pay and are not done.", "Pay now", "Be declined")
    };
    format!(
        "{}<p>{question}</p><form method=\"post\" action=\"/checkout-page/pages/payment/order\">\
         <input type=\"hidden\" name=\"sessionData\" value=\"{}\"><input type=\"hidden\" name=\"paymentId\" value=\"{}\">\
         <button class=\"first\" name=\"act\" value=\"pay\">{yes}</button><button name=\"act\" value=\"decline\">{no}</button>\
         <button name=\"act\" value=\"leave\">Leave without finishing</button></form>",
        summary(session, merchant),
        escape(&session.token),
        escape(payment_id),
    )
}

/// The way back to the shop: a link the buyer follows, never a redirection, and only to a web page.
pub(crate) fn way_back(redirect_url: &str) -> String {
    let is_web = redirect_url.starts_with("https://") || redirect_url.starts_with("http://");
    if is_web {
        format!(
            "<a class=\"button\" rel=\"noreferrer\" href=\"{}\">Back to the shop</a>",
            escape(redirect_url)
        )
    } else {
        String::new()
    }
}
