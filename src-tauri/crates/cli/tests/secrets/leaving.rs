//! A shop of people whose account goes: PINs are typed, the lock is sealed while a watcher asks, the account is removed.

use crate::searched::{HELD_BACK, Place, Searched};
use crate::shop::signal;
use serde_json::json;

impl Searched {
    /// Somebody is made the first admin, types a wrong PIN and the right one, and takes another.
    pub fn pins_are_typed(&mut self) {
        let [first, second, nobodys] = self.pins.clone();
        self.followed(&["operator", "add", "Lena", "--role", "admin"], &first).done();
        self.followed(&["sign-out"], "").done();
        self.followed(&["sign-in", "Lena"], &nobodys).failed(4, "pin-wrong");
        self.followed(&["sign-in", "Lena"], &first).done();
        self.followed(&["operator", "pin", "Lena"], &format!("{first}\n{second}\n")).done();
        self.followed(&["sign-in", "Lena"], &second).done();
    }

    /// A watcher that has signed with the account's key goes on, and the lock is sealed; then the account is removed.
    pub fn polling_is_sealed_and_the_account_goes(&mut self) {
        let request = self.shop.order("GOES", "SGD 5.00", &["--method", "GRABPAY_SG"]);
        let held = json!({ "operation": "inquiryPayment", "kind": "delay", "ms": HELD_BACK, "next": 1 });
        self.shop.gateway.post("faults", &held);
        let watcher = self.a_watcher();
        self.is_signing(&watcher);

        self.followed(&["sign-out", "--seal"], "").done();
        self.at_rest(&watcher, Place::Sealed);

        let pin = self.pins[1].clone();
        self.followed(&["sign-in", "Lena"], &pin).done();
        self.shop.gateway.post("payments", &json!({ "act": "pay", "payment_request_id": request }));
        self.followed(&["payment", "inquire", "GOES"], "").done();
        self.followed(&["account", "remove", "main", "--yes"], "").done();
        self.at_rest(&watcher, Place::Removed);
        signal(&watcher, "TERM");
        self.end(watcher);
    }
}
