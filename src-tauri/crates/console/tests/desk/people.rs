use crate::shop::Shop;
use domain::fact::CaptureMode;

#[tokio::test]
async fn a_note_is_kept_and_found_and_never_holds_a_card_number() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    let noted = console.note(&order.id, "Collects on Friday").unwrap();
    assert_eq!(noted.notes[0].text.as_deref(), Some("Collects on Friday"));
    assert_eq!(noted.notes[0].by, "Mei");
    for wrong in ["", "4111 1111 1111 1111", "a\u{1b}[2Jb", &"x".repeat(2_001)] {
        assert_eq!(console.note(&order.id, wrong).unwrap_err().code(), "bad-field", "{wrong}");
    }
    assert_eq!(console.show(&order.id).unwrap().notes.len(), 1);
    assert_eq!(console.search("friday", &Default::default()).unwrap().rows.len(), 1);
}

#[tokio::test]
async fn a_forgotten_buyer_is_gone_and_the_history_still_verifies() {
    let (shop, console) = Shop::open().await;
    let order = shop.request(&console, 1_000, CaptureMode::Automatic).await;
    console.note(&order.id, "Collects on Friday").unwrap();
    let error = console.forget_buyer(&order.id, None).unwrap_err();
    assert_eq!(error.code(), "still-open", "evidence is needed while something is open: {error}");
    shop.buyer_pays(&order.sessions[0].request, "ALIPAY_CN", None);
    console.inquire(&order.id).await.unwrap();
    let forgotten = console.forget_buyer(&order.id, Some("asked to be".to_owned())).unwrap();
    assert!(forgotten.forgotten && forgotten.buyer.is_none());
    assert_eq!(forgotten.notes[0].text, None);
    assert_eq!(forgotten.sessions[0].link, None);
    assert_eq!(forgotten.state.state, "paid", "what happened to the money stays");
    assert!(console.search("mei@example.com", &Default::default()).unwrap().rows.is_empty());
    assert!(console.verify(None).unwrap().whole);
}

#[tokio::test]
async fn settings_are_checked_kept_and_followed() {
    let (shop, console) = Shop::open().await;
    assert_eq!(console.setting("stop-window").unwrap().value, "60");
    assert_eq!(console.set_setting("stop-window", "5").unwrap().value, "5");
    assert_eq!(console.set_setting("zone", "Europe/Berlin").unwrap().value, "Europe/Berlin");
    for (name, value) in
        [("stop-window", "-1"), ("stop-window", "x"), ("zone", "Mars/Olympus"), ("colour", "red")]
    {
        assert_eq!(console.set_setting(name, value).unwrap_err().code(), "bad-field", "{name} {value}");
    }
    let again = shop.another();
    assert_eq!(again.policy().unwrap().stop_window_seconds, 5);
    assert_eq!(again.zone().unwrap(), chrono_tz::Tz::Europe__Berlin);
}
