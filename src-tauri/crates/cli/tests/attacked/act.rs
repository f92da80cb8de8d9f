//! What is being done while the program is struck.

use crate::shop::Shop;
use rand::Rng;
use rand::rngs::StdRng;
use serde_json::Value;

/// One of the four acts that leave a trace at Antom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    Create,
    Capture,
    Refund,
    Cancel,
}

impl Act {
    pub const ALL: [Self; 4] = [Self::Create, Self::Capture, Self::Refund, Self::Cancel];

    pub fn any(chance: &mut StdRng) -> Self {
        Self::ALL[chance.gen_range(0..Self::ALL.len())]
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Capture => "capture",
            Self::Refund => "refund",
            Self::Cancel => "cancel",
        }
    }

    /// Antom's name of the call it makes.
    pub fn operation(self) -> &'static str {
        match self {
            Self::Create => "createPaymentSession",
            Self::Capture => "capture",
            Self::Refund => "refund",
            Self::Cancel => "cancel",
        }
    }

    /// What an order of this number needs before it, done without disturbance.
    pub fn prepare(self, shop: &Shop, number: &str) {
        match self {
            Self::Create => {}
            Self::Refund => drop(shop.paid_order(number, "SGD 40.00")),
            // A card can be cancelled for seven days: the hour of the day does not matter.
            Self::Capture | Self::Cancel => drop(shop.held_order(number, "SGD 40.00")),
        }
    }

    /// The command, as a script would give it: run twice it does it once.
    pub fn words<'a>(self, number: &'a str, key: &'a str) -> Vec<&'a str> {
        let mut words = match self {
            Self::Create => {
                let mut words = vec!["request", "new", "--order", number, "--amount", "SGD 40.00"];
                words.extend(["--description", "Tea", "--phone", "+65 8123 4567"]);
                words
            }
            Self::Capture => vec!["payment", "capture", number, "--yes"],
            Self::Refund => vec!["payment", "refund", number, "--amount", "SGD 5.00", "--yes"],
            Self::Cancel => vec!["payment", "cancel", number, "--reason", "Ordered twice", "--yes"],
        };
        words.extend(["--key", key]);
        words
    }

    /// How often it happened to the order of this number, by the simulator's own book: how much it moved each time, in
    /// minor units; of a request, the ids of its sessions.
    pub fn traces(self, shop: &Shop, number: &str) -> Vec<String> {
        let payments = shop.gateway.get("payments");
        let sessions = payments["sessions"].as_array().unwrap();
        let sessions = sessions.iter().filter(|session| session["reference_order_id"] == number);
        if self == Self::Create {
            return sessions.map(|session| text(&session["payment_request_id"])).collect();
        }
        let paid: Vec<String> = sessions
            .flat_map(|session| session["payments"].as_array().unwrap())
            .map(|payment| text(&payment["payment_id"]))
            .collect();
        let effect = match self {
            Self::Create => "",
            Self::Capture => "captured",
            Self::Refund => "refunded",
            Self::Cancel => "voided",
        };
        let book = shop.gateway.get("book");
        let entries = book["entries"].as_array().unwrap().iter();
        entries
            .filter(|entry| entry["effect"] == effect && paid.contains(&text(&entry["payment_id"])))
            .map(|entry| text(&entry["amount"]["value"]))
            .collect()
    }

    /// Compares what is known here with the simulator's own book, once the act was done.
    pub fn agrees(self, shop: &Shop, number: &str) {
        let (shown, traces) = (shop.show(number), self.traces(shop, number));
        let sessions = shown["sessions"].as_array().unwrap();
        if self == Self::Create {
            // After an answer that was lost a new id is asked for, as the guides prescribe: the buyer is given one link,
            // and whatever else Antom may have made is known and watched.
            let stage = |stage: &str| sessions.iter().filter(|session| session["stage"] == stage).count();
            assert_eq!((stage("issued"), stage("sent")), (1, 0), "{shown}");
            let known: Vec<String> = sessions.iter().map(|session| text(&session["request"])).collect();
            assert!(traces.iter().all(|trace| known.contains(trace)), "{traces:?} and {shown}");
            assert_eq!(sessions.last().map(|session| session["stage"] == "issued"), Some(true), "{shown}");
            return;
        }
        assert_eq!(
            traces,
            [if self == Self::Refund { "500" } else { "4000" }],
            "{self:?}, once and whole: {shown}"
        );
        let intents = shown["intents"].as_array().unwrap();
        assert_eq!((sessions.len(), intents.len()), (1, 1), "{self:?}: {shown}");
        assert_eq!(intents[0]["stage"], "done", "{self:?}: {shown}");
    }

    /// The order's state word once it was done.
    pub fn state(self) -> &'static str {
        match self {
            Self::Create => "waiting",
            Self::Capture => "captured",
            Self::Refund => "part-refunded",
            Self::Cancel => "cancelled",
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
