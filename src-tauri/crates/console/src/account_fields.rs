//! What each field of an account may be, and which of them belong together.

use crate::error::ConsoleError;
use crate::view::unfit;
use antom::keys::{KeyError, MerchantKey, PublicKey, check_antom_key};
use antom::{ClientId, Gateway, Region};
use domain::account::Environment;
use domain::ids::AccountName;

/// Refuses combinations of environment, client id and gateway that do not belong together (api.md section 1).
pub(crate) fn fits_environment(
    environment: Environment,
    client_id: &ClientId,
    gateway: &Gateway,
) -> Result<(), ConsoleError> {
    let wrong = |problem: &str, remedy: &str| {
        Err(ConsoleError::WrongEnvironment { problem: problem.to_owned(), remedy: remedy.to_owned() })
    };
    match (environment, client_id.is_sandbox(), gateway.is_loopback()) {
        (Environment::Training, _, false) => wrong(
            "Training speaks to the built-in simulator only, and this gateway is Antom's",
            "Give the address the simulator printed, or add the account to the sandbox or production environment.",
        ),
        (Environment::Sandbox | Environment::Production, _, true) => wrong(
            "this gateway is the simulator on this computer",
            "Add the account to the training environment, or name a region: asia, north-america, united-states, europe.",
        ),
        (Environment::Production, true, _) => wrong(
            "this client id belongs to Antom's sandbox (it begins with SANDBOX_)",
            "Add the account to the sandbox environment, or copy the client id of production from the Dashboard.",
        ),
        (Environment::Sandbox, false, _) => wrong(
            "this client id does not belong to Antom's sandbox (those begin with SANDBOX_)",
            "Add the account to the production environment, or copy the client id of the sandbox from the Dashboard.",
        ),
        _ => Ok(()),
    }
}

/// Handing in one's own public key where Antom's is asked for is the commonest mistake (api.md section 9).
pub(crate) fn not_our_own(key: &MerchantKey, antom: &PublicKey) -> Result<(), ConsoleError> {
    match check_antom_key(key, antom) {
        Ok(()) => Ok(()),
        Err(KeyError::OwnPublicKey) => Err(ConsoleError::OwnPublicKey),
        Err(source) => Err(ConsoleError::Key { field: "Antom's public key", source }),
    }
}

/// Antom's public key, as somebody copied it from the Dashboard.
pub(crate) fn antoms_key(text: &str) -> Result<PublicKey, ConsoleError> {
    PublicKey::parse(text.as_bytes())
        .map_err(|source| ConsoleError::Key { field: "Antom's public key", source })
}

/// `keyVersion` is counted from 1.
pub(crate) fn key_version(version: u32) -> Result<u32, ConsoleError> {
    if (1..=9_999).contains(&version) {
        Ok(version)
    } else {
        Err(ConsoleError::field(
            "key version",
            "a key version is a number from 1",
            "Take the version the Dashboard shows beside the public key.",
        ))
    }
}

pub(crate) fn account_name(text: &str) -> Result<AccountName, ConsoleError> {
    let text = text.trim();
    let fits = !text.is_empty()
        && text.len() <= 32
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if fits {
        Ok(AccountName(text.to_owned()))
    } else {
        Err(ConsoleError::field(
            "name",
            "an account's name has 1 to 32 lower-case letters, digits and hyphens",
            "Choose a short one, such as main or shop-2.",
        ))
    }
}

/// An address that is handed to Antom: https, or in Training http to this computer.
pub(crate) fn address(
    field: &'static str,
    text: &str,
    environment: Environment,
) -> Result<String, ConsoleError> {
    let refuse = |problem: &str| {
        Err(ConsoleError::field(
            field,
            problem,
            "Give an address beginning with https:// and at most 2048 characters.",
        ))
    };
    let text = text.trim();
    if text.chars().count() > 2_048 || text.chars().any(unfit) {
        return refuse("the address is too long or holds unusual characters");
    }
    let Ok(url) = url::Url::parse(text) else { return refuse("this is not an address") };
    let loopback = match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(name)) => name == "localhost",
        None => return refuse("the address has no host"),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("the address holds a user name or password");
    }
    match url.scheme() {
        "https" => Ok(text.to_owned()),
        "http" if loopback && environment == Environment::Training => Ok(text.to_owned()),
        _ => refuse("plain http is allowed in Training and to this computer only"),
    }
}

pub(crate) fn currency(code: &str) -> Result<String, ConsoleError> {
    money::Currency::from_code(code.trim()).map(|currency| currency.code().to_owned()).map_err(|error| {
        ConsoleError::field("settlement currency", error.to_string(), "Give three letters, such as SGD.")
    })
}

/// The word of a region, or the address of the simulator.
pub(crate) fn gateway_text(gateway: &Gateway) -> String {
    Region::ALL
        .into_iter()
        .find(|region| Gateway::region(*region) == *gateway)
        .map_or_else(|| gateway.origin(), |region| region.word().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn combination(environment: Environment, client_id: &str, gateway: &str) -> bool {
        fits_environment(environment, &client_id.parse().unwrap(), &gateway.parse().unwrap()).is_ok()
    }

    #[test]
    fn an_account_belongs_to_exactly_one_environment() {
        use Environment::{Production, Sandbox, Training};
        let loopback = "http://127.0.0.1:8080";
        assert!(combination(Production, "5X00", "asia"));
        assert!(combination(Sandbox, "SANDBOX_5X00", "europe"));
        assert!(combination(Training, "TRAINING_5X00", loopback));
        assert!(
            combination(Training, "SANDBOX_5X00", loopback),
            "the simulator knows the sandbox's paths too"
        );
        for (environment, client_id, gateway) in [
            (Production, "SANDBOX_5X00", "asia"),
            (Sandbox, "5X00", "asia"),
            (Production, "5X00", loopback),
            (Sandbox, "SANDBOX_5X00", loopback),
            (Training, "5X00", "asia"),
        ] {
            assert!(!combination(environment, client_id, gateway), "{environment} {client_id} {gateway}");
        }
    }

    #[test]
    fn buyers_come_back_over_https_except_in_training() {
        let ok = |text: &str, environment| address("redirect URL", text, environment).is_ok();
        assert!(ok("https://shop.example/thanks", Environment::Production));
        assert!(ok("http://127.0.0.1:9000/thanks", Environment::Training));
        for text in [
            "http://shop.example/",
            "http://127.0.0.1/",
            "javascript:alert(1)",
            "shop",
            "https://a:b@shop.example/",
        ] {
            assert!(!ok(text, Environment::Production), "{text}");
        }
        assert!(!ok("http://shop.example/", Environment::Training));
    }

    #[test]
    fn a_name_is_short_and_plain() {
        assert!(account_name(" main ").is_ok());
        for name in ["", "Main", "a b", "a/b", "é", &"x".repeat(33)] {
            assert!(account_name(name).is_err(), "{name}");
        }
    }
}
