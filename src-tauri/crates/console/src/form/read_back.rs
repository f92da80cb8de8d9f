//! What is read back to the caller, so that a wrong amount or a wrong address is heard before it matters.

use super::draft::RequestDraft;
use super::standing::Given;
use crate::amount::AmountRead;
use money::Language;

/// The words for the caller.
pub(super) fn script(draft: &RequestDraft, read: &AmountRead, given: Given, language: Language) -> String {
    let number = spelt(draft.reference.trim());
    match language {
        Language::English => english(draft, &read.words, &number, given),
        Language::Chinese => chinese(draft, &read.words, &number, given),
    }
}

fn english(draft: &RequestDraft, words: &str, number: &str, given: Given) -> String {
    let order = if number.is_empty() { String::new() } else { format!(", for order {number}") };
    let within = match draft.session_minutes {
        60 => "within the hour".to_owned(),
        1 => "within one minute".to_owned(),
        minutes => format!("within {minutes} minutes"),
    };
    let email = draft.email.trim().replace('@', " at ").replace('.', " dot ");
    let then = match given {
        Given::Email => format!("The link is in your inbox now; please open it {within}."),
        Given::Link => format!("The link is ready; please open it {within}."),
        Given::None if email.is_empty() => "I am making the link now.".to_owned(),
        Given::None => format!("I am sending the link to {email}."),
    };
    format!("That is {words}{order}. {then}")
}

fn chinese(draft: &RequestDraft, words: &str, number: &str, given: Given) -> String {
    let order = if number.is_empty() { String::new() } else { format!("，订单号 {number}") };
    let within = match draft.session_minutes {
        60 => "一小时内".to_owned(),
        minutes => format!("{minutes} 分钟内"),
    };
    let email = draft.email.trim();
    let then = match given {
        Given::Email => format!("付款链接已发到您的邮箱，请在{within}打开。"),
        Given::Link => format!("付款链接已生成，请在{within}打开。"),
        Given::None if email.is_empty() => "我现在为您生成付款链接。".to_owned(),
        Given::None => format!("我会把付款链接发到 {email}。"),
    };
    format!("一共是{words}{order}。{then}")
}

/// Figures one by one. Letters before them, as in `SO-20452`, say nothing to a caller.
fn spelt(reference: &str) -> String {
    let figures = reference.trim_start_matches(|c: char| c.is_ascii_alphabetic() || "-_/# ".contains(c));
    if figures.is_empty() || !figures.bytes().all(|byte| byte.is_ascii_digit()) {
        return reference.to_owned();
    }
    figures.chars().map(String::from).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::fact::CaptureMode;
    use money::{Currency, Money};

    fn draft(reference: &str, email: &str) -> RequestDraft {
        RequestDraft {
            account: None,
            currency: "SGD".into(),
            amount: "1,186.50".into(),
            reference: reference.into(),
            description: String::new(),
            name: String::new(),
            email: email.into(),
            phone: String::new(),
            buyer_id: String::new(),
            saved_cards: Vec::new(),
            items: Vec::new(),
            trips: Vec::new(),
            capture_mode: CaptureMode::Manual,
            methods: Vec::new(),
            express: Vec::new(),
            locale: None,
            session_minutes: 60,
            more: crate::form::MoreDraft::default(),
            by_pay: None,
            counter: None,
            note: String::new(),
        }
    }

    fn said(draft: &RequestDraft, given: Given, language: Language) -> String {
        let amount = Money::from_minor(118_650, Currency::SGD).unwrap();
        script(draft, &AmountRead::of(amount, language), given, language)
    }

    #[test]
    fn amount_order_and_address_are_read_back_in_english() {
        assert_eq!(
            said(&draft("SO-20452", "mei@shop.example"), Given::None, Language::English),
            "That is one thousand one hundred eighty-six Singapore dollars and fifty cents, for order 2-0-4-5-2. \
             I am sending the link to mei at shop dot example."
        );
        let sent = said(&draft("SO-20452", "mei@shop.example"), Given::Email, Language::English);
        assert!(sent.ends_with("The link is in your inbox now; please open it within the hour."), "{sent}");
        let short = RequestDraft { session_minutes: 20, ..draft("", "") };
        let ready = said(&short, Given::Link, Language::English);
        assert!(ready.ends_with("cents. The link is ready; please open it within 20 minutes."), "{ready}");
    }

    #[test]
    fn amount_order_and_address_are_read_back_in_chinese() {
        assert_eq!(
            said(&draft("A-1001", "mei@shop.example"), Given::None, Language::Chinese),
            "一共是一千一百八十六新加坡元五十分，订单号 1-0-0-1。我会把付款链接发到 mei@shop.example。"
        );
        let ready = said(&draft("A-1001", ""), Given::Link, Language::Chinese);
        assert!(ready.ends_with("付款链接已生成，请在一小时内打开。"), "{ready}");
    }

    #[test]
    fn an_order_number_of_letters_and_figures_is_read_as_it_stands() {
        assert_eq!(spelt("2026-11/A7"), "2026-11/A7");
        assert_eq!(spelt("HARVEST"), "HARVEST");
        assert_eq!(spelt("# 77"), "7-7");
    }
}
