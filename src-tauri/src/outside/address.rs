//! Which addresses may be handed to other programs. A page asks for none of them by itself: they come from the core,
//! and are looked at here all the same, because a wrong one leaves this computer.

use domain::account::Environment;
use url::{Host, Url};

/// Domains whose pages may be opened: Antom's (api.md section 1 and the guides), and WhatsApp's for sharing.
const KNOWN_DOMAINS: [&str; 3] = ["antom.com", "alipay.com", "wa.me"];

/// Whether an address may be opened from the window of this environment.
#[must_use]
pub fn may_be_opened(address: &str, from: Environment) -> bool {
    if address.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
        return false;
    }
    let Ok(url) = Url::parse(address) else { return false };
    match url.scheme() {
        "mailto" | "sms" => true,
        "https" => no_credentials(&url) && is_known(&url),
        "http" => from == Environment::Training && no_credentials(&url) && is_loopback(&url),
        _ => false,
    }
}

fn no_credentials(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none()
}

fn is_known(url: &Url) -> bool {
    let Some(Host::Domain(name)) = url.host() else { return false };
    KNOWN_DOMAINS.iter().any(|known| {
        name == *known
            || name.strip_suffix(known).is_some_and(|rest| rest.ends_with('.') && *known != "wa.me")
    })
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_hosts_and_the_programs_of_sharing_may_be_opened() {
        for address in [
            "https://checkout.antom.com/pay?x=1",
            "https://dashboard.antom.com/",
            "https://ac.alipay.com/page",
            "https://wa.me/6581234567?text=hello",
            "mailto:mei@example.com?subject=x",
            "sms:+6581234567?body=x",
        ] {
            assert!(may_be_opened(address, Environment::Production), "{address}");
        }
    }

    #[test]
    fn nothing_else_leaves_this_computer() {
        for address in [
            "http://checkout.antom.com/",
            "https://antom.com.evil.example/",
            "https://notantom.com/",
            "https://x.wa.me/",
            "https://user:word@checkout.antom.com/",
            "https://127.0.0.1/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "ssh://antom.com",
            "https://antom.com/\nsecond",
            "",
        ] {
            for environment in [Environment::Training, Environment::Sandbox, Environment::Production] {
                assert!(!may_be_opened(address, environment), "{address}");
            }
        }
    }

    #[test]
    fn this_computer_is_opened_in_training_only() {
        let page = "http://127.0.0.1:8421/pay/abc";
        assert!(may_be_opened(page, Environment::Training));
        assert!(!may_be_opened(page, Environment::Sandbox) && !may_be_opened(page, Environment::Production));
        assert!(!may_be_opened("http://192.168.1.2/", Environment::Training));
    }
}
