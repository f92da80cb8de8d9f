//! Whose a record of Antom's is, and what it settles.

use super::*;

/// Two attempts, each with a payment of SGD 40.00.
fn paid_twice() -> Story {
    let mut story = wallet();
    story.link("req-2").minutes(5).paid("req-2", "pay-2", "ALIPAY_CN", Status::Success);
    story
}

/// How many refunds each of its payments has.
fn refunds(story: &Story) -> Vec<usize> {
    story.order().payments().map(|payment| payment.refunds.len()).collect()
}

#[test]
fn a_record_of_a_refund_belongs_to_the_payment_that_was_refunded_whatever_it_was_reported_for() {
    let mut story = paid_twice();
    let refund = story.intent(Verb::Refund, "pay-2", sgd(1000), None);
    let record = |operation| {
        let transaction = transaction(TransactionKind::Refund, Status::Success, operation, sgd(1000));
        Said::Refund { transaction }
    };
    story.report("req-1", record(operation_of(refund)));
    assert_eq!(refunds(&story), [0, 1], "ours, by its decision");
    story.report("req-1", record(OperationId("theirs".into())));
    assert_eq!(refunds(&story), [1, 1], "made elsewhere, by the session it was reported for");
}

#[test]
fn a_record_of_a_refund_made_elsewhere_belongs_to_the_payment_that_lists_it() {
    let mut story = paid_twice();
    let theirs = |name: &str| {
        transaction(TransactionKind::Refund, Status::Processing, OperationId(name.into()), sgd(1000))
    };
    for (request, payment, operation) in [("req-1", "pay-1", "theirs-1"), ("req-2", "pay-2", "theirs-2")] {
        story.listed(request, payment, theirs(operation));
    }
    story.report("req-1", Said::Refund { transaction: theirs("theirs-2") });
    assert_eq!(refunds(&story), [1, 1]);
}

#[test]
fn an_answer_that_it_is_done_outweighs_a_record_that_it_is_under_way() {
    let mut story = wallet();
    let refund = story.done(Verb::Refund, "pay-1", sgd(1000));
    let record = transaction(TransactionKind::Refund, Status::Processing, operation_of(refund), sgd(1000));
    story.listed("req-1", "pay-1", record);
    let book = story.order().book(&id()).unwrap();
    assert_eq!((book.refunded, book.pending), (sgd(1000), sgd(0)));
}

#[test]
fn what_a_payment_lists_settles_the_operations_it_came_from() {
    for (verb, kind) in [(Verb::Capture, TransactionKind::Capture), (Verb::Refund, TransactionKind::Refund)] {
        let mut story = Story::opened(CaptureMode::Manual);
        story.link("req-1").paid("req-1", "pay-1", "CARD", Status::Success);
        if verb == Verb::Refund {
            story.done(Verb::Capture, "pay-1", sgd(4000));
        }
        let intent = story.intent(verb, "pay-1", sgd(4000), None);
        story.step(verb, intent, Step::Released).send(verb, intent, 1).no_answer(verb, intent);
        let mut said = story.payment_said("pay-1", "CARD", Status::Success);
        let mut listed = |status| {
            said.transactions = vec![transaction(kind.clone(), status, operation_of(intent), sgd(4000))];
            story.minutes(1).report("req-1", Said::Payment(Box::new(said.clone())));
            story.order().intents.into_iter().find(|known| known.id == intent).unwrap()
        };
        let under_way = listed(Status::Processing);
        assert_eq!((under_way.stage, under_way.transaction), (Stage::Checking, None));
        assert!(under_way.unknown.is_some(), "{verb:?}: it is not known yet");
        let done = listed(Status::Success);
        assert_eq!((done.stage, done.unknown), (Stage::Done, None), "{verb:?}");
        assert_eq!(done.transaction, Some(format!("tx-{}", operation_of(intent))), "{verb:?}");
    }
}

#[test]
fn a_refund_that_antom_says_it_never_saw_and_has_a_record_of_is_counted_once() {
    let mut story = wallet();
    let refund = refund_that_left(&mut story);
    let record = transaction(TransactionKind::Refund, Status::Success, operation_of(refund), sgd(1500));
    story.report("req-1", Said::Refund { transaction: record });
    story.report("req-1", Said::RefundNeverPlaced { operation: operation_of(refund) });
    let book = story.order().book(&id()).unwrap();
    assert_eq!((book.refunded, book.queued, book.available), (sgd(1500), sgd(0), sgd(2500)));
}

#[test]
fn an_order_took_and_gave_back_what_its_payments_did() {
    let mut story = paid_twice();
    story.done(Verb::Refund, "pay-1", sgd(1000));
    story.done(Verb::Refund, "pay-2", sgd(4000));
    let order = story.order();
    assert_eq!((order.taken(), order.refunded()), (Ok(sgd(8000)), Ok(sgd(5000))));
}

#[test]
fn a_record_with_another_amount_settles_nothing_and_is_counted_as_antom_says() {
    let mut story = wallet();
    let intent = refund_that_left(&mut story);
    let record = transaction(TransactionKind::Refund, Status::Success, operation_of(intent), sgd(1500));
    story.report("req-1", Said::Refund { transaction: record });
    assert_eq!(story.order().intents[0].stage, Stage::Checking);
    let book = story.order().book(&id()).unwrap();
    assert_eq!((book.refunded, book.pending), (sgd(1500), sgd(0)));
}

#[test]
fn a_refund_made_in_the_dashboard_counts_like_ours() {
    let mut story = wallet();
    let record =
        |status| transaction(TransactionKind::Refund, status, OperationId("theirs".into()), sgd(1000));
    story.report("req-1", Said::Refund { transaction: record(Status::Processing) });
    let book = story.order().book(&id()).unwrap();
    assert_eq!((book.pending, book.available), (sgd(1000), sgd(3000)));
    story.report("req-1", Said::Refund { transaction: record(Status::Success) });
    let book = story.order().book(&id()).unwrap();
    assert_eq!((book.refunded, book.pending, book.available), (sgd(1000), sgd(0), sgd(3000)));
}
