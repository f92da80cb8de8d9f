//! Where the page at the counter may go: Antom's hosts as its SDK names them, and in Training the simulator alone.

use domain::account::Environment;
use url::{Host, Origin, Url};

/// Hosts of the pages that stand in the frame (`ams-checkout` 1.47: its embedded page, and its page for one method).
const PAGES: [&str; 2] = ["https://checkout.antom.com", "https://ac.alipay.com"];
/// Hosts the SDK itself asks: the session's gateway by its region, its settings, and the risk control of cards.
const CALLS: [&str; 10] = [
    "https://imgs-sea-global.alipay.com",
    "https://imgs-na-global.alipay.com",
    "https://imgs-de-global.alipay.com",
    "https://imgs-qk.alipay.com",
    "https://imgs-id.alipay.com",
    "https://imgs-sa.alipay.com",
    "https://open-sea-global.alipay.com",
    "https://open-na-global.alipay.com",
    "https://open-de-global.alipay.com",
    "https://config.marmot-cloud.com",
];
/// Hosts of its pictures.
const PICTURES: [&str; 3] =
    ["https://cdn.marmot-cloud.com", "https://mdn.alipayobjects.com", "https://gw.alipay.com"];
/// Domains whose pages may be shown in the counter's window; a method's page lies under one of Antom's.
const DOMAINS: [&str; 3] = ["antom.com", "alipay.com", "alipayplus.com"];

/// Whom the page at the counter speaks to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Antom {
    /// Antom itself, by its sandbox or in production.
    Real(Environment),
    /// The simulator on this computer, by the origin of its pages. Training only.
    Simulator(String),
}

impl Antom {
    /// The policy of the page. Only this program's own scripts and the SDK run in it; what the SDK would load besides (a
    /// tracker, the buttons of other wallets) does not. Its styles are written into the page by the SDK, unchanged and
    /// therefore without a nonce.
    pub(super) fn policy(&self) -> String {
        let (pages, calls, pictures) = match self {
            Self::Real(_) => (PAGES.join(" "), CALLS.join(" "), PICTURES.join(" ")),
            Self::Simulator(origin) => (origin.clone(), origin.clone(), origin.clone()),
        };
        format!(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: {pictures}; \
             connect-src 'self' {calls}; frame-src {pages}; form-action {pages}; base-uri 'none'; frame-ancestors 'none'"
        )
    }
}

/// The simulator's origin as it may stand in a page: plain http on loopback, with nothing behind it.
pub(super) fn simulator_origin(text: &str) -> Option<String> {
    let url = Url::parse(text).ok()?;
    let loopback = match url.host()? {
        Host::Ipv4(ip) => ip.is_loopback(),
        Host::Ipv6(ip) => ip.is_loopback(),
        Host::Domain(name) => name == "localhost",
    };
    match url.origin() {
        origin @ Origin::Tuple(..) if loopback && url.scheme() == "http" => {
            Some(origin.ascii_serialization())
        }
        _ => None,
    }
}

/// Whether the counter's window may show an address: its own page, and Antom's (in Training the simulator's).
#[must_use]
pub fn may_be_shown(url: &Url, own: &Url, environment: Environment) -> bool {
    if url.as_str() == "about:blank" || url.origin() == own.origin() {
        return true;
    }
    if environment == Environment::Training {
        return simulator_origin(url.as_str()).is_some();
    }
    let Some(Host::Domain(name)) = url.host() else { return false };
    let known =
        |domain: &str| name == domain || name.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
    url.scheme() == "https"
        && url.username().is_empty()
        && url.password().is_none()
        && DOMAINS.iter().any(|domain| known(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(address: &str, environment: Environment) -> bool {
        let own = Url::parse("http://127.0.0.1:4000/abc").unwrap();
        may_be_shown(&Url::parse(address).unwrap(), &own, environment)
    }

    #[test]
    fn the_window_shows_its_own_page_and_antoms_and_nothing_else() {
        use Environment::{Production, Sandbox, Training};
        for environment in [Training, Sandbox, Production] {
            assert!(shown("http://127.0.0.1:4000/x?y", environment));
            for foreign in [
                "https://evil.example/",
                "https://antom.com.evil.example/",
                "https://notantom.com/",
                "https://user:word@checkout.antom.com/",
                "http://checkout.antom.com/",
                "file:///etc/passwd",
                "tauri://localhost/",
                "http://192.168.1.2/",
            ] {
                assert!(!shown(foreign, environment), "{foreign}");
            }
        }
        for antom in ["https://checkout.antom.com/a", "https://ac.alipay.com/page"] {
            assert!(shown(antom, Production) && shown(antom, Sandbox) && !shown(antom, Training), "{antom}");
        }
        let simulator = "http://127.0.0.1:8421/checkout-page/x";
        assert!(shown(simulator, Training) && !shown(simulator, Sandbox) && !shown(simulator, Production));
    }

    #[test]
    fn no_policy_lets_a_foreign_script_run_and_trainings_knows_the_simulator_alone() {
        let simulator = Antom::Simulator("http://127.0.0.1:8421".to_owned()).policy();
        assert!(!simulator.contains("https://"), "{simulator}");
        for policy in [simulator, Antom::Real(Environment::Production).policy()] {
            assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
            assert!(!policy.contains("unsafe-eval") && !policy.contains('*'), "{policy}");
        }
        for antom in [Environment::Sandbox, Environment::Production].map(|real| Antom::Real(real).policy()) {
            assert!(!antom.contains("127.0.0.1") && !antom.contains("http://"), "{antom}");
        }
    }

    #[test]
    fn a_simulator_is_on_this_computer() {
        assert_eq!(simulator_origin("http://127.0.0.1:8421/a?b").as_deref(), Some("http://127.0.0.1:8421"));
        for wrong in ["https://127.0.0.1:1/", "http://evil.example/", "http://127.0.0.1.evil.example/", "x"] {
            assert_eq!(simulator_origin(wrong), None, "{wrong}");
        }
    }
}
