//! What the form tells of the buyer: who it is, and what is rarely told.

use super::check::Reading;
use super::draft::TripDraft;
use super::items::non_latin_letters;
use super::particulars::{GoesOut, MoreRead};
use super::remark::{Remark, RequestField};
use crate::buyer::{self, BuyerInput};
use crate::counter::Prefill;
use crate::particulars::Particulars;
use crate::trip::is_for_business_account;
use domain::rules::free_text::non_latin;
use domain::rules::issue;
use money::Currency;

impl Reading<'_> {
    /// Who is asked. Where cards are offered, something has to tell who that is.
    pub(super) fn buyer(&mut self, currency: Option<Currency>) -> BuyerInput {
        let draft = self.draft;
        let typed = |text: &String| Some(text.clone());
        let buyer = BuyerInput {
            name: self.said(RequestField::Name, buyer::name(typed(&draft.name))).flatten(),
            email: self.said(RequestField::Email, buyer::email(typed(&draft.email))).flatten(),
            phone: self.said(RequestField::Phone, buyer::phone(typed(&draft.phone))).flatten(),
            buyer_id: self.said(RequestField::BuyerId, buyer::buyer_id(typed(&draft.buyer_id))).flatten(),
            ..BuyerInput::default()
        };
        // An address that is mistyped is told by itself; asking for one on top would only confuse.
        let told = draft.has_contact() || (draft.more.without_contact && draft.offered().is_empty());
        if let Some(currency) = currency
            && let Err(refusal) = issue::buyer_is_known_to_cards(&draft.offered(), currency, told)
        {
            self.wrong.push(Remark::refused(RequestField::Email, "contact-needed", refusal));
        }
        if is_for_business_account(&draft.offered()) {
            self.named(RequestField::Name, &draft.name);
            self.named(RequestField::BuyerId, &draft.buyer_id);
        }
        buyer
    }

    /// What is rarely told: parts of the buyer's name, and what lies beside them.
    pub(super) fn more(&mut self, buyer: BuyerInput) -> (BuyerInput, Particulars, Prefill) {
        let draft = self.draft;
        let goes = GoesOut {
            passengers: draft.trips.iter().any(|trip| matches!(trip, TripDraft::Flight { .. })),
            bill: draft.by_pay.is_some(),
            prefill: draft.by_pay.is_none() && draft.trips.is_empty(),
        };
        let MoreRead { names: [first_name, last_name], particulars, prefill, wrong } = draft.more.read(goes);
        self.wrong.extend(wrong);
        let other = particulars.in_other_letters();
        for (field, what) in
            [(RequestField::ShipTo, "the shipping address"), (RequestField::BillTo, "the billing address")]
        {
            if other.contains(&what) {
                self.warnings.push(non_latin_letters(field));
            }
        }
        for (place, passenger) in particulars.passengers.iter().enumerate() {
            if non_latin(&passenger.name) {
                self.warnings.push(non_latin_letters(RequestField::Passenger).at_item(place));
            }
        }
        (BuyerInput { first_name, last_name, ..buyer }, particulars, prefill)
    }

    /// The page for one product wants the buyer's full name and id (guide 2).
    fn named(&mut self, field: RequestField, text: &str) {
        if text.trim().is_empty() {
            let problem = "Antom needs it for what is sold here";
            self.wrong.push(Remark::new(field, "needed-here", problem, "Fill it in."));
        }
    }
}
