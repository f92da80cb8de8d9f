use crate::Ledger;
use crate::fixture::{Shop, retold};
use domain::fact::{Body, CaptureMode, ProfileChanged};
use domain::profiles::correction::Correction;
use domain::report::Status;
use domain::rules::{Policy, RefusalCode, refund};
use domain::testing::{Story, sgd};

#[test]
fn a_corrected_profile_decides_about_orders_that_were_there_before() {
    let mut story = Story::opened(CaptureMode::Automatic);
    story.link("req-1").minutes(5).paid("req-1", "pay-1", "ALIPAY_CN", Status::Success);
    let mut shop = Shop::new();
    shop.ledger
        .transact(|writer| writer.append_all(story.facts.iter().map(retold).collect::<Vec<_>>()))
        .unwrap();
    let decide = |ledger: &Ledger| {
        let order = ledger.order(story.order().id).unwrap().unwrap();
        let decision =
            refund::decide(&order, &"pay-1".into(), sgd(1000), None, &Policy::default(), story.now);
        decision.refusal().map(|refusal| refusal.code)
    };
    assert_eq!(decide(&shop.ledger), None);
    let correct = |shop: &mut Shop, correction: Correction| {
        let changed = ProfileChanged {
            method: "ALIPAY_CN".to_owned(),
            correction,
            reason: "contract of June".to_owned(),
            guide_shown: Vec::new(),
        };
        shop.now = story.now;
        shop.append(None, Body::MethodProfileChanged(Box::new(changed))).unwrap();
    };
    correct(&mut shop, Correction { partial_refunds: Some(false), ..Correction::default() });
    assert_eq!(decide(&shop.ledger), Some(RefusalCode::PartialNotOffered));
    assert!(shop.ledger.corrections().unwrap().of("alipay_cn").is_some());
    assert_eq!(decide(&shop.again()), Some(RefusalCode::PartialNotOffered));
}
