//! Countries and regions, by their two letters.

/// The code of ISO 3166-1 as it goes to Antom, whatever its letters' size and the spaces around it; none where no country
/// has it.
#[must_use]
pub fn code(text: &str) -> Option<String> {
    let country = rust_iso3166::from_alpha2(&text.trim().to_ascii_uppercase())?;
    Some(country.alpha2.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_given_out_is_a_country() {
        assert_eq!(code(" sg ").as_deref(), Some("SG"));
        for none in ["", "ZZ", "UK", "S", "SGP", "SG DE", "Singapore"] {
            assert_eq!(code(none), None, "{none}");
        }
    }
}
