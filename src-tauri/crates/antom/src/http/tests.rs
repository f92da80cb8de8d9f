//! Certificates are checked: a server that holds the right name but no certificate anybody vouches for is
//! refused before a byte of the request leaves. The key and the certificate beside this file were made for
//! this test and are good for nothing else.

use super::*;
use crate::Region;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use std::sync::Arc;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

fn unfolded(base64: &str) -> Vec<u8> {
    STANDARD.decode(base64.split_whitespace().collect::<String>()).unwrap()
}

fn certificate() -> Vec<u8> {
    unfolded(include_str!("self-signed-certificate.base64"))
}

fn acceptor() -> TlsAcceptor {
    let key = PrivatePkcs8KeyDer::from(unfolded(include_str!("self-signed-key.base64")));
    let chain = vec![CertificateDer::from(certificate())];
    let config = ServerConfig::builder().with_no_client_auth();
    TlsAcceptor::from(Arc::new(config.with_single_cert(chain, PrivateKeyDer::Pkcs8(key)).unwrap()))
}

/// Answers every request that gets through the handshake with an empty 200.
async fn false_antom() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let acceptor = acceptor();
        while let Ok((socket, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(socket).await else { continue };
            let _ = stream.read(&mut [0; 4096]).await;
            let _ =
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n").await;
            let _ = stream.shutdown().await;
        }
    });
    address
}

/// The shipped client, with the name of Antom's host pointing to this machine.
async fn call(change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Result<RawAnswer, TransportError> {
    let gateway = Gateway::region(Region::Asia);
    let here = false_antom().await;
    let builder = client_for(&gateway, Duration::from_secs(10)).resolve(gateway.host(), here);
    let client = change(builder).build();
    // As shipped: a machine with no list of authorities at all refuses everything.
    let client = client.map_err(|_| TransportError::before_sending(TransportFault::Connect))?;
    let transport = HttpTransport { client, gateway: gateway.clone() };
    let path = "/ams/api/v1/payments/refund".to_owned();
    transport.send(SignedRequest::new(gateway, path, Vec::new(), Bytes::from_static(b"{}"))).await
}

fn vouch(builder: ClientBuilder) -> ClientBuilder {
    builder.tls_certs_only([reqwest::Certificate::from_der(&certificate()).unwrap()])
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_is_refused_before_anything_leaves() {
    let refused = TransportError::before_sending(TransportFault::Connect);
    assert_eq!(call(|as_shipped| as_shipped).await, Err(refused));
    assert_eq!(call(|builder| builder.tls_certs_only([])).await, Err(refused));
}

#[tokio::test]
async fn the_same_server_is_reached_once_somebody_vouches_for_it() {
    assert_eq!(call(vouch).await.unwrap().status, 200);
}

#[tokio::test]
async fn plain_http_to_antoms_host_is_not_possible() {
    let gateway = Gateway::region(Region::Asia);
    let client = vouch(client_for(&gateway, Duration::from_secs(10))).build().unwrap();
    let plain = client.post("http://open-sea-global.alipay.com/").send().await.unwrap_err();
    assert!(plain.is_builder(), "refused before it was tried: {plain:?}");
}
