//! Antom's side of the browser SDK (guides 3 and 4): the pages that stand in its frame, the door through which the buyer
//! acts there, and what the SDK asks its gateway. The messages are those that `@alipay/ams-checkout` 1.47 reads.

use serde_json::{Value, json};

use crate::buyer::BuyerTrouble;
use crate::checkout::{Form, chosen, field, fields, secret, unanswered};
use crate::choice::{Asks, Page, choice, waiting};
use crate::exchange::{Request, Response};
use crate::guard::{loopback_origin, same_origin};
use crate::html;
use crate::method::Method;
use crate::session::{Session, Status};
use crate::state::State;

/// A page of any port of this computer may frame these; no other.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; \
                      frame-ancestors http://127.0.0.1:* http://localhost:*; base-uri 'none'";

/// What the SDK asks its gateway before it shows a page.
const QUERY: &str = "com.ipay.iexpcashier.sdkAction.query";

impl State {
    /// Answers what is under `/sdk/`.
    pub(crate) fn sdk(&mut self, request: &Request) -> Response {
        match (request.method.as_str(), request.bare_path()) {
            ("GET", "/sdk/page.html" | "/sdk/one-method.html") => frame(),
            ("GET", "/sdk/frame.js") => {
                secured(Response::new(200, "text/javascript; charset=utf-8", include_str!("sdk_frame.js")))
            }
            ("POST", "/sdk/act") => same_origin(request).map_or_else(
                |refusal| refusal,
                |()| self.sdk_act(&fields(&String::from_utf8_lossy(&request.body).replace('+', " "))),
            ),
            ("OPTIONS" | "POST", "/sdk/mgw") => self.sdk_gateway(request),
            _ => html::page(404, "Nothing here", "<p>This stands in a frame of Antom's SDK.</p>"),
        }
    }

    /// The buyer begins (`act` is empty), chooses, answers the bank, or leaves.
    fn sdk_act(&mut self, form: &Form) -> Response {
        match self.acted(form) {
            Ok(answer) => secured(Response::new(200, "application/json", answer.to_string())),
            Err(trouble) => {
                let fragment = format!("<p role=\"alert\">{}.</p>", html::escape(&trouble.to_string()));
                told(Some("SDK_PAYMENT_ERROR"), Some(trouble.code()), &fragment)
            }
        }
    }

    fn acted(&mut self, form: &Form) -> Result<Value, BuyerTrouble> {
        let (session_key, session) = self.opened(&secret(field(form, "sessionData").unwrap_or_default()))?;
        let act = field(form, "act").unwrap_or_default();
        if let Some(payment_id) = field(form, "paymentId") {
            if !session.payments.iter().any(|known| known == payment_id) {
                return Err(BuyerTrouble::UnknownPayment);
            }
            self.act_on_order(payment_id, form);
            return Ok(self.outcome(&session, payment_id, act));
        }
        self.is_payable(&session)?;
        let method = field(form, "method").unwrap_or_default();
        match act {
            "" | "begin" => return Ok(said(None, None, &self.form(&session, None))),
            "leave" => return Ok(said(Some("SDK_PAYMENT_CANCEL"), None, &self.form(&session, None))),
            _ => {}
        }
        if let Some(missing) = unanswered(form, method) {
            return Ok(said(None, None, &self.form(&session, Some(missing))));
        }
        let payment_id = self.submit_chosen(&session_key, method, chosen(form))?;
        let asked = self.payments.get(&payment_id).is_some_and(|payment| self.bank_asks(payment));
        match act {
            "pay" if !asked => self.act(&payment_id, "pay"),
            "decline" => self.act(&payment_id, "decline"),
            _ => {}
        }
        Ok(self.outcome(&session, &payment_id, act))
    }

    fn form(&self, session: &Session, trouble: Option<&str>) -> String {
        let methods: Vec<Method> = session.methods.iter().map(|name| self.method(name)).collect();
        let (merchant, saved) = (self.merchant_name(session), self.saved_cards(session));
        choice(&Page { session, merchant: &merchant, methods: &methods, saved: &saved, trouble })
    }

    /// The event the SDK is to tell, and what the frame shows next.
    fn outcome(&self, session: &Session, payment_id: &str, act: &str) -> Value {
        let Some(payment) = self.payments.get(payment_id) else { return said(None, None, "") };
        let merchant = self.merchant_name(session);
        let (event, title) = match payment.status {
            Status::Success => ("SDK_PAYMENT_SUCCESSFUL", "Payment successful"),
            Status::Pending => ("SDK_PAYMENT_PROCESSING", "Waiting for your bank"),
            Status::Fail => ("SDK_PAYMENT_FAIL", "Payment failed"),
            Status::Cancelled => ("SDK_PAYMENT_ERROR", "Payment cancelled"),
            Status::Processing => {
                let asks = if self.bank_asks(payment) { Asks::WhoPays } else { Asks::ToFinish };
                let page = Page { session, merchant: &merchant, methods: &[], saved: &[], trouble: None };
                let event = if act == "leave" { "SDK_PAYMENT_CANCEL" } else { "SDK_PAYMENT_PROCESSING" };
                return said(Some(event), Some(&payment.code), &waiting(&page, payment_id, asks));
            }
        };
        let next = if payment.status == Status::Fail && self.is_payable(session).is_ok() {
            "<button type=\"button\" data-act=\"begin\">Try again</button>"
        } else {
            "<button type=\"button\" data-act=\"back\">Back to the shop</button>"
        };
        let fragment = format!(
            "<h1>{title}</h1>{}<p role=\"status\">{title}.</p>{next}",
            html::summary(session, &merchant)
        );
        said(Some(event), Some(&payment.code), &fragment)
    }

    /// The SDK's own question, across origins: its page stands on another port of this computer.
    fn sdk_gateway(&self, request: &Request) -> Response {
        let Some(origin) = request.header("origin").filter(|origin| loopback_origin(origin)) else {
            return Response::new(403, "text/plain; charset=utf-8", "Only pages of this computer may ask.\n");
        };
        let asked_headers = request.header("access-control-request-headers").unwrap_or_default().to_owned();
        let answer = if request.method == "OPTIONS" {
            Response::new(204, "text/plain; charset=utf-8", "")
        } else {
            let known = request.header("operation-type") == Some(QUERY) && self.knows(&request.body);
            Response::new(200, "application/json", json!({ "success": known }).to_string())
        };
        answer
            .with("access-control-allow-origin", origin)
            .with("access-control-allow-credentials", "true")
            .with("access-control-allow-methods", "POST")
            .with("access-control-allow-headers", asked_headers)
            .with("vary", "origin")
            .with("cache-control", "no-store")
    }

    fn knows(&self, body: &[u8]) -> bool {
        let asked: Value = serde_json::from_slice(body).unwrap_or_default();
        let data = asked.pointer("/0/paymentSessionData").and_then(Value::as_str).unwrap_or_default();
        self.opened(&secret(data)).is_ok_and(|(_, session)| self.is_payable(&session).is_ok())
    }
}

fn said(event: Option<&str>, result_code: Option<&str>, fragment: &str) -> Value {
    json!({ "code": event, "result": { "paymentResultCode": result_code }, "fragment": fragment })
}

fn told(event: Option<&str>, result_code: Option<&str>, fragment: &str) -> Response {
    secured(Response::new(200, "application/json", said(event, result_code, fragment).to_string()))
}

fn frame() -> Response {
    let body = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>TRAINING</title>\
                <link rel=\"stylesheet\" href=\"/style.css\"></head><body>\
                <p class=\"training\" role=\"note\"><strong>TRAINING</strong><br>No money moves here. Never type a real card number.</p>\
                <main id=\"page\"></main><script src=\"/sdk/frame.js\"></script></body></html>\n";
    secured(Response::new(200, "text/html; charset=utf-8", body))
}

fn secured(response: Response) -> Response {
    response
        .with("content-security-policy", POLICY)
        .with("x-content-type-options", "nosniff")
        .with("referrer-policy", "no-referrer")
        .with("cache-control", "no-store")
}
