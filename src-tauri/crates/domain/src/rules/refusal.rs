//! Why something may not be done now, and what would lift it.

use crate::people::Saying;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Why something may not be done now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{reason}")]
pub struct Refusal {
    /// The stable code.
    pub code: RefusalCode,
    /// One sentence with the figures.
    pub reason: String,
    /// What would lift it.
    pub lift: Lift,
    /// The reason as a code with its figures and names, where it is one of the rules about people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Saying>,
}

impl Refusal {
    /// One with its sentence.
    #[must_use]
    pub fn new(code: RefusalCode, reason: impl Into<String>, lift: Lift) -> Self {
        Self { code, reason: reason.into(), lift, said: None }
    }

    /// Whether a value is at fault that can be told from the value alone, however things stand.
    #[must_use]
    pub const fn is_about_a_value(&self) -> bool {
        // Why somebody is refused or suspended is always written; other reasons are asked for by how things stand.
        self.code.is_about_a_value()
            || matches!(self.said, Some(Saying::RefusalReasoned | Saying::SuspensionReasoned))
    }

    /// One of the rules about people.
    #[must_use]
    pub fn of(code: RefusalCode, said: Saying, lift: Lift) -> Self {
        Self { code, reason: said.to_string(), lift, said: Some(said) }
    }
}

/// What would lift a refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "what", rename_all = "kebab-case")]
pub enum Lift {
    /// The passing of time: it is permitted from then on.
    At(DateTime<Utc>),
    /// Somebody else: who.
    Person(String),
    /// Any of these people, by name.
    People(Vec<String>),
    /// Something the person can do instead, or first.
    Act(String),
    /// Nothing.
    Never,
}

impl std::fmt::Display for Lift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::At(at) => write!(f, "possible from {}", crate::windows::spoken(*at)),
            Self::Person(who) => write!(f, "ask {who}"),
            Self::People(names) => write!(f, "ask {}", either(names)),
            Self::Act(what) => f.write_str(what),
            Self::Never => f.write_str("nothing lifts this"),
        }
    }
}

/// Names as people list them to choose from: `Lena, Daniel or Tom`.
#[must_use]
pub fn either(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} or {last}", rest.join(", ")),
    }
}

pub(crate) fn act(what: impl Into<String>) -> Lift {
    Lift::Act(what.into())
}

macro_rules! refusal_codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// Why something may not be done. The codes are stable: scripts may rely on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum RefusalCode {
            $($(#[$doc])* #[serde(rename = $code)] $name,)*
        }

        impl RefusalCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as it stands in output.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }
        }
    };
}

refusal_codes! {
    /// The payment is not of this order.
    UnknownPayment = "unknown-payment",
    /// The intent is not of this order.
    UnknownIntent = "unknown-intent",
    /// The buyer has submitted nothing.
    NothingSubmitted = "nothing-submitted",
    /// The buyer has not paid yet.
    NotPaidYet = "not-paid-yet",
    /// How the payment stands is not known.
    StatusUnknown = "status-unknown",
    /// The payment failed.
    PaymentFailed = "payment-failed",
    /// The payment is cancelled.
    PaymentCancelled = "payment-cancelled",
    /// Antom itself returns this payment.
    AntomReturnsIt = "antom-returns-it",
    /// A dispute is open.
    Disputed = "disputed",
    /// A cancel of this payment is open.
    CancelOpen = "cancel-open",
    /// A capture of this payment is open.
    CaptureOpen = "capture-open",
    /// A refund of this payment is open.
    RefundOpen = "refund-open",
    /// The payment was captured.
    AlreadyCaptured = "already-captured",
    /// Some of the payment was refunded.
    AlreadyRefunded = "already-refunded",
    /// The hold was not captured, so there is nothing to give back.
    NothingTaken = "nothing-taken",
    /// More than is available.
    MoreThanAvailable = "more-than-available",
    /// Nothing is available any more.
    NothingLeft = "nothing-left",
    /// The amount is zero.
    ZeroAmount = "zero-amount",
    /// The amount is in another currency.
    CurrencyDiffers = "currency-differs",
    /// The method does not accept this amount.
    AmountNotAccepted = "amount-not-accepted",
    /// A capture is of the whole amount.
    NotFullAmount = "not-full-amount",
    /// The method takes the money at once.
    NothingToCapture = "nothing-to-capture",
    /// Antom captures by itself.
    CaptureIsAutomatic = "capture-is-automatic",
    /// The hold has ended.
    HoldEnded = "hold-ended",
    /// The method cannot be refunded.
    RefundsNotOffered = "refunds-not-offered",
    /// The method cannot be refunded in part.
    PartialNotOffered = "partial-not-offered",
    /// The method can be refunded once only.
    OneRefundOnly = "one-refund-only",
    /// The refund window is over.
    RefundWindowOver = "refund-window-over",
    /// The same amount was refunded within 24 hours, or a dispute is open: a written reason is needed.
    ReasonNeeded = "reason-needed",
    /// The same amount was refunded within 24 hours for the same reason: another one is needed.
    ReasonRepeated = "reason-repeated",
    /// The reason is longer than Antom accepts.
    ReasonTooLong = "reason-too-long",
    /// A text contains something like a card number.
    CardNumber = "card-number",
    /// The cancel window is over.
    CancelWindowOver = "cancel-window-over",
    /// The method cannot be cancelled.
    CancelNotOffered = "cancel-not-offered",
    /// The intent is not waiting to leave.
    NotWaiting = "not-waiting",
    /// It is not proven that the intent never arrived.
    NotProven = "not-proven",
    /// The intent is too old to be sent again by itself.
    TooOld = "too-old",
    /// The gateway's limit of repeats is reached.
    RepeatsUsedUp = "repeats-used-up",
    /// The order is closed.
    OrderClosed = "order-closed",
    /// Something of the order is still open, and its evidence is needed.
    StillOpen = "still-open",
    /// The request's own life is over.
    RequestOver = "request-over",
    /// The order is paid or authorised.
    OrderPaid = "order-paid",
    /// The shop keeps what was paid on a request that this one is in the place of.
    PaidBefore = "paid-before",
    /// The order was paid and cancelled or given back.
    OrderEnded = "order-ended",
    /// A payment is under way.
    PaymentUnderWay = "payment-under-way",
    /// A link of this order can still be paid.
    LinkIsLive = "link-is-live",
    /// A link is being asked for.
    LinkBeingMade = "link-being-made",
    /// A field is empty.
    FieldMissing = "field-missing",
    /// A field is too long.
    FieldTooLong = "field-too-long",
    /// A length of time is out of range.
    TimeOutOfRange = "time-out-of-range",
    /// A field has not the form Antom needs.
    FieldMalformed = "field-malformed",
    /// The lines do not come to the order's amount.
    GoodsNotEqual = "goods-not-equal",
    /// A method's profile is so already.
    ProfileUnchanged = "profile-unchanged",
    /// A part of a method's profile that no edit changes.
    ProfileNeverChanges = "profile-never-changes",
    /// An edit allows more, and what the guide says was not shown yet.
    GuideNotShown = "guide-not-shown",
    /// The buyer's phone has no country code.
    PhoneWithoutCountry = "phone-without-country",
    /// Cards are offered and no contact of the buyer is given.
    BuyerContactNeeded = "buyer-contact-needed",
    /// A method is to stand above the others that cannot, or that is not offered.
    ExpressNotOffered = "express-not-offered",
    /// It is paid on a page that cannot be embedded at the counter.
    NotAtCounter = "not-at-counter",
    /// It is paid at the counter and has no link to hand out.
    PaidAtCounter = "paid-at-counter",
    /// Nobody is signed in.
    SignInNeeded = "sign-in-needed",
    /// The person is suspended.
    OperatorSuspended = "operator-suspended",
    /// There is nobody of that name.
    UnknownOperator = "unknown-operator",
    /// The person lacks a right.
    RightMissing = "right-missing",
    /// It is above the person's limit, and nobody here could approve it.
    LimitPassed = "limit-passed",
    /// A second person has to agree.
    ApprovalNeeded = "approval-needed",
    /// Somebody would be given what the giver does not hold.
    GrantsMoreThanHeld = "grants-more-than-held",
    /// The last admin cannot lose the role.
    LastAdmin = "last-admin",
    /// The name is somebody's, or was.
    NameTaken = "name-taken",
    /// The role is a shipped one, or somebody has it.
    RoleUnfit = "role-unfit",
    /// There is no such role.
    UnknownRole = "unknown-role",
    /// An approval was given, refused, taken back or has lapsed.
    ApprovalOver = "approval-over",
    /// Nobody approves what they ask for themselves.
    OwnApproval = "own-approval",
    /// Something about this payment waits for approval already.
    ApprovalOpen = "approval-open",
    /// What is to be approved is not what was asked for.
    ApprovalDiffers = "approval-differs",
}

impl RefusalCode {
    /// Whether a value is at fault that can be told from the value alone: it is missing, too long, of another form, zero
    /// or out of its range. Everything else is refused for how things stand.
    #[must_use]
    pub const fn is_about_a_value(self) -> bool {
        matches!(
            self,
            Self::FieldMissing
                | Self::FieldTooLong
                | Self::FieldMalformed
                | Self::ReasonTooLong
                | Self::TimeOutOfRange
                | Self::ZeroAmount
        )
    }

    /// Whether what was named is not there.
    #[must_use]
    pub const fn is_about_nothing_there(self) -> bool {
        matches!(self, Self::UnknownOperator | Self::UnknownRole)
    }
}

impl std::fmt::Display for RefusalCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
