//! The order inside createPaymentSession: goods, buyer, and what travel products add (api.md section 3.1).

use crate::env::Env;
use crate::{Amount, Opaque};

pub(crate) mod rules;
mod travel;

pub use travel::{Address, Leg, Lodging, Passenger, Shipping, Transit};

wire_object! {
    /// What is sold.
    pub struct Order {
        needs {
            /// The shop's number for the order, at most 64 characters.
            reference_order_id: String,
            /// What it is, at most 256 characters; Latin letters, since some methods refuse others (guide 0).
            order_description: String,
            /// What it costs.
            order_amount: Amount,
        }
        may {
            /// A discount already taken off.
            order_discount_amount: Amount,
            /// The sum before shipping and tax.
            sub_total_order_amount: Amount,
            /// Lines of the order; when given they must add up to the order's amount (guides 2 and 4).
            goods: Vec<Goods>,
            /// Who buys; cards need one of id, phone or e-mail (guide 4).
            buyer: Buyer,
            /// The shop within the merchant.
            merchant: Opaque,
            /// Where it is sent.
            shipping: Shipping,
            /// The buyer's device.
            env: Env,
            /// Flights and other trips (guide 2).
            transit: Transit,
            /// Hotel stays.
            lodging: Lodging,
            /// Games.
            gaming: Opaque,
            /// Whether customs are told.
            need_declaration: bool,
            /// What customs are told.
            declaration: Opaque,
            /// The kind of order.
            order_type: String,
            /// Further information.
            extend_info: String,
        }
    }
}

wire_object! {
    /// One line of an order.
    pub struct Goods {
        needs {
            /// The shop's number for the article, at most 64 characters.
            reference_goods_id: String,
            /// Its name, at most 256 characters.
            goods_name: String,
        }
        may {
            /// Price of one.
            goods_unit_amount: Amount,
            /// How many, as a string of digits.
            goods_quantity: String,
            /// As `outdoor goods/bag`, at most 64 characters.
            goods_category: String,
            /// The brand.
            goods_brand: String,
            /// The variant.
            goods_sku_name: String,
            /// Its page, at most 2048 characters.
            goods_url: String,
            /// Its picture.
            goods_image_url: String,
            /// PHYSICAL or DIGITAL, at most 32 characters.
            delivery_method_type: String,
            /// A price kept at Antom, at most 64 characters.
            price_id: String,
            /// A discount on this line.
            goods_discount_amount: Amount,
            /// Articles offered beside it.
            cross_sell: Opaque,
        }
    }
}

wire_object! {
    /// Who buys.
    pub struct Buyer {
        needs {}
        may {
            /// The shop's number for the buyer, at most 64 characters.
            reference_buyer_id: String,
            /// The name.
            buyer_name: BuyerName,
            /// At most 24 characters.
            buyer_phone_no: String,
            /// At most 7 characters. The wire name is misspelt by Antom.
            buyer_phone_no_contry_code: String,
            /// At most 64 characters.
            buyer_email: String,
            /// ISO-8601.
            buyer_registration_time: String,
            /// Whether the shop has checked the account.
            is_account_verified: bool,
            /// How often the buyer has bought; digits as text or a number.
            successful_order_count: Opaque,
        }
    }
}

wire_object! {
    /// A buyer's name.
    pub struct BuyerName {
        needs {}
        may {
            /// Given name.
            first_name: String,
            /// Middle name.
            middle_name: String,
            /// Family name.
            last_name: String,
            /// The whole name; the only one guide 2 asks for.
            full_name: String,
        }
    }
}
