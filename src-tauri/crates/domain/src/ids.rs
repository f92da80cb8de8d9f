//! Names of things, each a type of its own so that none can stand in another's place.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.hyphenated())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub struct $name(pub String);

        impl $name {
            /// The id as it goes over the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    };
}

uuid_id! {
    /// One order of a buyer: one request for payment that outlives its sessions.
    OrderId
}
uuid_id! {
    /// One fact of the journal.
    FactId
}
uuid_id! {
    /// One desk: the installation that appended a fact. Each device has a chain of its own.
    DeviceId
}
uuid_id! {
    /// One decision of a person to capture, cancel or refund.
    IntentId
}
uuid_id! {
    /// One person who works here, whatever they are called.
    OperatorId
}
uuid_id! {
    /// One request for somebody else's approval.
    ApprovalId
}
uuid_id! {
    /// One process that may send intents. It holds an advisory lock of the operating system for as long as it lives.
    SenderId
}
text_id! {
    /// The short name of a merchant account on this computer, such as `main`.
    AccountName
}
text_id! {
    /// `paymentRequestId`: our id of one attempt to be paid, new for every session (at most 64 characters).
    PaymentRequestId
}
text_id! {
    /// `paymentId`: Antom's id of a payment (at most 64 characters).
    PaymentId
}
text_id! {
    /// `captureRequestId` or `refundRequestId`: our id of one capture or refund, the same for every repeat
    /// (at most 64 characters). A cancel has none on the wire; its intent carries one for our own book.
    OperationId
}
