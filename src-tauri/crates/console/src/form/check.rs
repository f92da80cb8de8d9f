//! The form, read as a whole: everything that is to be said, each thing at its field.

use super::draft::RequestDraft;
use super::items::{self, ItemsRead, non_latin_letters};
use super::make::Beside;
use super::read_back;
use super::remark::{Remark, RequestField};
use super::standing::Standing;
use super::trips::{self, Today, TripsChecked, TripsRead};
use crate::Console;
use crate::amount::{AmountRead, Mistyped, read_currency};
use crate::buyer::BuyerInput;
use crate::by_pay::PayInput;
use crate::counter::PageInput;
use crate::draft::Difference;
use crate::error::ConsoleError;
use crate::names;
use crate::reference::reference_taken;
use crate::request::NewRequest;
use crate::said::{self, Said, line};
use crate::saved_cards::CardHolder;
use crate::sentence::moment;
use crate::trip::is_for_business_account;
use domain::fact::CaptureMode;
use domain::ids::{AccountName, OrderId};
use domain::order::Order;
use domain::profiles::BUSINESS_ACCOUNT;
use domain::rules::free_text::{card_like, non_latin};
use domain::rules::issue;
use money::{Currency, Language, Money, parse_typed};
use serde::Serialize;

/// The form, read. `wrong` keeps the link from being made; `warnings` do not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestChecked {
    /// The amount; none where it cannot be read.
    pub amount: Option<AmountRead>,
    /// Price of each line, in the order of the items; none where it cannot be read.
    pub lines: Vec<Option<Money>>,
    /// What the items cost together.
    pub sum: Option<Money>,
    /// What the items lack, or have too much.
    pub difference: Option<Difference>,
    /// The flights and stays.
    pub trips: TripsChecked,
    /// What keeps the link from being made.
    pub wrong: Vec<Remark>,
    /// What should be known.
    pub warnings: Vec<Remark>,
    /// What is read back to the caller.
    pub read_back: String,
}

/// A form that can be made into a request.
pub(super) struct Ready {
    pub new: NewRequest,
    pub beside: Beside,
}

/// A form as it is being read.
pub(super) struct Reading<'a> {
    pub draft: &'a RequestDraft,
    pub wrong: Vec<Remark>,
    pub warnings: Vec<Remark>,
}

impl Console {
    /// Reads a form: the request it asks for, and all that is to be said about it. `order` is the order it belongs to or
    /// takes the place of.
    ///
    /// # Errors
    /// Only what keeps the ledger from reading; mistakes are in the answer.
    pub fn check_request(
        &self,
        draft: &RequestDraft,
        order: Option<OrderId>,
        language: Language,
    ) -> Result<RequestChecked, ConsoleError> {
        Ok(self.read_form(draft, order, language)?.0)
    }

    /// The same, and the request where nothing is wrong.
    pub(super) fn read_form(
        &self,
        draft: &RequestDraft,
        order: Option<OrderId>,
        language: Language,
    ) -> Result<(RequestChecked, Option<Ready>), ConsoleError> {
        let mut form = Reading { draft, wrong: Vec::new(), warnings: Vec::new() };
        let account = self.form_account(&mut form)?;
        let currency = form.currency();
        let amount = currency.and_then(|currency| form.amount(currency));
        let (reference, standing) = self.form_reference(&mut form, order)?;
        let description = form.needed(RequestField::Description, &draft.description, 256);
        let buyer = form.buyer(currency);
        let (buyer, particulars, prefill) = form.more(buyer);
        let saved_cards = self.form_cards(&mut form, account.as_ref(), &buyer)?;
        let read = form.items(currency, amount);
        let trips = form.trips(currency, amount, &Today { now: self.now(), zone: self.zone()? });
        let methods = form.methods(currency, amount);
        let express = form.express(&methods);
        let by_pay = form.by_pay(&methods);
        let counter = form.counter(&methods, &express);
        let before = order.map(|order| self.order(order)).transpose()?;
        self.form_names(&mut form, account.as_ref(), (&methods, by_pay.as_ref()), before.as_ref())?;
        let field = RequestField::Locale;
        let locale = names::language(field.word(), draft.locale.clone(), before.as_ref());
        let locale = form.said(field, locale).flatten();
        let seconds = form.session();
        let note = form.said(RequestField::Note, said::note(&draft.note)).flatten();
        let required = account.zip(amount).zip(description).filter(|_| form.wrong.is_empty());
        let ready = required.map(|((account, amount), description)| Ready {
            new: NewRequest {
                account,
                reference,
                description,
                amount,
                buyer,
                items: read.items,
                trips: trips.trips,
                particulars,
                // Nothing is captured on the page for one product (guide 2).
                capture_mode: if draft.trips.is_empty() {
                    draft.capture_mode
                } else {
                    CaptureMode::Automatic
                },
                methods,
                express,
                saved_cards,
                locale,
                session_seconds: (!draft.ends_by_default()).then_some(seconds),
                life_days: None,
                by_pay,
                page: PageInput { counter, prefill },
                script: None,
            },
            beside: Beside { note, made_from: Some(draft.clone()), waited: false },
        });
        let amount = amount.map(|amount| AmountRead::of(amount, language));
        let script = |read| read_back::script(draft, read, standing.given, language);
        let checked = RequestChecked {
            read_back: amount.as_ref().map(script).unwrap_or_default(),
            amount,
            lines: read.lines,
            sum: read.sum,
            difference: read.difference,
            trips: trips.checked,
            wrong: form.wrong,
            warnings: form.warnings,
        };
        Ok((checked, ready))
    }

    fn form_account(&self, form: &mut Reading<'_>) -> Result<Option<AccountName>, ConsoleError> {
        let chosen = form.draft.account.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let found = match chosen {
            Some(name) => {
                let name = AccountName(name.to_owned());
                self.account_of(&name).map(|_| name)
            }
            None => self.only_account(),
        };
        match found {
            Ok(name) => Ok(Some(name)),
            Err(
                error @ (ConsoleError::UnknownAccount { .. }
                | ConsoleError::NoAccount { .. }
                | ConsoleError::Field { .. }),
            ) => {
                let code = match &error {
                    ConsoleError::Field { .. } => "which-account".to_owned(),
                    other => other.code(),
                };
                form.wrong.push(Remark::new(RequestField::Account, &code, error.to_string(), error.remedy()));
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Ways to pay and a brand of cards that nobody knows.
    fn form_names(
        &self,
        form: &mut Reading<'_>,
        account: Option<&AccountName>,
        (methods, by_pay): (&[String], Option<&PayInput>),
        before: Option<&Order>,
    ) -> Result<(), ConsoleError> {
        let Some(account) = account else { return Ok(()) };
        if let Some(said) = self.unknown_way(account, methods, before)? {
            form.wrong.push(Remark::of(RequestField::Method, said));
        }
        // What is no name at all was said already.
        let brand = by_pay.and_then(|wanted| wanted.brand.as_deref());
        let said_already = form.wrong.iter().any(|remark| remark.field == RequestField::CardBrand);
        if let Some(said) = self.unknown_brand(account, brand, before)?.filter(|_| !said_already) {
            form.wrong.push(Remark::of(RequestField::CardBrand, said));
        }
        Ok(())
    }

    /// The saved cards that are offered: each is one of this buyer's. Flights and stays are paid without cards, and where
    /// one way to pay is asked for none is offered.
    fn form_cards(
        &self,
        form: &mut Reading<'_>,
        account: Option<&AccountName>,
        buyer: &BuyerInput,
    ) -> Result<Vec<String>, ConsoleError> {
        let chosen = &form.draft.saved_cards;
        let has_cards = form.draft.trips.is_empty() && !form.draft.is_one_way();
        let Some(account) = account.filter(|_| !chosen.is_empty() && has_cards) else {
            return Ok(Vec::new());
        };
        let (buyer_id, email) = (buyer.buyer_id.clone(), buyer.email.clone());
        let holder = CardHolder { account: account.clone(), buyer_id, email };
        match self.chosen_cards(&holder, chosen) {
            Ok(_) => Ok(chosen.clone()),
            Err(ConsoleError::Field { problem, remedy, .. }) => {
                form.wrong.push(Remark::new(RequestField::SavedCards, "not-theirs", problem, remedy));
                Ok(Vec::new())
            }
            Err(error) => Err(error),
        }
    }

    /// The order number, and what it means.
    fn form_reference(
        &self,
        form: &mut Reading<'_>,
        order: Option<OrderId>,
    ) -> Result<(Option<String>, Standing), ConsoleError> {
        let field = RequestField::Reference;
        let Some(reference) = form.needed(field, &form.draft.reference, 64) else {
            return Ok((None, Standing::default()));
        };
        let standing = self.standing_of(&reference, order)?;
        if let Some(other) = &standing.taken {
            form.wrong.push(Remark::of(field, reference_taken(other)));
        }
        if let Some(until) = standing.live_until {
            let until = moment(until, self.zone()?);
            let message = format!("the link of order {reference} can still be paid until {until}");
            let remedy = "Send that one again, or wait until it ends.";
            form.warnings.push(Remark::new(field, "live-link", message, remedy));
        }
        Ok((Some(reference), standing))
    }
}

impl Reading<'_> {
    /// What was said well; what was not is remembered at its field.
    pub(super) fn said<T>(&mut self, field: RequestField, said: Result<T, Said>) -> Option<T> {
        said.map_err(|said| self.wrong.push(Remark::of(field, said))).ok()
    }

    fn line(&mut self, field: RequestField, text: Option<String>, most: usize) -> Option<String> {
        self.said(field, line(field.word(), text, most)).flatten()
    }

    /// A text that Antom needs.
    fn needed(&mut self, field: RequestField, text: &str, most: usize) -> Option<String> {
        if text.trim().is_empty() {
            self.wrong.push(Remark::new(field, "empty", "it is empty, and Antom needs it", "Fill it in."));
            return None;
        }
        if non_latin(text) {
            self.warnings.push(non_latin_letters(field));
        }
        self.line(field, Some(text.to_owned()), most)
    }

    fn currency(&mut self) -> Option<Currency> {
        match read_currency(&self.draft.currency) {
            Ok(currency) => Some(currency),
            Err(error) => {
                let (message, remedy) = (error.to_string(), error.remedy());
                self.wrong.push(Remark::new(RequestField::Amount, "currency", message, remedy));
                None
            }
        }
    }

    fn amount(&mut self, currency: Currency) -> Option<Money> {
        if card_like(&self.draft.amount) {
            self.wrong.push(Remark::of(RequestField::Amount, Said::card_number("amount")));
            return None;
        }
        match parse_typed(&self.draft.amount, currency) {
            Ok(amount) => {
                if let Err(refusal) = issue::asks_for_something(amount) {
                    self.wrong.push(Remark::refused(RequestField::Amount, "zero", refusal));
                }
                Some(amount)
            }
            Err(error) => {
                self.wrong.push(Remark::mistyped(RequestField::Amount, Mistyped::of(&error)));
                None
            }
        }
    }

    fn items(&mut self, currency: Option<Currency>, amount: Option<Money>) -> ItemsRead {
        let typed = &self.draft.items;
        let Some(currency) = currency else {
            return ItemsRead { lines: vec![None; typed.len()], ..ItemsRead::default() };
        };
        let mut read = items::read(typed, currency, amount);
        self.wrong.append(&mut read.wrong);
        self.warnings.append(&mut read.warnings);
        read
    }

    fn trips(&mut self, currency: Option<Currency>, amount: Option<Money>, today: &Today) -> TripsRead {
        let mut read = trips::read(&self.draft.trips, currency, amount, today);
        self.wrong.append(&mut read.wrong);
        self.warnings.append(&mut read.warnings);
        let sells_items = !self.draft.items.is_empty();
        if sells_items && !self.draft.trips.is_empty() {
            let problem = "flights and stays are not sold together with other items";
            let remedy = "Leave the items out, or make two requests.";
            self.wrong.push(Remark::new(RequestField::Trip, "trips-and-items", problem, remedy));
        }
        if !sells_items && self.draft.trips.is_empty() && is_for_business_account(&self.draft.methods) {
            let problem = format!("{BUSINESS_ACCOUNT} needs to know what is sold");
            let remedy = "Add an item, a flight or a stay.";
            self.wrong.push(Remark::new(RequestField::Item, "nothing-sold", problem, remedy));
        }
        read
    }
}
