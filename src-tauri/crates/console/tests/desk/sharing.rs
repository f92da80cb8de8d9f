use crate::requests::plain;
use crate::shop::Shop;
use console::ExitClass;
use console::buyer::BuyerInput;
use console::request::{Changes, NewRequest};
use console::sharing::Channel;
use simulator::Span;

#[tokio::test]
async fn every_channel_gives_the_link_byte_for_byte_and_says_that_it_is_training() {
    let (_shop, console) = Shop::open().await;
    let buyer = BuyerInput {
        email: Some("ng.mei@shop.example".to_owned()),
        phone: Some("+65 8123-4567".to_owned()),
        ..BuyerInput::default()
    };
    let new = NewRequest { buyer, description: "Tea & cups, 50% off".to_owned(), ..plain(1_250) };
    let made = console.new_request(new).await.unwrap();
    let link = made.link.unwrap();
    for channel in Channel::ALL {
        let shared = console.share(&made.order.id, channel).unwrap();
        assert_eq!(shared.link, link);
        assert!(shared.text.contains(&link) && shared.text.contains("SGD 12.50"), "{}", shared.text);
        assert!(shared.text.starts_with("TRAINING"), "{}", shared.text);
        let uri = shared.uri.unwrap_or_default();
        let (start, parameters) = match channel {
            Channel::Email => ("mailto:ng.mei@shop.example?subject=", 2),
            Channel::Sms => ("sms:+6581234567?body=", 1),
            Channel::Whatsapp => ("https://wa.me/6581234567?text=", 1),
            Channel::Copy | Channel::Qr | Channel::Print => ("", 0),
        };
        assert!(uri.starts_with(start), "{uri}");
        let query = uri.split_once('?').map_or("", |(_, query)| query);
        assert_eq!(query.matches('=').count(), parameters, "nothing in the text adds a parameter: {uri}");
        assert_eq!(query.matches('&').count(), parameters.saturating_sub(1), "{uri}");
        assert!(query.chars().all(|c| c.is_ascii_alphanumeric() || "-._~%=&".contains(c)), "{uri}");
    }
    let shared = &console.show(&made.order.id).unwrap().sessions[0].shared;
    assert_eq!(shared, &["copy", "qr", "email", "sms", "whatsapp", "print"]);
}

#[tokio::test]
async fn a_phone_without_its_country_code_is_texted_as_it_is_dialled_and_gets_no_whatsapp_link() {
    let (_shop, console) = Shop::open().await;
    let buyer = BuyerInput { phone: Some("8123 4567".to_owned()), ..BuyerInput::default() };
    let made = console.new_request(NewRequest { buyer, ..plain(1_250) }).await.unwrap();
    let sms = console.share(&made.order.id, Channel::Sms).unwrap().uri.unwrap();
    assert!(sms.starts_with("sms:81234567?body="), "{sms}");
    let error = console.share(&made.order.id, Channel::Whatsapp).unwrap_err();
    assert_eq!(error.code(), "phone-without-country");
    assert!(error.to_string().contains("phone") && error.remedy().contains("+65"), "{error}");
    assert_eq!(console.show(&made.order.id).unwrap().sessions[0].shared, ["sms"]);
}

#[tokio::test]
async fn a_dead_link_is_not_shared() {
    let (shop, console) = Shop::open().await;
    let order = console.new_request(plain(1_000)).await.unwrap().order;
    shop.pass(Span::minutes(61));
    let error = console.share(&order.id, Channel::Copy).unwrap_err();
    assert_eq!(error.code(), "no-live-link");
    assert!(error.remedy().contains("A-1001"), "{}", error.remedy());
}

#[tokio::test]
async fn what_is_not_offered_any_more_is_not_handed_out_although_its_link_lives() {
    let (_shop, console) = Shop::open().await;
    let made = console.new_request(plain(1_000)).await.unwrap();
    console.stop_offering(&made.order.id, Some("Changed their mind".to_owned())).unwrap();
    assert!(console.show(&made.order.id).unwrap().sessions[0].live, "Antom cannot end a link");
    for error in
        [console.share(&made.order.id, Channel::Copy).unwrap_err(), console.qr(&made.order.id).unwrap_err()]
    {
        assert_eq!((error.code().as_str(), error.exit_class()), ("order-closed", ExitClass::Refused));
        assert!(error.remedy().contains("request replace A-1001"), "{}", error.remedy());
    }
    assert!(console.show(&made.order.id).unwrap().sessions[0].shared.is_empty());
    // The remedy does what it says, once the old link is known to live on.
    let changes = Changes { accept_live: true, ..Changes::default() };
    let instead = console.replace(&made.order.id, changes).await.unwrap();
    assert_eq!(console.share(&instead.order.id, Channel::Copy).unwrap().link, instead.link.unwrap());
}
