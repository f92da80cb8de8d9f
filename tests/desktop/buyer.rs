//! The buyer's browser: the checkout page over plain HTTP, as far as its forms need one.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A buyer who follows a link.
pub struct Buyer {
    host: String,
}

impl Buyer {
    /// Opens a link, chooses how to pay, presses *Pay*, and answers the page that comes of it.
    pub async fn pays(link: &str, method: &str) -> String {
        let (host, path) = link.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let buyer = Self { host: host.to_owned() };
        let (_, page) = buyer.ask("GET", &format!("/{path}"), "").await;
        assert!(page.contains(&format!("value=\"{method}\"")), "{method} is offered: {page}");
        let secret = hidden(&page, "sessionData");
        let form = format!("sessionData={}&method={method}&act=pay", percent(&secret));
        let (head, _) = buyer.ask("POST", "/checkout-page/pages/payment/submit", &form).await;
        let next = head.lines().find_map(|line| line.strip_prefix("location: ")).unwrap_or_else(|| {
            panic!("the page does not lead on: {head}");
        });
        buyer.ask("GET", next, "").await.1
    }

    /// What a link shows that is opened.
    pub async fn opens(link: &str) -> String {
        let (host, path) = link.strip_prefix("http://").unwrap().split_once('/').unwrap();
        Self { host: host.to_owned() }.ask("GET", &format!("/{path}"), "").await.1
    }

    async fn ask(&self, method: &str, path: &str, body: &str) -> (String, String) {
        let (host, length) = (&self.host, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}"
        );
        let mut connection = TcpStream::connect(host).await.unwrap();
        connection.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.unwrap();
        let (head, page) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), page.to_owned())
    }
}

/// What a form of the page carries along.
fn hidden(page: &str, name: &str) -> String {
    let marked = format!("name=\"{name}\" value=\"");
    let (_, rest) = page.split_once(&marked).unwrap_or_else(|| panic!("no {name} in {page}"));
    let (value, _) = rest.split_once('"').unwrap();
    value.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&")
}

/// A value as a form sends it.
fn percent(value: &str) -> String {
    value
        .bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}
