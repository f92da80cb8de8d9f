//! The buyer: opens the link, reads the page's form, fills it in and sends it, as a browser would.

use super::world::{must, unexpected};
use crate::failure::Failure;
use reqwest::header::{CONTENT_TYPE, LOCATION};
use std::time::Duration;
use url::Url;
use url::form_urlencoded::Serializer;

/// A browser without scripts.
pub struct Browser(reqwest::Client);

impl Browser {
    /// A browser.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn new() -> Result<Self, Failure> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(10))
            .redirect(reqwest::redirect::Policy::none())
            .build();
        client.map(Self).map_err(|error| lost(&error))
    }

    /// Pays through a link with a method, and with a test card where the method is CARD.
    ///
    /// # Errors
    /// Where the page does not offer it, or does not say that it was paid.
    pub async fn pay(&self, link: &str, method: &str, card: Option<&str>) -> Result<(), Failure> {
        let address =
            Url::parse(link).map_err(|error| unexpected(format!("The link is not an address: {error}")))?;
        let page = self.open(address.clone()).await?;
        must(page.contains("TRAINING"), "the payment page says TRAINING")?;
        let form = Form::read(&page).ok_or_else(|| unexpected("The payment page has no form.".to_owned()))?;
        must(page.contains(&format!("value=\"{method}\"")), "the payment page offers the method")?;
        let mut fields = form.hidden.clone();
        fields.push(("method".to_owned(), method.to_owned()));
        fields.extend(card.map(|card| ("card".to_owned(), card.to_owned())));
        fields.push(("act".to_owned(), "pay".to_owned()));
        let target = address
            .join(&form.action)
            .map_err(|error| unexpected(format!("The form leads nowhere: {error}")))?;
        let done = self.send(target, &fields).await?;
        must(done.contains("Payment successful"), "the payment page thanks the buyer")
    }

    /// Enters a card on the page of one payment, and says yes where the bank asks. Gives the last page.
    ///
    /// # Errors
    /// Where a page cannot be reached or has no form.
    pub async fn pay_by_card(&self, link: &str, card: &str) -> Result<String, Failure> {
        let address =
            Url::parse(link).map_err(|error| unexpected(format!("The link is not an address: {error}")))?;
        let mut page = self.open(address.clone()).await?;
        must(page.contains("TRAINING"), "the payment page says TRAINING")?;
        must(page.contains(&format!("value=\"{card}\"")), "the payment page takes the card")?;
        // The card, and then the bank's question.
        for card in [Some(card), None] {
            let Some(form) = Form::read(&page) else { break };
            let mut fields = form.hidden.clone();
            fields.extend(card.map(|card| ("card".to_owned(), card.to_owned())));
            fields.push(("act".to_owned(), "pay".to_owned()));
            let target = address
                .join(&form.action)
                .map_err(|error| unexpected(format!("The form leads nowhere: {error}")))?;
            page = self.send(target, &fields).await?;
        }
        Ok(page)
    }

    async fn open(&self, address: Url) -> Result<String, Failure> {
        let answer = self.0.get(address).send().await.map_err(|error| lost(&error))?;
        answer.text().await.map_err(|error| lost(&error))
    }

    async fn send(&self, target: Url, fields: &[(String, String)]) -> Result<String, Failure> {
        let body = Serializer::new(String::new()).extend_pairs(fields).finish();
        let request =
            self.0.post(target.clone()).header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body);
        let answer = request.send().await.map_err(|error| lost(&error))?;
        let onward = answer
            .headers()
            .get(LOCATION)
            .and_then(|place| place.to_str().ok())
            .and_then(|place| target.join(place).ok());
        match onward {
            Some(next) => self.open(next).await,
            None => answer.text().await.map_err(|error| lost(&error)),
        }
    }
}

pub(super) fn lost(error: &reqwest::Error) -> Failure {
    unexpected(format!("The payment page cannot be reached: {error}"))
}

/// The first form of a page: where it goes and what it carries unseen.
#[derive(Debug, PartialEq, Eq)]
struct Form {
    action: String,
    hidden: Vec<(String, String)>,
}

impl Form {
    fn read(page: &str) -> Option<Self> {
        let (_, rest) = page.split_once("<form ")?;
        let (form, _) = rest.split_once("</form>")?;
        let (opening, _) = form.split_once('>')?;
        let hidden = form
            .split("<input ")
            .filter_map(|part| part.split_once('>').map(|(tag, _)| tag))
            .filter(|tag| attribute(tag, "type").as_deref() == Some("hidden"))
            .filter_map(|tag| Some((attribute(tag, "name")?, attribute(tag, "value")?)))
            .collect();
        Some(Self { action: attribute(opening, "action")?, hidden })
    }
}

pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    let plain = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    Some(plain.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_with_what_it_carries_unseen() {
        let page = "<p>x</p><form method=\"post\" action=\"/go?a=1&amp;b=2\"><input type=\"hidden\" name=\"s\" value=\"a+/=&amp;&amp;&quot;\">\
                    <input type=\"radio\" name=\"method\" value=\"CARD\"></form>";
        let form = Form::read(page).unwrap();
        assert_eq!(
            form,
            Form { action: "/go?a=1&b=2".into(), hidden: vec![("s".into(), "a+/=&&\"".into())] }
        );
        assert_eq!(Form::read("<p>nothing</p>"), None);
    }
}
