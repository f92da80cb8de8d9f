//! The journeys of requests for payment and of finding them again, walked in one program: it takes long to start, and
//! each has an order of its own.

use crate::{App, Hand, Person};
use crate::{from_elsewhere, phone_order, searching};

#[tokio::test]
async fn payments_are_asked_for_and_found_by_mouse_and_by_the_keyboard_alone() {
    let app = App::in_training().await;
    for hand in Hand::BOTH {
        let person = &Person::at(&app, hand);
        phone_order::a_phone_order_turns_paid_in_the_open_panel_by_itself(person).await;
        phone_order::a_link_that_died_is_sent_again_for_the_same_order_with_its_lineage_shown(person).await;
        searching::a_payment_is_found_by_e_mail_last_four_amount_and_a_name_of_two_characters(person).await;
        from_elsewhere::a_payment_made_elsewhere_is_found_by_its_id_taken_over_and_refunded(person).await;
    }
    app.end().await;
}
