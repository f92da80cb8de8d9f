//! Somebody works on the command line while the window is open.

use crate::Person;
use crate::waiting::until;

pub async fn a_refund_made_on_the_command_line_appears_by_itself_in_the_open_window(person: &Person<'_>) {
    let app = person.app();
    let order = person.order("SHELL");
    app.paid(&order, "SGD 30.00").await;
    let place = person.open(&order).await;
    person.reads(&place, "Paid").await;

    let mut words = vec!["payment", "refund", &order, "--amount", "SGD 7.50", "--reason", "Came broken"];
    words.extend(["--yes", "--key", &order]);
    let mut refund = app.begin_command_line(&words);
    // Nothing is pressed from here on: what another process does comes by itself.
    person.reads(&place, "Refund SGD 7.50").await;
    person.reads(&place, "Leaves in").await;
    app.stop_window_passes().await;
    person.reads(&place, "Part-refunded").await;
    let ended = until("end of the command", || std::future::ready(refund.try_wait().unwrap())).await;
    assert!(ended.success(), "{ended}");
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 3000", "refunded SGD 750"]);
}
