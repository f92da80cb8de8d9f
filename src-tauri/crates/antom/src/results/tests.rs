use super::*;
use std::collections::HashSet;

const OPERATIONS: [&str; 8] = [
    "createPaymentSession",
    "consult",
    "inquiryPayment",
    "capture",
    "cancel",
    "refund",
    "inquiryRefund",
    PAYMENT,
];

fn status_of(row: &Row) -> ResultStatus {
    match row.status {
        Status::S => ResultStatus::S,
        Status::F => ResultStatus::F,
        Status::U => ResultStatus::U,
    }
}

/// The code tables of api.md sections 3.1 to 3.9, written down a second time, by hand.
fn documented(operation: &str) -> &'static str {
    match operation {
        "createPaymentSession" => {
            "SUCCESS SETTLE_CONTRACT_NOT_MATCH PARAM_ILLEGAL PROCESS_FAIL REPEAT_REQ_INCONSISTENT UNKNOWN_EXCEPTION"
        }
        "consult" => "SUCCESS PARAM_ILLEGAL NO_PAY_OPTIONS PROCESS_FAIL UNKNOWN_EXCEPTION",
        "inquiryPayment" => {
            "SUCCESS ORDER_NOT_EXIST ACCESS_DENIED INVALID_API KEY_NOT_FOUND NO_INTERFACE_DEF PARAM_ILLEGAL \
             PROCESS_FAIL SYSTEM_ERROR REQUEST_TRAFFIC_EXCEED_LIMIT UNKNOWN_EXCEPTION"
        }
        "capture" => {
            "SUCCESS CAPTURE_IN_PROCESS UNKNOWN_EXCEPTION AUTH_EXPIRED AUTH_NOT_FOUND AUTH_CANCELLED \
             CAPTURE_AMOUNT_EXCEED_AUTH_LIMIT MULTI_CAPTURE_NOT_SUPPORTED REPEAT_REQ_INCONSISTENT ORDER_IS_CANCELED \
             ORDER_STATUS_INVALID CURRENCY_NOT_SUPPORT INVALID_CONTRACT NO_PAY_OPTIONS PARAM_ILLEGAL ACCESS_DENIED \
             PAYMENT_COUNT_EXCEED_LIMIT RISK_REJECT USER_AMOUNT_EXCEED_LIMIT USER_BALANCE_NOT_ENOUGH USER_NOT_EXIST \
             USER_STATUS_ABNORMAL PROCESS_FAIL"
        }
        "cancel" => {
            "SUCCESS UNKNOWN_EXCEPTION REQUEST_TRAFFIC_EXCEED_LIMIT CANCEL_WINDOW_EXCEED ORDER_NOT_EXIST \
             ORDER_STATUS_INVALID PROCESS_FAIL MERCHANT_BALANCE_NOT_ENOUGH PAYMENT_METHOD_NOT_SUPPORTED ACCESS_DENIED \
             INVALID_API KEY_NOT_FOUND NO_INTERFACE_DEF PARAM_ILLEGAL SYSTEM_ERROR USER_NOT_EXIST USER_STATUS_ABNORMAL"
        }
        "refund" => {
            "SUCCESS REFUND_IN_PROCESS UNKNOWN_EXCEPTION REQUEST_TRAFFIC_EXCEED_LIMIT MERCHANT_BALANCE_NOT_ENOUGH \
             REFUND_AMOUNT_EXCEED MULTIPLE_REFUNDS_NOT_SUPPORTED PARTIAL_REFUND_NOT_SUPPORTED REFUND_NOT_SUPPORTED \
             PAYMENT_METHOD_NOT_SUPPORTED REFUND_WINDOW_EXCEED REPEAT_REQ_INCONSISTENT ORDER_NOT_EXIST \
             ORDER_STATUS_INVALID ORDER_IS_CLOSED ORDER_IS_CANCELED CURRENCY_NOT_SUPPORT INVALID_MERCHANT_STATUS \
             ACCESS_DENIED INVALID_API KEY_NOT_FOUND NO_INTERFACE_DEF PARAM_ILLEGAL PROCESS_FAIL SYSTEM_ERROR"
        }
        "inquiryRefund" => {
            "SUCCESS ORDER_NOT_EXIST ACCESS_DENIED INVALID_API KEY_NOT_FOUND NO_INTERFACE_DEF PARAM_ILLEGAL \
             PROCESS_FAIL SYSTEM_ERROR REQUEST_TRAFFIC_EXCEED_LIMIT UNKNOWN_EXCEPTION"
        }
        _ => {
            "SUCCESS PAYMENT_IN_PROCESS KEY_NOT_FOUND MERCHANT_KYB_NOT_QUALIFIED MERCHANT_NOT_REGISTERED NO_INTERFACE_DEF \
             NO_PAY_OPTIONS ORDER_IS_CANCELED ORDER_IS_CLOSED PARAM_ILLEGAL PAYMENT_AMOUNT_EXCEED_LIMIT \
             PAYMENT_COUNT_EXCEED_LIMIT PAYMENT_NOT_QUALIFIED PROCESS_FAIL REPEAT_REQ_INCONSISTENT RISK_REJECT \
             SETTLE_CONTRACT_NOT_MATCH SYSTEM_ERROR USER_AMOUNT_EXCEED_LIMIT USER_BALANCE_NOT_ENOUGH \
             USER_KYC_NOT_QUALIFIED CURRENCY_NOT_SUPPORT FRAUD_REJECT INVALID_MERCHANT_STATUS \
             INVALID_PAYMENT_METHOD_META_DATA INVALID_CONTRACT AUTHENTICATION_REQUIRED \
             SELECTED_CARD_BRAND_NOT_AVAILABLE PAYMENT_PROHIBITED USER_PAYMENT_VERIFICATION_FAILED \
             VERIFY_TIMES_EXCEED_LIMIT USER_STATUS_ABNORMAL REQUEST_TRAFFIC_EXCEED_LIMIT UNKNOWN_EXCEPTION \
             CARD_EXPIRED INVALID_CVV INVALID_CARD_NUMBER CARD_NOT_SUPPORTED ISSUER_REJECTS_TRANSACTION \
             SUSPECTED_CARD DO_NOT_HONOR"
        }
    }
}

const GATEWAY_CODES: &str = "INVALID_SIGNATURE KEY_NOT_FOUND CLIENT_INVALID INVALID_CLIENT_STATUS UNKNOWN_CLIENT \
    MEDIA_TYPE_NOT_ACCEPTABLE METHOD_NOT_SUPPORTED OAUTH_FAILED CLIENT_ID_NOT_FOUND REQUEST_TRAFFIC_EXCEED_LIMIT";

#[test]
fn every_documented_code_is_in_the_catalogue_of_its_operation() {
    for operation in OPERATIONS {
        let known: HashSet<&str> = codes(operation).into_iter().collect();
        for code in documented(operation).split_whitespace().chain(GATEWAY_CODES.split_whitespace()) {
            assert!(known.contains(code), "{operation} lacks {code}");
        }
    }
}

#[test]
fn no_table_explains_a_code_twice() {
    for operation in OPERATIONS {
        for table in tables(operation) {
            let mut seen = HashSet::new();
            assert!(table.iter().all(|row| seen.insert(row.code)), "{operation} repeats a code");
        }
    }
}

#[test]
fn every_code_says_what_happened_and_what_to_do() {
    for row in OPERATIONS.into_iter().flat_map(tables).flatten() {
        for text in [row.explanation.what_happened, row.explanation.next_step] {
            assert!(text.ends_with('.') && text.len() >= 10, "{}: {text}", row.code);
        }
    }
}

#[test]
fn a_question_never_moves_money() {
    for operation in ["consult", "inquiryPayment", "inquiryRefund"] {
        for row in tables(operation).into_iter().flatten() {
            assert_eq!(
                explain(operation, row.code, &status_of(row)).money_moved,
                Moved::NotThisCall,
                "{}",
                row.code
            );
        }
        assert_eq!(explain(operation, "NEW", &ResultStatus::U).money_moved, Moved::NotThisCall);
    }
}

#[test]
fn unknown_is_never_explained_as_no_money_moved() {
    for operation in ["capture", "cancel", "refund", PAYMENT] {
        for row in tables(operation).into_iter().flatten().filter(|row| row.status == Status::U) {
            let explanation = explain(operation, row.code, &ResultStatus::U);
            assert_eq!(explanation.money_moved, Moved::Unknown, "{operation} {}", row.code);
            assert!(
                matches!(explanation.same_id, SameId::Repeat | SameId::InquireFirst),
                "{operation} {}",
                row.code
            );
        }
        for status in [ResultStatus::U, ResultStatus::Other("X".into())] {
            assert_eq!(explain(operation, "NEVER_SEEN", &status).money_moved, Moved::Unknown);
        }
    }
}

#[test]
fn a_definite_failure_never_claims_that_this_call_moved_money() {
    for operation in OPERATIONS {
        for row in tables(operation).into_iter().flatten().filter(|row| row.status == Status::F) {
            assert!(
                matches!(row.explanation.money_moved, Moved::No | Moved::NotThisCall),
                "{operation} {}",
                row.code
            );
        }
    }
}

#[test]
fn the_status_wins_over_the_code() {
    // A code that is documented as F arrives with U: nothing may be concluded from the code.
    assert_eq!(explain("refund", "SYSTEM_ERROR", &ResultStatus::U).money_moved, Moved::Unknown);
    assert_eq!(explain("refund", "SUCCESS", &ResultStatus::U).money_moved, Moved::Unknown);
    assert_eq!(explain("refund", "SUCCESS", &ResultStatus::F).money_moved, Moved::No);
}

#[test]
fn the_same_id_is_sent_again_exactly_where_the_documents_say_so() {
    let same_id =
        |operation: &str, code: &str, status: ResultStatus| explain(operation, code, &status).same_id;
    assert_eq!(same_id("capture", "UNKNOWN_EXCEPTION", ResultStatus::U), SameId::Repeat);
    assert_eq!(same_id("cancel", "UNKNOWN_EXCEPTION", ResultStatus::U), SameId::Repeat);
    assert_eq!(same_id("refund", "REFUND_IN_PROCESS", ResultStatus::U), SameId::InquireFirst);
    assert_eq!(same_id("refund", "MERCHANT_BALANCE_NOT_ENOUGH", ResultStatus::F), SameId::NewId);
    assert_eq!(same_id("cancel", "MERCHANT_BALANCE_NOT_ENOUGH", ResultStatus::F), SameId::Repeat);
    assert_eq!(same_id("createPaymentSession", "UNKNOWN_EXCEPTION", ResultStatus::U), SameId::NewId);
    assert_eq!(same_id("createPaymentSession", "NEVER_SEEN", ResultStatus::U), SameId::NewId);
}

#[test]
fn every_code_on_every_operation_is_told_to_staff_in_both_languages() {
    let has_chinese = |text: &str| text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    let mut told = 0;
    let mut used = HashSet::new();
    // An operation without a table of its own has the gateway's.
    for operation in OPERATIONS.into_iter().chain(["acceptDispute"]) {
        let codes: HashSet<&str> = codes(operation).into_iter().chain(["SOMETHING_NEW"]).collect();
        for code in codes {
            for status in [ResultStatus::S, ResultStatus::F, ResultStatus::U, ResultStatus::Other("X".into())]
            {
                let explanation = explain(operation, code, &status);
                used.extend([explanation.what_happened, explanation.next_step]);
                let english = explanation.told(Language::English);
                let chinese = explanation.told(Language::Chinese);
                let asks_for_an_id = ["new id", "same id"].iter().any(|id| english.next_step.contains(id));
                assert!(!asks_for_an_id, "{operation} {code}: ids are no matter of staff's");
                for (english, chinese) in [
                    (english.what_happened, chinese.what_happened),
                    (english.money_moved, chinese.money_moved),
                    (english.next_step, chinese.next_step),
                ] {
                    assert!(english.ends_with('.') && english.is_ascii(), "{operation} {code}: {english}");
                    assert!(chinese.ends_with('。') && has_chinese(chinese), "{operation} {code}: {chinese}");
                }
                told += 1;
            }
        }
    }
    assert!(told > 600, "{told}");
    assert_eq!(HOLD_RELEASED.money_moved, Moved::No);
    used.extend([HOLD_RELEASED.what_happened, HOLD_RELEASED.next_step]);
    let unused: Vec<&str> = chinese::SENTENCES
        .iter()
        .map(|(english, _)| *english)
        .filter(|english| !used.contains(english))
        .collect();
    assert!(unused.is_empty(), "translated and never said: {unused:#?}");
}

#[test]
fn the_translations_are_in_order_and_keep_wire_names_as_they_are() {
    assert!(chinese::SENTENCES.is_sorted_by(|one, other| one.0 < other.0));
    for (english, chinese) in chinese::SENTENCES {
        assert!(
            !english.contains("inquiry"),
            "staff do not call Antom's operations by their names: {english}"
        );
        for name in ["client id", "agent token", "Antom", "Dashboard"] {
            assert_eq!(english.contains(name), chinese.contains(name), "{english}");
        }
    }
}
