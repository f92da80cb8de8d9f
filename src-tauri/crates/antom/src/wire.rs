//! How wire objects are read: what the console needs is strict, everything else is tolerant.
//!
//! The documents and the guides disagree on whether scalars travel quoted (api.md section 3), and answers
//! grow fields over time. A verified answer must not become an unknown outcome because a minor field changed
//! its type, so scalars are read from either form, unknown fields are kept, and unknown enum words survive.
//! Amounts, ids' presence and the result are the exceptions: there a surprise is an error.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};
use std::fmt;
use std::ops::{Deref, DerefMut};

/// Fields this version does not know, kept as they came.
///
/// `Debug` names the fields and hides their values: what is unknown may be confidential.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeptFields(pub Map<String, Value>);

impl Deref for KeptFields {
    type Target = Map<String, Value>;
    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for KeptFields {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl fmt::Debug for KeptFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A part of the message that is carried along without being interpreted. `Debug` hides the content.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Opaque(pub Value);

impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(carried along)")
    }
}

/// A value that can stand in an optional field of a wire object.
pub(crate) trait Field: Sized {
    /// `Ok(None)` when the value says nothing usable and may be passed over.
    fn read(value: Value) -> Result<Option<Self>, String>;
}

impl Field for String {
    fn read(value: Value) -> Result<Option<Self>, String> {
        Ok(match value {
            Value::Null => None,
            Value::String(text) => Some(text),
            other => Some(other.to_string()),
        })
    }
}

impl Field for bool {
    fn read(value: Value) -> Result<Option<Self>, String> {
        Ok(match value {
            Value::Bool(flag) => Some(flag),
            Value::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Value::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        })
    }
}

impl Field for Opaque {
    fn read(value: Value) -> Result<Option<Self>, String> {
        Ok(if value.is_null() { None } else { Some(Self(value)) })
    }
}

impl<T: Field> Field for Vec<T> {
    fn read(value: Value) -> Result<Option<Self>, String> {
        match value {
            Value::Null => Ok(None),
            Value::Array(items) => items
                .into_iter()
                .filter_map(|item| T::read(item).transpose())
                .collect::<Result<Vec<T>, String>>()
                .map(Some),
            _ => Err("a list was expected".to_owned()),
        }
    }
}

/// The `deserialize_with` of every optional field.
pub(crate) fn tolerant<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Field,
{
    let value = Value::deserialize(deserializer)?;
    T::read(value).map_err(serde::de::Error::custom)
}

/// Declares a wire object: `needs` must be there, `may` is optional, and what is unknown is kept in `other`.
macro_rules! wire_object {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            needs { $( $(#[$needs_meta:meta])* $needs:ident : $needs_type:ty, )* }
            may { $( $(#[$may_meta:meta])* $may:ident : $may_type:ty, )* }
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $( $(#[$needs_meta])* pub $needs: $needs_type, )*
            $(
                $(#[$may_meta])*
                #[serde(default, deserialize_with = "crate::wire::tolerant", skip_serializing_if = "Option::is_none")]
                pub $may: Option<$may_type>,
            )*
            /// Fields this version does not know, kept as they came.
            #[serde(flatten)]
            pub other: crate::wire::KeptFields,
        }

        impl crate::wire::Field for $name {
            fn read(value: serde_json::Value) -> Result<Option<Self>, String> {
                if !value.is_object() {
                    return Ok(None);
                }
                serde_json::from_value(value).map(Some).map_err(|error| error.to_string())
            }
        }
    };
}

/// Declares an enumeration of wire words that keeps a word it does not know.
macro_rules! wire_words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$word_meta:meta])* $variant:ident = $word:literal, )* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum $name {
            $( $(#[$word_meta])* $variant, )*
            /// A word this version does not know, kept as it came.
            Other(String),
        }

        impl $name {
            /// The word exactly as Antom spells it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $word, )*
                    Self::Other(word) => word,
                }
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Other(String::new())
            }
        }

        impl From<&str> for $name {
            fn from(word: &str) -> Self {
                match word {
                    $( $word => Self::$variant, )*
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                Ok(Self::from(word.as_str()))
            }
        }

        impl crate::wire::Field for $name {
            fn read(value: serde_json::Value) -> Result<Option<Self>, String> {
                match value {
                    serde_json::Value::Null => Ok(None),
                    serde_json::Value::String(word) => Ok(Some(Self::from(word.as_str()))),
                    _ => Err("a word was expected".to_owned()),
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    wire_words! {
        /// Two words.
        pub enum Word {
            /// One.
            One = "ONE",
        }
    }

    wire_object! {
        /// An object with every kind of field.
        pub struct Sample {
            needs {
                /// An id.
                the_id: String,
            }
            may {
                /// A text.
                a_text: String,
                /// A flag.
                a_flag: bool,
                /// A word.
                a_word: Word,
                /// A list.
                a_list: Vec<Word>,
            }
        }
    }

    fn read(json: &str) -> Result<Sample, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn scalars_are_read_quoted_or_not() {
        let sample = read(r#"{"theId":"1","aText":20,"aFlag":"true"}"#).unwrap();
        assert_eq!((sample.a_text.as_deref(), sample.a_flag), (Some("20"), Some(true)));
    }

    #[test]
    fn null_is_the_same_as_absent() {
        assert_eq!(read(r#"{"theId":"1","aText":null,"aList":null}"#).unwrap().a_list, None);
    }

    #[test]
    fn unknown_fields_and_words_come_back_unchanged() {
        let json = r#"{"theId":"1","aWord":"TWO","later":{"x":[1]}}"#;
        let sample = read(json).unwrap();
        assert_eq!(sample.a_word, Some(Word::Other("TWO".into())));
        assert_eq!(serde_json::to_value(&sample).unwrap(), serde_json::from_str::<Value>(json).unwrap());
        assert!(!format!("{sample:?}").contains("[1]"), "values of unknown fields stay out of Debug");
    }

    #[test]
    fn a_list_that_is_not_a_list_is_refused() {
        assert!(read(r#"{"theId":"1","aList":"ONE"}"#).is_err());
        assert!(read(r#"{"aText":"no id"}"#).is_err());
    }
}
