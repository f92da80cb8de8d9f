//! The buyer of Training, in this process: the same acts as the control interface has, without a socket.

use super::{Inside, wall};
use serde_json::{Value, json};
use simulator::{Request, Span};
use std::sync::PoisonError;

impl Inside {
    /// The address of the buyer's page of a `paymentRequestId`, byte for byte.
    pub(super) fn page_of(&self, request: &str) -> Option<String> {
        let answer = self.control("GET", "payments", &Value::Null)?;
        let sessions = answer.get("sessions")?.as_array()?;
        let session = sessions
            .iter()
            .find(|session| session.get("payment_request_id").and_then(Value::as_str) == Some(request))?;
        Some(session.get("normal_url")?.as_str()?.to_owned())
    }

    /// Pays, or lets a card be declined, as a buyer does on the page. False where the page would have refused.
    pub(super) fn act(&self, act: &str, request: &str, method: &str, card: Option<&str>) -> bool {
        let mut wish = json!({ "act": act, "payment_request_id": request, "method": method });
        if let (Some(card), Some(wish)) = (card, wish.as_object_mut()) {
            wish.insert("card".to_owned(), card.into());
        }
        self.control("POST", "payments", &wish).is_some()
    }

    /// How far the clock is ahead of the wall; negative while the history is being made.
    pub(super) fn ahead(&self) -> Span {
        self.gateway.lock().unwrap_or_else(PoisonError::into_inner).ahead()
    }

    fn control(&self, method: &str, call: &str, body: &Value) -> Option<Value> {
        let request = Request {
            method: method.to_owned(),
            path: format!("/control/v1/{call}"),
            headers: vec![("authorization".to_owned(), format!("Bearer {}", self.token))],
            body: body.to_string().into_bytes(),
            now: wall(),
        };
        let answer =
            self.gateway.lock().unwrap_or_else(PoisonError::into_inner).control(&request, &self.token);
        if answer.status == 200 { serde_json::from_slice(&answer.body).ok() } else { None }
    }
}
