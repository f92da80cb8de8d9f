//! Names close to one that was mistyped.

/// Most names that are told.
const MOST: usize = 3;

/// The names nearest to `typed`, nearest first: those that begin with it or that it begins with, and those that few
/// letters tell from it. None where nothing is near. Capitals do not matter.
pub fn nearest<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let typed = typed.to_ascii_uppercase();
    let most = typed.len().div_ceil(3).min(3);
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let upper = name.to_ascii_uppercase();
            let part = typed.len() >= 3 && (upper.starts_with(&typed) || typed.starts_with(&upper));
            let far = if part { 1 } else { strsim::levenshtein(&typed, &upper) };
            (far <= most).then_some((far, name))
        })
        .collect();
    near.sort_by_key(|(far, name)| (*far, *name));
    near.dedup();
    near.into_iter().take(MOST).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_letters_or_a_beginning_make_a_name_near() {
        let names = ["ALIPAY_CN", "ALIPAY_HK", "CARD", "GCASH", "GRABPAY_SG", "TNG"];
        assert_eq!(nearest("GRABPAY", names), ["GRABPAY_SG"]);
        assert_eq!(nearest("alipay", names), ["ALIPAY_CN", "ALIPAY_HK"]);
        assert_eq!(nearest("CRAD", names), ["CARD"]);
        assert_eq!(nearest("GCAHS", names), ["GCASH"]);
        assert!(nearest("FOO", names).is_empty());
        assert!(nearest("", names).is_empty());
    }
}
