//! The words of the window, from the catalogues it is built with: a walk names what it looks for by key, and so works
//! in every language.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read("en"));
static CHINESE: LazyLock<Words> = LazyLock::new(|| Words::read("zh-Hans"));

/// What the window says in one language.
pub struct Words {
    texts: BTreeMap<String, String>,
    /// What rules about people say. English is the core's own sentence.
    rules: BTreeMap<String, String>,
}

/// Where the rules about people stand in the catalogue of a language that has them.
const RULES: &str = "sayings.ts";

impl Words {
    /// Those of a language, by the name of its folder: `en`, `zh-Hans`.
    pub fn of(language: &str) -> &'static Self {
        match language {
            "en" => &ENGLISH,
            "zh-Hans" => &CHINESE,
            other => panic!("the window does not speak {other:?}"),
        }
    }

    fn read(language: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/words").join(language);
        let mut words = Self { texts: BTreeMap::new(), rules: BTreeMap::new() };
        for file in std::fs::read_dir(&folder).unwrap() {
            let file = file.unwrap();
            let text = std::fs::read_to_string(file.path()).unwrap();
            let known = if file.file_name() == RULES { &mut words.rules } else { &mut words.texts };
            known.extend(entries(&text));
        }
        words
    }

    /// What a rule about people says; `english` where this language leaves that to the core.
    pub fn rule(&self, rule: &str, values: &[(&str, &str)], english: &str) -> String {
        if self.rules.is_empty() {
            return english.to_owned();
        }
        let text = self.rules.get(rule).unwrap_or_else(|| panic!("no catalogue has the rule {rule:?}"));
        let said = filled(rule, text, values);
        assert_eq!(placeholder(&said), None, "{rule:?} says {said:?}");
        said
    }

    /// A text without a placeholder.
    pub fn say(&self, key: &str) -> &str {
        let text = self.text(key);
        if let Some(name) = placeholder(text) {
            panic!("{key:?} says {text:?}: a walk has to say what its {name:?} is");
        }
        text
    }

    /// A text with what stands in its placeholders, in all of them.
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let said = self.fill(key, values);
        if let Some(name) = placeholder(&said) {
            panic!("{key:?} says {said:?}: a walk has to say what its {name:?} is, too");
        }
        said
    }

    /// A text some of whose placeholders hold what a walk cannot know before, as a time of day.
    pub fn around(&self, key: &str, values: &[(&str, &str)]) -> Around {
        let said = self.fill(key, values);
        let mut parts = Vec::new();
        let mut rest = said.as_str();
        while let Some(name) = placeholder(rest) {
            let (before, after) = rest.split_once(&room(name)).expect("it was found there");
            parts.push(before.to_owned());
            rest = after;
        }
        parts.push(rest.to_owned());
        Around(parts)
    }

    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        filled(key, self.text(key), values)
    }

    fn text(&self, key: &str) -> &str {
        self.texts.get(key).unwrap_or_else(|| panic!("no catalogue has the words {key:?}"))
    }
}

/// What a text says around that which cannot be known before.
#[derive(Debug)]
pub struct Around(Vec<String>);

impl Around {
    /// Whether all of it stands in a text, one part after the other.
    pub fn stands_in(&self, text: &str) -> bool {
        let after = |rest, part: &String| str::split_once(rest, part.as_str()).map(|(_, after)| after);
        self.0.iter().try_fold(text, after).is_some()
    }
}

/// A text with these values in the room it has for them.
fn filled(key: &str, text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |said, (name, value)| {
        assert!(text.contains(&room(name)), "{key:?} says {text:?}, which has no room for a {name:?}");
        said.replace(&room(name), value)
    })
}

/// The name of the first placeholder of a text.
fn placeholder(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('{')?;
    rest.split_once('}').map(|(name, _)| name)
}

/// How a text names the room for a value.
fn room(name: &str) -> String {
    format!("{{{name}}}")
}

/// `'key': 'text',` and `'key': { one: '…', other: 'text' },`.
fn entries(source: &str) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    // A comment may hold an apostrophe, which begins no text.
    let is_comment = |line: &&str| ["//", "/*", "*"].iter().any(|mark| line.trim_start().starts_with(mark));
    let source: String = source.lines().filter(|line| !is_comment(line)).collect::<Vec<_>>().join("\n");
    let mut rest = source.as_str();
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
    let chinese = Words::of("zh-Hans");
    assert_eq!(chinese.rule("pin-wrong", &[("left", "4")], "4 tries"), "PIN 码不对。还可以试 4 次。");
    assert_eq!(english.rule("pin-wrong", &[("left", "4")], "4 tries"), "4 tries");
    assert_eq!(english.say_with("money.whom", &[("method", "card")]), "the buyer's card");
    let keys: Vec<&String> = english.texts.keys().collect();
    assert_eq!(
        Words::of("zh-Hans").texts.keys().filter(|key| english.texts.contains_key(*key)).count(),
        keys.len()
    );
}

#[test]
fn around_what_is_not_known_everything_has_to_stand_in_its_order() {
    let asked = Words::of("en").around("approvals.asked", &[("name", "Priya Nair")]);
    assert!(asked.stands_in("SGD 80.00 · Priya Nair asked, 12:01 · Lapses 16:01"));
    assert!(!asked.stands_in("asked, 12:01, by Priya Nair"));
    assert!(!Words::of("zh-Hans").around("money.after.waits", &[]).stands_in("Leaves in 0:59."));
}

#[test]
#[should_panic(
    expected = r#""approvals.give" says "Approve {amount}": a walk has to say what its "amount" is"#
)]
fn a_text_with_room_for_a_value_is_not_said_without_it() {
    Words::of("en").say("approvals.give");
}

#[test]
#[should_panic(
    expected = r#""approvals.asked" says "Priya asked, {time}": a walk has to say what its "time" is, too"#
)]
fn a_text_is_not_said_with_some_of_its_values() {
    Words::of("en").say_with("approvals.asked", &[("name", "Priya")]);
}

#[test]
#[should_panic(expected = r#""lock.now" says "Lock", which has no room for a "name""#)]
fn a_value_needs_room_in_the_text_it_is_said_with() {
    Words::of("en").say_with("lock.now", &[("name", "Priya")]);
}
