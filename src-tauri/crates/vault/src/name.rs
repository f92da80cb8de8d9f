//! What an entry is called, in every keychain the same way.

use std::fmt;

const MOST_ENVIRONMENT: usize = 32;
const MOST_KIND: usize = 32;
const MOST_ID: usize = 128;

/// The name of one entry: service `countersign.<environment>`, account `<kind>/<id>`.
///
/// A name is not a secret: people see it in their system's own keychain program. The Credential Manager of
/// Windows does not tell upper from lower case, so ids must differ in more than that.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryName {
    service: String,
    account: String,
}

impl EntryName {
    /// Builds a name, for example `EntryName::new("sandbox", "signing-key", "SANDBOX_5Y000")`.
    ///
    /// `environment` and `kind` are lower-case words (`a-z`, `0-9`, `-`) of at most 32 bytes. `id` may also
    /// have capitals and `_ . : @`, up to 128 bytes. So no two different triples give the same name, also
    /// where a platform joins service and account with a dot.
    ///
    /// # Errors
    /// [`NameError`] names the part that is empty, too long or has a character that is not allowed.
    pub fn new(environment: &str, kind: &str, id: &str) -> Result<Self, NameError> {
        check("environment", environment, MOST_ENVIRONMENT, is_word)?;
        check("kind", kind, MOST_KIND, is_word)?;
        check("id", id, MOST_ID, is_id)?;
        Ok(Self { service: format!("countersign.{environment}"), account: format!("{kind}/{id}") })
    }

    /// The service the keychain files the entry under.
    pub fn service(&self) -> &str {
        &self.service
    }

    /// The account (user name) of the entry within its service.
    pub fn account(&self) -> &str {
        &self.account
    }
}

impl fmt::Display for EntryName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.service, self.account)
    }
}

fn is_word(character: char) -> bool {
    matches!(character, 'a'..='z' | '0'..='9' | '-')
}

fn is_id(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.' | ':' | '@')
}

fn check(part: &'static str, text: &str, most: usize, allowed: fn(char) -> bool) -> Result<(), NameError> {
    if text.is_empty() {
        return Err(NameError::Missing { part });
    }
    if text.len() > most {
        return Err(NameError::TooLong { part, most });
    }
    match text.chars().find(|character| !allowed(*character)) {
        None => Ok(()),
        Some(character) => Err(NameError::NotAllowed { part, character }),
    }
}

/// Why a name for a keychain entry was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NameError {
    /// A part is empty.
    #[error("The {part} of a keychain entry's name is empty.")]
    Missing {
        /// `environment`, `kind` or `id`.
        part: &'static str,
    },
    /// A part is longer than keychains accept.
    #[error("The {part} of a keychain entry's name is longer than {most} characters.")]
    TooLong {
        /// `environment`, `kind` or `id`.
        part: &'static str,
        /// The most bytes it may have.
        most: usize,
    },
    /// A part has a character that some keychain would not keep apart.
    #[error("The {part} of a keychain entry's name may not contain {character:?}.")]
    NotAllowed {
        /// `environment`, `kind` or `id`.
        part: &'static str,
        /// The first character that is not allowed.
        character: char,
    },
}

impl NameError {
    /// The stable code of this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "VAULT_NAME_MISSING",
            Self::TooLong { .. } => "VAULT_NAME_TOO_LONG",
            Self::NotAllowed { .. } => "VAULT_NAME_NOT_ALLOWED",
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "Give it at least one letter or digit.",
            Self::TooLong { .. } => "Choose a shorter one.",
            Self::NotAllowed { .. } => "Use letters, digits and hyphens; an id may also have _ . : and @.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_is_filed_under_its_environment() {
        let name = EntryName::new("sandbox", "signing-key", "SANDBOX_5Y000").unwrap();
        assert_eq!(name.service(), "countersign.sandbox");
        assert_eq!(name.account(), "signing-key/SANDBOX_5Y000");
        assert_eq!(name.to_string(), "countersign.sandbox signing-key/SANDBOX_5Y000");
    }

    #[test]
    fn spaces_slashes_control_and_foreign_characters_are_refused() {
        for id in ["a b", "a/b", "a\nb", "a\0", "é", "\u{202e}x", " "] {
            let error = EntryName::new("sandbox", "key", id).unwrap_err();
            assert!(matches!(error, NameError::NotAllowed { part: "id", .. }), "{id:?}: {error}");
        }
        assert_eq!(
            EntryName::new("Sandbox", "key", "a"),
            Err(NameError::NotAllowed { part: "environment", character: 'S' })
        );
        assert_eq!(
            EntryName::new("sandbox", "k.x", "a"),
            Err(NameError::NotAllowed { part: "kind", character: '.' })
        );
    }

    #[test]
    fn an_empty_or_overlong_part_is_named() {
        assert_eq!(EntryName::new("", "key", "a"), Err(NameError::Missing { part: "environment" }));
        let long = "a".repeat(129);
        assert_eq!(EntryName::new("t", "key", &long), Err(NameError::TooLong { part: "id", most: 128 }));
        assert!(EntryName::new("t", "key", "a").is_ok());
    }

    proptest! {
        #[test]
        fn different_parts_never_share_a_name(
            a in ("[a-z0-9-]{1,4}", "[a-z0-9-]{1,4}", "[a-zA-Z0-9._:@-]{1,6}"),
            b in ("[a-z0-9-]{1,4}", "[a-z0-9-]{1,4}", "[a-zA-Z0-9._:@-]{1,6}"),
        ) {
            let one = EntryName::new(&a.0, &a.1, &a.2).unwrap();
            let other = EntryName::new(&b.0, &b.1, &b.2).unwrap();
            prop_assert_eq!(a == b, one == other);
            // Windows files an entry under "<account>.<service>".
            let joined = |name: &EntryName| format!("{}.{}", name.account(), name.service());
            prop_assert_eq!(a == b, joined(&one) == joined(&other));
        }
    }
}
