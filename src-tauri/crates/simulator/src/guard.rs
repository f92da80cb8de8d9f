//! Who may speak to a local server: no foreign page in a browser, and no name that was made to point here.

use crate::exchange::{Request, Response};

/// Refuses a request whose `Host` is a foreign name. On loopback only loopback names pass; a server that was told to
/// listen elsewhere is reached by its address, so any numeric address passes too, and still no foreign name.
pub(crate) fn check_host(request: &Request, loopback_only: bool) -> Result<(), Response> {
    let host = request.header("host").unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let address: Option<std::net::IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
    let allowed = name.eq_ignore_ascii_case("localhost")
        || address.is_some_and(|address| address.is_loopback() || !loopback_only);
    if allowed {
        Ok(())
    } else {
        Err(Response::new(421, "text/plain; charset=utf-8", "This server does not answer under that name.\n"))
    }
}

/// Refuses a request that a web page made: programmes send no `Origin`.
pub(crate) fn refuse_origin(request: &Request) -> Result<(), Response> {
    if request.header("origin").is_none() {
        Ok(())
    } else {
        Err(Response::new(403, "text/plain; charset=utf-8", "Web pages may not call this.\n"))
    }
}

/// Refuses a form that another page sent.
pub(crate) fn same_origin(request: &Request) -> Result<(), Response> {
    let Some(origin) = request.header("origin") else { return Ok(()) };
    let host = request.header("host").unwrap_or_default();
    if origin.strip_prefix("http://") == Some(host) {
        Ok(())
    } else {
        Err(Response::new(403, "text/plain; charset=utf-8", "Another page may not pay here.\n"))
    }
}

/// Whether a page stands on this computer, whatever its port.
pub(crate) fn loopback_origin(origin: &str) -> bool {
    let name = origin.strip_prefix("http://").unwrap_or_default();
    let name = name.rsplit_once(':').map_or(name, |(name, _)| name);
    let address: Option<std::net::IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
    name == "localhost" || address.is_some_and(|address| address.is_loopback())
}

/// Whether the bearer token is the right one, in a time that does not tell how much of it is right.
pub(crate) fn bears(request: &Request, token: &str) -> bool {
    let given =
        request.header("authorization").and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    aws_lc_rs::constant_time::verify_slices_are_equal(given.as_bytes(), token.as_bytes()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::moment::Moment;

    fn request(headers: &[(&str, &str)]) -> Request {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Request {
            method: "GET".to_owned(),
            path: "/".to_owned(),
            headers,
            body: Vec::new(),
            now: Moment::from_millis(0),
        }
    }

    #[test]
    fn a_foreign_name_is_not_answered() {
        for local in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080", "[::1]"] {
            assert!(check_host(&request(&[("Host", local)]), true).is_ok(), "{local}");
        }
        for foreign in ["evil.example", "localhost.evil.example:80", "192.168.1.2:8080", ""] {
            assert!(check_host(&request(&[("Host", foreign)]), true).is_err(), "{foreign}");
        }
        assert!(check_host(&request(&[("Host", "192.168.1.2:8080")]), false).is_ok());
        assert!(check_host(&request(&[("Host", "evil.example")]), false).is_err());
    }

    #[test]
    fn pages_neither_control_nor_pay_from_elsewhere() {
        assert!(refuse_origin(&request(&[])).is_ok());
        assert!(refuse_origin(&request(&[("Origin", "http://127.0.0.1:1")])).is_err());
        assert!(same_origin(&request(&[("Origin", "http://127.0.0.1:1"), ("Host", "127.0.0.1:1")])).is_ok());
        assert!(
            same_origin(&request(&[("Origin", "http://evil.example"), ("Host", "127.0.0.1:1")])).is_err()
        );
        assert!(same_origin(&request(&[("Origin", "null"), ("Host", "127.0.0.1:1")])).is_err());
    }

    #[test]
    fn the_sdk_asks_from_a_page_of_this_computer_only() {
        for local in ["http://127.0.0.1:4000", "http://localhost:1", "http://[::1]:2"] {
            assert!(loopback_origin(local), "{local}");
        }
        for foreign in
            ["http://evil.example", "http://127.0.0.1.evil.example:80", "https://127.0.0.1:1", "null", ""]
        {
            assert!(!loopback_origin(foreign), "{foreign}");
        }
    }

    #[test]
    fn only_the_whole_token_opens() {
        assert!(bears(&request(&[("Authorization", "Bearer secret")]), "secret"));
        assert!(!bears(&request(&[("Authorization", "Bearer secre")]), "secret"));
        assert!(!bears(&request(&[("Authorization", "secret")]), "secret"));
        assert!(!bears(&request(&[]), "secret"));
    }
}
