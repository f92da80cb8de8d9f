//! The buyer at the counter: opens the page, and does what Antom's SDK and its frame do with each other, by HTTP. The SDK
//! itself runs in the window's journeys; here its messages are made by hand, out of the same page and the same answers.

use super::buyer::{attribute, lost};
use super::world::{Live, must, text, unexpected};
use crate::failure::Failure;
use reqwest::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, ORIGIN};
use serde_json::{Value, json};
use std::time::Duration;
use url::Url;
use url::form_urlencoded::Serializer;

/// A counter's page that was opened.
pub struct CounterPage {
    client: reqwest::Client,
    address: Url,
    simulator: Url,
    session: String,
    nonce: String,
}

impl CounterPage {
    /// Opens the page a command serves.
    ///
    /// # Errors
    /// Where it is not served as it must be, or opens twice.
    pub async fn open(live: &mut Live) -> Result<Self, Failure> {
        let told = live.line()?;
        let address = Url::parse(&text(&told, "/address")?)
            .map_err(|error| unexpected(format!("The counter is at no address: {error}")))?;
        let client = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build();
        let client = client.map_err(|error| lost(&error))?;
        let answer = client.get(address.clone()).send().await.map_err(|error| lost(&error))?;
        let policy = answer.headers().get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
        must(policy.is_some_and(|policy| policy.contains("default-src 'none'")), "the page has its policy")?;
        let page = answer.text().await.map_err(|error| lost(&error))?;
        must(page.contains("TRAINING"), "the counter's page says TRAINING")?;
        let given = |name: &str| {
            attribute(&page, name).ok_or_else(|| unexpected(format!("The counter's page lacks {name}.")))
        };
        let (environment, session, nonce) =
            (given("data-environment")?, given("data-session")?, given("data-nonce")?);
        // The embedded page takes an address as its environment, the page for one method a host from the query.
        let host = address.query_pairs().find(|(name, _)| name == "host").map(|(_, host)| host.into_owned());
        let simulator = Url::parse(&host.unwrap_or(environment))
            .map_err(|error| unexpected(format!("The frame is at no address: {error}")))?;
        let again = client.get(address.clone()).send().await.map_err(|error| lost(&error))?;
        must(again.status() == 410, "the address opens once")?;
        let page = Self { client, address, simulator, session, nonce };
        page.has_the_sdk().await?;
        Ok(page)
    }

    async fn has_the_sdk(&self) -> Result<(), Failure> {
        let bundle = self.client.get(self.at(&self.address, "/ams-checkout.js")?).send().await;
        let bundle = bundle.map_err(|error| lost(&error))?.bytes().await.map_err(|error| lost(&error))?;
        must(bundle == console::counter::BUNDLE, "the SDK is served unchanged")?;
        let frame = self.client.get(self.simulator.clone()).send().await.map_err(|error| lost(&error))?;
        must(frame.status() == 200, "the frame's page is there")
    }

    /// What the buyer does in the frame; gives what the frame shows then.
    ///
    /// # Errors
    /// Where the frame answers otherwise than with an event of this code.
    pub async fn act(&mut self, fields: &[(&str, &str)], code: Option<&str>) -> Result<String, Failure> {
        let mut form = Serializer::new(String::new());
        form.append_pair("sessionData", &self.session).extend_pairs(fields);
        let request = self.client.post(self.at(&self.simulator, "/sdk/act")?);
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.finish());
        let answer = request.send().await.map_err(|error| lost(&error))?.text().await;
        let answer: Value = serde_json::from_str(&answer.map_err(|error| lost(&error))?).unwrap_or_default();
        let told = answer.pointer("/code").and_then(Value::as_str);
        must(told == code, &format!("the frame tells {code:?} and not {told:?}"))?;
        if let Some(code) = code {
            self.tell(code).await?;
        }
        text(&answer, "/fragment")
    }

    /// The page tells an event code, as the SDK hands it over.
    async fn tell(&mut self, code: &str) -> Result<(), Failure> {
        let body = json!({ "nonce": self.nonce, "code": code }).to_string();
        let told = self.event(body.clone()).await?;
        must(told.status() == 200, "the event is taken")?;
        let answer = told.text().await.map_err(|error| lost(&error))?;
        must(self.event(body).await?.status() == 403, "its nonce is good once")?;
        self.nonce = text(&serde_json::from_str(&answer).unwrap_or_default(), "/nonce")?;
        Ok(())
    }

    async fn event(&self, body: String) -> Result<reqwest::Response, Failure> {
        let request = self.client.post(self.at(&self.address, "/event")?);
        let origin = self.address.origin().ascii_serialization();
        let request = request.header(ORIGIN, origin).header(CONTENT_TYPE, "application/json").body(body);
        request.send().await.map_err(|error| lost(&error))
    }

    fn at(&self, beside: &Url, path: &str) -> Result<Url, Failure> {
        beside.join(path).map_err(|error| unexpected(format!("There is no {path}: {error}")))
    }
}
