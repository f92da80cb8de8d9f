//! What a command line puts on the wire: the bytes as they arrive at the simulator's socket.

use crate::shop::Shop;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// Stands before a simulator, hands everything on as it comes and keeps what was sent.
pub struct Tap {
    /// Where it listens.
    pub url: String,
    heard: Arc<Mutex<Vec<u8>>>,
}

impl Tap {
    pub fn before(url: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tap = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            heard: Arc::new(Mutex::new(Vec::new())),
        };
        let (simulator, heard) = (url.strip_prefix("http://").unwrap().to_owned(), Arc::clone(&tap.heard));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(gateway) = TcpStream::connect(&simulator) else { return };
                let (from, to) = (client.try_clone().unwrap(), gateway.try_clone().unwrap());
                let heard = Arc::clone(&heard);
                thread::spawn(move || {
                    hand_on(from, to, |bytes| heard.lock().unwrap().extend_from_slice(bytes))
                });
                thread::spawn(move || hand_on(gateway, client, |_| ()));
            }
        });
        tap
    }

    /// The bodies of every call of an operation, oldest first.
    pub fn bodies(&self, operation: &str) -> Vec<Value> {
        let heard = self.heard.lock().unwrap();
        let text = String::from_utf8_lossy(&heard);
        let calls = text.split("POST /ams/").skip(1).filter_map(|call| call.split_once("\r\n\r\n"));
        let wanted =
            calls.filter(|(head, _)| head.lines().next().unwrap().contains(&format!("/{operation} ")));
        wanted
            .map(|(_, rest)| serde_json::Deserializer::from_str(rest).into_iter().next().unwrap().unwrap())
            .collect()
    }
}

fn hand_on(mut from: TcpStream, mut to: TcpStream, keep: impl Fn(&[u8])) {
    let mut bytes = [0; 16 * 1024];
    while let Ok(read) = from.read(&mut bytes) {
        keep(&bytes[..read]);
        if read == 0 || to.write_all(&bytes[..read]).is_err() {
            break;
        }
    }
    // Either may be gone already.
    let _ = to.shutdown(Shutdown::Write);
}

#[test]
fn what_is_asked_of_one_payment_is_not_taken_for_a_session() {
    let Some(shop) = Shop::open() else { return };
    let words = ["request", "new", "--amount", "SGD 42.00", "--description", "Tea", "--buyer-id", "C-1"];
    shop.run(&[&words[..], &["--method", "CARD", "--three-ds"]].concat()).failed(2, "only-by-pay");
    shop.run(&[&words[..], &["--by", "pay"]].concat()).failed(2, "field-missing");
    let two = ["--by", "pay", "--method", "CARD", "--method", "ALIPAY_CN"];
    shop.run(&[&words[..], &two].concat()).failed(2, "field-missing");
    let nowhere = ["--by", "pay", "--method", "CARD", "--client-ip", "over there"];
    shop.run(&[&words[..], &nowhere].concat()).failed(2, "bad-field");
    assert_eq!(shop.gateway.effects("session_issued").0, 0);
}
