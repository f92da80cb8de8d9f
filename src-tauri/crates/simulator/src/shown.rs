//! What control calls show, as CONTROL.md describes it.

use serde_json::{Value, json};

use crate::gateway::Gateway;
use crate::method::{Method, table};
use crate::moment::Moment;
use crate::session::{Payment, Session};

impl Gateway {
    pub(crate) fn clock_shown(&self) -> Value {
        json!({ "now": self.now().rfc3339(), "ahead_ms": self.state.offset.as_millis() })
    }

    pub(crate) fn book_shown(&self) -> Value {
        let entries: Vec<Value> = self.book().entries().iter().map(entry).collect();
        let totals: serde_json::Map<String, Value> = self
            .book()
            .all_totals()
            .into_iter()
            .map(|(id, totals)| {
                let numbers = json!({
                    "authorised": totals.authorised.to_string(),
                    "captured": totals.captured.to_string(),
                    "paid": totals.paid.to_string(),
                    "refunded": totals.refunded.to_string(),
                    "auto_refunded": totals.auto_refunded.to_string(),
                    "cancelled": totals.cancelled.to_string(),
                    "released": totals.released.to_string(),
                    "kept": totals.kept().to_string(),
                    "sound": totals.sound(),
                });
                (id, numbers)
            })
            .collect();
        json!({ "entries": entries, "totals": totals })
    }

    pub(crate) fn clients_shown(&self) -> Value {
        let clients: Vec<Value> = self
            .state
            .merchants
            .iter()
            .map(|(id, merchant)| {
                json!({
                    "client_id": id,
                    "name": merchant.name,
                    "key_versions": merchant.keys.keys().collect::<Vec<_>>(),
                    "settlement_currencies": merchant.settlement_currencies,
                    "notify_url": merchant.notify_url,
                    "balance_enough": merchant.balance_enough,
                })
            })
            .collect();
        json!({ "clients": clients })
    }

    pub(crate) fn methods_shown(&self) -> Value {
        let mut methods: Vec<Method> = table().iter().map(|method| self.state.method(&method.name)).collect();
        methods.extend(
            self.state
                .methods
                .values()
                .filter(|changed| !table().iter().any(|known| known.name == changed.name))
                .cloned(),
        );
        json!({ "methods": methods })
    }

    pub(crate) fn disputes_shown(&self) -> Value {
        let disputes: Vec<Value> = self
            .state
            .disputes
            .values()
            .map(|dispute| {
                json!({
                    "dispute_id": dispute.id,
                    "payment_id": dispute.payment_id,
                    "amount": dispute.amount,
                    "reason": dispute.reason,
                    "began": dispute.began.rfc3339(),
                    "kind": dispute.kind,
                    "judgement": dispute.judgement,
                    "open": dispute.is_open(),
                })
            })
            .collect();
        json!({ "disputes": disputes })
    }

    pub(crate) fn payments_shown(&self) -> Value {
        let sessions: Vec<Value> =
            self.state.sessions.values().map(|session| self.session_shown(session)).collect();
        json!({ "sessions": sessions })
    }

    pub(crate) fn session_shown(&self, session: &Session) -> Value {
        let payments: Vec<Value> =
            session.payments.iter().filter_map(|id| self.state.payments.get(id)).map(payment).collect();
        json!({
            "client_id": session.client_id,
            "payment_request_id": session.payment_request_id,
            "reference_order_id": session.reference_order_id,
            "amount": session.amount,
            "created": session.created.rfc3339(),
            "expires": session.expires.rfc3339(),
            "payable": self.state.is_payable(session).is_ok(),
            "methods": session.methods,
            "express": session.particulars.express,
            "saved_cards": self.state.saved_cards(session).iter().map(|(_, card)| card.shown()).collect::<Vec<_>>(),
            "normal_url": self.state.normal_url(session),
            "payments": payments,
        })
    }
}

pub(crate) fn payment(payment: &Payment) -> Value {
    json!({
        "payment_id": payment.id,
        "payment_request_id": payment.payment_request_id,
        "method": payment.method,
        "card": payment.card,
        "status": payment.status.wire(),
        "code": payment.code,
        "amount": payment.amount,
        "created": payment.created.rfc3339(),
        "paid": payment.paid.map(Moment::rfc3339),
        "captures": payment.captures,
        "refunds": payment.refunds,
    })
}

pub(crate) fn entry(entry: &crate::book::Entry) -> Value {
    json!({
        "seq": entry.seq,
        "at": entry.at_millis.rfc3339(),
        "client_id": entry.client_id,
        "effect": entry.effect,
        "payment_request_id": entry.payment_request_id,
        "payment_id": entry.payment_id,
        "request_id": entry.request_id,
        "id": entry.id,
        "method": entry.method,
        "amount": entry.amount,
    })
}

pub(crate) fn notice(notice: &crate::outbox::Notice) -> Value {
    let attempts: Vec<Value> = notice
        .attempts
        .iter()
        .map(|attempt| json!({ "at": attempt.at_millis.rfc3339(), "outcome": attempt.outcome }))
        .collect();
    json!({
        "id": notice.id,
        "client_id": notice.client_id,
        "notify_type": notice.notify_type,
        "url": notice.url,
        "body": notice.body,
        "next": notice.next_millis.map(Moment::rfc3339),
        "accepted": notice.accepted,
        "undelivered": notice.undelivered,
        "attempts": attempts,
    })
}
