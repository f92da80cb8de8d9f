//! A hold is let go while it can be: all of it, and nothing is taken.

use crate::Person;

pub async fn an_uncaptured_card_payment_is_cancelled_and_nothing_is_taken(person: &Person<'_>) {
    let app = person.app();
    let order = person.order("VOID");
    app.held(&order, "SGD 25.00").await;
    let place = person.open(&order).await;
    person.press("button", "More actions").await;
    person.press("menuitem", "Cancel the payment…").await;
    app.read("It can be cancelled until").await;
    person.write("Note for the record", "Ordered twice").await;
    // No Enter in a field ever sends.
    app.press("Enter").await;
    person.decide("Cancel SGD 25.00").await;
    assert_eq!(app.antom().moved(&order).await, ["authorised SGD 2500"], "nothing has left yet");
    person.sees_it_through("Cancelled.").await;
    person.reads(&place, "The payment was cancelled; no money stays with you.").await;
    assert_eq!(app.antom().moved(&order).await, ["authorised SGD 2500", "voided SGD 2500"]);
}
