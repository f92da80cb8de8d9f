//! Facts in any combination, sensible or not: whatever a merged, cut or damaged journal could hold.

use super::story::{operation_of, transaction};
use super::{Story, at, sgd};
use crate::digest::Digest;
use crate::fact::{Actor, Body, CaptureMode, Fact};
use crate::ids::{DeviceId, FactId, IntentId, OperationId, OrderId, PaymentId, PaymentRequestId};
use crate::intent::{Finding, Requested, Step, Verb};
use crate::outcome::{Evidence, Outcome, Verdict, WhyUnknown};
use crate::report::{PaymentSaid, Report, Said, Source, Status, TransactionKind};
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

/// Up to forty facts of one order in any combination. The first of them opens it; the rest may be anything.
pub fn arbitrary_soup() -> impl Strategy<Value = Vec<Fact>> {
    let fact = (0_i64..10_000, 0_u128..3, 0_u64..50, body());
    prop::collection::vec(fact, 0..40).prop_map(|facts| {
        let mut soup = Story::opened(CaptureMode::Manual).facts;
        for (n, (minute, device, seq, body)) in (1_u128..).zip(facts) {
            soup.push(Fact {
                id: FactId(Uuid::from_u128(n)),
                device: DeviceId(Uuid::from_u128(device)),
                device_seq: seq,
                previous: None,
                at: at("2026-11-25T11:00:00+08:00") + TimeDelta::minutes(minute),
                actor: Actor::Countersign,
                approver: None,
                order: Some(OrderId(Uuid::from_u128(0xA))),
                body,
                hash: Digest([0; 32]),
            });
        }
        soup
    })
}

fn body() -> impl Strategy<Value = Body> {
    prop_oneof![
        1 => Just(Body::OrderClosed { reason: None }),
        1 => Just(Body::OrderNoted { note: Digest([1; 32]) }),
        1 => Just(Body::BuyerForgotten { reason: None }),
        1 => request().prop_map(|request| Body::SessionSent { request }),
        1 => (request(), evidence()).prop_map(|(request, evidence)| Body::SessionIssued {
            request,
            session: "s".into(),
            ends_at: at("2026-11-26T11:00:00+08:00"),
            link: Digest([1; 32]),
            evidence,
        }),
        1 => (request(), evidence(), verdict())
            .prop_map(|(request, evidence, verdict)| Body::SessionRefused { request, verdict, evidence }),
        1 => request().prop_map(|request| Body::SessionUnanswered {
            request,
            why: WhyUnknown::Interrupted,
            verdict: None,
            evidence: None,
        }),
        6 => (request(), evidence(), said()).prop_map(|(request, evidence, said)| {
            Body::PaymentReported(Box::new(Report { request, source: Source::Notification, evidence, said }))
        }),
        10 => (verb(), intent(), step()).prop_map(|(verb, intent, step)| Body::Intent { verb, intent, step }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (payment(), intent(), 0_u64..9000).prop_map(|(payment, intent, cents)| {
            Step::Requested(Box::new(Requested {
                payment,
                request: "req-1".into(),
                operation: operation_of(intent),
                amount: sgd(cents),
                reason: None,
                body: "{}".into(),
                decided_on: 1,
                script: None,
                sentence: String::new(),
                despite_dispute: false,
            }))
        }),
        1 => Just(Step::Queued { not_before: at("2026-11-25T12:00:00+08:00") }),
        1 => Just(Step::Stopped { why: "so".into(), code: None }),
        1 => Just(Step::Released),
        2 => (1_u32..5).prop_map(|attempt| Step::Sent {
            sender: crate::ids::SenderId(Uuid::nil()),
            attempt,
            fence: 1,
        }),
        2 => (verdict(), evidence())
            .prop_map(|(verdict, evidence)| Step::Answered { verdict, transaction: None, evidence }),
        1 => Just(Step::Unanswered { why: WhyUnknown::NotJson, evidence: None }),
        2 => (finding(), evidence()).prop_map(|(finding, evidence)| Step::Reported { finding, evidence }),
    ]
}

fn said() -> impl Strategy<Value = Said> {
    let record = || (intent(), status(), 0_u64..9000, any::<bool>());
    prop_oneof![
        1 => Just(Said::NothingSubmitted),
        4 => (payment(), status(), prop::collection::vec(record(), 0..4)).prop_map(|(payment, status, records)| {
            Said::Payment(Box::new(PaymentSaid {
                payment,
                status,
                result_code: None,
                amount: sgd(4000),
                method: Some("CARD".into()),
                created_at: None,
                paid_at: None,
                hold_ends_at: None,
                card: None,
                transactions: records.into_iter().map(entry).collect(),
            }))
        }),
        1 => (payment(), record())
            .prop_map(|(payment, record)| Said::Capture { payment, transaction: entry(record) }),
        1 => record().prop_map(|record| Said::Refund { transaction: entry(record) }),
        1 => intent().prop_map(|intent| Said::RefundNeverPlaced { operation: operation_of(intent) }),
        1 => payment().prop_map(|payment| Said::Dispute {
            payment,
            dispute: "d".into(),
            event: "DISPUTE_CREATED".into(),
            amount: None,
        }),
    ]
}

fn entry((intent, status, cents, foreign): (IntentId, Status, u64, bool)) -> crate::report::Transaction {
    let operation = if foreign { OperationId("foreign".into()) } else { operation_of(intent) };
    let kind = if cents % 2 == 0 { TransactionKind::Refund } else { TransactionKind::Capture };
    transaction(kind, status, operation, sgd(cents))
}

fn request() -> impl Strategy<Value = PaymentRequestId> {
    (1_u8..4).prop_map(|n| PaymentRequestId(format!("req-{n}")))
}

fn payment() -> impl Strategy<Value = PaymentId> {
    (1_u8..4).prop_map(|n| PaymentId(format!("pay-{n}")))
}

fn intent() -> impl Strategy<Value = IntentId> {
    (1_u128..5).prop_map(|n| IntentId(Uuid::from_u128(n)))
}

fn verb() -> impl Strategy<Value = Verb> {
    prop_oneof![Just(Verb::Capture), Just(Verb::Cancel), Just(Verb::Refund)]
}

fn evidence() -> impl Strategy<Value = Evidence> {
    (any::<bool>(), 0_i64..10_000).prop_map(|(verified, minute)| Evidence {
        digest: Digest([9; 32]),
        verified,
        at: at("2026-11-25T11:00:00+08:00") + TimeDelta::minutes(minute),
    })
}

fn verdict() -> impl Strategy<Value = Verdict> {
    let outcome = prop_oneof![Just(Outcome::Succeeded), Just(Outcome::Failed), Just(Outcome::Unknown)];
    let code = prop_oneof![Just("SUCCESS"), Just("PROCESS_FAIL"), Just("UNKNOWN_EXCEPTION")];
    (outcome, code).prop_map(|(outcome, code)| Verdict { outcome, code: code.into(), message: String::new() })
}

fn finding() -> impl Strategy<Value = Finding> {
    prop_oneof![
        Just(Finding::Done { transaction: None }),
        Just(Finding::Refused { code: "PROCESS_FAIL".into() }),
        Just(Finding::UnderWay),
        Just(Finding::NeverPlaced),
    ]
}

fn status() -> impl Strategy<Value = Status> {
    prop_oneof![
        Just(Status::Success),
        Just(Status::Fail),
        Just(Status::Processing),
        Just(Status::Cancelled),
        Just(Status::Pending),
        Just(Status::Other("NEW".into())),
    ]
}
