//! A merchant account as the facts tell it. Nothing secret stands here; the private key lies in the keychain under the
//! fingerprint of its public half.

use crate::ids::AccountName;
use serde::{Deserialize, Serialize};

/// One of three worlds that never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Environment {
    /// The built-in local gateway.
    Training,
    /// Antom's sandbox: client ids beginning `SANDBOX_`.
    Sandbox,
    /// Real money.
    Production,
}

impl Environment {
    /// The word in paths, keychain entries and output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Training => "training",
            Self::Sandbox => "sandbox",
            Self::Production => "production",
        }
    }
}

impl std::fmt::Display for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// Environment and client id are fixed when an account is made; the rest can be changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its short name on this computer.
    pub name: AccountName,
    /// Its world.
    pub environment: Environment,
    /// `Client-Id`.
    pub client_id: String,
    /// Region (`asia`, `north-america`, `united-states`, `europe`), or the loopback address of the simulator.
    pub gateway: String,
    /// Antom's public key (SubjectPublicKeyInfo, base64).
    pub antom_key: String,
    /// `paymentRedirectUrl` of its requests.
    pub redirect_url: String,
    /// `paymentNotifyUrl` of its requests, where it has one.
    pub notify_url: Option<String>,
    /// `settlementCurrency`, where several are contracted.
    pub settlement_currency: Option<String>,
    /// Its keys, oldest first.
    pub keys: Vec<Key>,
}

/// One merchant key of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    /// SHA-256 of the public half (SubjectPublicKeyInfo), lower-case hexadecimal.
    pub fingerprint: String,
    /// `keyVersion` sent with it.
    pub version: u32,
    /// Where it stands.
    pub stage: KeyStage,
    /// When it was added.
    pub added_at: chrono::DateTime<chrono::Utc>,
}

/// The life of a key: added, proved by a signed inquiry, promoted to be the one in use, retired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum KeyStage {
    /// In the keychain; Antom has not answered to it yet.
    Added,
    /// Antom accepted a signature made with it.
    Proved,
    /// The one that signs.
    InUse,
    /// No longer used.
    Retired,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_environment_is_called_as_it_is_written_down() {
        for (environment, name) in [
            (Environment::Training, "training"),
            (Environment::Sandbox, "sandbox"),
            (Environment::Production, "production"),
        ] {
            assert_eq!(environment.name(), name);
            assert_eq!(environment.to_string(), name);
            assert_eq!(serde_json::to_value(environment).unwrap(), name);
        }
    }
}
