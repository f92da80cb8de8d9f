//! The words and marks of the buyer's pages. Every text that comes from a request is escaped here.

use crate::exchange::Response;
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

/// A method's logo: its name on a plate.
pub(crate) fn logo(label: &str) -> Response {
    let text = escape(label);
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 160 48\" role=\"img\" aria-label=\"{text}\"><rect width=\"160\" height=\"48\" rx=\"8\" fill=\"#1f5fbf\"/><text x=\"80\" y=\"30\" text-anchor=\"middle\" font-family=\"sans-serif\" font-size=\"16\" fill=\"#ffffff\">{text}</text></svg>\n"
    );
    secured(Response::new(200, "image/svg+xml", picture))
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
