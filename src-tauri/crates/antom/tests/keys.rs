//! Keys in every shape people have them, and every mistake people make with them.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use antom::keys::{KeyError, MerchantKey, PublicKey, check_antom_key};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use rand_for_rsa::rngs::StdRng;
use rand_for_rsa::{Rng, SeedableRng};
use rsa::PrivateKey;
use rsa::pkcs1::{EncodeRsaPrivateKey, EncodeRsaPublicKey};
use rsa::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey, LineEnding};

fn base64_key() -> String {
    let vectors: serde_json::Value = serde_json::from_str(include_str!("signature-vectors.json")).unwrap();
    vectors["keys"]["privateKeyPkcs8Base64"].as_str().unwrap().to_owned()
}

fn der() -> Vec<u8> {
    STANDARD.decode(base64_key()).unwrap()
}

fn rsa_key() -> PrivateKey {
    PrivateKey::from_pkcs8_der(&der()).unwrap()
}

fn generated_from(seed: u64) -> MerchantKey {
    let mut random = StdRng::seed_from_u64(seed);
    MerchantKey::generate(|bytes| random.fill_bytes(bytes)).unwrap()
}

fn wrapped(label: &str, base64: &str) -> String {
    format!("-----BEGIN {label}-----\n{base64}\n-----END {label}-----\n")
}

#[test]
fn a_private_key_is_read_in_every_form() {
    let expected = MerchantKey::parse(&der()).unwrap().public_key().fingerprint();
    let pkcs1 = rsa_key().to_pkcs1_der().unwrap();
    let folded: String = base64_key()
        .as_bytes()
        .chunks(50)
        .map(|line| format!("{}\r\n", String::from_utf8_lossy(line)))
        .collect();
    let forms: Vec<Vec<u8>> = vec![
        der(),
        pkcs1.as_bytes().to_vec(),
        base64_key().into_bytes(),
        STANDARD.encode(pkcs1.as_bytes()).into_bytes(),
        rsa_key().to_pkcs8_pem(LineEnding::CRLF).unwrap().as_bytes().to_vec(),
        rsa_key().to_pkcs1_pem(LineEnding::LF).unwrap().as_bytes().to_vec(),
        // Antom's Python and PHP SDKs put PKCS#8 between these markers.
        wrapped("RSA PRIVATE KEY", &base64_key()).into_bytes(),
        folded.into_bytes(),
        format!("\u{feff}  {}\n\n", wrapped("PRIVATE KEY", &base64_key())).into_bytes(),
        wrapped("PRIVATE KEY", &base64_key()).replace('\n', "\\n").into_bytes(),
        base64_key().trim_end_matches('=').as_bytes().to_vec(),
    ];
    for (number, form) in forms.iter().enumerate() {
        let key = MerchantKey::parse(form).unwrap_or_else(|error| panic!("form {number}: {error}"));
        assert_eq!(key.public_key().fingerprint(), expected, "form {number}");
    }
}

#[test]
fn a_public_key_is_read_in_every_form() {
    let key = rsa_key().to_public_key();
    let expected = MerchantKey::parse(&der()).unwrap().public_key().clone();
    let spki = key.to_public_key_der().unwrap();
    let forms: Vec<Vec<u8>> = vec![
        spki.as_bytes().to_vec(),
        STANDARD.encode(spki.as_bytes()).into_bytes(),
        key.to_public_key_pem(LineEnding::LF).unwrap().into_bytes(),
        key.to_pkcs1_pem(LineEnding::LF).unwrap().into_bytes(),
        key.to_pkcs1_der().unwrap().as_bytes().to_vec(),
    ];
    for form in forms {
        assert_eq!(PublicKey::parse(&form).unwrap(), expected);
    }
    assert_eq!(expected.fingerprint().len(), 64);
}

#[test]
fn a_key_survives_the_keychain() {
    let key = MerchantKey::parse(&der()).unwrap();
    assert_eq!(MerchantKey::parse(&key.to_pkcs8_der().unwrap()).unwrap().public_key(), key.public_key());
}

#[test]
fn a_generated_key_has_2048_bits_and_depends_only_on_the_random_numbers() {
    assert_eq!(generated_from(7).public_key(), generated_from(7).public_key());
    let key = generated_from(8);
    assert_ne!(key.public_key(), generated_from(7).public_key());
    assert_eq!(key.public_key().spki_der().len(), 294, "the SPKI of 2048 bits has 294 bytes");
}

#[test]
fn ones_own_public_key_is_not_taken_for_antoms() {
    let mine = MerchantKey::parse(&der()).unwrap();
    let in_another_form = rsa_key().to_public_key().to_pkcs1_pem(LineEnding::LF).unwrap();
    let own = PublicKey::parse(in_another_form.as_bytes()).unwrap();
    assert_eq!(check_antom_key(&mine, &own), Err(KeyError::OwnPublicKey));
    let other = generated_from(9);
    assert_eq!(check_antom_key(&mine, other.public_key()), Ok(()));
}

#[test]
fn every_mistake_has_a_name() {
    let private = |input: &str| MerchantKey::parse(input.as_bytes()).unwrap_err();
    let public = |input: &str| PublicKey::parse(input.as_bytes()).unwrap_err();
    let spki = MerchantKey::parse(&der()).unwrap().public_key().to_base64_spki();
    let elliptic = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgt2YqgG0gJxtS2hnNVoosPHJKZBmVrvV48YdHSGGnu0qhRANCAASsFK1p8HF2Kk9y3LtWwm48jyF9bjRxDaL6cmnX42RrkfVSBCW3S0sjN7UP3QW3r7SyScnefnCn6qz1YfX4j+7U";
    assert_eq!(private(""), KeyError::Empty);
    assert_eq!(private(" \n "), KeyError::Empty);
    assert_eq!(private(&wrapped("PRIVATE KEY", "")), KeyError::Empty);
    assert_eq!(private("this is not base64!"), KeyError::NotBase64);
    assert_eq!(private(&wrapped("ENCRYPTED PRIVATE KEY", &base64_key())), KeyError::Encrypted);
    let old_style = format!("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n{}", base64_key());
    assert_eq!(private(&wrapped("RSA PRIVATE KEY", &old_style)), KeyError::Encrypted);
    assert_eq!(private(&spki), KeyError::PublicGiven);
    assert_eq!(public(&base64_key()), KeyError::PrivateGiven);
    assert_eq!(public(&wrapped("CERTIFICATE", &spki)), KeyError::Certificate);
    assert_eq!(private(&wrapped("PRIVATE KEY", elliptic)), KeyError::NotRsa);
    assert_eq!(private(&wrapped("EC PRIVATE KEY", "AAAA")), KeyError::NotRsa);
    assert_eq!(private("AAAA"), KeyError::NotAKey);
    assert_eq!(private(&base64_key().split_off(400)), KeyError::NotAKey);
}

#[test]
fn a_key_that_is_too_short_is_refused_in_both_halves() {
    let short = PrivateKey::new(&mut StdRng::seed_from_u64(3), 1024).unwrap();
    let private = MerchantKey::parse(short.to_pkcs8_der().unwrap().as_bytes()).unwrap_err();
    let public = PublicKey::parse(short.to_public_key().to_public_key_der().unwrap().as_bytes()).unwrap_err();
    assert_eq!((private, public), (KeyError::TooShort { bits: 1024 }, KeyError::TooShort { bits: 1024 }));
}

#[test]
fn a_key_of_512_bits_is_too_short_and_not_unknown() {
    let short = include_str!("short-key.txt").trim();
    assert_eq!(MerchantKey::parse(short.as_bytes()).unwrap_err(), KeyError::TooShort { bits: 512 });
    let public = include_str!("short-key-public.txt").trim();
    assert_eq!(PublicKey::parse(public.as_bytes()).unwrap_err(), KeyError::TooShort { bits: 512 });
}

#[test]
fn neither_the_key_nor_an_error_about_it_prints_any_of_it() {
    let key = MerchantKey::parse(&der()).unwrap();
    let shown = format!("{key:?}");
    assert!(shown.contains(&key.public_key().fingerprint()));
    let secret = base64_key();
    let error = MerchantKey::parse(&secret.as_bytes()[..400]).unwrap_err();
    let shown = format!("{shown} {error} {error:?}");
    for piece in secret.as_bytes().chunks(12) {
        assert!(!shown.contains(std::str::from_utf8(piece).unwrap()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn reading_any_bytes_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        let _ = (MerchantKey::parse(&bytes), PublicKey::parse(&bytes));
    }

    #[test]
    fn reading_a_damaged_key_never_panics(position in 0usize..1216, value: u8) {
        let mut damaged = der();
        damaged[position] = value;
        let _ = (MerchantKey::parse(&damaged), PublicKey::parse(&damaged));
        let pkcs1 = rsa_key().to_pkcs1_der().unwrap();
        let mut damaged = pkcs1.as_bytes().to_vec();
        if let Some(byte) = damaged.get_mut(position) {
            *byte = value;
        }
        let _ = (MerchantKey::parse(&damaged), PublicKey::parse(&damaged));
    }
}
