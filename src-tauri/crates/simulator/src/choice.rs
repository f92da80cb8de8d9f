//! The page on which the buyer chooses how to pay, and the page of an attempt that waits for the buyer.

use crate::card::{CARDS, TestCard};
use crate::card_choice::SAVED;
use crate::html::{escape, summary};
use crate::method::{Method, Way};
use crate::particulars::Keeping;
use crate::session::Session;

/// What a page shows.
pub(crate) struct Page<'a> {
    pub(crate) session: &'a Session,
    pub(crate) merchant: &'a str,
    /// In the order of the request.
    pub(crate) methods: &'a [Method],
    /// Cards the buyer kept, by their place in the request.
    pub(crate) saved: &'a [(usize, &'static TestCard)],
    pub(crate) trouble: Option<&'a str>,
}

/// Whether a method's own page asks for an e-mail address (guide 4).
pub(crate) fn asks_email(method: &str) -> bool {
    method == "P24" || method.starts_with("MERCADOPAGO")
}

/// Whether it asks for a tax number too.
pub(crate) fn asks_tax_number(method: &str) -> bool {
    method == "MERCADOPAGO_BR"
}

/// The page on which the buyer chooses how to pay.
pub(crate) fn choice(page: &Page<'_>) -> String {
    let trouble =
        page.trouble.map(|text| format!("<p class=\"trouble\" role=\"alert\">{}</p>", escape(text)));
    let has_card = page.methods.iter().any(|method| method.way == Way::Card);
    let cards = if has_card { cards(page) } else { String::new() };
    format!(
        "{}{}{}<form method=\"post\" action=\"/checkout-page/pages/payment/submit\"><input type=\"hidden\" name=\"sessionData\" value=\"{}\">\
         <fieldset><legend>How do you want to pay?</legend>{}</fieldset>{cards}{}\
         <button class=\"first\" name=\"act\" value=\"pay\">Pay {}</button>\
         <button name=\"act\" value=\"decline\">Be declined</button>\
         <button name=\"act\" value=\"start\">Start, then stop half-way</button>\
         <button name=\"act\" value=\"leave\">Leave without paying</button></form>",
        trouble.unwrap_or_default(),
        summary(page.session, page.merchant),
        express(page),
        escape(&page.session.token),
        rows(page.methods),
        prefilled(page),
        escape(&page.session.amount.shown()),
    )
}

/// Buttons above the list; each submits and pays at once.
fn express(page: &Page<'_>) -> String {
    let labels = page.session.particulars.express.iter().filter_map(|name| {
        page.methods.iter().find(|method| method.name == *name).map(|method| (name, &method.label))
    });
    let buttons: String = labels
        .map(|(name, label)| {
            let (name, label) = (escape(name), escape(label));
            format!("<button class=\"express\" name=\"method\" value=\"{name}\">Pay with {label}</button>")
        })
        .collect();
    if buttons.is_empty() {
        return buttons;
    }
    format!(
        "<form method=\"post\" action=\"/checkout-page/pages/payment/submit\" aria-label=\"Express checkout\">\
         <input type=\"hidden\" name=\"sessionData\" value=\"{}\"><input type=\"hidden\" name=\"act\" value=\"pay\">{buttons}</form>",
        escape(&page.session.token)
    )
}

fn rows(methods: &[Method]) -> String {
    let row = |(place, method): (usize, &Method)| {
        let class = if method.way == Way::Card { " class=\"card\"" } else { "" };
        let checked = if place == 0 { " checked" } else { "" };
        let (name, label) = (escape(&method.name), escape(&method.label));
        format!(
            "<label><input type=\"radio\" name=\"method\" value=\"{name}\"{class}{checked} required> {label}</label>"
        )
    };
    methods.iter().enumerate().map(row).collect()
}

/// Saved cards first, then every test card.
fn cards(page: &Page<'_>) -> String {
    let saved = page.saved.iter().map(|(place, card)| {
        format!("<option value=\"{SAVED}{place}\">{} (saved)</option>", escape(&card.shown()))
    });
    let others =
        CARDS.iter().map(|card| format!("<option value=\"{}\">{}</option>", card.name, escape(card.label)));
    let options: String = saved.chain(others).collect();
    let keep = if page.session.particulars.keeping == Keeping::Asked {
        "<label><input type=\"checkbox\" name=\"keep\" value=\"yes\"> Save this card for the next time</label>"
    } else {
        ""
    };
    format!(
        "<fieldset class=\"cards\"><legend>Test card</legend><label for=\"card\">Which card is used</label><select id=\"card\" name=\"card\">{options}</select>{keep}</fieldset>"
    )
}

/// What some methods ask the buyer, filled in where the shop sent it (guide 4).
fn prefilled(page: &Page<'_>) -> String {
    let asked = |asks: fn(&str) -> bool| page.methods.iter().any(|method| asks(&method.name));
    let field = |name: &str, label: &str, value: Option<&String>| {
        let value = escape(value.map_or("", String::as_str));
        format!(
            "<label for=\"{name}\">{label}</label><input id=\"{name}\" name=\"{name}\" value=\"{value}\">"
        )
    };
    let particulars = &page.session.particulars;
    let mut fields = String::new();
    if asked(asks_email) {
        fields.push_str(&field(
            "payerEmail",
            "E-mail address (Przelewy24, Mercado Pago)",
            particulars.payer_email.as_ref(),
        ));
    }
    if asked(asks_tax_number) {
        fields.push_str(&field("cpf", "CPF number (Mercado Pago)", particulars.cpf.as_ref()));
    }
    if fields.is_empty() {
        fields
    } else {
        format!("<fieldset><legend>About you</legend>{fields}</fieldset>")
    }
}

/// How an attempt's page asks the buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asks {
    /// To finish.
    ToFinish,
    /// The bank asks who is paying.
    WhoPays,
    /// For the card: `pay` began the attempt (guide 1).
    ForCard,
}

/// The page of an attempt that waits for the buyer.
pub(crate) fn waiting(page: &Page<'_>, payment_id: &str, asks: Asks) -> String {
    let (question, yes, no) = match asks {
        Asks::WhoPays => {
            ("Your bank asks: is it you who is paying?", "Yes, it is me", "No, stop the payment")
        }
        Asks::ToFinish => ("You have started to pay and are not done.", "Pay now", "Be declined"),
        Asks::ForCard => ("Choose the card you pay with.", "Pay now", "Be declined"),
    };
    let cards = if asks == Asks::ForCard { cards(page) } else { String::new() };
    format!(
        "{}<p>{question}</p><form method=\"post\" action=\"/checkout-page/pages/payment/order\">\
         <input type=\"hidden\" name=\"sessionData\" value=\"{}\"><input type=\"hidden\" name=\"paymentId\" value=\"{}\">{}\
         <button class=\"first\" name=\"act\" value=\"pay\">{yes}</button><button name=\"act\" value=\"decline\">{no}</button>\
         <button name=\"act\" value=\"leave\">Leave without finishing</button></form>",
        summary(page.session, page.merchant),
        escape(&page.session.token),
        escape(payment_id),
        // The sheet hides a list of cards beside a list of methods; here there is none.
        cards.replace(" class=\"cards\"", ""),
    )
}
