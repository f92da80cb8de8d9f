//! What goes into a command. A key that is not known is refused: the window and the core are of one version.

use domain::account::Environment;
use domain::ids::{AccountName, IntentId, OrderId};
use serde::Deserialize;

macro_rules! inputs {
    ($($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $field:ident: $kind:ty,)* })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Deserialize)]
            #[serde(deny_unknown_fields)]
            #[cfg_attr(test, derive(ts_rs::TS))]
            pub struct $name {
                $($(#[$of])* pub $field: $kind,)*
            }
        )*
    };
}

inputs! {
    /// Where the page hears.
    Hear {
        /// The channel, as Tauri's own script writes it.
        channel: String,
    }
    /// A name and its value.
    Preference {
        /// The name.
        name: String,
        /// The value.
        value: String,
    }
    /// One environment.
    InEnvironment {
        /// Which.
        environment: Environment,
    }
    /// A page of a search.
    Search {
        /// In the language of searches; empty for everything.
        query: String,
        /// How many rows at most.
        limit: u32,
        /// `next` of the page before.
        after: Option<String>,
    }
    /// One order.
    OfOrder {
        /// Which.
        order: OrderId,
    }
    /// Any number or id.
    OfId {
        /// As it was typed.
        id: String,
    }
    /// A link to be given out.
    Share {
        /// Whose.
        order: OrderId,
        /// How.
        channel: console::sharing::Channel,
    }
    /// A new link of the same request.
    Reissue {
        /// Of which.
        order: OrderId,
        /// The person knows that the old link can still be paid.
        accept_live: bool,
    }
    /// An act on an order with a reason.
    WithReason {
        /// Which order.
        order: OrderId,
        /// Why.
        reason: Option<String>,
    }
    /// A note for colleagues.
    Note {
        /// Beside which order.
        order: OrderId,
        /// The note.
        text: String,
    }
    /// What was confirmed.
    Confirm {
        /// The token of [`console::operation::Prepared`].
        token: String,
    }
    /// One capture, cancel or refund.
    OfIntent {
        /// Which.
        intent: IntentId,
    }
    /// One account.
    OfAccount {
        /// Its name.
        account: AccountName,
    }
    /// One key of an account.
    OfKey {
        /// The account.
        account: AccountName,
        /// Which of its keys.
        fingerprint: String,
    }
    /// A stretch by which the simulator's clock is moved ahead.
    MoveClock {
        /// In seconds.
        seconds: u32,
    }
    /// A fault of the simulator.
    SetFault {
        /// The wire name of the operation it meets, or `*`.
        operation: String,
        /// What goes wrong.
        kind: String,
        /// How often.
        times: u32,
    }
    /// A text.
    Text {
        /// It.
        text: String,
    }
}
