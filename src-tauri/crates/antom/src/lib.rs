//! Antom's gateway protocol, usable on its own as a Rust SDK for Antom's one-time payments.
//!
//! The crate signs the exact bytes it sends, verifies the exact bytes it receives, and answers one question
//! per call: is there *verified* evidence, or is the outcome unknown and why. It never guesses: an answer that
//! is unsigned, badly signed, not JSON, not HTTP 200, without `result`, or about another payment than the one
//! asked for is [`Reading::Unknown`] (api.md section 2, section 7).
//!
//! * [`keys`] and [`signature`]: RSA keys in every shape merchants have them, and the `Signature` header.
//! * [`operation`]: one file per operation, named by its wire name.
//! * [`Client`] over a [`Transport`]; [`HttpTransport`] is the shipped one.
//! * [`notification`]: what Antom sends to the merchant, and the fixed reply.
//! * [`results`]: what a result code means, whether money moved and what to do next.
//! * [`transaction_report`]: the report a merchant downloads, as CSV.
//!
//! Time, the network and the random numbers for new keys are passed in; nothing here reads a clock.
//!
//! ```no_run
//! use antom::{Client, ClientId, Config, Gateway, HttpTransport, Reading, Region, RequestTime};
//! use antom::keys::{MerchantKey, PublicKey};
//! use antom::operation::{Refund, RefundRequest, body};
//! use std::sync::Arc;
//!
//! # async fn refund(my_key: &[u8], antoms_key: &[u8], now_millis: i64) -> Result<(), Box<dyn std::error::Error>> {
//! let config = Config::new("SANDBOX_5X00000000000000".parse::<ClientId>()?, Gateway::region(Region::Asia));
//! let transport = HttpTransport::new(&config.gateway)?;
//! let client = Client::new(config, Arc::new(MerchantKey::parse(my_key)?), PublicKey::parse(antoms_key)?, transport)?;
//!
//! let request = RefundRequest {
//!     refund_request_id: "REFUND-0001".into(),
//!     payment_id: "20240527194010800100188420225534863".into(),
//!     refund_amount: money::Money::from_wire("SGD", "1200")?.into(),
//!     ..RefundRequest::default()
//! };
//! // Store these bytes before sending: an unknown outcome is recovered with the same id.
//! let body = body::<Refund>(&request)?;
//! match client.call::<Refund>(&body, RequestTime::from_millis(now_millis)).await.reading {
//!     Reading::Verified(answer) => println!("{:?}: {}", answer.result.result_status, answer.result.result_code),
//!     Reading::Unknown { why, .. } => println!("ask with inquiryRefund: {why}"),
//! }
//! # Ok(()) }
//! ```

#[macro_use]
mod wire;

mod amount;
mod client;
mod config;
mod exchange;
mod field;
mod gateway;
mod http;
mod reading;
mod result;
mod sensitive;
mod time;
mod transport;

pub mod cancel;
pub mod capture;
pub mod card_checks;
pub mod consult;
pub mod create_payment_session;
pub mod env;
pub mod event_code;
pub mod inquiry_payment;
pub mod inquiry_refund;
pub mod keys;
pub mod notification;
pub mod operation;
pub mod order;
pub mod pay;
pub mod payment_details;
pub mod payment_method;
pub mod refund;
pub mod results;
pub mod signature;
pub mod transaction_report;

pub use amount::Amount;
pub use client::{Client, Prepared};
pub use config::{AgentToken, ClientId, Config, ConfigError};
pub use exchange::{Exchange, Reading, SentRecord, UnknownReason};
pub use field::{FieldError, RequestError};
pub use gateway::{Gateway, GatewayError, Region};
pub use http::{API_TIMEOUT, HttpTransport};
pub use operation::Operation;
pub use reading::verify_answer;
pub use result::{ResultInfo, ResultStatus};
pub use sensitive::Sensitive;
pub use time::{RequestTime, TimeError, epoch_millis};
pub use transport::{MAX_ANSWER_BYTES, RawAnswer, SignedRequest, Transport, TransportError, TransportFault};
pub use wire::{KeptFields, Opaque};
