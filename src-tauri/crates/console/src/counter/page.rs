//! The page at the counter, and what is served beside it. It says what is paid, and gives the session to Antom's SDK.

use super::hosts::Antom;
use super::ticket::Ticket;
use crate::sharing::mark_of;
use domain::account::Environment;
use domain::counter::Sdk;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but letters, digits and `-._~` is encoded (RFC 3986, unreserved): browsers decode those by themselves, and the
/// address they ask for must be the one that was handed out.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Antom's browser SDK, `@alipay/ams-checkout` 1.47.2, as npm has it. `build.rs` looks at its hash.
pub const BUNDLE: &[u8] = include_bytes!("../../sdk/ams-checkout-1.47.2.min.js");
/// Its version.
pub const BUNDLE_VERSION: &str = "1.47.2";
pub(super) const SCRIPT: &str = include_str!("../../page/counter.js");
pub(super) const STYLE: &str = include_str!("../../page/counter.css");
const PAGE: &str = include_str!("../../page/page.html");

/// Where the SDK's page for one method asks and loads from, in Training: it takes both from the query of the page it runs
/// in, for environments of Antom's own developers only.
pub(super) fn query(ticket: &Ticket) -> String {
    let (Sdk::OneMethod, Antom::Simulator(origin)) = (ticket.sdk, &ticket.antom) else {
        return String::new();
    };
    let encoded = |path: &str| utf8_percent_encode(&format!("{origin}{path}"), ENCODED).to_string();
    let (page, gateway) = (encoded("/sdk/one-method.html"), encoded("/sdk/mgw"));
    format!("?_moreEnv=true&host={page}&requestHost={gateway}")
}

/// `environment` as the SDK takes it: a word, or for its embedded page an address.
fn environment(ticket: &Ticket) -> String {
    match (&ticket.antom, ticket.sdk) {
        (Antom::Real(Environment::Production), _) => "prod".to_owned(),
        (Antom::Real(_), _) => "sandbox".to_owned(),
        (Antom::Simulator(origin), Sdk::Page) => format!("{origin}/sdk/page.html"),
        (Antom::Simulator(_), Sdk::OneMethod) => "sit".to_owned(),
    }
}

/// The page. Everything it needs stands in attributes, so that no script stands in it.
pub(super) fn page(ticket: &Ticket, nonce: &str) -> String {
    filled(PAGE, |name| match name {
        "reference" => ticket.reference.clone(),
        "amount" => ticket.amount.to_string(),
        "sdk" => ticket.sdk.class().to_owned(),
        "environment" => environment(ticket),
        "locale" => ticket.locale.clone(),
        "query" => query(ticket),
        "session" => ticket.data.expose().to_owned(),
        "nonce" => nonce.to_owned(),
        "mark" => mark_of(ticket.environment).unwrap_or_default().to_owned(),
        _ => String::new(),
    })
}

/// A page with a value in the place of each `{{name}}`. What a value holds is never read as a name.
fn filled(page: &str, value: impl Fn(&str) -> String) -> String {
    let mut parts = page.split("{{");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once("}}").unwrap_or((part, ""));
        whole.push_str(&escape(&value(name)));
        whole.push_str(rest);
    }
    whole
}

/// Said to whoever opens an address a second time.
pub(super) const USED: &str = "This page was opened already. Open the counter again for a new address.\n";

fn escape(text: &str) -> String {
    let plain = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    plain.replace('"', "&quot;").replace('\'', "&#39;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_stays_text_and_is_not_read_as_a_name() {
        let value = |name: &str| match name {
            "one" => "{{two}}".to_owned(),
            "two" => "\"><script>&'".to_owned(),
            _ => String::new(),
        };
        assert_eq!(
            filled("<a b=\"{{two}}\">{{one}}{{none}}</a>", value),
            "<a b=\"&quot;&gt;&lt;script&gt;&amp;&#39;\">{{two}}</a>"
        );
    }
}
