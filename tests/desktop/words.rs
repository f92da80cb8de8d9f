//! The words of the window, from the catalogues it is built with: a walk names what it looks for by key, and so works
//! in every language.

use std::collections::BTreeMap;
use std::path::Path;

/// What the window says in one language.
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// Those of a language, by the name of its folder: `en`, `zh-Hans`.
    pub fn of(language: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/words").join(language);
        let mut words = BTreeMap::new();
        for file in std::fs::read_dir(&folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            words.extend(entries(&text));
        }
        Self(words)
    }

    /// A text without a placeholder.
    pub fn say(&self, key: &str) -> &str {
        self.0.get(key).unwrap_or_else(|| panic!("no catalogue has the words {key:?}"))
    }

    /// A text with what stands in its placeholders.
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let whole = self.say(key).to_owned();
        values.iter().fold(whole, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// `'key': 'text',` and `'key': { one: '…', other: 'text' },`.
fn entries(source: &str) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    let mut rest = source;
    while let Some((key, after)) = literal(rest) {
        rest = after;
        let Some(value) = after.strip_prefix(':').map(str::trim_start) else { continue };
        let value = value
            .strip_prefix('{')
            .map_or(value, |plurals| plurals.split_once("other:").expect("every plural has another").1);
        if let Some((text, after)) = literal(value) {
            entries.push((key, text));
            rest = after;
        }
    }
    entries
}

/// The first text in quotes, and what follows it.
fn literal(source: &str) -> Option<(String, &str)> {
    let inside = source.get(source.find(['\'', '"'])?..)?;
    let mut letters = inside.chars();
    let quote = letters.next()?;
    let mut text = String::new();
    loop {
        match letters.next()? {
            '\\' => text.push(letters.next()?),
            letter if letter == quote => return Some((text, letters.as_str())),
            letter => text.push(letter),
        }
    }
}

#[test]
fn the_catalogues_are_read_as_they_are_written() {
    let english = Words::of("en");
    assert_eq!(english.say("payments.title"), "Payments");
    assert_eq!(
        english.say("training.lead"),
        "Be the buyer, move the clock, let things go wrong. Nothing here is real."
    );
    assert_eq!(english.say_with("detail.action.capture", &[("amount", "SGD 1.00")]), "Capture SGD 1.00…");
    assert_eq!(english.say_with("capture.selected", &[("count", "2")]), "2 selected");
    assert_eq!(english.say("money.whom"), "the buyer's {method}");
    let keys: Vec<&String> = english.0.keys().collect();
    assert_eq!(Words::of("zh-Hans").0.keys().filter(|key| english.0.contains_key(*key)).count(), keys.len());
}
