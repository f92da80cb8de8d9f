//! Requests as people type them into a form.
//!
//! A form is text: nothing in it is made into a number before it is read here, and nothing that was typed is lost
//! because something else is wrong with it. The rules are those of every other request; a form only shows all that is
//! to be said at once, each at its field.

mod check;
mod defaults;
pub(crate) mod deferred;
mod draft;
mod items;
mod keep;
mod make;
mod offer;
mod particulars;
mod pay;
mod read_back;
mod remark;
mod standing;
mod told;
mod trips;

pub use check::RequestChecked;
pub(crate) use defaults::known_languages;
pub use defaults::{Kept, LocaleChoice, MethodChoice, RequestDefaults};
pub use deferred::Deferred;
pub use draft::{GoodsDraft, ItemDraft, RequestDraft, TripDraft};
pub(crate) use make::Beside;
pub use particulars::{MoreDraft, PassengerDraft, PlaceDraft, RecipientDraft};
pub use pay::PayDraft;
pub use remark::{Remark, RequestField};
pub use trips::{TripLine, TripsChecked};

pub use crate::draft::{Difference, Direction};
