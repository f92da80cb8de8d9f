//! The languages people are spoken to in where the core itself makes the words: an amount read aloud.

use money::{Money, in_words, in_words_zh};

/// A language of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    SimplifiedChinese,
}

impl Language {
    /// The language of a tag such as `en` or `zh-Hans`; English for any other.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        if tag.starts_with("zh") { Self::SimplifiedChinese } else { Self::English }
    }

    /// An amount in words, with its currency.
    #[must_use]
    pub fn words_of(self, amount: Money) -> String {
        match self {
            Self::English => in_words(amount),
            Self::SimplifiedChinese => in_words_zh(amount),
        }
    }
}
