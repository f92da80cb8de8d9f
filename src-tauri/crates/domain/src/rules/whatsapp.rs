//! Whom a WhatsApp link reaches: it is made of a number with its country code, and of no other.

use super::{Refusal, RefusalCode, act};

/// The digits of a telephone number as WhatsApp's links have them: country code first, without `+` or zeros before it.
///
/// # Errors
/// [`RefusalCode::PhoneWithoutCountry`] for a number that does not begin with `+` or `00`: read as one with a country
/// code it is somebody else's. A text message to it is fine, because whoever sends it dials as people here do.
pub fn digits(phone: &str) -> Result<String, Refusal> {
    let dialled: String = phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    let abroad = dialled.strip_prefix('+').or_else(|| dialled.strip_prefix("00"));
    // The brackets of "+44 (0)20 …" hold a zero that is dialled within the country only.
    let within = phone.contains("(0)");
    match abroad
        .filter(|digits| !digits.is_empty() && !digits.starts_with('0') && !digits.contains('+') && !within)
    {
        Some(digits) => Ok(digits.to_owned()),
        None => Err(Refusal::new(
            RefusalCode::PhoneWithoutCountry,
            "the buyer's phone has no country code, or not one that can be told, and a WhatsApp link made of it could \
             reach somebody else",
            act("give the link in another way, or make the request anew with the phone as +65 8123 4567"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_with_its_country_code_becomes_a_whatsapp_link() {
        for (phone, told) in [
            ("+65 8123 4567", "6581234567"),
            ("0065 8123-4567", "6581234567"),
            ("+49 (30) 123 456", "4930123456"),
        ] {
            assert_eq!(digits(phone).unwrap(), told, "{phone}");
        }
        for phone in ["8123 4567", "030 123456", "65 8123 4567", "+0049 30", "+44 (0)20 7946 0000", "+", ""] {
            let refused = digits(phone).err().map(|refusal| refusal.code);
            assert_eq!(refused, Some(RefusalCode::PhoneWithoutCountry), "{phone}");
        }
    }
}
