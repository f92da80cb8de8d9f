//! A payment that was made on another computer with the same account: found by its id, and taken over.

use crate::{App, Home, Person};
use serde_json::{Value, json};

/// Another computer of the same merchant, with a key of its own.
struct Elsewhere<'a> {
    app: &'a App,
    home: Home,
}

impl<'a> Elsewhere<'a> {
    async fn joined(app: &'a App) -> Self {
        let elsewhere = Self { app, home: Home::new() };
        let account = app.command_line(&["account", "show"]);
        let (client, gateway) =
            (account["client_id"].as_str().unwrap(), account["gateway"].as_str().unwrap());
        let key = app.antom().get("key").await;
        let antom_key = elsewhere.home.path().join("antom.txt");
        std::fs::write(&antom_key, key["antom_public_key"].as_str().unwrap()).unwrap();
        let antom_key = antom_key.display().to_string();
        let mut words =
            vec!["account", "add", "training", "--environment", "training", "--client-id", client];
        words.extend(["--gateway", gateway, "--antom-key", &antom_key, "--key-version", "2"]);
        words.extend(["--redirect-url", "https://shop.example.com/thank-you"]);
        let added = elsewhere.run(&words);
        let public = json!({ "client_id": client, "public_key": added["public_key"], "key_version": 2 });
        app.antom().post("clients", &public).await;
        elsewhere
    }

    fn run(&self, words: &[&str]) -> Value {
        let output = self.app.command_line_of(self.home.path(), words).output().unwrap();
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

pub async fn a_payment_made_elsewhere_is_found_by_its_id_taken_over_and_refunded(person: &Person<'_>) {
    let app = person.app();
    let elsewhere = Elsewhere::joined(app).await;
    let order = person.order("AWAY");
    let mut words = vec!["request", "new", "--order", &order, "--amount", "SGD 23.00"];
    words.extend(["--description", "Rattan basket", "--phone", "+65 8123 4567", "--method", "GRABPAY_SG"]);
    elsewhere.run(&words);
    app.antom().buyer_pays(&order, "GRABPAY_SG").await;
    let id = app.antom().payment(&order).await;

    person.go_to("Payments").await;
    person.write("Search payments", &id).await;
    app.read(&format!("{id} is not stored here")).await;
    person.press("button", "Ask Antom").await;
    app.read("Antom knows it: SGD 23.00").await;
    person.press("button", "Import this payment").await;
    // Antom tells no order number, so it goes by the id of its request.
    let place = format!("Payment {}", app.antom().links(&order).await[0].request);
    person.reads(&place, "SGD 23.00").await;
    person.reads(&place, "Paid").await;

    person.give_back("3.00", "Goodwill").await;
    app.stop_window_passes().await;
    app.read("Returned.").await;
    person.press("button", "Close").await;
    person.reads(&place, "Part-refunded").await;
    assert_eq!(app.antom().moved(&order).await, ["paid SGD 2300", "refunded SGD 300"]);
    person.write("Search payments", "").await;
}
