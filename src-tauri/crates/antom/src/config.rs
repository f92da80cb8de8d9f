//! Who is calling: the client id, the gateway, the key version and, for service providers, the agent token.

use crate::gateway::Gateway;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use zeroize::Zeroize;

/// Ids of the sandbox begin with this (api.md section 1).
const SANDBOX_PREFIX: &str = "SANDBOX_";

/// Longest client id accepted. Antom publishes no limit; real ones have 16 to 24 characters.
const CLIENT_ID_MAX: usize = 128;

/// Longest agent token (api.md section 2).
const AGENT_TOKEN_MAX: usize = 128;

/// A client id or agent token that cannot stand in a header.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The client id is empty, too long, or holds a space or a character that is not printable ASCII.
    #[error(
        "the client id must be 1 to {CLIENT_ID_MAX} printable ASCII characters without spaces; copy it from the Antom Dashboard"
    )]
    ClientId,
    /// The agent token is empty, too long, or not printable ASCII.
    #[error("the agent token must be 1 to {AGENT_TOKEN_MAX} printable ASCII characters without spaces")]
    AgentToken,
}

impl ConfigError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ClientId => "BAD_CLIENT_ID",
            Self::AgentToken => "BAD_AGENT_TOKEN",
        }
    }
}

fn fits_a_header(text: &str, max: usize) -> bool {
    !text.is_empty() && text.len() <= max && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The client id Antom gave the merchant. Its prefix decides the environment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClientId(String);

impl ClientId {
    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// True when the id belongs to the sandbox, whose paths differ (api.md section 1).
    #[must_use]
    pub fn is_sandbox(&self) -> bool {
        self.0.starts_with(SANDBOX_PREFIX)
    }
}

impl FromStr for ClientId {
    type Err = ConfigError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if fits_a_header(text, CLIENT_ID_MAX) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ConfigError::ClientId)
        }
    }
}

impl TryFrom<String> for ClientId {
    type Error = ConfigError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ClientId> for String {
    fn from(id: ClientId) -> Self {
        id.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The `Agent-Token` of an independent software vendor. A credential: it does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct AgentToken(String);

impl AgentToken {
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for AgentToken {
    type Err = ConfigError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if fits_a_header(text, AGENT_TOKEN_MAX) {
            Ok(Self(text.to_owned()))
        } else {
            Err(ConfigError::AgentToken)
        }
    }
}

impl Drop for AgentToken {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for AgentToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

/// Everything about the caller except the keys.
#[derive(Debug, Clone)]
pub struct Config {
    /// The merchant's client id.
    pub client_id: ClientId,
    /// Where calls go.
    pub gateway: Gateway,
    /// Version of the merchant's public key as uploaded in the Dashboard; 1 unless rotated (api.md section 2).
    pub key_version: u32,
    /// Only for service providers acting for a merchant.
    pub agent_token: Option<AgentToken>,
}

impl Config {
    /// A configuration with key version 1 and no agent token.
    #[must_use]
    pub fn new(client_id: ClientId, gateway: Gateway) -> Self {
        Self { client_id, gateway, key_version: 1, agent_token: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_decides_the_environment() {
        assert!("SANDBOX_5X00".parse::<ClientId>().unwrap().is_sandbox());
        assert!(!"5X00_SANDBOX_".parse::<ClientId>().unwrap().is_sandbox());
        assert!(!"sandbox_5X00".parse::<ClientId>().unwrap().is_sandbox());
    }

    #[test]
    fn a_client_id_cannot_break_a_header() {
        for text in ["", "a b", "a\r\nX: y", "é", &"x".repeat(129)] {
            assert_eq!(text.parse::<ClientId>(), Err(ConfigError::ClientId), "{text:?}");
            assert!(serde_json::from_value::<ClientId>(text.into()).is_err());
        }
    }

    #[test]
    fn an_agent_token_does_not_print() {
        let mut config = Config::new("c".parse().unwrap(), Gateway::region(crate::Region::Asia));
        config.agent_token = Some("agent-secret".parse().unwrap());
        assert!(!format!("{config:?}").contains("agent-secret"));
    }
}
