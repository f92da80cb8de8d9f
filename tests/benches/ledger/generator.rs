//! A shop of two years: orders with buyers, payments, refunds, notes and ids, one fact after another.

use crate::random::Random;
use chrono::{DateTime, TimeDelta, Utc};
use domain::account::Environment;
use domain::digest::Digest;
use domain::fact::{Actor, Body, CaptureMode, SessionRequested, Terms};
use domain::ids::{
    AccountName, DeviceId, FactId, IntentId, OperationId, OrderId, PaymentId, PaymentRequestId,
};
use domain::intent::{Requested, Step, Verb};
use domain::outcome::{Evidence, Outcome, Verdict};
use domain::report::{PaymentSaid, Report, Said, Source, Status, Transaction, TransactionKind};
use ledger::{Buyer, Card, Ledger, LedgerError, LedgerKey, NewFact, NewLedger, SideKind, SideRow, Writer};
use money::{Currency, Money};
use std::path::Path;
use uuid::Uuid;

const FIRST: [&str; 24] = [
    "Wei Ming", "Mei Ling", "Siti", "Arjun", "Priya", "José", "Ahmad", "Nurul", "Chloe", "Ethan", "Grace",
    "Hiroshi", "Yuki", "Min-jun", "Seo-yeon", "Anan", "Somchai", "Budi", "Dewi", "Linh", "Quang", "Olivia",
    "Łukasz", "Zoë",
];
const LAST: [&str; 28] = [
    "Tan",
    "Lim",
    "Lee",
    "Ng",
    "Ong",
    "Wong",
    "Goh",
    "Chua",
    "Koh",
    "Teo",
    "Nair",
    "Kumar",
    "Singh",
    "Sharma",
    "bin Ismail",
    "Hassan",
    "García",
    "Müller",
    "Tanaka",
    "Sato",
    "Kim",
    "Park",
    "Nguyễn",
    "Trần",
    "Santoso",
    "Wijaya",
    "Ångström",
    "O’Brien",
];
const SURNAMES: [&str; 30] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何",
    "林", "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程",
];
const GIVEN: [&str; 40] = [
    "芳", "伟", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超", "秀",
    "霞", "平", "刚", "桂", "英", "华", "玉", "萍", "红", "娥", "玲", "芬", "燕", "彬", "梅", "琳", "晨",
    "浩", "宇", "轩", "怡", "欣", "雪",
];
const SOLD: [&str; 30] = [
    "Iced latte",
    "Oat latte",
    "Flat white",
    "Croissant",
    "Banana bread",
    "Birthday cake 6 inch",
    "生日蛋糕",
    "Green tea",
    "Matcha set",
    "Ceramic mug",
    "Pour-over kit",
    "House blend 250 g",
    "Cold brew",
    "Gift card",
    "Catering for ten",
    "Workshop seat",
    "Hand grinder",
    "Filter papers",
    "Cheese tart",
    "Kaya toast",
    "Nasi lemak",
    "Poké bowl",
    "Sourdough loaf",
    "Jam jar",
    "Tote bag",
    "Apron",
    "Delivery",
    "Deposit",
    "Rental of espresso machine",
    "Repair",
];
const NOTES: [&str; 8] = [
    "call before delivery",
    "regular customer",
    "wants a receipt by e-mail",
    "allergic to nuts",
    "pick up after six",
    "gift wrap, no price tag",
    "paid by her brother",
    "顾客要求开发票",
];
const STAFF: [&str; 6] = ["meera", "jun hao", "aisyah", "daniel", "lin", "counter-2"];
const DOMAINS: [&str; 6] = ["gmail.com", "outlook.com", "yahoo.com.sg", "qq.com", "example.com", "naver.com"];
const METHODS: [&str; 8] = ["CARD", "CARD", "CARD", "ALIPAY_CN", "ALIPAY_HK", "GCASH", "DANA", "PAYNOW"];

/// What becomes of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Waiting,
    Expired,
    Failed,
    Paid,
    Refunded,
    PartRefunded,
    RefundedHere,
    Cancelled,
    Checking,
}

/// Everything about one order, made from the seed and its number alone.
#[derive(Debug, Clone)]
pub struct Particulars {
    pub id: Uuid,
    pub reference: String,
    pub description: String,
    pub name: String,
    pub email: String,
    pub phone: String,
    pub amount: Money,
    pub method: &'static str,
    pub last4: String,
    pub note: Option<&'static str>,
    pub staff: &'static str,
    pub request: String,
    pub payment: String,
    pub refund: String,
    pub fate: Fate,
    pub opened_at: DateTime<Utc>,
}

/// The shop of one seed.
#[derive(Debug, Clone, Copy)]
pub struct Shop {
    pub seed: u64,
    pub orders: u64,
}

/// The moment the shop's history ends.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_219_200, 0).expect("a moment")
}

/// Length of the shop's history.
const DAYS: u64 = 730;

impl Shop {
    /// The moment between one order and the next, in milliseconds.
    fn pace(self) -> u64 {
        DAYS * 86_400_000 / self.orders
    }

    /// An order by its number, from 0.
    pub fn order(self, number: u64) -> Particulars {
        let mut random = Random::of(self.seed, number);
        let chinese = random.percent(25);
        let (name, handle) = if chinese {
            let mut name = format!("{}{}", random.one(&SURNAMES), random.one(&GIVEN));
            if random.percent(60) {
                name.push_str(random.one(&GIVEN));
            }
            (name, format!("buyer{}", random.digits(5)))
        } else {
            let (first, last) = (random.one(&FIRST), random.one(&LAST));
            let handle: String =
                format!("{first}.{last}").chars().filter(|c| c.is_ascii_alphabetic() || *c == '.').collect();
            (format!("{first} {last}"), format!("{}{}", handle.to_lowercase(), random.below(10_000)))
        };
        let mut description = random.one(&SOLD).to_owned();
        for _ in 0..random.below(3) {
            description = format!("{description}, {}", random.one(&SOLD));
        }
        let (currency, minor) = match random.below(20) {
            0 => ("JPY", 100 + random.below(60_000)),
            1 => ("IDR", (10_000 + random.below(3_000_000)) * 100),
            2..=4 => ("HKD", 1_000 + random.below(400_000)),
            _ => ("SGD", 100 + random.below(30_000) * (1 + random.below(3) * random.below(3))),
        };
        let amount =
            Money::from_minor(minor, Currency::from_code(currency).expect("a currency")).expect("an amount");
        let method = random.one(&METHODS);
        let last4 = if method == "CARD" { random.digits(4) } else { String::new() };
        let note = random.percent(25).then(|| random.one(&NOTES));
        let fate = self.fate(number, &mut random);
        let opened_at = now()
            - TimeDelta::milliseconds(
                i64::try_from(self.orders.saturating_sub(number) * self.pace()).expect("two years"),
            );
        Particulars {
            id: uuid(&mut random),
            reference: format!("SO-{:07}", 1_000_000 + number),
            description,
            name,
            email: format!("{handle}@{}", random.one(&DOMAINS)),
            phone: format!("+65 {}{} {}", 8 + random.below(2), random.digits(3), random.digits(4)),
            amount,
            method,
            last4,
            note,
            staff: random.one(&STAFF),
            request: uuid(&mut random).hyphenated().to_string(),
            payment: format!("{}19401080010018{}", opened_at.format("%Y%m%d"), random.digits(9)),
            refund: uuid(&mut random).hyphenated().to_string(),
            fate,
            opened_at,
        }
    }

    fn fate(self, number: u64, random: &mut Random) -> Fate {
        // What is under way is at the end of the history, as in life.
        let recent = self.orders.saturating_sub(number) * self.pace() < 3 * 86_400_000;
        match random.below(100) {
            0..=39 if recent => Fate::Waiting,
            0..=9 => Fate::Expired,
            10..=14 => Fate::Failed,
            15..=19 => Fate::Cancelled,
            20..=26 => Fate::Refunded,
            27..=30 => Fate::PartRefunded,
            31 => Fate::RefundedHere,
            32 if random.percent(2) => Fate::Checking,
            _ => Fate::Paid,
        }
    }
}

fn uuid(random: &mut Random) -> Uuid {
    uuid::Builder::from_random_bytes(random.bytes()).into_uuid()
}

/// The key of every ledger made here.
pub fn key() -> LedgerKey {
    LedgerKey::from_bytes(&[7; 32]).expect("a key of 32 bytes")
}

/// Orders per transaction.
const TOGETHER: u64 = 4_000;

/// Makes the shop's ledger through the same door as everything else: [`Ledger::transact`].
pub fn build(shop: Shop, directory: &Path) -> Result<Ledger, LedgerError> {
    let mut random = Random::of(shop.seed, u64::MAX);
    let identity = NewLedger {
        ledger: uuid(&mut random),
        device: DeviceId(uuid(&mut random)),
        environment: Environment::Training,
    };
    let mut ledger = Ledger::create(directory, &key(), identity)?;
    let mut next = 0;
    while next < shop.orders {
        let end = shop.orders.min(next + TOGETHER);
        ledger.transact(|writer| -> Result<(), LedgerError> {
            // Raw answers, bodies and links are one row each per transaction: what they hold is not what is measured.
            let shared = |kind, bytes: &'static str, random: &mut Random| SideRow {
                kind,
                order: None,
                bytes: bytes.as_bytes(),
                salt: random.bytes(),
            };
            let evidence = writer.put_side(shared(SideKind::Evidence, "{}", &mut random))?;
            let link = writer.put_side(shared(SideKind::Link, "http://127.0.0.1/pay", &mut random))?;
            let body = writer.put_side(shared(SideKind::RequestBody, "{}", &mut random))?;
            let mut facts = Vec::new();
            for number in next..end {
                let shared = Shared { evidence, link, body };
                life(writer, &shop.order(number), shared, &mut Random::of(!shop.seed, number), &mut facts)?;
            }
            writer.append_all(facts).map(drop)
        })?;
        next = end;
    }
    Ok(ledger)
}

#[derive(Clone, Copy)]
struct Shared {
    evidence: Digest,
    link: Digest,
    body: Digest,
}

/// The facts of one order's life, in their order.
fn life(
    writer: &mut Writer<'_>,
    order: &Particulars,
    shared: Shared,
    random: &mut Random,
    facts: &mut Vec<NewFact>,
) -> Result<(), LedgerError> {
    let id = OrderId(order.id);
    let buyer = Buyer {
        name: Some(order.name.clone()),
        email: Some(order.email.clone()),
        phone: Some(order.phone.clone()),
        ..Buyer::default()
    };
    let buyer = side(writer, id, SideKind::Buyer, &serde_json::to_vec(&buyer)?, random)?;
    let mut second = 0;
    let mut tell = |actor: Actor, body: Body, random: &mut Random| {
        second += 1;
        let at = order.opened_at + TimeDelta::milliseconds(second * 40);
        facts.push(NewFact { id: FactId(uuid(random)), at, actor, approver: None, order: Some(id), body });
    };
    let staff = Actor::Person(order.staff.to_owned());
    tell(staff.clone(), Body::OrderOpened(Box::new(terms(order, buyer))), random);
    if let Some(note) = order.note {
        let note = side(writer, id, SideKind::Note, note.as_bytes(), random)?;
        tell(staff.clone(), Body::OrderNoted { note }, random);
    }
    let request = PaymentRequestId(order.request.clone());
    let ends_at = order.opened_at + TimeDelta::hours(1);
    let asked = SessionRequested {
        request: request.clone(),
        operation: "createPaymentSession".to_owned(),
        follows: None,
        ends_at,
        body: shared.body,
    };
    tell(staff.clone(), Body::SessionRequested(Box::new(asked)), random);
    let evidence = Evidence { digest: shared.evidence, verified: true, at: order.opened_at };
    let session = format!("S{}", random.digits(20));
    let issued = Body::SessionIssued {
        request: request.clone(),
        session,
        ends_at,
        link: shared.link,
        evidence: evidence.clone(),
    };
    tell(Actor::Antom, issued, random);
    let report = |said: Said, late: TimeDelta| {
        let evidence = Evidence { at: evidence.at + late, ..evidence.clone() };
        Body::PaymentReported(Box::new(Report {
            request: request.clone(),
            source: Source::Inquiry,
            evidence,
            said,
        }))
    };
    match order.fate {
        Fate::Waiting => return Ok(()),
        Fate::Expired => {
            tell(Actor::Antom, report(Said::NothingSubmitted, TimeDelta::hours(2)), random);
            return Ok(());
        }
        _ => {}
    }
    let card = if order.last4.is_empty() {
        None
    } else {
        let card =
            Card { brand: Some("VISA".to_owned()), last4: Some(order.last4.clone()), ..Card::default() };
        Some(side(writer, id, SideKind::Card, &serde_json::to_vec(&card)?, random)?)
    };
    let said = payment(order, card, random);
    tell(Actor::Antom, report(Said::Payment(Box::new(said)), TimeDelta::minutes(1)), random);
    if order.fate == Fate::RefundedHere {
        for step in refund_steps(order, &request, &evidence, random) {
            let body = Body::Intent { verb: Verb::Refund, intent: step.0, step: step.1 };
            tell(staff.clone(), body, random);
        }
    }
    Ok(())
}

fn side(
    writer: &mut Writer<'_>,
    order: OrderId,
    kind: SideKind,
    bytes: &[u8],
    random: &mut Random,
) -> Result<Digest, LedgerError> {
    writer.put_side(SideRow { kind, order: Some(order), bytes, salt: random.bytes() })
}

/// What an order asks, with nobody named.
pub fn terms_without_buyer(order: &Particulars) -> Terms {
    Terms { buyer: None, ..terms(order, Digest([0; 32])) }
}

fn terms(order: &Particulars, buyer: Digest) -> Terms {
    Terms {
        account: AccountName::from("main"),
        reference: order.reference.clone(),
        description: order.description.clone(),
        amount: order.amount,
        capture_mode: CaptureMode::Automatic,
        methods: Vec::new(),
        express: Vec::new(),
        locale: None,
        session_seconds: 3_600,
        lives_until: order.opened_at + TimeDelta::days(3),
        buyer: Some(buyer),
        replaces: None,
        script: None,
        by_pay: None,
        counter: None,
    }
}

/// How the payment stands when it was last asked about, refunds made elsewhere included.
fn payment(order: &Particulars, card: Option<Digest>, random: &mut Random) -> PaymentSaid {
    let status = match order.fate {
        Fate::Failed => Status::Fail,
        Fate::Cancelled => Status::Cancelled,
        Fate::Checking => Status::Processing,
        _ => Status::Success,
    };
    let mut transactions = Vec::new();
    let done = |kind, operation: String, amount| Transaction {
        kind,
        status: Status::Success,
        outcome: Outcome::Succeeded,
        code: "SUCCESS".to_owned(),
        id: None,
        operation: OperationId(operation),
        amount,
        at: None,
    };
    if status == Status::Success && order.method == "CARD" {
        transactions.push(done(
            TransactionKind::Capture,
            uuid(random).hyphenated().to_string(),
            order.amount,
        ));
    }
    match order.fate {
        Fate::Refunded => {
            transactions.push(done(TransactionKind::Refund, order.refund.clone(), order.amount))
        }
        Fate::PartRefunded => {
            let step = order.amount.currency().step();
            let part = (order.amount.minor() / 3 / step).max(1) * step;
            let part = Money::from_minor(part, order.amount.currency()).expect("a part of an amount");
            transactions.push(done(TransactionKind::Refund, order.refund.clone(), part));
        }
        _ => {}
    }
    PaymentSaid {
        payment: PaymentId(order.payment.clone()),
        status,
        result_code: None,
        amount: order.amount,
        method: Some(order.method.to_owned()),
        created_at: Some(order.opened_at),
        paid_at: Some(order.opened_at),
        hold_ends_at: None,
        card,
        transactions,
    }
}

/// A refund that travelled the whole road here.
fn refund_steps(
    order: &Particulars,
    request: &PaymentRequestId,
    evidence: &Evidence,
    random: &mut Random,
) -> Vec<(IntentId, Step)> {
    let intent = IntentId(uuid(random));
    let requested = Requested {
        payment: PaymentId(order.payment.clone()),
        request: request.clone(),
        operation: OperationId(order.refund.clone()),
        amount: order.amount,
        reason: Some("returned".to_owned()),
        body: "{}".to_owned(),
        decided_on: 4,
        script: None,
        sentence: format!("Refund {} to the buyer of order {}", order.amount, order.reference),
        despite_dispute: false,
    };
    let verdict = Verdict { outcome: Outcome::Succeeded, code: "SUCCESS".to_owned(), message: String::new() };
    let steps = [
        Step::Requested(Box::new(requested)),
        Step::Queued { not_before: order.opened_at + TimeDelta::minutes(1) },
        Step::Released,
        Step::Sent { sender: domain::ids::SenderId(uuid(random)), attempt: 1, fence: 1 },
        Step::Answered { verdict, transaction: Some(random.digits(28)), evidence: evidence.clone() },
    ];
    steps.into_iter().map(|step| (intent, step)).collect()
}
