//! Every vector made with Antom's own Python SDK must come out the same here.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use antom::keys::{MerchantKey, PublicKey};
use antom::notification::{self, Incoming, NotificationError};
use antom::signature::{sign, string_to_sign, verify};
use base64::Engine;
use serde_json::Value;
use sha2::{Digest, Sha256};

fn vectors() -> Value {
    serde_json::from_str(include_str!("signature-vectors.json")).unwrap()
}

fn text<'a>(vector: &'a Value, field: &str) -> &'a str {
    vector[field].as_str().unwrap()
}

fn list(vectors: &Value, name: &str) -> Vec<Value> {
    vectors[name].as_array().unwrap().clone()
}

fn public(vectors: &Value, name: &str) -> PublicKey {
    text(&vectors["keys"], &format!("{name}SpkiBase64")).parse().unwrap()
}

#[test]
fn there_are_twenty_one_vectors() {
    let vectors = vectors();
    let count = |name| list(&vectors, name).len();
    assert_eq!((count("requestVectors"), count("responseVectors"), count("notificationVectors")), (10, 8, 3));
}

#[test]
fn every_request_is_signed_byte_for_byte_as_the_sdk_signs_it() {
    let vectors = vectors();
    let key: MerchantKey = text(&vectors["keys"], "privateKeyPkcs8Base64").parse().unwrap();
    for vector in list(&vectors, "requestVectors") {
        let part = |field| text(&vector, field);
        let (name, path, client, time) = (part("name"), part("path"), part("clientId"), part("requestTime"));
        let body = base64::engine::general_purpose::STANDARD.decode(part("bodyBase64")).unwrap();
        let message = string_to_sign("POST", path, client, time, &body);
        // The 64 kB message is given by its digest alone.
        if let Some(expected) = vector["stringToSign"].as_str() {
            assert_eq!(message, expected.as_bytes(), "{name}");
        }
        let digest: String = Sha256::digest(&message).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, part("stringToSignSha256"), "{name}");
        let header = sign(&key, 1, "POST", path, client, time, &body).unwrap();
        assert_eq!(header, part("signatureHeader"), "{name}");
        verify(&public(&vectors, "publicKey"), "POST", path, client, time, &body, &header).unwrap();
    }
}

#[test]
fn every_answer_is_judged_as_the_sdk_judges_it() {
    let vectors = vectors();
    for vector in list(&vectors, "responseVectors") {
        let part = |field| text(&vector, field);
        let key = public(&vectors, part("verifyWith"));
        let (client, time, body) = (part("clientId"), part("responseTime"), part("body").as_bytes());
        let verdict = verify(&key, part("method"), part("path"), client, time, body, part("signatureHeader"));
        assert_eq!(verdict.is_ok(), vector["expectedValid"], "{}: {verdict:?}", part("name"));
    }
}

#[test]
fn every_notification_is_judged_as_the_sdk_judges_it() {
    let vectors = vectors();
    let key = public(&vectors, "publicKey");
    for vector in list(&vectors, "notificationVectors") {
        let part = |field| text(&vector, field);
        let headers = [
            ("Client-Id".to_owned(), part("clientId").to_owned()),
            ("Request-Time".to_owned(), part("requestTime").to_owned()),
            ("Signature".to_owned(), part("signatureHeader").to_owned()),
        ];
        let incoming = Incoming {
            method: "POST",
            path: part("requestUri"),
            headers: &headers,
            body: part("body").as_bytes(),
        };
        let verdict = notification::read(&incoming, &key, &part("clientId").parse().unwrap());
        assert_eq!(verdict.is_ok(), vector["expectedValid"], "{}: {verdict:?}", part("name"));
    }
}

#[test]
fn the_key_in_every_spelling_is_the_same_key() {
    let vectors = vectors();
    let keys = &vectors["keys"];
    let one: MerchantKey = text(keys, "privateKeyPkcs8Base64").parse().unwrap();
    let two: MerchantKey = text(keys, "privateKeyPem").parse().unwrap();
    let public_pem: PublicKey = text(keys, "publicKeyPem").parse().unwrap();
    assert_eq!(one.public_key(), two.public_key());
    assert_eq!(*one.public_key(), public_pem);
    assert_eq!(one.public_key().to_base64_spki(), text(keys, "publicKeySpkiBase64"));
    assert_eq!(public_pem.to_pem().unwrap(), text(keys, "publicKeyPem"));
}

/// A signature that was never URL-encoded is damaged by its plus signs (api.md section 9).
#[test]
fn a_signature_with_bare_plus_signs_is_refused_and_lower_case_escapes_are_not() {
    let vectors = vectors();
    let vector = &list(&vectors, "requestVectors")[0];
    let part = |field| text(vector, field);
    let check = |value: &str| {
        let header = format!("algorithm=RSA256, keyVersion=1, signature={value}");
        let key = public(&vectors, "publicKey");
        verify(
            &key,
            "POST",
            part("path"),
            part("clientId"),
            part("requestTime"),
            part("body").as_bytes(),
            &header,
        )
    };
    assert!(part("signatureBase64").contains('+'));
    assert!(check(part("signatureBase64")).is_err());
    assert_eq!(check(&part("signatureUrlEncoded").replace("%2B", "%2b").replace("%3D", "=")), Ok(()));
}

#[test]
fn the_sandbox_path_and_the_production_path_have_different_signatures() {
    let vectors = vectors();
    let vector = &list(&vectors, "requestVectors")[0];
    let part = |field| text(vector, field);
    let path = part("path").replace("/sandbox", "");
    let key = public(&vectors, "publicKey");
    let (client, time, body) = (part("clientId"), part("requestTime"), part("body").as_bytes());
    assert!(verify(&key, "POST", &path, client, time, body, part("signatureHeader")).is_err());
}

#[test]
fn a_notification_for_somebody_else_is_refused_however_well_it_is_signed() {
    let vectors = vectors();
    let vector = &list(&vectors, "notificationVectors")[0];
    let part = |field| text(vector, field).to_owned();
    let headers = [
        ("client-id".to_owned(), part("clientId")),
        ("request-time".to_owned(), part("requestTime")),
        ("signature".to_owned(), part("signatureHeader")),
    ];
    let body = part("body");
    let incoming =
        Incoming { method: "POST", path: "/payment/receiveNotify", headers: &headers, body: body.as_bytes() };
    let key = public(&vectors, "publicKey");
    let verdict = notification::read(&incoming, &key, &"SANDBOX_OTHER".parse().unwrap());
    assert_eq!(verdict, Err(NotificationError::WrongClientId));
    let elsewhere = Incoming { path: "/proxied/receiveNotify", ..incoming };
    let verdict = notification::read(&elsewhere, &key, &part("clientId").parse().unwrap());
    assert!(matches!(verdict, Err(NotificationError::BadSignature(_))));
}
