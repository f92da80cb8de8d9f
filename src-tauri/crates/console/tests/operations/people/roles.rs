use super::{DANIEL, LENA, PRIYA, TOM, add, code, pin, refunds, released_without_room, sgd, sits, staffed};
use crate::shop::{Shop, refund, whole};
use console::people::change::PersonChange;
use console::saved_cards::CardHolder;
use domain::fact::CaptureMode;
use domain::ids::AccountName;
use domain::intent::Verb;
use domain::people::{Limit, Limits, Right, Rights, Role, RoleName};
use domain::profiles::correction::Correction;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn without_people_the_user_of_the_computer_does_everything_as_before() {
    let (shop, console) = Shop::open().await;
    assert!(!console.has_people().unwrap());
    assert_eq!(console.sitting().unwrap(), None);
    assert!(console.door().unwrap().is_empty());
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    assert_eq!(console.note(&order.id, "by the door").unwrap().notes[0].by, "Mei");
}

#[tokio::test]
async fn a_command_before_sign_in_shows_nothing_and_does_nothing() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let form = console.draft_of(&order).unwrap();
    console.sign_out();
    let refused = [
        code(console.show(&order)),
        code(console.row(&order)),
        code(console.search("", &Default::default())),
        code(console.tally(&["".to_owned()])),
        code(console.resolve("main")),
        code(console.outbox()),
        code(console.holds()),
        code(console.attention()),
        code(console.evidence(&order)),
        code(console.draft_of(&order)),
        code(console.qr(&order)),
        code(console.request_defaults()),
        code(console.keep_draft(None)),
        code(console.note(&order, "x")),
        code(console.forget_buyer(&order, None)),
        code(console.stop_offering(&order, None)),
        code(console.set_setting("stop-window", "0")),
        code(console.renew_recovery_code()),
        code(console.backup(&shop.home().path().join("copy"))),
        code(console.inquire(&order).await),
        code(console.prepare(refund(order, 100)).await),
        code(console.dry_run(refund(order, 100)).await),
        code(console.new_request(Shop::asked(1_000, CaptureMode::Automatic)).await),
        code(console.reissue(&order, true).await),
        code(console.people()),
        code(console.roles()),
        code(console.approvals()),
        code(console.add_person(TOM, "shop".into(), None, &pin(TOM))),
        code(console.open_seat()),
        code(console.seal()),
        code(console.create_request_at_counter(&form).await),
        code(console.counter_ticket(&order).await),
        code(console.share(&order, console::sharing::Channel::Copy)),
        code(console.test_account(&main()).await),
        code(console.rebuild(&main(), b"", |_, _| {}).await),
        code(console.consider_correction(&edit())),
        code(console.correct_method(&edit(), None)),
        code(console.consult(consulting(), false).await),
        code(console.saved_cards(&holder())),
        code(console.forget_card(&holder(), "ab")),
        code(console.first_outcome(&refund(order, 100), &console::ScriptInput::new("k").unwrap())),
    ];
    for (place, told) in refused.iter().enumerate() {
        assert_eq!(told, "sign-in-needed", "number {place}");
    }
    sits(&console, PRIYA);
    assert_eq!(console.show(&order).unwrap().id, order);
}

fn main() -> AccountName {
    AccountName("main".into())
}

fn edit() -> console::methods::Edit {
    console::methods::Edit {
        method: "GRABPAY_SG".into(),
        currency: None,
        correction: Correction { refundable: Some(false), ..Correction::default() },
        from_guide: false,
        reason: "our contract".into(),
    }
}

fn consulting() -> console::methods::Consulting {
    console::methods::Consulting { account: main(), amount: sgd(1_200), region: None }
}

fn holder() -> CardHolder {
    CardHolder { account: main(), buyer_id: None, email: Some("mei@example.com".into()) }
}

#[tokio::test]
async fn whoever_lacks_a_right_comes_through_no_door_that_needs_it() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let form = console.draft_of(&order).unwrap();
    sits(&console, DANIEL);
    for (place, told) in [
        code(console.create_request_at_counter(&form).await),
        code(console.counter_ticket(&order).await),
        code(console.share(&order, console::sharing::Channel::Copy)),
        code(console.new_request(Shop::asked(1_000, CaptureMode::Automatic)).await),
        code(console.reissue(&order, true).await),
        code(console.stop_offering(&order, None)),
        code(console.saved_cards(&holder())),
        code(console.draft_of(&order)),
        code(console.rebuild(&main(), b"", |_, _| {}).await),
        code(console.consider_correction(&edit())),
        code(console.correct_method(&edit(), None)),
        code(console.renew_recovery_code()),
        code(console.generate_key(&main(), 2)),
        code(console.remove_account(&main())),
        code(console.set_setting("stop-window", "0")),
        code(console.add_person(TOM, "shop".into(), None, &pin(TOM))),
        code(console.set_approval_policy(Default::default())),
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(told, "right-missing", "number {place}");
    }
    sits(&console, PRIYA);
    assert_eq!(code(console.backup(&shop.home().path().join("copy"))), "right-missing");
    assert_eq!(console.saved_cards(&holder()).unwrap(), []);
}

#[tokio::test]
async fn every_refusal_says_the_rule_and_who_could() {
    let (shop, console) = staffed().await;
    let (held, _) = shop.authorised(&console, 4_000).await;
    sits(&console, PRIYA);
    let error = console.prepare(whole(held, Verb::Capture)).await.unwrap_err();
    assert_eq!(error.code(), "right-missing");
    assert!(error.to_string().contains("Priya Nair (shop) may not capture"), "{error}");
    assert!(error.remedy().contains("Lena Hartmann or Daniel Okafor"), "{}", error.remedy());
    let error = console.set_setting("stop-window", "0").unwrap_err();
    assert_eq!((error.code().as_str(), error.remedy().contains(LENA)), ("right-missing", true), "{error}");
}

#[tokio::test]
async fn a_stale_session_after_suspension_is_worth_nothing() {
    let (shop, window) = staffed().await;
    let (order, _) = shop.paid(&window, 4_000).await;
    let counter = shop.another();
    sits(&counter, DANIEL);
    let prepared = counter.prepare(refund(order, 500)).await.unwrap();
    window.change_person(DANIEL, PersonChange::Suspend("on leave".into())).unwrap();
    assert_eq!(code(counter.confirm(prepared.token, None).await), "operator-suspended");
    assert_eq!(code(counter.show(&order)), "operator-suspended");
    assert_eq!(code(counter.sign_in(DANIEL, &pin(DANIEL))), "operator-suspended");
    window.change_person(DANIEL, PersonChange::LetWork).unwrap();
    sits(&counter, DANIEL);
    assert_eq!(counter.show(&order).unwrap().id, order);
}

#[tokio::test]
async fn what_a_suspended_person_queued_does_not_leave() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let counter = shop.another();
    sits(&counter, DANIEL);
    let prepared = counter.prepare(refund(order, 500)).await.unwrap();
    let intent = counter.confirm(prepared.token, None).await.unwrap();
    console.change_person(DANIEL, PersonChange::Suspend("left".into())).unwrap();
    let settled = counter.settle(&intent.id).await.unwrap();
    assert_eq!(settled.stage, "stopped", "{settled:?}");
    assert!(shop.booked(simulator::Effect::Refunded).is_empty());
}

#[tokio::test]
async fn what_a_suspended_person_had_released_and_had_no_room_to_send_does_not_leave() {
    let (shop, console) = staffed().await;
    let (order, _) = shop.paid(&console, 4_000).await;
    let (counter, disk, intent) = released_without_room(&shop, order).await;
    assert_eq!(console.outbox().unwrap()[0].stage, "released", "decided again, and nothing left");
    console.change_person(DANIEL, PersonChange::Suspend("left".into())).unwrap();
    disk.0.store(u64::MAX, Ordering::Relaxed);
    assert_eq!(counter.settle(&intent).await.unwrap().stage, "stopped");
    assert!(shop.booked(simulator::Effect::Refunded).is_empty());
}

#[tokio::test]
async fn a_person_is_told_from_another_by_who_they_are_and_not_by_a_name() {
    let (_shop, console) = staffed().await;
    console.change_person(PRIYA, PersonChange::Name("Priya Menon".into())).unwrap();
    for taken in ["Priya Nair", "priya  nair", "ＰＲＩＹＡ ＮＡＩＲ", "Priya Menon"] {
        let added = console.add_person(taken, "shop".into(), None, &pin("other"));
        assert_eq!(code(added), "name-taken", "{taken}");
    }
    let back = console.change_person("Priya Menon", PersonChange::Name(PRIYA.into())).unwrap();
    assert_eq!(back.name, PRIYA, "her own old name is hers");
}

#[tokio::test]
async fn renaming_oneself_hides_nothing_that_was_done() {
    let (shop, console) = staffed().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    sits(&console, PRIYA);
    console.note(&order.id, "rang twice").unwrap();
    assert_eq!(code(console.change_person(PRIYA, PersonChange::Name("Anna".into()))), "right-missing");
    sits(&console, LENA);
    console.change_person(PRIYA, PersonChange::Name("Anna".into())).unwrap();
    assert_eq!(console.show(&order.id).unwrap().notes[0].by, PRIYA, "the name she had then");
}

#[tokio::test]
async fn a_custom_role_that_grants_more_than_its_maker_holds_is_refused() {
    let (_shop, console) = staffed().await;
    let role = |name: &str, held: &[Right], limits: Limits| Role {
        name: name.into(),
        rights: Rights { held: held.iter().copied().collect(), limits },
    };
    let limits = refunds(5_000, 20_000);
    console.make_role(role("manager", &[Right::People, Right::Requests, Right::Refund], limits)).unwrap();
    add(&console, TOM, "manager", None);
    sits(&console, TOM);
    for (name, held, limits) in [
        ("more", [Right::Keys, Right::Requests], Limits::none()),
        ("higher", [Right::Refund, Right::Requests], refunds(5_001, 20_000)),
        ("any", [Right::Refund, Right::Requests], Limits { refund_each: Limit::Any, ..refunds(1, 1) }),
    ] {
        assert_eq!(code(console.make_role(role(name, &held, limits))), "grants-more-than-held", "{name}");
    }
    console.make_role(role("till", &[Right::Refund], refunds(5_000, 20_000))).unwrap();
    let up = PersonChange::Role("admin".into(), None);
    assert_eq!(code(console.change_person(TOM, up)), "grants-more-than-held");
    let down = PersonChange::Role("shop".into(), None);
    assert_eq!(
        code(console.change_person(LENA, down)),
        "grants-more-than-held",
        "nor take from who holds more"
    );
    assert_eq!(code(console.set_pin(LENA, &pin("other"), None)), "grants-more-than-held");
    assert_eq!(code(console.make_role(role("admin", &[Right::Refund], Limits::none()))), "role-unfit");
}

#[tokio::test]
async fn the_last_admin_keeps_the_role() {
    let (_shop, console) = staffed().await;
    let down = || PersonChange::Role(RoleName("shop".into()), None);
    assert_eq!(code(console.change_person(LENA, down())), "last-admin");
    assert_eq!(code(console.change_person(LENA, PersonChange::Suspend("x".into()))), "last-admin");
    add(&console, TOM, "admin", None);
    console.change_person(LENA, down()).unwrap();
    assert_eq!(code(console.add_person("Another", "shop".into(), None, &pin("other"))), "right-missing");
}

#[tokio::test]
async fn contact_data_is_for_those_who_may_see_it() {
    let (shop, console) = staffed().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let held = [Right::Requests].into();
    console
        .make_role(Role { name: "packer".into(), rights: Rights { held, limits: Limits::default() } })
        .unwrap();
    add(&console, TOM, "packer", None);
    assert!(console.show(&order.id).unwrap().buyer.unwrap().email.is_some());
    sits(&console, TOM);
    assert_eq!(console.show(&order.id).unwrap().buyer.unwrap().email, None);
    assert_eq!(console.draft_of(&order.id).unwrap().email, "");
    assert_eq!(code(console.forget_buyer(&order.id, None)), "right-missing");
    assert_eq!(console.people().unwrap().len(), 4);
    assert_eq!(sgd(1_000), order.amount);
}
