//! Every pitfall of api.md section 9 has a test of its own. Here they are in the order of that section; a test that was
//! renamed or dropped is missed here.

/// A pitfall, in short, and where its test is: file and name.
const PITFALLS: [(&str, &str, &str); 22] = [
    ("verifying with one's own public key", ANTOM, "verifying_with_ones_own_public_key_is_always_false"),
    ("writing JSON again before verifying", ANTOM, "json_written_again_is_not_what_was_signed"),
    ("signing another path than is called", ANTOM, "the_path_that_is_signed_is_the_path_that_is_called"),
    (
        "a signature that is not URL-encoded",
        ANTOM,
        "a_signature_that_is_not_url_encoded_is_refused_when_a_plus_becomes_a_space",
    ),
    ("the wrong gateway", ANTOM, "the_wrong_gateway_answers_without_a_signature_and_proves_nothing"),
    ("unsigned answers", ANTOM, "an_unsigned_success_is_not_accepted_nor_shown"),
    ("keyVersion", ANTOM, "a_key_version_that_was_not_uploaded_is_told_from_a_wrong_signature"),
    (
        "verifying the proxied path",
        ANTOM,
        "behind_a_proxy_the_configured_path_is_verified_not_the_one_that_arrived",
    ),
    ("`result` of an inquiry", ANTOM, "the_result_of_an_inquiry_is_not_the_result_of_the_payment"),
    ("U as a failure", ANTOM, "unknown_is_not_failure"),
    (
        "a redirect as success",
        COUNTER,
        "pitfall_a_page_that_says_it_was_paid_is_not_believed_and_antom_is_asked",
    ),
    ("ORDER_NOT_EXIST on a fresh link", ANTOM, "order_not_exist_on_a_fresh_link_is_no_error"),
    ("goods that do not add up", ANTOM, "goods_that_do_not_add_up_to_the_order_are_caught_before_sending"),
    ("a card without buyer", ANTOM, "a_card_without_word_of_the_buyer_is_caught_before_the_page_fails"),
    ("settlement currency", ANTOM, "several_settlement_currencies_and_none_given_is_told_in_words"),
    ("shipping on PAYMENT_RESULT", SHIPPING, "shipping_on_payment_result_for_cards_is_not_advised"),
    ("late or partial capture", SHIPPING, "capture_after_seven_days_or_of_a_part_is_refused"),
    (
        "names misspelt in the documents",
        ANTOM,
        "names_misspelt_in_the_documents_are_written_as_the_gateway_has_them",
    ),
    ("the SDKs' double slash", ANTOM, "no_path_has_the_sdks_double_slash"),
    ("any certificate", HTTP, "a_certificate_nobody_vouches_for_is_refused_before_anything_leaves"),
    ("a private key in a log", ANTOM, "a_private_key_is_in_no_log"),
    ("a wrong clock", ANTOM, "a_wrong_clock_is_named_among_the_causes_of_a_wrong_signature"),
];

const ANTOM: &str = include_str!("../../src-tauri/crates/antom/tests/pitfalls.rs");
const HTTP: &str = include_str!("../../src-tauri/crates/antom/src/http/tests.rs");
const SHIPPING: &str = include_str!("../../src-tauri/crates/domain/src/rules/tests/shipping.rs");
const COUNTER: &str = include_str!("../../src-tauri/crates/console/tests/desk/counter.rs");

#[test]
fn every_pitfall_of_the_api_has_a_test_of_its_own() {
    for (pitfall, file, name) in PITFALLS {
        let before = file.split_once(&format!("fn {name}()")).map(|(before, _)| before.trim_end());
        let attribute = before.map(|before| before.strip_suffix("async").unwrap_or(before).trim_end());
        let is_test =
            attribute.is_some_and(|text| text.ends_with("#[test]") || text.ends_with("#[tokio::test]"));
        assert!(is_test, "{pitfall}: no test is called {name}");
    }
}
