//! The buyer's page: plain forms, no script.

use crate::buyer::BuyerTrouble;
use crate::card_choice::Chosen;
use crate::choice::{Asks, Page, asks_email, asks_tax_number, choice, waiting};
use crate::exchange::{Request, Response};
use crate::gateway::Gateway;
use crate::guard::same_origin;
use crate::html;
use crate::method::Method;
use crate::session::{Payment, Session, Status};
use crate::state::State;

impl Gateway {
    /// Answers a request of the buyer's browser.
    pub fn checkout(&mut self, request: &Request) -> Response {
        self.state.tick(request.now);
        let form = fields(&String::from_utf8_lossy(&request.body).replace('+', " "));
        match (request.method.as_str(), request.bare_path()) {
            ("GET", "/style.css") => html::style_sheet(),
            ("GET", path) if path.starts_with("/logo/") => self.state.logo(path),
            ("GET", "/checkout-page/pages/payment/index.html") => {
                self.state.choice_page(&query_secret(&request.path), None)
            }
            ("GET", "/checkout-page/pages/payment/order.html") => self
                .state
                .order_page(&query_secret(&request.path), query_field(&request.path, "paymentId").as_deref()),
            ("POST", "/checkout-page/pages/payment/submit") => {
                same_origin(request).map_or_else(|refusal| refusal, |()| self.state.submit_form(&form))
            }
            ("POST", "/checkout-page/pages/payment/order") => {
                same_origin(request).map_or_else(|refusal| refusal, |()| self.state.order_form(&form))
            }
            (_, path) if path.starts_with("/sdk/") => self.state.sdk(request),
            _ => html::page(404, "Nothing here", "<p>Open the link that the shop sent you.</p>"),
        }
    }
}

/// Names and values of a form.
pub(crate) type Form = Vec<(String, String)>;

pub(crate) fn fields(text: &str) -> Form {
    let decode = |part: &str| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
    text.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

pub(crate) fn field<'a>(form: &'a Form, name: &str) -> Option<&'a str> {
    form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The secret of a link: what follows `sessionData=`, up to the first `&&`. A raw `+` is a plus and no blank, because
/// the link is handed out raw.
fn query_secret(path: &str) -> String {
    let raw = path.split_once("sessionData=").map_or("", |(_, raw)| raw);
    let plain = percent_encoding::percent_decode_str(raw).decode_utf8_lossy().into_owned();
    secret(&plain)
}

pub(crate) fn secret(session_data: &str) -> String {
    session_data.split("&&").next().unwrap_or_default().to_owned()
}

fn query_field(path: &str, name: &str) -> Option<String> {
    let (_, query) = path.split_once('?')?;
    field(&fields(query), name).map(str::to_owned)
}

impl State {
    pub(crate) fn opened(&self, secret: &str) -> Result<(String, Session), BuyerTrouble> {
        let session_key = self.tokens.get(secret).ok_or(BuyerTrouble::UnknownSession)?;
        let session = self.sessions.get(session_key).ok_or(BuyerTrouble::UnknownSession)?;
        Ok((session_key.clone(), session.clone()))
    }

    pub(crate) fn merchant_name(&self, session: &Session) -> String {
        self.merchants
            .get(&session.client_id)
            .map_or_else(|| session.client_id.clone(), |merchant| merchant.name.clone())
    }

    /// The address of one attempt's page.
    pub(crate) fn order_url(&self, session: &Session, payment: &Payment) -> String {
        let token = percent_encoding::utf8_percent_encode(&session.token, percent_encoding::NON_ALPHANUMERIC);
        format!(
            "{}/checkout-page/pages/payment/order.html?paymentId={}&sessionData={token}",
            self.checkout_url, payment.id
        )
    }

    fn choice_page(&self, secret: &str, trouble: Option<&str>) -> Response {
        let (_, session) = match self.opened(secret) {
            Ok(opened) => opened,
            Err(trouble) => return refused(&trouble, None),
        };
        if let Err(trouble) = self.is_payable(&session) {
            return refused(&trouble, Some((&session, &self.merchant_name(&session))));
        }
        let methods: Vec<Method> = session.methods.iter().map(|name| self.method(name)).collect();
        let page = Page {
            session: &session,
            merchant: &self.merchant_name(&session),
            methods: &methods,
            saved: &self.saved_cards(&session),
            trouble,
        };
        html::page(200, "Pay for your order", &choice(&page))
    }

    /// `/logo/GCASH.svg`, where consult says that it is.
    fn logo(&self, path: &str) -> Response {
        let name = path.strip_prefix("/logo/").and_then(|name| name.strip_suffix(".svg")).unwrap_or_default();
        html::logo(&self.method(name).label)
    }

    fn submit_form(&mut self, form: &Form) -> Response {
        let secret = secret(field(form, "sessionData").unwrap_or_default());
        let act = field(form, "act").unwrap_or_default();
        let (session_key, session) = match self.opened(&secret) {
            Ok(opened) => opened,
            Err(trouble) => return refused(&trouble, None),
        };
        if act == "leave" {
            let content = format!(
                "<p>Nothing was submitted. The link stays good until it expires.</p>{}",
                html::way_back(&session.redirect_url)
            );
            return html::page(200, "You left without paying", &content);
        }
        if !matches!(act, "pay" | "decline" | "start") {
            return self.choice_page(&secret, Some("Choose what to do."));
        }
        let method = field(form, "method").unwrap_or_default();
        // An express button has no fields beside it: the wallet knows its owner.
        if let Some(missing) = unanswered(form, method) {
            return self.choice_page(&secret, Some(missing));
        }
        let payment_id = match self.submit_chosen(&session_key, method, chosen(form)) {
            Ok(payment_id) => payment_id,
            Err(trouble) => return self.choice_page(&secret, Some(&trouble.to_string())),
        };
        // A bank that asks the buyer asks on the next page.
        let asked = self.payments.get(&payment_id).is_some_and(|payment| self.bank_asks(payment));
        match act {
            "pay" if !asked => self.act(&payment_id, "pay"),
            "decline" => self.act(&payment_id, "decline"),
            _ => {}
        }
        self.see_order(&session, &payment_id)
    }

    fn order_form(&mut self, form: &Form) -> Response {
        let opened = self.opened(&secret(field(form, "sessionData").unwrap_or_default()));
        let payment_id = field(form, "paymentId").unwrap_or_default();
        match opened {
            Ok((_, session)) if session.payments.iter().any(|known| known == payment_id) => {
                self.act_on_order(payment_id, form);
                self.see_order(&session, payment_id)
            }
            Ok(_) => refused(&BuyerTrouble::UnknownPayment, None),
            Err(trouble) => refused(&trouble, None),
        }
    }

    /// The buyer's answer on an attempt's page. Where it was asked for the card, a bank that asks, asks next.
    pub(crate) fn act_on_order(&mut self, payment_id: &str, form: &Form) {
        let act = field(form, "act").unwrap_or_default();
        let asked_card = self.payments.get(payment_id).is_some_and(|payment| payment.asks_card);
        if asked_card && act != "leave" {
            if let Err(trouble) = self.enter_card(payment_id, chosen(form)) {
                tracing::debug!(code = trouble.code(), "the card cannot be used");
                return;
            }
            let bank = self.payments.get(payment_id).is_some_and(|payment| self.bank_asks(payment));
            if bank && act == "pay" {
                return;
            }
        }
        self.act(payment_id, act);
    }

    /// Pays or declines. An attempt that is over meanwhile is not an error here: its page says how it ended.
    pub(crate) fn act(&mut self, payment_id: &str, act: &str) {
        let done = match act {
            "pay" => self.pay(payment_id),
            "decline" => self.decline(payment_id),
            _ => Ok(()),
        };
        if let Err(trouble) = done {
            tracing::debug!(code = trouble.code(), "the buyer came too late");
        }
    }

    /// Sends the browser to the attempt's page, so that reloading it does not submit again.
    fn see_order(&self, session: &Session, payment_id: &str) -> Response {
        let Some(payment) = self.payments.get(payment_id) else {
            return refused(&BuyerTrouble::UnknownPayment, None);
        };
        let url = self.order_url(session, payment);
        let path = url.strip_prefix(&self.checkout_url).unwrap_or(&url).to_owned();
        Response::new(303, "text/plain; charset=utf-8", "See the payment's page.\n").with("location", path)
    }

    fn order_page(&self, secret: &str, payment_id: Option<&str>) -> Response {
        let (_, session) = match self.opened(secret) {
            Ok(opened) => opened,
            Err(trouble) => return refused(&trouble, None),
        };
        let known = payment_id.filter(|id| session.payments.iter().any(|known| known == id));
        let Some(payment) = known.and_then(|id| self.payments.get(id)) else {
            return refused(&BuyerTrouble::UnknownPayment, None);
        };
        let merchant = self.merchant_name(&session);
        if payment.status == Status::Processing {
            let asks = match payment {
                payment if payment.asks_card => Asks::ForCard,
                payment if self.bank_asks(payment) => Asks::WhoPays,
                _ => Asks::ToFinish,
            };
            let saved = self.saved_cards(&session);
            let page =
                Page { session: &session, merchant: &merchant, methods: &[], saved: &saved, trouble: None };
            return html::page(200, "Finish your payment", &waiting(&page, &payment.id, asks));
        }
        let (title, text) = self.result_words(payment, &session);
        let again = if payment.status == Status::Fail && self.is_payable(&session).is_ok() {
            format!(
                "<a class=\"button\" href=\"{}\">Try again</a>",
                html::escape(self.normal_url(&session).strip_prefix(&self.checkout_url).unwrap_or_default())
            )
        } else {
            String::new()
        };
        let content = format!(
            "{}<p role=\"status\">{text}</p>{again}{}",
            html::summary(&session, &merchant),
            html::way_back(&session.redirect_url)
        );
        html::page(200, title, &content)
    }

    fn result_words(&self, payment: &Payment, session: &Session) -> (&'static str, String) {
        match payment.status {
            Status::Success => ("Payment successful", "Thank you. You can close this page.".to_owned()),
            Status::Pending => (
                "Waiting for your bank",
                "The money takes days to arrive. You need not do anything.".to_owned(),
            ),
            Status::Cancelled => (
                "Payment cancelled",
                "The shop has cancelled this payment; any money goes back to you.".to_owned(),
            ),
            Status::Fail | Status::Processing => {
                let hint = if self.is_payable(session).is_ok() {
                    "You can try again."
                } else {
                    "Ask the shop for a new link."
                };
                ("Payment failed", format!("The reason given is {}. {hint}", html::escape(&payment.code)))
            }
        }
    }
}

/// What the buyer chose in a form.
pub(crate) fn chosen(form: &Form) -> Chosen<'_> {
    Chosen { card: field(form, "card"), keep: field(form, "keep") == Some("yes") }
}

/// What a method asks and the buyer left out.
pub(crate) fn unanswered(form: &Form, method: &str) -> Option<&'static str> {
    let empty = |name: &str| field(form, name).is_none_or(|text| text.trim().is_empty());
    if asks_email(method) && empty("payerEmail") {
        return Some("Type your e-mail address; this way to pay asks for it.");
    }
    (asks_tax_number(method) && empty("cpf")).then_some("Type your CPF number; this way to pay asks for it.")
}

fn refused(trouble: &BuyerTrouble, about: Option<(&Session, &str)>) -> Response {
    let (status, title) = match trouble {
        BuyerTrouble::UnknownSession | BuyerTrouble::UnknownPayment => (404, "Nothing here"),
        BuyerTrouble::Expired => (410, "This page has expired"),
        BuyerTrouble::AlreadyPaid => (200, "Already paid"),
        BuyerTrouble::Cancelled => (410, "Payment cancelled"),
        _ => (409, "This cannot be paid"),
    };
    let summary = about.map(|(session, merchant)| html::summary(session, merchant)).unwrap_or_default();
    let back = about.map(|(session, _)| html::way_back(&session.redirect_url)).unwrap_or_default();
    let text = trouble.to_string();
    let mut letters = text.chars();
    let sentence: String =
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    html::page(status, title, &format!("{summary}<p role=\"status\">{}.</p>{back}", html::escape(&sentence)))
}
