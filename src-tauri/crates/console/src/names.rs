//! Names that people type of things Antom keeps lists of: ways to pay, brands of cards, languages of its page.
//!
//! A letter that is wrong makes a link nobody can pay with, so a name is taken only where somebody knows it: the guides, a
//! correction made here, or Antom itself, when it was asked what the account has.

use crate::Console;
use crate::error::ConsoleError;
use crate::form::known_languages;
use crate::methods::Consulted;
use crate::said::{Said, line};
use domain::ids::AccountName;
use domain::near::nearest;
use domain::order::Order;
use domain::profiles::{CARD_BRANDS, is_named, known};
use domain::rules::page_language::is_a_tag;
use ledger::Ledger;

impl Console {
    /// The first way to pay that nobody knows. What the order `before` offered already is taken as it is.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(crate) fn unknown_way(
        &self,
        account: &AccountName,
        methods: &[String],
        before: Option<&Order>,
    ) -> Result<Option<Said>, ConsoleError> {
        let offered = before.map(|order| order.terms.methods.as_slice()).unwrap_or_default();
        let mut strange =
            methods.iter().filter(|method| !is_named(method) && !offered.contains(method)).peekable();
        if strange.peek().is_none() {
            return Ok(None);
        }
        let standing = self.read(Ledger::corrections)?;
        let answers = self.every_consulted(account)?;
        let told: Vec<&str> = answers
            .iter()
            .flat_map(|answer| &answer.options)
            .map(|option| option.method.as_str())
            .chain(standing.iter().map(|(method, _)| method))
            .collect();
        let Some(method) = strange.find(|method| !told.contains(&method.as_str())) else { return Ok(None) };
        let near = nearest(method, known().map(|row| row.method).chain(told.iter().copied()));
        let problem = format!("no way to pay is known as {method}");
        Ok(Some(Said::of(
            "method",
            "unknown-method",
            problem,
            remedy(&near, "what it answers with is taken"),
        )))
    }

    /// A brand of cards that nobody knows.
    ///
    /// # Errors
    /// Whatever keeps the ledger from reading.
    pub(crate) fn unknown_brand(
        &self,
        account: &AccountName,
        brand: Option<&str>,
        before: Option<&Order>,
    ) -> Result<Option<Said>, ConsoleError> {
        let chosen =
            before.and_then(|order| order.terms.by_pay.as_ref()).and_then(|by_pay| by_pay.brand.as_deref());
        let Some(brand) = brand.filter(|brand| !CARD_BRANDS.contains(brand) && Some(*brand) != chosen) else {
            return Ok(None);
        };
        let answers = self.every_consulted(account)?;
        let brands = answers.iter().flat_map(|answer| &answer.options).flat_map(|option| &option.brands);
        let told: Vec<&str> = brands.map(String::as_str).collect();
        if told.contains(&brand) {
            return Ok(None);
        }
        let mut near = nearest(brand, CARD_BRANDS.into_iter().chain(told.iter().copied()));
        if near.is_empty() {
            near.extend(CARD_BRANDS);
        }
        let problem = format!("no brand of cards is known as {brand}");
        Ok(Some(Said::of(
            "card brand",
            "brand",
            problem,
            remedy(&near, "the brands it answers with are taken"),
        )))
    }

    /// Every answer about what this account has that is kept, whatever its age: a method does not lose its name.
    fn every_consulted(&self, account: &AccountName) -> Result<Vec<Consulted>, ConsoleError> {
        let kept = self.read(|ledger| {
            ledger.kept_with(ledger::desk::EVERYBODY, &crate::methods::answers_about(account))
        })?;
        Ok(kept.iter().filter_map(|kept| serde_json::from_str(&kept.value).ok()).collect())
    }
}

fn remedy(near: &[&str], taken: &str) -> String {
    let meant = if near.is_empty() { String::new() } else { format!("Did you mean {}? ", near.join(", ")) };
    format!("{meant}Or ask Antom what the account has (countersign method consult --amount AMOUNT): {taken}.")
}

/// The language of Antom's page: none where it is blank; refused where it is no tag. What the order `before` had already
/// is taken as it is.
pub(crate) fn language(
    field: &'static str,
    text: Option<String>,
    before: Option<&Order>,
) -> Result<Option<String>, Said> {
    let Some(text) = line(field, text, 8)? else { return Ok(None) };
    if is_a_tag(&text) || before.is_some_and(|order| order.terms.locale.as_ref() == Some(&text)) {
        return Ok(Some(text));
    }
    let problem = format!("{text:?} is not a language and its region");
    let remedy = format!(
        "Write it as language_REGION, such as {}; left out, the buyer's browser decides.",
        known_languages().join(", ")
    );
    Err(Said::of(field, "language", problem, remedy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_a_tag_or_left_out() {
        assert_eq!(language("language", Some(" en_US ".into()), None).unwrap().as_deref(), Some("en_US"));
        assert_eq!(language("language", Some(" ".into()), None).unwrap(), None);
        for wrong in ["xx", "en-US", "english"] {
            let said = language("language", Some(wrong.into()), None).unwrap_err();
            assert_eq!(said.code, "language", "{wrong}");
            assert!(said.remedy.contains("en_US") && said.remedy.contains("zh_CN"), "{}", said.remedy);
        }
    }
}
