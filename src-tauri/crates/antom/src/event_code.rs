//! The event codes of Antom's browser SDK (guides 3 and 4): what the buyer's page says has happened, and what staff do.
//!
//! A browser says whatever its user wants, so an event is never a result: it is a sentence to show and a reason to ask
//! with `inquiryPayment`. A code that is not in the guides is none of these.

use crate::results::Told;
use money::Language;

/// Everything the SDK tells by `onEventCallback` or `onError`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventCode {
    /// `SDK_START_OF_LOADING`.
    StartOfLoading,
    /// `SDK_END_OF_LOADING`.
    EndOfLoading,
    /// `SDK_PAYMENT_SUCCESSFUL`.
    PaymentSuccessful,
    /// `SDK_PAYMENT_PROCESSING`.
    PaymentProcessing,
    /// `SDK_PAYMENT_FAIL`.
    PaymentFail,
    /// `SDK_PAYMENT_CANCEL`.
    PaymentCancel,
    /// `SDK_PAYMENT_ERROR`.
    PaymentError,
    /// `SDK_PAYMENT_CLICK_BACK_TO_MERCHANT`.
    ClickBackToMerchant,
    /// `SDK_INTERNAL_ERROR`.
    InternalError,
    /// `SDK_CREATEPAYMENT_PARAMETER_ERROR`.
    CreatePaymentParameterError,
    /// `SDK_INIT_PARAMETER_ERROR`.
    InitParameterError,
    /// `SDK_CREATECOMPONENT_ERROR`.
    CreateComponentError,
    /// `SDK_CALL_URL_ERROR`.
    CallUrlError,
}

impl EventCode {
    /// Every code of the guides.
    pub const ALL: [Self; 13] = [
        Self::StartOfLoading,
        Self::EndOfLoading,
        Self::PaymentSuccessful,
        Self::PaymentProcessing,
        Self::PaymentFail,
        Self::PaymentCancel,
        Self::PaymentError,
        Self::ClickBackToMerchant,
        Self::InternalError,
        Self::CreatePaymentParameterError,
        Self::InitParameterError,
        Self::CreateComponentError,
        Self::CallUrlError,
    ];

    /// The code as the SDK spells it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::StartOfLoading => "SDK_START_OF_LOADING",
            Self::EndOfLoading => "SDK_END_OF_LOADING",
            Self::PaymentSuccessful => "SDK_PAYMENT_SUCCESSFUL",
            Self::PaymentProcessing => "SDK_PAYMENT_PROCESSING",
            Self::PaymentFail => "SDK_PAYMENT_FAIL",
            Self::PaymentCancel => "SDK_PAYMENT_CANCEL",
            Self::PaymentError => "SDK_PAYMENT_ERROR",
            Self::ClickBackToMerchant => "SDK_PAYMENT_CLICK_BACK_TO_MERCHANT",
            Self::InternalError => "SDK_INTERNAL_ERROR",
            Self::CreatePaymentParameterError => "SDK_CREATEPAYMENT_PARAMETER_ERROR",
            Self::InitParameterError => "SDK_INIT_PARAMETER_ERROR",
            Self::CreateComponentError => "SDK_CREATECOMPONENT_ERROR",
            Self::CallUrlError => "SDK_CALL_URL_ERROR",
        }
    }

    /// The event of a code; none for a code that is not in the guides.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|event| event.as_str() == code)
    }

    /// Whether the gateway is asked how the payment stands: after everything but the animation.
    #[must_use]
    pub const fn leads_to_an_inquiry(self) -> bool {
        !matches!(self, Self::StartOfLoading | Self::EndOfLoading)
    }

    /// What to tell staff. Whether money moved is never the browser's to say.
    #[must_use]
    pub const fn told(self, language: Language) -> Told {
        let (what_happened, next_step) = match language {
            Language::English => self.english(),
            Language::Chinese => self.chinese(),
        };
        let money_moved = match language {
            Language::English => "Only Antom's answer tells whether money moved.",
            Language::Chinese => "资金是否变动只以 Antom 的应答为准。",
        };
        Told { what_happened, money_moved, next_step }
    }

    const fn english(self) -> (&'static str, &'static str) {
        match self {
            Self::StartOfLoading => ("Antom's page is being loaded.", "Wait a moment."),
            Self::EndOfLoading => ("Antom's page is ready.", "Let the buyer pay."),
            Self::PaymentSuccessful => {
                ("The buyer's page says that it was paid.", "Wait until Antom has confirmed it.")
            }
            Self::PaymentProcessing => (
                "The buyer's page says that the payment is under way.",
                "Wait until Antom tells the outcome.",
            ),
            Self::PaymentFail => (
                "The buyer's page says that the payment failed.",
                "Once Antom has confirmed it, let the buyer try again.",
            ),
            Self::PaymentCancel => (
                "The buyer left the page without paying.",
                "Open the page again while its session lives, or make a new one.",
            ),
            Self::PaymentError => (
                "The buyer's page could not finish the payment.",
                "Look at what Antom says; then let the buyer try again.",
            ),
            Self::ClickBackToMerchant => {
                ("The buyer is done with the page.", "Look at what Antom says about the payment.")
            }
            Self::InternalError => ("Antom's page had an internal error.", "Ask Antom's support."),
            Self::CreatePaymentParameterError => (
                "The page was given a session that is wrong or incomplete.",
                "Make a new session; if it happens again, ask for help with this program.",
            ),
            Self::InitParameterError => (
                "The page was opened with a wrong setting.",
                "Open it again; if it happens again, ask for help with this program.",
            ),
            Self::CreateComponentError => (
                "The page could not show the form.",
                "Open it again; if it happens again, ask Antom's support.",
            ),
            Self::CallUrlError => (
                "The app to pay with could not be opened.",
                "Let the buyer choose another way to pay, or ask Antom's support.",
            ),
        }
    }

    const fn chinese(self) -> (&'static str, &'static str) {
        match self {
            Self::StartOfLoading => ("正在加载付款页面。", "请稍候。"),
            Self::EndOfLoading => ("付款页面已就绪。", "请买家付款。"),
            Self::PaymentSuccessful => ("买家的页面显示已付款。", "请等待 Antom 确认。"),
            Self::PaymentProcessing => ("买家的页面显示付款正在处理。", "请等待 Antom 的结果。"),
            Self::PaymentFail => ("买家的页面显示付款失败。", "待 Antom 确认后，请买家重试。"),
            Self::PaymentCancel => ("买家未付款即离开页面。", "会话有效时可再次打开页面，否则请新建会话。"),
            Self::PaymentError => ("买家的页面未能完成付款。", "请查看 Antom 的结果，然后请买家重试。"),
            Self::ClickBackToMerchant => ("买家已离开结果页面。", "请查看 Antom 关于这笔付款的结果。"),
            Self::InternalError => ("Antom 的页面发生内部错误。", "请联系 Antom 支持。"),
            Self::CreatePaymentParameterError => {
                ("页面收到的会话有误或不完整。", "请新建会话；若再次发生，请寻求本程序的支持。")
            }
            Self::InitParameterError => {
                ("页面打开时的设置有误。", "请再次打开；若再次发生，请寻求本程序的支持。")
            }
            Self::CreateComponentError => {
                ("页面未能显示表单。", "请再次打开；若再次发生，请联系 Antom 支持。")
            }
            Self::CallUrlError => ("未能打开付款应用。", "请买家换一种支付方式，或联系 Antom 支持。"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_code_of_guides_3_and_4_is_known_and_no_other() {
        for code in [
            "SDK_START_OF_LOADING",
            "SDK_END_OF_LOADING",
            "SDK_INTERNAL_ERROR",
            "SDK_CREATEPAYMENT_PARAMETER_ERROR",
            "SDK_INIT_PARAMETER_ERROR",
            "SDK_CREATECOMPONENT_ERROR",
            "SDK_CALL_URL_ERROR",
            "SDK_PAYMENT_SUCCESSFUL",
            "SDK_PAYMENT_PROCESSING",
            "SDK_PAYMENT_FAIL",
            "SDK_PAYMENT_CANCEL",
            "SDK_PAYMENT_ERROR",
            "SDK_PAYMENT_CLICK_BACK_TO_MERCHANT",
        ] {
            assert_eq!(EventCode::of(code).map(EventCode::as_str), Some(code));
        }
        let codes: BTreeSet<&str> = EventCode::ALL.map(EventCode::as_str).into();
        assert_eq!(codes.len(), EventCode::ALL.len());
        for other in ["", "SUCCESS", "sdk_payment_successful", "SDK_PAYMENT_SUCCESSFUL "] {
            assert_eq!(EventCode::of(other), None, "{other}");
        }
    }

    #[test]
    fn no_event_is_taken_for_a_result() {
        for event in EventCode::ALL {
            let loading = event.as_str().ends_with("LOADING");
            assert_eq!(event.leads_to_an_inquiry(), !loading, "{event:?}");
            let told = event.told(Language::English);
            assert!(told.money_moved.contains("Only Antom"), "{event:?}");
            assert!(!told.what_happened.starts_with("The payment"), "the page says it, not we: {told:?}");
        }
        assert!(EventCode::PaymentSuccessful.told(Language::English).next_step.contains("confirmed"));
    }

    #[test]
    fn every_event_has_words_of_its_own_in_both_languages() {
        let mut seen = BTreeSet::new();
        for event in EventCode::ALL {
            let (english, chinese) = (event.told(Language::English), event.told(Language::Chinese));
            for text in [english.what_happened, english.next_step] {
                assert!(text.is_ascii() && text.ends_with('.'), "{text}");
            }
            for text in [chinese.what_happened, chinese.money_moved, chinese.next_step] {
                assert!(!text.is_ascii() && text.ends_with('。'), "{text}");
            }
            assert!(seen.insert(english.what_happened) && seen.insert(chinese.what_happened), "{event:?}");
        }
    }
}
