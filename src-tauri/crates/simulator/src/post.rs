//! Posting a notification to an address on this machine.

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper_util::rt::TokioIo;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::gateway::Delivery;
use crate::outbox::accepts;

/// How long a receiver may take, and how long its reply may be.
const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST_REPLY: usize = 64 * 1024;

/// Posts one delivery; `Ok` when the prescribed reply came back.
pub(crate) async fn post(delivery: &Delivery) -> Result<(), String> {
    match timeout(PATIENCE, send(delivery)).await {
        Err(_) => Err("no reply in ten seconds".to_owned()),
        Ok(Err(error)) => Err(format!("not reached: {error}")),
        Ok(Ok((status, body))) if accepts(status, &body) => Ok(()),
        Ok(Ok((status, _))) => Err(format!("HTTP {status} without the prescribed reply")),
    }
}

type Trouble = Box<dyn std::error::Error + Send + Sync>;

async fn send(delivery: &Delivery) -> Result<(u16, Bytes), Trouble> {
    let stream = TcpStream::connect(delivery.address.socket).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let running = tokio::spawn(connection);
    let mut request = hyper::Request::post(&delivery.address.path).header("host", &delivery.address.host);
    for (name, value) in &delivery.headers {
        request = request.header(name, value);
    }
    let answer = sender.send_request(request.body(Full::new(Bytes::from(delivery.body.clone())))?).await;
    let read = match answer {
        Ok(answer) => {
            let status = answer.status().as_u16();
            Limited::new(answer.into_body(), LONGEST_REPLY)
                .collect()
                .await
                .map(|body| (status, body.to_bytes()))
        }
        Err(error) => Err(error.into()),
    };
    running.abort();
    read
}
