//! What a result code means to a person: what happened, whether money moved, what to do next, and whether the
//! same id is to be sent again (api.md sections 3.1 to 3.9, section 7).
//!
//! A code is explained only under the status the documents give it. With another status, and for codes nobody
//! knows, the signed `resultStatus` decides, because it is what Antom asks merchants to decide by.

use crate::result::ResultStatus;
use money::Language;

mod cancel;
mod capture;
mod card_decline;
mod chinese;
mod consult;
mod create_payment_session;
mod gateway;
mod inquiry_payment;
mod inquiry_refund;
mod pay;
mod refund;

/// Whether this call moved money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moved {
    /// Certainly not.
    No,
    /// Certainly.
    Yes,
    /// Nobody can tell yet.
    Unknown,
    /// Not by this call; an earlier one, or another party, may have. Questions never move money.
    NotThisCall,
}

/// What to do with the id of the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SameId {
    /// Send the same id and body again: the gateway prescribes it.
    Repeat,
    /// Ask first; what the answer says decides.
    InquireFirst,
    /// This id is used up; a further attempt takes a new one.
    NewId,
    /// Send nothing again.
    Never,
}

/// A result code in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// What happened, as a sentence.
    pub what_happened: &'static str,
    /// Whether this call moved money.
    pub money_moved: Moved,
    /// What to do, as a sentence. It never speaks of the request's id.
    pub next_step: &'static str,
    /// What to do with the request's id.
    pub same_id: SameId,
}

/// A result code in the words of one language, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub what_happened: &'static str,
    /// Whether this call moved money.
    pub money_moved: &'static str,
    /// What to do now.
    pub next_step: &'static str,
}

impl Explanation {
    /// The three sentences for people: what happened, whether money moved, what to do now.
    #[must_use]
    pub fn told(&self, language: Language) -> Told {
        let say = |english: &'static str| match language {
            Language::English => english,
            // What has no translation is better read in English than not at all; a test says that there is none.
            Language::Chinese => chinese::chinese(english).unwrap_or(english),
        };
        Told {
            what_happened: say(self.what_happened),
            money_moved: self.money_moved.told(language),
            next_step: say(self.next_step),
        }
    }
}

impl Moved {
    /// The same as a sentence.
    #[must_use]
    pub const fn told(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Self::No) => "No money moved.",
            (Language::English, Self::Yes) => "Money moved.",
            (Language::English, Self::Unknown) => "Whether money moved is not known yet.",
            (Language::English, Self::NotThisCall) => "This call moved no money.",
            (Language::Chinese, Self::No) => "没有资金变动。",
            (Language::Chinese, Self::Yes) => "资金已变动。",
            (Language::Chinese, Self::Unknown) => "资金是否变动尚不清楚。",
            (Language::Chinese, Self::NotThisCall) => "此次调用没有变动资金。",
        }
    }
}

/// One line of a table.
#[derive(Debug, Clone, Copy)]
struct Row {
    code: &'static str,
    status: Status,
    explanation: Explanation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    S,
    F,
    U,
}

impl Status {
    fn agrees_with(self, status: &ResultStatus) -> bool {
        matches!(
            (self, status),
            (Self::S, ResultStatus::S) | (Self::F, ResultStatus::F) | (Self::U, ResultStatus::U)
        )
    }
}

const fn row(
    status: Status,
    code: &'static str,
    money_moved: Moved,
    same_id: SameId,
    what_happened: &'static str,
    next_step: &'static str,
) -> Row {
    Row { code, status, explanation: Explanation { what_happened, money_moved, next_step, same_id } }
}

/// The pseudo-operation under which the outcome of a payment itself is explained:
/// `paymentResultCode` of an inquiry, and the `result` of PAYMENT_RESULT.
pub const PAYMENT: &str = "pay";

/// Tables of an operation, the most specific first.
fn tables(operation: &str) -> [&'static [Row]; 3] {
    let own: &[Row] = match operation {
        "createPaymentSession" => create_payment_session::ROWS,
        "consult" => consult::ROWS,
        "inquiryPayment" => inquiry_payment::ROWS,
        "capture" => capture::ROWS,
        "cancel" => cancel::ROWS,
        "refund" => refund::ROWS,
        "inquiryRefund" => inquiry_refund::ROWS,
        PAYMENT => pay::ROWS,
        _ => &[],
    };
    let declines = if operation == PAYMENT { card_decline::ROWS } else { &[] };
    [own, gateway::ROWS, declines]
}

/// Explains a signed result of an operation, named by its wire name.
#[must_use]
pub fn explain(operation: &str, code: &str, status: &ResultStatus) -> Explanation {
    tables(operation)
        .into_iter()
        .flatten()
        .find(|row| row.code == code && row.status.agrees_with(status))
        .map_or_else(|| by_status(operation, status), |row| adapted(operation, row.explanation))
}

/// Explains a cancel that succeeded on a payment that was authorised and of which nothing had been taken. Antom's answer is
/// the same for every payment, so whoever knows the payment says so.
pub const HOLD_RELEASED: Explanation = cancel::UNTAKEN;

/// Every code the documents give for an operation, the gateway's own among them.
#[must_use]
pub fn codes(operation: &str) -> Vec<&'static str> {
    tables(operation).into_iter().flatten().map(|row| row.code).collect()
}

fn is_question(operation: &str) -> bool {
    operation == "consult" || operation.starts_with("inquiry")
}

/// Rows shared by all operations are written for calls that do something; a question never moves money.
fn adapted(operation: &str, explanation: Explanation) -> Explanation {
    if is_question(operation) {
        Explanation { money_moved: Moved::NotThisCall, ..explanation }
    } else {
        explanation
    }
}

/// What the status alone says.
fn by_status(operation: &str, status: &ResultStatus) -> Explanation {
    if is_question(operation) {
        return question_by_status(status);
    }
    let creates = operation == "createPaymentSession";
    match status {
        ResultStatus::S => Explanation {
            what_happened: "Antom reports success.",
            money_moved: if creates { Moved::No } else { Moved::Yes },
            next_step: "Nothing needs to be done.",
            same_id: SameId::Never,
        },
        ResultStatus::F => Explanation {
            what_happened: "Antom refused, with a reason that is not in its documents.",
            money_moved: Moved::No,
            next_step: "Read Antom's message, correct what it names, and try again.",
            same_id: SameId::NewId,
        },
        _ if creates => Explanation {
            what_happened: "Antom does not know yet whether the session was made.",
            money_moved: Moved::No,
            next_step: "Make a new session, and keep watching the old one.",
            same_id: SameId::NewId,
        },
        _ => Explanation {
            what_happened: "Antom does not know the outcome yet.",
            money_moved: Moved::Unknown,
            next_step: "Ask again until there is a definite answer; do not start another.",
            same_id: SameId::InquireFirst,
        },
    }
}

fn question_by_status(status: &ResultStatus) -> Explanation {
    let (what_happened, next_step, same_id) = match status {
        ResultStatus::S => ("Antom answered the question.", "Read the status in the answer.", SameId::Repeat),
        ResultStatus::F => (
            "Antom refused to answer, with a reason that is not in its documents.",
            "Read Antom's message and correct what it names.",
            SameId::Repeat,
        ),
        _ => ("Antom could not answer the question now.", "Ask again a little later.", SameId::Repeat),
    };
    Explanation { what_happened, money_moved: Moved::NotThisCall, next_step, same_id }
}

#[cfg(test)]
mod tests;
