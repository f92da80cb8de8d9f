//! Buyers pay, and Antom tells it at a steady pace.

use crate::shop::{Known, NOTIFIED_AT, Shop, account, lock};
use crate::{Options, Trouble};
use console::receiving::{Address, NotTaken, Receiver, Taken};
use domain::ids::OrderId;
use simulator::{Delivery, Span};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

/// What the receiver made of everything.
#[derive(Default)]
struct Made {
    new: AtomicU64,
    known: AtomicU64,
    refused: AtomicU64,
}

/// Every order is paid and told of; where there are fewer orders than notifications, the first are told of twice. What
/// must hold: each gets the prescribed reply, each order is one fact richer and paid, and no duplicate is a second fact.
pub(crate) async fn flood(shop: &Shop, orders: &[Known], options: Options) -> Result<String, Trouble> {
    let made = Arc::new(Made::default());
    let heard = Arc::clone(&made);
    let address =
        Address::new(([127, 0, 0, 1], 0).into(), &format!("https://shop.example{NOTIFIED_AT}"), None)?;
    let receiver = Receiver::listen(Arc::new(shop.another()?), account(), address, move |taken| {
        let count = match taken {
            Ok(Taken::New { .. }) => &heard.new,
            Ok(Taken::Known { .. }) => &heard.known,
            Err(NotTaken::Unverified { .. } | NotTaken::NotKept { .. }) => &heard.refused,
        };
        count.fetch_add(1, Ordering::Relaxed);
    });
    let receiver = receiver.await?;
    let host = receiver.listens_on().to_string();
    let wanted = options.rate * usize::try_from(options.seconds)?;
    let calls = told(shop, orders, wanted)?;
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(receiver.serve(async move { drop(stopped.await) }));
    let began = Instant::now();
    let mut waited = at_a_pace(&host, calls, options.rate).await?;
    let took = began.elapsed();
    drop(stop);
    served.await?;
    waited.sort_unstable();
    let paid = orders.len().min(wanted);
    let count = |count: &AtomicU64| count.load(Ordering::Relaxed);
    if (count(&made.new), count(&made.known), count(&made.refused))
        != (paid as u64, (wanted - paid) as u64, 0)
    {
        return Err(format!(
            "{paid} payments were told of by {wanted} notifications: {} were new, {} known, {} refused",
            count(&made.new),
            count(&made.known),
            count(&made.refused)
        )
        .into());
    }
    all_paid(shop, orders.iter().take(paid).map(|known| known.order))?;
    let at = |hundredth: usize| waited[(waited.len() - 1) * hundredth / 100].as_secs_f64() * 1e3;
    Ok(format!(
        "{:.0} a second were answered, after {:.0} / {:.0} ms ({:.0}); {paid} payments, each told to the ledger once",
        wanted as f64 / took.as_secs_f64(),
        at(50),
        at(99),
        at(100),
    ))
}

fn all_paid(shop: &Shop, orders: impl Iterator<Item = OrderId>) -> Result<(), Trouble> {
    for order in orders {
        let state = shop.console.show(&order)?.state.state;
        if state != "paid" {
            return Err(format!("an order that Antom told of as paid is {state}").into());
        }
    }
    Ok(())
}

/// Buyers pay; what Antom tells of it is signed here and now, because signing it is the gateway's work and not what is
/// measured. Gives whole HTTP requests.
fn told(shop: &Shop, orders: &[Known], wanted: usize) -> Result<Vec<Vec<u8>>, Trouble> {
    let client = shop.simulator.client_id();
    let gateway = shop.gateway();
    let mut gateway = lock(&gateway);
    let mut calls = Vec::with_capacity(wanted);
    for known in orders.iter().take(wanted) {
        let payment = gateway.buyer_submits(client, &known.request, "ALIPAY_CN", None)?;
        gateway.buyer_pays(&payment)?;
    }
    // A notification leaves some seconds after what it tells. The simulator's own postman finds none left: the gateway is
    // held until all are taken.
    gateway.advance(Span::seconds(10));
    loop {
        let deliveries = gateway.next_deliveries();
        let Some(last) = deliveries.last() else { break };
        gateway.report_delivery(last.notice_id, Ok(()));
        calls.extend(deliveries.iter().map(call));
    }
    let once = calls.len();
    if once == 0 {
        return Err("Antom told nothing".into());
    }
    calls.extend_from_within(..wanted.saturating_sub(once).min(once));
    if calls.len() == wanted {
        Ok(calls)
    } else {
        Err(format!("{} notifications, not {wanted}", calls.len()).into())
    }
}

/// A delivery as the bytes of one HTTP request.
fn call(delivery: &Delivery) -> Vec<u8> {
    let head = [
        ("host", delivery.address.host.clone()),
        ("connection", "close".to_owned()),
        ("content-length", delivery.body.len().to_string()),
    ];
    let headers = head.iter().map(|(name, value)| (*name, value));
    let signed = delivery.headers.iter().map(|(name, value)| (name.as_str(), value));
    let lines: String = headers.chain(signed).map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let start = format!("POST {} HTTP/1.1\r\n{lines}\r\n", delivery.address.path);
    [start.as_bytes(), &delivery.body].concat()
}

/// Posts them at so many a second, each on a connection of its own and whatever became of those before; gives what each
/// waited from the moment it was to leave.
async fn at_a_pace(host: &str, calls: Vec<Vec<u8>>, rate: usize) -> Result<Vec<Duration>, Trouble> {
    let began = tokio::time::Instant::now();
    let mut posted = Vec::with_capacity(calls.len());
    for (number, call) in calls.into_iter().enumerate() {
        let leaves = began + Duration::from_secs_f64(number as f64 / rate as f64);
        tokio::time::sleep_until(leaves).await;
        let host = host.to_owned();
        posted.push(tokio::spawn(async move { post(&host, &call).await.map(|()| leaves.elapsed()) }));
    }
    let mut waited = Vec::with_capacity(posted.len());
    for post in posted {
        waited.push(post.await??);
    }
    Ok(waited)
}

async fn post(host: &str, call: &[u8]) -> Result<(), Trouble> {
    let mut stream = TcpStream::connect(host).await?;
    stream.write_all(call).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
    let reply: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    let is_prescribed = answer.starts_with("HTTP/1.1 200") && reply["result"]["resultCode"] == "SUCCESS";
    if is_prescribed { Ok(()) } else { Err(format!("a notification was answered {answer:?}").into()) }
}
