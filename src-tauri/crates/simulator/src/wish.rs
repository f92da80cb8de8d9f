//! The bodies of control calls, as CONTROL.md describes them.

use serde::Deserialize;

use crate::fault::Kind;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClockChange {
    pub(crate) advance_seconds: Option<i64>,
    pub(crate) set: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FaultWish {
    pub(crate) operation: Option<String>,
    pub(crate) kind: Option<Kind>,
    pub(crate) script: Option<Vec<Kind>>,
    pub(crate) ms: Option<u64>,
    pub(crate) next: Option<u32>,
    pub(crate) percent: Option<u8>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClientWish {
    pub(crate) client_id: String,
    pub(crate) public_key: Option<String>,
    pub(crate) key_version: Option<u32>,
    pub(crate) name: Option<String>,
    pub(crate) settlement_currencies: Option<Vec<String>>,
    pub(crate) notify_url: Option<String>,
    pub(crate) balance_enough: Option<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    Submit,
    Pay,
    Decline,
    Leave,
    Settle,
    Fail,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BuyerWish {
    pub(crate) act: Act,
    pub(crate) client_id: Option<String>,
    pub(crate) payment_request_id: Option<String>,
    pub(crate) payment_id: Option<String>,
    pub(crate) method: Option<String>,
    pub(crate) card: Option<String>,
    #[serde(default)]
    pub(crate) save_card: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Outcome {
    Success,
    Fail,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefundWish {
    pub(crate) refund_id: Option<String>,
    pub(crate) refund_request_id: Option<String>,
    pub(crate) outcome: Outcome,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisputeWish {
    pub(crate) payment_id: Option<String>,
    pub(crate) dispute_id: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) reason: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) judgement: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NotifyWish {
    pub(crate) id: u64,
}
