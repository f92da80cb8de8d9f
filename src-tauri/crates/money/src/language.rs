//! The languages an amount can be said in.

use crate::{Money, in_words, in_words_zh};

/// A language an amount can be said in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
}

impl Language {
    /// The language a tag such as `en`, `zh-Hans` or `zh_CN` names; English for every other.
    #[must_use]
    pub fn of_tag(tag: &str) -> Language {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") { Language::Chinese } else { Language::English }
    }

    /// The tag the window knows it by.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh-Hans",
        }
    }

    /// The amount in words of this language, with its currency.
    #[must_use]
    pub fn words(self, amount: Money) -> String {
        match self {
            Language::English => in_words(amount),
            Language::Chinese => in_words_zh(amount),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    #[test]
    fn a_tag_names_its_language_whatever_stands_behind_it() {
        for tag in ["zh", "zh-Hans", "zh_CN", "ZH-hans-SG"] {
            assert_eq!(Language::of_tag(tag), Language::Chinese, "{tag}");
        }
        for tag in ["en", "en_US", "", "de", "zhuang"] {
            assert_eq!(Language::of_tag(tag), Language::English, "{tag}");
        }
    }

    #[test]
    fn the_same_amount_is_said_in_each_language() {
        let amount = Money::from_minor(1_250, Currency::SGD).unwrap();
        assert_eq!(Language::English.words(amount), "twelve Singapore dollars and fifty cents");
        assert_eq!(Language::Chinese.words(amount), "十二新加坡元五十分");
    }
}
