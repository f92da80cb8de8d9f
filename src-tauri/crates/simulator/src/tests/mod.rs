//! The rules of the gateway, one sentence each.

mod cancels;
mod cards;
mod desk;
mod disputes;
mod guides;
mod hosted_cards;
mod invariants;
mod notifications;
mod pages;
mod refunds;
mod sessions;
mod signed;

/// A call of the control interface by a programme that has the token.
fn control_call(
    desk: &mut desk::Desk,
    method: &str,
    path: &str,
    body: &serde_json::Value,
) -> serde_json::Value {
    let request = crate::exchange::Request {
        method: method.to_owned(),
        path: format!("/control/v1/{path}"),
        headers: vec![
            ("host".to_owned(), "127.0.0.1:1".to_owned()),
            ("authorization".to_owned(), "Bearer token".to_owned()),
        ],
        body: body.to_string().into_bytes(),
        now: desk.gateway.now(),
    };
    serde_json::from_slice(&desk.gateway.control(&request, "token").body).unwrap()
}
