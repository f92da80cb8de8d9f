//! What crosses between window and core, written once: [`inputs`], [`views`], [`error`], and the list of commands in
//! `contract/commands.rs`, which `build.rs` and [`crate::dispatch`] include.

pub mod error;
pub mod inputs;
pub mod views;

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::string_slice, reason = "a test may fail loudly")]
mod typescript;

pub use error::CommandError;

/// What a command comes to.
pub type Answer<T> = Result<T, CommandError>;

/// Every type the list of commands names.
pub mod types {
    pub use super::inputs::*;
    pub use super::views::*;
    pub use console::account_history::AccountEvent;
    pub use console::account_test::TestReport;
    pub use console::amount::AmountRead;
    pub use console::attention::Attention;
    pub use console::care::Care;
    pub use console::evidence::EvidenceView;
    pub use console::form::{Deferred, RequestChecked, RequestDefaults, RequestDraft};
    pub use console::holds::Holds;
    pub use console::inquiry::Asked;
    pub use console::keys::KeyShown;
    pub use console::lookup::LookedUp;
    pub use console::methods::{Considered, Consulted, MethodView};
    pub use console::moves::Moves;
    pub use console::operation::{Ask, Prepared, WatchPlan, WouldDo};
    pub use console::people::approve::ApprovalView;
    pub use console::people::trail::TrailEntry;
    pub use console::people::view::Person;
    pub use console::pulse::Pulse;
    pub use console::qr::QrView;
    pub use console::request::{RequestMade, StoppedOffering};
    pub use console::saved_cards::SavedCard;
    pub use console::settings::SettingView;
    pub use console::sharing::Shared;
    pub use console::staged::StagedKey;
    pub use console::view::{AccountView, FoundView, IntentView, KeyView, OrderView, RowView, TallyView};
    pub use domain::ids::OrderId;
    pub use money::Money;
}
