//! The string to sign and the `Signature` header, from the gateway's side (api.md section 2). Written apart from the
//! client's, on purpose.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::key::{self, GatewayKey, KeyTrouble};

/// What stands under a signature. Request, response and notification share the shape.
pub(crate) struct Signed<'a> {
    pub(crate) method: &'a str,
    /// The path with its query, without the host.
    pub(crate) path: &'a str,
    pub(crate) client_id: &'a str,
    pub(crate) time: &'a str,
    pub(crate) body: &'a [u8],
}

impl Signed<'_> {
    fn bytes(&self) -> Vec<u8> {
        let head = format!("{} {}\n{}.{}.", self.method, self.path, self.client_id, self.time);
        [head.as_bytes(), self.body].concat()
    }

    /// The header value that the simulator's key gives.
    pub(crate) fn header(&self, key: &GatewayKey) -> Result<String, KeyTrouble> {
        let base64 = STANDARD.encode(key.sign(&self.bytes())?);
        let encoded = base64.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
        Ok(format!("algorithm=RSA256,keyVersion=1,signature={encoded}"))
    }

    /// Whether `claim` holds under a merchant's public key.
    pub(crate) fn holds(&self, public_base64: &str, claim: &Claim) -> bool {
        key::verifies(public_base64, &self.bytes(), &claim.signature)
    }
}

/// A `Signature` header taken apart.
pub(crate) struct Claim {
    /// 1 when the header names none (api.md section 2).
    pub(crate) key_version: u32,
    signature: Vec<u8>,
}

impl Claim {
    /// Reads a header, or nothing if the algorithm, the version or the encoding is wrong. The signature is decoded as
    /// a form value, so one that was sent without URL-encoding is lost as soon as it has a `+` in it: so it is with Antom.
    pub(crate) fn read(header: &str) -> Option<Self> {
        let (mut algorithm, mut version, mut signature) = (None, None, None);
        for part in header.split(',') {
            match part.trim().split_once('=') {
                Some(("algorithm", value)) => algorithm = Some(value.trim()),
                Some(("keyVersion", value)) => version = Some(value.trim()),
                Some(("signature", value)) => signature = Some(value.trim()),
                _ => {}
            }
        }
        if algorithm.is_some_and(|name| name != "RSA256") {
            return None;
        }
        let key_version = version.map_or(Some(1), |text| text.parse().ok())?;
        let spaced = signature?.replace('+', " ");
        let plain = percent_encoding::percent_decode_str(&spaced).decode_utf8().ok()?;
        Some(Self { key_version, signature: STANDARD.decode(plain.as_bytes()).ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_of_ours_is_read_and_verified() {
        let key = GatewayKey::generate().unwrap();
        let signed = Signed {
            method: "POST",
            path: "/ams/api/v1/payments/pay",
            client_id: "C",
            time: "1",
            body: b"{}",
        };
        let header = signed.header(&key).unwrap();
        let claim = Claim::read(&header.replace(',', ", ")).unwrap();
        assert_eq!(claim.key_version, 1);
        assert!(signed.holds(&key.public_spki_base64().unwrap(), &claim));
    }

    #[test]
    fn a_signature_that_was_not_url_encoded_is_lost() {
        assert!(Claim::read("algorithm=RSA256,keyVersion=1,signature=ab+/").is_none());
        assert!(Claim::read("algorithm=RSA256,keyVersion=1,signature=ab%2B%2F").is_some());
        assert!(Claim::read("algorithm=RSA1,keyVersion=1,signature=abcd").is_none());
        assert!(Claim::read("keyVersion=one,signature=abcd").is_none());
        assert_eq!(Claim::read("signature=abcd").unwrap().key_version, 1);
    }

    #[test]
    fn what_the_official_sdk_signed_holds_and_what_it_refuses_does_not() {
        let file: serde_json::Value =
            serde_json::from_str(include_str!("../tests/sdk-signatures.json")).unwrap();
        let vectors = file["vectors"].as_array().unwrap();
        assert!(vectors.len() > 10);
        for vector in vectors {
            let text = |name: &str| vector[name].as_str().unwrap();
            let body = STANDARD.decode(text("bodyBase64")).unwrap();
            let signed = Signed {
                method: text("method"),
                path: text("path"),
                client_id: text("clientId"),
                time: text("time"),
                body: &body,
            };
            let claim = Claim::read(text("header"));
            let holds = claim.is_some_and(|claim| signed.holds(file["publicKey"].as_str().unwrap(), &claim));
            assert_eq!(Some(holds), vector["holds"].as_bool(), "{}", text("name"));
        }
    }

    #[test]
    fn an_empty_body_leaves_the_dot_at_the_end() {
        let signed = Signed { method: "POST", path: "/p?a=1", client_id: "C", time: "T", body: b"" };
        assert_eq!(signed.bytes(), b"POST /p?a=1\nC.T.");
    }
}
