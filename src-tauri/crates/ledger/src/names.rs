//! Closed lists whose members have a stable name in the database.

/// Makes an enum with `name`, `from_name` and `ALL`.
macro_rules! names {
    ($(#[$doc:meta])* $list:ident { $($(#[$member_doc:meta])* $member:ident = $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
        pub enum $list {
            $($(#[$member_doc])* #[serde(rename = $name)] $member,)*
        }

        impl $list {
            /// Its stable name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$member => $name,)*
                }
            }

            /// The member with a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$member),)*
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use names;
