//! What one signed call costs our client: written, signed, sent, verified, read.
//!
//! `tests/peers/overhead.py` starts this program beside the official SDK, both against one simulator; `cargo xtask bench
//! calls` starts that.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a bench reads the clock and prints what it measured"
)]

#[path = "../cpu.rs"]
mod cpu;

use antom::keys::{MerchantKey, PublicKey};
use antom::operation::{InquiryPayment, InquiryPaymentRequest, body};
use antom::{Client, Config, Gateway, HttpTransport, RequestTime};
use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::sync::Arc;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

const USAGE: &str = "call-overhead --gateway URL --client-id ID --key FILE --antom-key FILE \
    --payment-request-id ID --warm-up N --calls N";

type Trouble = Box<dyn Error>;

/// With as many threads as the command line has.
#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Trouble> {
    let options = options()?;
    let option = |name: &str| options.get(name).ok_or(format!("--{name} is missing\n{USAGE}"));
    let client = client(
        option("gateway")?,
        option("client-id")?,
        &fs::read(option("key")?)?,
        &fs::read(option("antom-key")?)?,
    )?;
    let payment = option("payment-request-id")?;
    for _ in 0..option("warm-up")?.parse::<u32>()? {
        call(&client, payment).await?;
    }
    let calls: u32 = option("calls")?.parse()?;
    let (began, used) = (Instant::now(), cpu::used());
    for _ in 0..calls {
        call(&client, payment).await?;
    }
    let (used, passed) = (cpu::used() - used, began.elapsed());
    println!("{{\"calls\":{calls},\"cpu_ns\":{},\"wall_ns\":{}}}", used.as_nanos(), passed.as_nanos());
    Ok(())
}

fn client(
    gateway: &str,
    client_id: &str,
    key: &[u8],
    antom_key: &[u8],
) -> Result<Client<HttpTransport>, Trouble> {
    let config = Config::new(client_id.parse()?, Gateway::loopback(gateway)?);
    let transport = HttpTransport::new(&config.gateway)?;
    Ok(Client::new(config, Arc::new(MerchantKey::parse(key)?), PublicKey::parse(antom_key)?, transport)?)
}

/// One call whose answer must be verified: a refusal is cheap, and would flatter the figure.
async fn call(client: &Client<HttpTransport>, payment: &str) -> Result<(), Trouble> {
    let request = InquiryPaymentRequest {
        payment_request_id: Some(payment.to_owned()),
        ..InquiryPaymentRequest::default()
    };
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    let exchange = client
        .call::<InquiryPayment>(&body::<InquiryPayment>(&request)?, RequestTime::from_millis(now))
        .await;
    match exchange.reading.verified() {
        Some(answer) if answer.payment_id.is_some() => Ok(()),
        Some(answer) => Err(format!("the payment is not there: {:?}", answer.result).into()),
        None => Err(format!("no verified answer: {:?}", exchange.reading.why_unknown()).into()),
    }
}

fn options() -> Result<HashMap<String, String>, String> {
    let mut found = HashMap::new();
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let name = word.strip_prefix("--").ok_or(format!("{word} is not an option\n{USAGE}"))?;
        let value = words.next().ok_or(format!("{word} needs a value\n{USAGE}"))?;
        found.insert(name.to_owned(), value);
    }
    Ok(found)
}
