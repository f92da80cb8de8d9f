//! Taking a payment at the counter: the buyer stands at the desk, and one of Antom's browser SDKs runs on this computer
//! (guides 3 and 4).

use serde::{Deserialize, Serialize};

/// Which of Antom's browser SDKs a session is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Sdk {
    /// `AMSCheckoutPage`: Antom's checkout page, embedded (guide 4). The session has a page of its own, too.
    Page,
    /// `AMSCashierPayment`: one method, chosen beforehand (guide 3). There is no page to send a link to.
    OneMethod,
}

impl Sdk {
    /// The class of `@alipay/ams-checkout` that takes the session.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Page => "AMSCheckoutPage",
            Self::OneMethod => "AMSCashierPayment",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_session_goes_to_the_class_its_guide_names() {
        assert_eq!(Sdk::Page.class(), "AMSCheckoutPage");
        assert_eq!(Sdk::OneMethod.class(), "AMSCashierPayment");
    }
}
