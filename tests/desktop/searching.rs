//! Any payment is found at once, by whatever the caller remembers of it.

use crate::waiting::until;
use crate::{Hand, Person};

pub async fn a_payment_is_found_by_e_mail_last_four_amount_and_a_name_of_two_characters(person: &Person<'_>) {
    let app = person.app();
    let order = person.order("FIND");
    let (email, part, cents) = match person.hand() {
        Hand::Mouse => ("lina.mouse@example.com", "na.mouse", "77.31"),
        Hand::Keyboard => ("lina.keys@example.com", "na.keys@", "77.32"),
    };
    let (amount, typed) = (format!("SGD {cents}"), format!("amount:{cents}"));
    let name = if person.hand() == Hand::Mouse { "李娜" } else { "王芳" };
    app.ordered(&order, &amount, &["--name", name, "--email", email, "--method", "CARD"]);
    app.antom().buyer_pays(&order, "CARD").await;
    app.command_line(&["payment", "inquire", &order]);

    person.go_to("Payments").await;
    for (query, alone) in [(email, true), (part, true), ("0768", false), (&typed, true), (name, true)] {
        person.write("Search payments", query).await;
        app.see("row", &order).await;
        if alone {
            until(&format!("nothing else for {query:?}"), || async {
                let rows = app.all("row", "").await.len();
                // The heading of the columns is a row too.
                (rows == 2).then_some(())
            })
            .await;
        }
    }
    person.write("Search payments", "lina.nobody@example.com").await;
    app.read("Where this search looked").await;
    assert!(app.all("row", &order).await.is_empty());

    person.write("Search payments", name).await;
    match person.hand() {
        Hand::Mouse => person.row(&order).await,
        Hand::Keyboard => {
            app.press("Enter").await;
            person.row(&order).await;
        }
    }
    person.reads(&format!("Payment {order}"), email).await;
}
