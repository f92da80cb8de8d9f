//! A story tells facts one after another, as one or more desks would write them.

use super::sgd;
use crate::digest::Digest;
use crate::fact::{Actor, Body, CaptureMode, Fact, SessionRequested, Terms};
use crate::fold::fold;
use crate::ids::{
    AccountName, DeviceId, FactId, IntentId, OperationId, OrderId, PaymentId, PaymentRequestId, SenderId,
};
use crate::intent::{Finding, Requested, Step, Verb};
use crate::order::Order;
use crate::outcome::{Evidence, Outcome, Verdict, WhyUnknown};
use crate::report::{PaymentSaid, Report, Said, Source, Status, Transaction, TransactionKind};
use chrono::{DateTime, TimeDelta, Utc};
use money::Money;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What really happened at the gateway, whatever was told about it.
#[derive(Debug, Clone)]
pub struct Truth {
    pub request: PaymentRequestId,
    pub said: PaymentSaid,
    /// The operation that captured it, once it was captured.
    pub captured: Option<OperationId>,
    pub cancelled: bool,
    /// Refunds by operation: amount, and whether it is still under way.
    pub refunds: BTreeMap<OperationId, (Money, bool)>,
}

impl Truth {
    #[must_use]
    pub fn taken(&self) -> u64 {
        let holds =
            ["CARD", "APPLEPAY", "GOOGLEPAY"].contains(&self.said.method.as_deref().unwrap_or_default());
        if self.cancelled || (holds && self.captured.is_none()) { 0 } else { self.said.amount.minor() }
    }

    #[must_use]
    pub fn refunded(&self) -> u64 {
        self.refunds.values().map(|(amount, _)| amount.minor()).sum()
    }
}

#[derive(Debug, Clone)]
pub struct Story {
    pub facts: Vec<Fact>,
    pub now: DateTime<Utc>,
    pub truth: Vec<Truth>,
    /// The desk that writes: 0, 1, 2, …
    pub desk: u128,
    order: OrderId,
    seqs: BTreeMap<u128, u64>,
    next: u128,
}

impl Story {
    /// An order of SGD 40.00 opened on Wed 25 Nov 2026 at 11:05 +08:00.
    #[must_use]
    pub fn opened(capture_mode: CaptureMode) -> Self {
        let now = super::at("2026-11-25T11:05:00+08:00");
        let mut story = Self {
            facts: Vec::new(),
            now,
            truth: Vec::new(),
            desk: 0,
            order: OrderId(Uuid::from_u128(0xA)),
            seqs: BTreeMap::new(),
            next: 1,
        };
        story.push(Body::OrderOpened(Box::new(terms(capture_mode, now))));
        story
    }

    /// What the order asks, to be changed before anything else is told.
    pub fn terms(&mut self) -> &mut Terms {
        match self.facts.first_mut().map(|fact| &mut fact.body) {
            Some(Body::OrderOpened(terms)) => terms,
            _ => panic!("a story begins with its order"),
        }
    }

    pub fn push(&mut self, body: Body) -> &mut Self {
        let seq = self.seqs.entry(self.desk).or_insert(0);
        *seq += 1;
        let fact = Fact {
            id: FactId(Uuid::from_u128(0xFAC7_0000 + self.next)),
            device: DeviceId(Uuid::from_u128(0xDE5C + self.desk)),
            device_seq: *seq,
            previous: None,
            at: self.now,
            actor: Actor::Person("Mei".into()),
            approver: None,
            order: Some(self.order),
            body,
            hash: Digest([0; 32]),
        };
        self.next += 1;
        self.facts.push(fact);
        self
    }

    pub fn wait(&mut self, time: TimeDelta) -> &mut Self {
        self.now += time;
        self
    }

    pub fn minutes(&mut self, minutes: i64) -> &mut Self {
        self.wait(TimeDelta::minutes(minutes))
    }

    #[must_use]
    pub fn order(&self) -> Order {
        fold(&self.facts).expect("a story is one order")
    }

    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence { digest: Digest([7; 32]), verified: true, at: self.now }
    }

    #[must_use]
    pub fn forged(&self) -> Evidence {
        Evidence { verified: false, ..self.evidence() }
    }

    /// A link that Antom made, good for an hour.
    pub fn link(&mut self, request: &str) -> &mut Self {
        self.requested(request).sent(request);
        let issued = Body::SessionIssued {
            request: request.into(),
            session: format!("session-{request}"),
            ends_at: self.now + TimeDelta::hours(1),
            link: Digest([3; 32]),
            evidence: self.evidence(),
        };
        self.push(issued)
    }

    /// A `pay` that Antom answered with a page, good for an hour, and the payment behind it.
    pub fn pay(&mut self, request: &str, payment: &str) -> &mut Self {
        self.pay_requested(request).sent(request);
        let issued = Body::SessionIssued {
            request: request.into(),
            session: String::new(),
            ends_at: self.now + TimeDelta::hours(1),
            link: Digest([3; 32]),
            evidence: self.evidence(),
        };
        self.push(issued).answered(request, payment, Status::Processing)
    }

    /// What stood in the answer to a `pay`.
    pub fn answered(&mut self, request: &str, payment: &str, status: Status) -> &mut Self {
        let said = PaymentSaid { paid_at: None, ..self.payment_said(payment, "CARD", status) };
        self.report_by(Source::Answer, request, Said::Payment(Box::new(said)))
    }

    pub fn requested(&mut self, request: &str) -> &mut Self {
        self.requested_by("createPaymentSession", request)
    }

    pub fn pay_requested(&mut self, request: &str) -> &mut Self {
        self.requested_by("pay", request)
    }

    fn requested_by(&mut self, operation: &str, request: &str) -> &mut Self {
        self.push(Body::SessionRequested(Box::new(SessionRequested {
            request: request.into(),
            operation: operation.into(),
            follows: None,
            ends_at: self.now + TimeDelta::hours(1),
            body: Digest([2; 32]),
        })))
    }

    pub fn sent(&mut self, request: &str) -> &mut Self {
        self.push(Body::SessionSent { request: request.into() })
    }

    pub fn report(&mut self, request: &str, said: Said) -> &mut Self {
        self.report_by(Source::Inquiry, request, said)
    }

    pub fn report_by(&mut self, source: Source, request: &str, said: Said) -> &mut Self {
        let report = Report { request: request.into(), source, evidence: self.evidence(), said };
        self.push(Body::PaymentReported(Box::new(report)))
    }

    pub fn nothing_submitted(&mut self, request: &str) -> &mut Self {
        self.report(request, Said::NothingSubmitted)
    }

    pub fn paid(&mut self, request: &str, payment: &str, method: &str, status: Status) -> &mut Self {
        let said = self.payment_said(payment, method, status);
        self.report(request, Said::Payment(Box::new(said)))
    }

    /// Antom tells of a success by wallet that lists this capture or refund.
    pub fn listed(&mut self, request: &str, payment: &str, record: Transaction) -> &mut Self {
        let mut said = self.payment_said(payment, "ALIPAY_CN", Status::Success);
        said.transactions.push(record);
        self.report(request, Said::Payment(Box::new(said)))
    }

    #[must_use]
    pub fn payment_said(&self, payment: &str, method: &str, status: Status) -> PaymentSaid {
        PaymentSaid {
            payment: payment.into(),
            paid_at: (status == Status::Success).then_some(self.now),
            status,
            result_code: None,
            amount: sgd(4000),
            method: Some(method.to_owned()),
            created_at: Some(self.now),
            hold_ends_at: None,
            card: None,
            transactions: Vec::new(),
        }
    }

    /// A decision with its place in the outbox.
    pub fn intent(&mut self, verb: Verb, payment: &str, amount: Money, reason: Option<&str>) -> IntentId {
        let id = IntentId(Uuid::from_u128(0x1E7 + self.next));
        let order = self.order();
        let payment = PaymentId::from(payment);
        let request = order.payment(&payment).map_or_else(|| "req-1".into(), |found| found.request.clone());
        let requested = Requested {
            payment,
            request,
            operation: operation_of(id),
            amount,
            reason: reason.map(str::to_owned),
            body: "{}".into(),
            decided_on: order.version,
            script: None,
            sentence: "as confirmed".into(),
            despite_dispute: false,
        };
        self.step(verb, id, Step::Requested(Box::new(requested)));
        let not_before = self.now + TimeDelta::seconds(60);
        self.step(verb, id, Step::Queued { not_before });
        id
    }

    pub fn step(&mut self, verb: Verb, intent: IntentId, step: Step) -> &mut Self {
        self.push(Body::Intent { verb, intent, step })
    }

    pub fn send(&mut self, verb: Verb, intent: IntentId, attempt: u32) -> &mut Self {
        let sender = SenderId(Uuid::from_u128(0x5E));
        self.step(verb, intent, Step::Sent { sender, attempt, fence: u64::from(attempt) })
    }

    pub fn answer(&mut self, verb: Verb, intent: IntentId, outcome: Outcome, code: &str) -> &mut Self {
        let evidence = self.evidence();
        let verdict = Verdict { outcome, code: code.into(), message: String::new() };
        let transaction = (outcome == Outcome::Succeeded).then(|| format!("tx-{}", operation_of(intent)));
        self.step(verb, intent, Step::Answered { verdict, transaction, evidence })
    }

    pub fn no_answer(&mut self, verb: Verb, intent: IntentId) -> &mut Self {
        let why = WhyUnknown::NoAnswer { left: true, detail: "timed out".into() };
        self.step(verb, intent, Step::Unanswered { why, evidence: None })
    }

    pub fn found(&mut self, verb: Verb, intent: IntentId, finding: Finding) -> &mut Self {
        let evidence = self.evidence();
        self.step(verb, intent, Step::Reported { finding, evidence })
    }

    /// Decided, released, sent and done.
    pub fn done(&mut self, verb: Verb, payment: &str, amount: Money) -> IntentId {
        let id = self.intent(verb, payment, amount, None);
        self.step(verb, id, Step::Released).send(verb, id, 1);
        self.answer(verb, id, Outcome::Succeeded, "SUCCESS");
        id
    }
}

/// The id under which Antom knows an intent.
#[must_use]
pub fn operation_of(intent: IntentId) -> OperationId {
    OperationId(format!("op-{intent}"))
}

#[must_use]
pub fn transaction(
    kind: TransactionKind,
    status: Status,
    operation: OperationId,
    amount: Money,
) -> Transaction {
    let (outcome, code) = match status {
        Status::Success => (Outcome::Succeeded, "SUCCESS"),
        Status::Fail => (Outcome::Failed, "PROCESS_FAIL"),
        _ => (Outcome::Unknown, "PAYMENT_IN_PROCESS"),
    };
    let id = Some(format!("tx-{operation}"));
    Transaction { kind, status, outcome, code: code.into(), id, operation, amount, at: None }
}

#[must_use]
pub fn terms(capture_mode: CaptureMode, now: DateTime<Utc>) -> Terms {
    Terms {
        account: AccountName::from("main"),
        reference: "A-1001".into(),
        description: "Two lamps".into(),
        amount: sgd(4000),
        capture_mode,
        methods: Vec::new(),
        express: Vec::new(),
        locale: None,
        session_seconds: 3600,
        lives_until: now + TimeDelta::days(3),
        buyer: None,
        replaces: None,
        script: None,
        by_pay: None,
        counter: None,
    }
}
