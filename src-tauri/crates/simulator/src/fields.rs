//! Field tables: what a request must contain and how long its parts may be (api.md section 3 and appendix A).

use serde_json::Value;

use crate::amount::Amount;
use crate::answer::Answer;

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// A string of at most so many characters.
    Text(usize),
    Object,
    /// A list of at most so many objects.
    List(usize),
    Amount,
    /// `true` or `false`, or the same word as a string: Antom's own documents show both.
    Flag,
    /// ISO-8601 with an offset.
    Time,
    /// A string of digits, more than zero.
    Count,
}

/// One row of a field table. A path is dotted; `[]` marks each item of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rule {
    path: &'static str,
    kind: Kind,
    needed: bool,
}

/// A field that must be there whenever the object around it is.
pub(crate) const fn must(path: &'static str, kind: Kind) -> Rule {
    Rule { path, kind, needed: true }
}

/// A field that may be there.
pub(crate) const fn may(path: &'static str, kind: Kind) -> Rule {
    Rule { path, kind, needed: false }
}

/// `PARAM_ILLEGAL`, naming the field.
pub(crate) fn illegal(field: &str, why: &str) -> Answer {
    Answer::failure("PARAM_ILLEGAL", format!("Illegal parameter: {field} {why}."))
}

/// Checks a body against a table and answers for the first field that does not fit.
pub(crate) fn check(body: &Value, table: &[Rule]) -> Result<(), Answer> {
    table.iter().try_for_each(|rule| walk(body, rule.path, String::new(), rule))
}

fn walk(value: &Value, path: &str, so_far: String, rule: &Rule) -> Result<(), Answer> {
    let (segment, rest) = path.split_once('.').map_or((path, None), |(segment, rest)| (segment, Some(rest)));
    let name = segment.trim_end_matches("[]");
    let here = if so_far.is_empty() { name.to_owned() } else { format!("{so_far}.{name}") };
    let found = value.get(name).filter(|value| !value.is_null());
    match (found, rest) {
        (None, None) if rule.needed => Err(illegal(&here, "is required")),
        // Without the object around it a field is not missed; the object has a row of its own.
        (None, _) => Ok(()),
        (Some(value), None) => one(value, &here, rule),
        (Some(Value::Array(items)), Some(rest)) if segment.ends_with("[]") => items
            .iter()
            .enumerate()
            .try_for_each(|(at, item)| walk(item, rest, format!("{here}[{at}]"), rule)),
        (Some(value), Some(rest)) => walk(value, rest, here, rule),
    }
}

fn one(value: &Value, field: &str, rule: &Rule) -> Result<(), Answer> {
    match rule.kind {
        Kind::Text(most) => text(value, field, most, rule.needed),
        Kind::Object if value.is_object() => Ok(()),
        Kind::Object => Err(illegal(field, "must be an object")),
        Kind::List(most) => match value.as_array() {
            Some(items) if items.len() <= most && items.iter().all(Value::is_object) => Ok(()),
            _ => Err(illegal(field, &format!("must be a list of at most {most} objects"))),
        },
        Kind::Amount => {
            Amount::read(value).map(|_| ()).map_err(|(part, why)| illegal(&format!("{field}{part}"), &why))
        }
        Kind::Flag if value.is_boolean() || value == "true" || value == "false" => Ok(()),
        Kind::Flag => Err(illegal(field, "must be true or false")),
        Kind::Time if value.as_str().and_then(crate::moment::Moment::parse).is_some() => Ok(()),
        Kind::Time => Err(illegal(field, "must be an ISO-8601 time with an offset")),
        Kind::Count if count(value).is_some() => Ok(()),
        Kind::Count => Err(illegal(field, "must be a string of digits, more than zero")),
    }
}

fn text(value: &Value, field: &str, most: usize, needed: bool) -> Result<(), Answer> {
    let Some(text) = value.as_str() else { return Err(illegal(field, "must be a string")) };
    if needed && text.trim().is_empty() {
        return Err(illegal(field, "must not be empty"));
    }
    if text.chars().count() > most {
        return Err(illegal(field, &format!("must have at most {most} characters")));
    }
    Ok(())
}

/// A quantity: digits of at most nine places, more than zero.
pub(crate) fn count(value: &Value) -> Option<u64> {
    let text =
        value.as_str().filter(|text| text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    text.parse().ok().filter(|&number| number > 0)
}

/// A string at a dotted path, unless it is absent or empty.
pub(crate) fn string<'a>(body: &'a Value, path: &str) -> Option<&'a str> {
    at(body, path).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// An amount at a dotted path that a table has already checked.
pub(crate) fn amount(body: &Value, path: &str) -> Result<Amount, Answer> {
    let value = at(body, path).ok_or_else(|| illegal(path, "is required"))?;
    Amount::read(value).map_err(|(part, why)| illegal(&format!("{path}{part}"), &why))
}

/// A flag at a dotted path; absent counts as false.
pub(crate) fn flag(body: &Value, path: &str) -> bool {
    at(body, path).is_some_and(|value| value == true || value == "true")
}

fn at<'a>(body: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(body, |value, name| value.get(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TABLE: &[Rule] = &[
        must("id", Kind::Text(4)),
        may("order", Kind::Object),
        must("order.name", Kind::Text(10)),
        may("order.goods", Kind::List(2)),
        must("order.goods[].price", Kind::Amount),
        may("when", Kind::Time),
        may("really", Kind::Flag),
    ];

    fn refusal(body: Value) -> String {
        check(&body, TABLE).unwrap_err().message
    }

    #[test]
    fn a_refusal_names_the_field() {
        assert!(refusal(json!({})).contains("id is required"));
        assert!(refusal(json!({"id": "12345"})).contains("id must have at most 4"));
        assert!(refusal(json!({"id": 1})).contains("id must be a string"));
        assert!(refusal(json!({"id": " "})).contains("id must not be empty"));
        assert!(refusal(json!({"id": "1", "order": {}})).contains("order.name is required"));
        let goods = json!([{"price": {"currency": "SGD", "value": "1"}}, {"price": {"currency": "SGD", "value": "x"}}]);
        let body = json!({"id": "1", "order": {"name": "n", "goods": goods}});
        assert!(refusal(body).contains("order.goods[1].price.value must be"));
        assert!(refusal(json!({"id": "1", "when": "tomorrow"})).contains("when must be"));
        assert!(refusal(json!({"id": "1", "really": "yes"})).contains("really must be"));
        assert!(
            refusal(json!({"id": "1", "order": {"name": "n", "goods": [{}, {}, {}]}})).contains("at most 2")
        );
    }

    #[test]
    fn length_is_counted_in_characters_and_null_is_absent() {
        assert!(check(&json!({"id": "订单号码", "order": null}), TABLE).is_ok());
        assert!(check(&json!({"id": "1", "really": "true", "unknown": [1]}), TABLE).is_ok());
    }
}
