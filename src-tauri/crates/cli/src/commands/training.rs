//! Talking to a simulator's control interface: registering keys for Training, and the tour's buyer, clock and faults.

use crate::failure::{Failure, sentence};
use console::ExitClass;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value, json};
use std::time::Duration;
use url::{Host, Url};

/// The client id of Training, unless the simulator has given it away.
const USUAL_CLIENT: &str = "TRAINING_5X00000000000000";
/// A simulator on this computer answers in milliseconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// A simulator's control interface. It is always on this computer: the token goes nowhere else.
pub struct Control {
    base: Url,
    token: String,
    http: reqwest::Client,
}

impl Control {
    /// The interface at this address.
    ///
    /// # Errors
    /// For an address that is not plain http to this computer.
    pub fn new(address: &str, token: &str) -> Result<Self, Failure> {
        let base = Url::parse(address.trim()).ok().filter(is_here).ok_or_else(|| {
            let message = format!("{address:?} is not the address of a simulator on this computer.");
            Failure::usage(
                "bad-simulator",
                message,
                "Give the address it printed, such as http://127.0.0.1:8420.",
            )
        })?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|error| unreachable_simulator(&error))?;
        Ok(Self { base, token: token.trim().to_owned(), http })
    }

    /// The address without a path.
    #[must_use]
    pub fn address(&self) -> String {
        self.base.origin().ascii_serialization()
    }

    /// Reads.
    ///
    /// # Errors
    /// Where it does not answer or refuses.
    pub async fn get(&self, what: &str) -> Result<Value, Failure> {
        self.call(self.http.get(self.url(what)?)).await
    }

    /// Changes.
    ///
    /// # Errors
    /// Where it does not answer or refuses.
    pub async fn post(&self, what: &str, body: &Value) -> Result<Value, Failure> {
        let request =
            self.http.post(self.url(what)?).header(CONTENT_TYPE, "application/json").body(body.to_string());
        self.call(request).await
    }

    /// Antom's public key.
    ///
    /// # Errors
    /// As [`Control::get`].
    pub async fn antom_key(&self) -> Result<String, Failure> {
        let answer = self.get("key").await?;
        let key = answer.get("antom_public_key").and_then(Value::as_str).map(str::to_owned);
        key.ok_or_else(|| not_understood("key"))
    }

    /// A client id that nobody has registered a key for yet.
    ///
    /// # Errors
    /// As [`Control::get`].
    pub async fn free_client_id(&self, account: &str) -> Result<String, Failure> {
        let answer = self.get("clients").await?;
        let clients =
            answer.get("clients").and_then(Value::as_array).ok_or_else(|| not_understood("clients"))?;
        let taken: Vec<&str> =
            clients.iter().filter_map(|client| client.get("client_id")?.as_str()).collect();
        let own = format!("TRAINING_{}", account.to_ascii_uppercase());
        let numbered = (2_u32..).map(|number| format!("{own}_{number}"));
        let mut wishes = [USUAL_CLIENT.to_owned(), own.clone()].into_iter().chain(numbered);
        wishes.find(|wish| !taken.contains(&wish.as_str())).ok_or_else(|| not_understood("clients"))
    }

    /// Makes a merchant's public key known.
    ///
    /// # Errors
    /// As [`Control::post`].
    pub async fn register(&self, client_id: &str, public_key: &str, version: u32) -> Result<(), Failure> {
        let body = json!({ "client_id": client_id, "public_key": public_key, "key_version": version });
        self.post("clients", &body).await.map(drop)
    }

    fn url(&self, what: &str) -> Result<Url, Failure> {
        self.base.join(&format!("/control/v1/{what}")).map_err(|_| not_understood(what))
    }

    async fn call(&self, request: reqwest::RequestBuilder) -> Result<Value, Failure> {
        let sent = request.header(AUTHORIZATION, format!("Bearer {}", self.token)).send().await;
        let answer = sent.map_err(|error| unreachable_simulator(&error))?;
        let status = answer.status();
        let body = answer.bytes().await.map_err(|error| unreachable_simulator(&error))?;
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        if status.is_success() {
            return Ok(body);
        }
        let said = body.pointer("/error/message").and_then(Value::as_str).unwrap_or("no reason given");
        let remedy = if status.as_u16() == 401 {
            "Give the token the simulator printed when it started."
        } else {
            "Correct what it names, then try again."
        };
        let message = sentence(&format!("the simulator refused: {}", console::view::shown(said)));
        Err(Failure::new(ExitClass::Refused, "simulator-refused", message, remedy))
    }
}

/// Plain http to this computer.
fn is_here(url: &Url) -> bool {
    let loopback = match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    loopback && url.scheme() == "http" && url.username().is_empty() && url.password().is_none()
}

fn unreachable_simulator(error: &reqwest::Error) -> Failure {
    let why = if error.is_timeout() { "it does not answer in time" } else { "nothing answers there" };
    let message = format!("The simulator cannot be reached: {why}.");
    Failure::new(
        ExitClass::Network,
        "simulator-unreachable",
        message,
        "Start one and leave it running: countersign simulator",
    )
}

fn not_understood(what: &str) -> Failure {
    let message = format!("What answers under {what} is not the simulator of this version.");
    Failure::new(
        ExitClass::Network,
        "simulator-unknown",
        message,
        "Start the simulator of this program: countersign simulator",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_leaves_this_computer() {
        for here in ["http://127.0.0.1:8420", "http://localhost:1/", "http://[::1]:9"] {
            assert!(Control::new(here, "t").is_ok(), "{here}");
        }
        for elsewhere in [
            "http://192.168.1.2:8420",
            "https://127.0.0.1",
            "http://evil.example",
            "http://127.0.0.1@evil.example",
            "x",
        ] {
            assert_eq!(
                Control::new(elsewhere, "t").err().map(|failure| failure.code).as_deref(),
                Some("bad-simulator"),
                "{elsewhere}"
            );
        }
    }
}
