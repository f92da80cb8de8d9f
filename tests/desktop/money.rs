//! The journeys of money, walked in one program: it takes long to start, and each has an order of its own.

use crate::{App, Hand, Person};
use crate::{another_process, cancelling, capturing, giving_back, unknown_outcome};

#[tokio::test]
async fn money_moves_as_it_was_decided_and_not_otherwise_by_mouse_and_by_the_keyboard_alone() {
    let app = App::in_training().await;
    for hand in Hand::BOTH {
        let person = &Person::at(&app, hand);
        giving_back::part_of_a_payment_goes_back_then_the_rest_and_never_more(person).await;
        giving_back::a_refund_stopped_in_its_window_never_reaches_antom(person).await;
        giving_back::a_refund_looked_at_with_stale_amounts_stops_until_it_is_looked_at_again(person).await;
        cancelling::an_uncaptured_card_payment_is_cancelled_and_nothing_is_taken(person).await;
        capturing::held_orders_are_captured_after_a_review_and_each_tells_its_result(person).await;
        another_process::a_refund_made_on_the_command_line_appears_by_itself_in_the_open_window(person).await;
        unknown_outcome::a_refund_whose_answer_is_lost_is_being_checked_and_then_done_and_never_failed(
            person,
        )
        .await;
    }
    app.end().await;
}
