//! How a form offers to pay: the ways, those above the others, one payment instead of a session, and the life of a link.

use super::check::Reading;
use super::remark::{Remark, RequestField};
use crate::by_pay::PayInput;
use crate::draft::checked_methods;
use domain::counter::Sdk;
use domain::rules::at_counter::{self, Part};
use domain::rules::issue;
use money::{Currency, Money};

impl Reading<'_> {
    /// The ways to pay that stand above the others; none where flights and stays have a page of their own, or where one
    /// way is asked for.
    pub(super) fn express(&mut self, methods: &[String]) -> Vec<String> {
        if !self.draft.trips.is_empty() || self.draft.is_one_way() {
            return Vec::new();
        }
        let express = self.said(RequestField::Method, checked_methods(self.draft.express.clone()));
        let express = express.unwrap_or_default();
        if let Err(refusal) = issue::express_is_offered(methods, &express) {
            self.wrong.push(Remark::refused(RequestField::Method, "express-not-offered", refusal));
        }
        express
    }

    pub(super) fn methods(&mut self, currency: Option<Currency>, amount: Option<Money>) -> Vec<String> {
        if !self.draft.trips.is_empty() {
            return self.draft.offered();
        }
        let methods = self.said(RequestField::Method, checked_methods(self.draft.methods.clone()));
        let methods = methods.unwrap_or_default();
        if let Some(amount) = amount.filter(|amount| !amount.is_zero())
            && let Err(refusal) = issue::methods_accept(&methods, amount)
        {
            self.wrong.push(Remark::refused(RequestField::Method, "amount-not-accepted", refusal));
        }
        let mode = self.draft.capture_mode;
        if currency.is_some_and(|currency| issue::nothing_to_capture(mode, &methods, currency)) {
            let warning = issue::Warning::NothingToCapture.to_string();
            let remedy = "Choose automatic capture, or offer cards.";
            self.warnings.push(Remark::new(RequestField::Method, "nothing-to-capture", warning, remedy));
        }
        methods
    }

    /// What is asked of one payment, with everything that does not fit it.
    pub(super) fn by_pay(&mut self, methods: &[String]) -> Option<PayInput> {
        let draft = self.draft;
        let typed = draft.by_pay.as_ref()?;
        let in_a_language = draft.locale.as_deref().is_some_and(|locale| !locale.trim().is_empty());
        let (wanted, wrong) = typed.read(methods, in_a_language, draft.capture_mode);
        self.wrong.extend(wrong);
        Some(wanted)
    }

    /// With which SDK it is paid at the counter. What is sold and the ways to pay have to fit it.
    pub(super) fn counter(&mut self, methods: &[String], express: &[String]) -> Option<Sdk> {
        let sdk = self.draft.counter?;
        if let Some((part, refusal)) = at_counter::misfit(sdk, methods, express) {
            let (field, code) = match part {
                Part::Sold => (RequestField::Counter, "not-at-counter"),
                Part::Methods => (RequestField::Method, "one-method"),
            };
            self.wrong.push(Remark::refused(field, code, refusal));
        }
        Some(sdk)
    }

    pub(super) fn session(&mut self) -> u32 {
        let seconds = self.draft.session_minutes.saturating_mul(60);
        if let Err(refusal) = issue::session_is_in_range(seconds) {
            self.wrong.push(Remark::refused(RequestField::Session, "out-of-range", refusal));
        }
        seconds
    }
}
