//! Where calls may go: Antom's published hosts over https, or a simulator on this machine. Nothing else.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use url::{Host, Url};

/// The regions Antom publishes a recommended host for (api.md section 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// `open-sea-global.alipay.com`
    Asia,
    /// `open-na-global.alipay.com`, for merchants outside the United States.
    NorthAmerica,
    /// `open.antglobal-us.com`, for merchants in the United States.
    UnitedStates,
    /// `open-de-global.alipay.com`
    Europe,
}

impl Region {
    /// Every region.
    pub const ALL: [Self; 4] = [Self::Asia, Self::NorthAmerica, Self::UnitedStates, Self::Europe];

    const fn host(self) -> &'static str {
        match self {
            Self::Asia => "open-sea-global.alipay.com",
            Self::NorthAmerica => "open-na-global.alipay.com",
            Self::UnitedStates => "open.antglobal-us.com",
            Self::Europe => "open-de-global.alipay.com",
        }
    }

    /// The word people type: `asia`, `north-america`, `united-states`, `europe`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asia => "asia",
            Self::NorthAmerica => "north-america",
            Self::UnitedStates => "united-states",
            Self::Europe => "europe",
        }
    }
}

/// Older hosts that still answer; the European one of that generation is for shops' tills only (api.md section 1).
const OLDER_HOSTS: [&str; 2] = ["open-sea.alipay.com", "open-na.alipay.com"];

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    Published(&'static str),
    /// `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080`
    Loopback(String),
}

/// A base address calls may be sent to.
///
/// Only Antom's published hosts (https) and loopback addresses (http) can be made into one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Gateway(Place);

/// An address that is neither a published host nor loopback.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// Not an address at all.
    #[error(
        "the gateway is not an address; give a region (asia, north-america, united-states, europe) or http://127.0.0.1:PORT"
    )]
    NotAnAddress,
    /// Plain http to somewhere else than this machine.
    #[error(
        "plain http is only allowed to 127.0.0.1, [::1] or localhost; use https and one of Antom's hosts"
    )]
    NotLoopback,
    /// A loopback address without a port.
    #[error("the simulator's address needs its port, as in http://127.0.0.1:8080")]
    NoPort,
    /// https to a host that is not in the documents.
    #[error(
        "this host is not one of Antom's published gateways; choose asia, north-america, united-states or europe"
    )]
    UnknownHost,
    /// A path, query, or user name in the address.
    #[error("the gateway is only a scheme, a host and a port; remove the rest of the address")]
    MoreThanAHost,
}

impl GatewayError {
    /// The stable code of this error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnAddress => "GATEWAY_NOT_AN_ADDRESS",
            Self::NotLoopback => "GATEWAY_NOT_LOOPBACK",
            Self::NoPort => "GATEWAY_NO_PORT",
            Self::UnknownHost => "GATEWAY_UNKNOWN_HOST",
            Self::MoreThanAHost => "GATEWAY_MORE_THAN_A_HOST",
        }
    }
}

impl Gateway {
    /// The recommended https host of a region.
    #[must_use]
    pub const fn region(region: Region) -> Self {
        Self(Place::Published(region.host()))
    }

    /// A simulator on this machine: `http://` to `127.0.0.1`, `[::1]` or `localhost`, with a port.
    ///
    /// # Errors
    /// [`GatewayError`] for every other address.
    pub fn loopback(address: &str) -> Result<Self, GatewayError> {
        let url = only_a_host(address)?;
        if url.scheme() != "http" {
            return Err(GatewayError::NotLoopback);
        }
        let host = match url.host() {
            Some(Host::Ipv4(ip)) if ip == std::net::Ipv4Addr::LOCALHOST => "127.0.0.1",
            Some(Host::Ipv6(ip)) if ip == std::net::Ipv6Addr::LOCALHOST => "[::1]",
            Some(Host::Domain("localhost")) => "localhost",
            _ => return Err(GatewayError::NotLoopback),
        };
        let port = url.port().ok_or(GatewayError::NoPort)?;
        Ok(Self(Place::Loopback(format!("{host}:{port}"))))
    }

    /// True for a simulator on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        matches!(self.0, Place::Loopback(_))
    }

    /// `https`, or `http` for loopback.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        if self.is_loopback() { "http" } else { "https" }
    }

    /// The host, with its port where it is loopback.
    #[must_use]
    pub fn host(&self) -> &str {
        match &self.0 {
            Place::Published(host) => host,
            Place::Loopback(authority) => authority,
        }
    }

    /// Scheme and host, without a trailing slash.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme(), self.host())
    }
}

fn only_a_host(address: &str) -> Result<Url, GatewayError> {
    let url = Url::parse(address.trim()).map_err(|_| GatewayError::NotAnAddress)?;
    let bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.fragment().is_none();
    if !bare || !url.username().is_empty() || url.password().is_some() {
        return Err(GatewayError::MoreThanAHost);
    }
    Ok(url)
}

impl FromStr for Gateway {
    type Err = GatewayError;

    /// A region's word, `https://` and a published host, or a loopback address.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if let Some(region) = Region::ALL.into_iter().find(|region| region.word() == text) {
            return Ok(Self::region(region));
        }
        let url = only_a_host(text)?;
        if url.scheme() != "https" {
            return Self::loopback(text);
        }
        let published = Region::ALL.into_iter().map(Region::host).chain(OLDER_HOSTS);
        let host = url.host_str().unwrap_or_default();
        match published.into_iter().find(|known| *known == host) {
            Some(known) if url.port().is_none() => Ok(Self(Place::Published(known))),
            _ => Err(GatewayError::UnknownHost),
        }
    }
}

impl TryFrom<String> for Gateway {
    type Error = GatewayError;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Gateway> for String {
    fn from(gateway: Gateway) -> Self {
        gateway.origin()
    }
}

impl fmt::Display for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn regions_speak_https_to_their_published_host() {
        for region in Region::ALL {
            let gateway = Gateway::region(region);
            assert_eq!(gateway.scheme(), "https");
            assert_eq!(gateway.origin().parse::<Gateway>(), Ok(gateway.clone()));
            assert_eq!(region.word().parse::<Gateway>(), Ok(gateway));
        }
    }

    #[test]
    fn plain_http_stays_on_this_machine() {
        for address in ["http://127.0.0.1:8080", "http://[::1]:8080", "http://localhost:8080/"] {
            assert_eq!(Gateway::loopback(address).unwrap().scheme(), "http");
        }
        for address in [
            "http://open-sea-global.alipay.com",
            "http://127.0.0.2:1",
            "http://0.0.0.0:1",
            "http://localhost.evil.test:1",
            "https://127.0.0.1:8443",
            "http://192.168.1.1:80",
            "ftp://localhost:1",
        ] {
            assert_eq!(Gateway::loopback(address), Err(GatewayError::NotLoopback), "{address}");
        }
        assert_eq!(Gateway::loopback("http://localhost"), Err(GatewayError::NoPort));
    }

    #[test]
    fn nothing_but_published_hosts_is_reached_over_https() {
        // The mainland gateway answers without Antom's signature (api.md section 1).
        for address in [
            "https://openapi.alipay.com",
            "https://open-eu.alipay.com",
            "https://open-sea-global.alipay.com:444",
            "https://evil.test",
        ] {
            assert_eq!(address.parse::<Gateway>(), Err(GatewayError::UnknownHost), "{address}");
        }
    }

    #[test]
    fn an_address_with_more_than_a_host_is_refused() {
        for address in [
            "http://127.0.0.1:1/x",
            "http://u@127.0.0.1:1",
            "http://127.0.0.1:1?q",
            "https://open-na.alipay.com/ams",
        ] {
            assert_eq!(address.parse::<Gateway>(), Err(GatewayError::MoreThanAHost), "{address}");
        }
    }

    proptest! {
        #[test]
        fn whatever_parses_is_published_or_loopback(text in "(https?://)?[a-z0-9.:\\[\\]@/-]{0,30}") {
            if let Ok(gateway) = text.parse::<Gateway>() {
                prop_assert!(gateway.is_loopback() || gateway.scheme() == "https");
            }
        }
    }
}
