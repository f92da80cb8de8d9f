//! What orders of flights and hotels tell beside their goods (guide 2; further fields from Antom's own SDKs).

use super::BuyerName;

wire_object! {
    /// A trip. Guide 2 wants type, departure time, both cities and the carrier's number of every leg.
    pub struct Transit {
        needs {}
        may {
            /// As `FLIGHT`.
            transit_type: String,
            /// Its parts, at most 10.
            legs: Vec<Leg>,
            /// Who travels, at most 100.
            passengers: Vec<Passenger>,
        }
    }
}

wire_object! {
    /// One part of a trip.
    pub struct Leg {
        needs {}
        may {
            /// ISO-8601.
            departure_time: String,
            /// ISO-8601.
            arrival_time: String,
            /// From where.
            departure_address: Address,
            /// To where.
            arrival_address: Address,
            /// As `SQ 12`, at most 64 characters.
            carrier_no: String,
            /// The carrier.
            carrier_name: String,
            /// As `ECONOMY`.
            class_type: String,
            /// IATA code of the airport.
            departure_airport_code: String,
            /// IATA code of the airport.
            arrival_airport_code: String,
        }
    }
}

wire_object! {
    /// Who travels.
    pub struct Passenger {
        needs {}
        may {
            /// The name.
            passenger_name: BuyerName,
            /// E-mail address.
            passenger_email: String,
            /// Telephone number.
            passenger_phone_no: String,
        }
    }
}

wire_object! {
    /// A stay in a hotel.
    pub struct Lodging {
        needs {}
        may {
            /// At most 128 characters.
            hotel_name: String,
            /// Where it stands.
            hotel_address: Address,
            /// ISO-8601.
            check_in_date: String,
            /// ISO-8601.
            check_out_date: String,
            /// Digits.
            number_of_nights: String,
            /// Digits.
            number_of_rooms: String,
            /// Under which names, at most 100.
            guest_names: Vec<BuyerName>,
        }
    }
}

wire_object! {
    /// Where goods are sent, and to whom (fields from Antom's own SDKs).
    pub struct Shipping {
        needs {}
        may {
            /// To whom.
            shipping_name: BuyerName,
            /// Where to.
            shipping_address: Address,
            /// Telephone number of who takes it.
            shipping_phone_no: String,
            /// E-mail address for what is sent by mail.
            ship_to_email: String,
            /// Who carries it.
            shipping_carrier: String,
        }
    }
}

wire_object! {
    /// A place. Airports are named by their three-letter IATA code (guide 2).
    pub struct Address {
        needs {}
        may {
            /// City or airport.
            city: String,
            /// State or province.
            state: String,
            /// Two-letter country.
            region: String,
            /// Postal code.
            zip_code: String,
            /// Street and number.
            address1: String,
            /// Floor, flat and the like.
            address2: String,
        }
    }
}
