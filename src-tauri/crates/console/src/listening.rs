//! A small HTTP server on this computer: so many calls at a time, each bounded in its headers and in how long it may take
//! to arrive. What a call means and what it is answered is its owner's.

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::Future;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// How long the headers of a call may take to arrive, and its body.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
/// Most bytes of headers.
const LARGEST_HEAD: usize = 16 * 1024;
/// How long to wait before listening again where the system would not let us.
const A_MOMENT: Duration = Duration::from_millis(200);

/// Answers calls until `stop` comes to pass, `at_a_time` of them; the others wait in the system's queue. Calls that have no
/// answer by then get none.
pub(crate) async fn answer_calls<H, A>(
    listener: &TcpListener,
    at_a_time: usize,
    stop: impl Future<Output = ()>,
    hear: H,
) where
    H: Fn(Request<Incoming>) -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Response<Full<Bytes>>> + Send + 'static,
{
    let mut calls = JoinSet::new();
    tokio::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            Some(_) = calls.join_next(), if !calls.is_empty() => {}
            accepted = listener.accept(), if calls.len() < at_a_time => match accepted {
                Ok((stream, _)) => { calls.spawn(connection(stream, hear.clone())); }
                Err(_) => tokio::time::sleep(A_MOMENT).await,
            },
        }
    }
    calls.shutdown().await;
}

async fn connection<H, A>(stream: TcpStream, hear: H)
where
    H: Fn(Request<Incoming>) -> A + Send + Sync + 'static,
    A: Future<Output = Response<Full<Bytes>>> + Send + 'static,
{
    let service = service_fn(|request| {
        let answered = hear(request);
        async move { Ok::<_, Infallible>(answered.await) }
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LARGEST_HEAD)
        .keep_alive(false);
    if let Err(error) = builder.serve_connection(TokioIo::new(stream), service).await {
        tracing::trace!(%error, "a call ended early");
    }
}
