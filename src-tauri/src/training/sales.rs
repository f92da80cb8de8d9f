//! What the sample shop sold in the week before Training begins, oldest first. Merchant, people and orders are made up;
//! mail hosts are reserved names.

/// What became of a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The buyer paid: a wallet takes the money, a card is captured by Antom.
    Paid,
    /// A card is held; somebody has to capture.
    Held,
    /// A card was held, and captured by hand.
    Captured,
    /// Some of it was given back: so many hundredths.
    GivenBack(u64),
    /// All of it was given back.
    AllGivenBack,
    /// Cancelled soon after.
    Cancelled,
    /// The card was declined, and the buyer left it at that.
    Declined,
    /// Nobody paid.
    Unpaid,
    /// Paid twice: the first link was sent again, and both were paid.
    PaidTwice,
    /// Nothing more is offered.
    Withdrawn,
}

/// One sale.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sale {
    /// Minutes before now.
    pub(super) ago: i64,
    pub(super) description: &'static str,
    pub(super) buyer: &'static str,
    pub(super) email: &'static str,
    pub(super) phone: Option<&'static str>,
    pub(super) currency: &'static str,
    /// In minor units.
    pub(super) amount: u64,
    pub(super) method: &'static str,
    pub(super) card: Option<&'static str>,
    pub(super) ending: Ending,
}

const fn days(days: i64, hours: i64, minutes: i64) -> i64 {
    days.saturating_mul(24).saturating_add(hours).saturating_mul(60).saturating_add(minutes)
}

const fn wallet(
    ago: i64,
    description: &'static str,
    (buyer, email): (&'static str, &'static str),
    (currency, amount): (&'static str, u64),
    method: &'static str,
    ending: Ending,
) -> Sale {
    Sale { ago, description, buyer, email, phone: None, currency, amount, method, card: None, ending }
}

const fn card(
    ago: i64,
    description: &'static str,
    person: (&'static str, &'static str),
    amount: (&'static str, u64),
    card: &'static str,
    ending: Ending,
) -> Sale {
    Sale { card: Some(card), ..wallet(ago, description, person, amount, "CARD", ending) }
}

const fn called(phone: &'static str, sale: Sale) -> Sale {
    Sale { phone: Some(phone), ..sale }
}

use Ending::{
    AllGivenBack, Cancelled, Captured, Declined, GivenBack, Held, Paid, PaidTwice, Unpaid, Withdrawn,
};

/// All of them.
#[rustfmt::skip]
pub(super) const SALES: &[Sale] = &[
    card(days(7, 3, 10), "Walnut dining table", ("Mei Wong", "mei.wong@example.com"), ("SGD", 189_000), "visa", Captured),
    wallet(days(7, 2, 0), "Linen napkins, set of 8", ("Arif Rahman", "arif@example.com"), ("SGD", 6_400), "GRABPAY_SG", Paid),
    called("+65 8123 4567", card(days(6, 20, 30), "Two oak bar stools", ("Priya Nair", "priya.nair@example.com"), ("SGD", 42_000), "mastercard", Held)),
    wallet(days(6, 8, 15), "Rattan basket", ("陈美玲", "meiling.chen@example.com"), ("HKD", 28_000), "ALIPAY_HK", Paid),
    card(days(6, 5, 40), "Stoneware dinner set", ("Tom Baker", "tom.baker@example.org"), ("SGD", 23_800), "visa", GivenBack(25)),
    wallet(days(6, 2, 20), "Bamboo tray", ("Nur Aisyah", "aisyah@example.com"), ("MYR", 8_900), "BOOST", Unpaid),
    wallet(days(5, 23, 5), "Ceramic lamp, sand", ("Lucia Ferri", "lucia.ferri@example.net"), ("SGD", 15_900), "ALIPAY_CN", AllGivenBack),
    card(days(5, 20, 0), "Teak garden bench", ("Daniel Koh", "daniel.koh@example.com"), ("SGD", 129_900), "visa", Held),
    called("+852 5123 4567", wallet(days(5, 6, 30), "Silk cushion covers", ("Wong Ka Yan", "kayan@example.com"), ("HKD", 64_000), "ALIPAY_HK", Paid)),
    card(days(5, 2, 10), "Wool throw, moss", ("Hanna Weiss", "hanna.weiss@example.org"), ("EUR", 11_900), "visa_declined", Declined),
    wallet(days(4, 22, 45), "Wall clock", ("Jun Tanaka", "jun.tanaka@example.jp"), ("JPY", 12_800), "PAYPAY", Paid),
    card(days(4, 6, 0), "Oak bookshelf", ("Rachel Lim", "rachel.lim@example.com"), ("SGD", 64_000), "mastercard", Held),
    wallet(days(4, 3, 35), "Tea set for four", ("Kim Min-jun", "minjun@example.kr"), ("KRW", 98_000), "KAKAOPAY", Paid),
    wallet(days(3, 23, 50), "Brass hooks, 6 pieces", ("Siti Zulaikha", "siti@example.com"), ("MYR", 7_200), "BOOST", GivenBack(50)),
    card(days(3, 21, 20), "Dining chairs, set of 4", ("Olivia Tan", "olivia.tan@example.com"), ("SGD", 98_000), "visa", Captured),
    wallet(days(3, 5, 15), "Market umbrella", ("Farid Hassan", "farid@example.com"), ("SGD", 21_500), "GRABPAY_SG", Cancelled),
    wallet(days(3, 1, 0), "Hand-woven rug 160 × 230", ("Grace Lee", "grace.lee@example.com"), ("SGD", 78_000), "ALIPAY_CN", Unpaid),
    card(days(2, 22, 10), "Cast-iron casserole", ("Ben Clarke", "ben.clarke@example.org"), ("SGD", 24_900), "mastercard", Paid),
    card(days(2, 6, 20), "Sideboard, walnut", ("林志强", "zhiqiang.lin@example.com"), ("SGD", 215_000), "visa", Held),
    wallet(days(2, 4, 45), "Cotton hammock", ("Maria Santos", "maria.santos@example.ph"), ("PHP", 345_000), "GCASH", Paid),
    wallet(days(2, 2, 0), "Desk lamp", ("Sofia Rossi", "sofia.rossi@example.net"), ("SGD", 9_800), "GRABPAY_SG", PaidTwice),
    card(days(1, 23, 30), "Outdoor sofa", ("Marcus Ong", "marcus.ong@example.com"), ("SGD", 324_000), "visa", Held),
    called("+65 9876 5432", wallet(days(1, 5, 0), "Serving bowls, set of 3", ("Aisha Khan", "aisha.khan@example.com"), ("SGD", 11_700), "ALIPAY_CN", Paid)),
    wallet(days(1, 3, 40), "Incense holder", ("Yuki Mori", "yuki.mori@example.jp"), ("JPY", 4_800), "PAYPAY", Unpaid),
    card(days(1, 1, 15), "Leather pouffe", ("Noah Schmidt", "noah.schmidt@example.org"), ("EUR", 18_900), "visa", Captured),
    wallet(days(0, 22, 0), "Wooden toys", ("Emma Goh", "emma.goh@example.com"), ("SGD", 8_600), "GRABPAY_SG", Withdrawn),
    card(days(0, 5, 50), "Marble side table", ("Victor Chua", "victor.chua@example.com"), ("SGD", 54_000), "mastercard", Held),
    wallet(days(0, 4, 30), "Tablecloth, blue", ("Chloe Martin", "chloe.martin@example.net"), ("SGD", 7_900), "ALIPAY_CN", Paid),
    wallet(days(0, 3, 5), "Water carafe", ("Ravi Kumar", "ravi.kumar@example.com"), ("SGD", 4_500), "GRABPAY_SG", Paid),
    card(days(0, 2, 20), "Framed print, harbour", ("Anna Berg", "anna.berg@example.org"), ("SGD", 13_200), "visa", Paid),
    wallet(days(0, 1, 30), "Picnic blanket", ("Lee Wei Ling", "weiling@example.com"), ("SGD", 6_900), "GRABPAY_SG", Paid),
    card(days(0, 0, 50), "Bedside lamps, pair", ("James Teo", "james.teo@example.com"), ("SGD", 25_800), "visa_declined", Declined),
    called("+65 8222 1188", wallet(days(0, 0, 25), "Kitchen trolley", ("Fiona Ng", "fiona.ng@example.com"), ("SGD", 31_900), "GRABPAY_SG", Unpaid)),
    wallet(days(0, 0, 12), "Plant stand", ("Paul Yeo", "paul.yeo@example.com"), ("SGD", 12_400), "ALIPAY_CN", Unpaid),
];

#[cfg(test)]
mod tests {
    use super::*;
    use money::Money;

    #[test]
    fn the_shop_sold_in_order_and_inside_its_week() {
        assert!(SALES.is_sorted_by(|earlier, later| earlier.ago > later.ago));
        assert!(SALES.iter().all(|sale| sale.ago > 0 && sale.ago < days(8, 0, 0)));
        assert!(SALES.len() >= 30);
    }

    #[test]
    fn every_amount_is_one_that_antom_takes() {
        for sale in SALES {
            assert!(Money::from_wire(sale.currency, &sale.amount.to_string()).is_ok(), "{sale:?}");
        }
    }
}
