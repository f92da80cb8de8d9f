//! What a journey begins with: orders that somebody else took, paid by their buyers.

use crate::App;

impl App {
    /// An order with a live link, made in another process.
    pub fn ordered(&self, reference: &str, amount: &str, more: &[&str]) {
        let mut words = vec!["request", "new", "--order", reference, "--amount", amount];
        words.extend(["--description", "Walnut tray", "--phone", "+65 8123 4567"]);
        words.extend(more);
        let made = self.command_line(&words);
        assert_eq!(made["order"]["reference"], reference, "{made}");
    }

    /// An order that was paid with a wallet, which takes the money at once.
    pub async fn paid(&self, reference: &str, amount: &str) {
        self.ordered(reference, amount, &["--method", "GRABPAY_SG"]);
        self.antom().buyer_pays(reference, "GRABPAY_SG").await;
        let asked = self.command_line(&["payment", "inquire", reference]);
        assert_eq!(asked["order"]["state"], "paid", "{asked}");
    }

    /// An order whose money is held on a card until somebody captures it.
    pub async fn held(&self, reference: &str, amount: &str) {
        self.ordered(reference, amount, &["--method", "CARD", "--capture", "manual"]);
        self.antom().buyer_pays(reference, "CARD").await;
        let asked = self.command_line(&["payment", "inquire", reference]);
        assert_eq!(asked["order"]["state"], "authorised", "{asked}");
    }

    /// The stop window passes, as a minute does.
    pub async fn stop_window_passes(&self) {
        self.antom().advance(61).await;
    }
}
