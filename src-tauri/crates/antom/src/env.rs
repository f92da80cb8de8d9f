//! `env`: the device the buyer pays on; Antom uses it against fraud and to choose a page (guides 1 and 2).

use crate::Opaque;

wire_words! {
    /// On what the buyer pays.
    pub enum TerminalType {
        /// A browser on a computer.
        Web = "WEB",
        /// A browser on a telephone.
        Wap = "WAP",
        /// An app.
        App = "APP",
        /// An app inside a wallet.
        MiniApp = "MINI_APP",
    }
}

wire_words! {
    /// The telephone's system, for [`TerminalType::Wap`] and [`TerminalType::App`].
    pub enum OsType {
        /// Apple's.
        Ios = "IOS",
        /// Google's.
        Android = "ANDROID",
    }
}

wire_object! {
    /// The buyer's device.
    pub struct Env {
        needs {}
        may {
            /// Needed by `pay` and `consult`.
            terminal_type: TerminalType,
            /// Where it is a telephone.
            os_type: OsType,
            /// The buyer's address on the network; it helps the bank to recognise the buyer (guide 1).
            client_ip: String,
            /// As the browser names itself.
            user_agent: String,
            /// What the browser says about itself, for 3-D Secure.
            browser_info: Opaque,
            /// Antom's id of the device.
            device_token_id: String,
            /// The shop's own cookie.
            cookie_id: String,
            /// Bits for each point.
            color_depth: String,
            /// In points.
            screen_height: String,
            /// In points.
            screen_width: String,
            /// In minutes.
            time_zone_offset: String,
            /// As `iPhone 14`.
            device_model: String,
            /// As `en_US`.
            device_language: String,
            /// The device's own id.
            device_id: String,
        }
    }
}
