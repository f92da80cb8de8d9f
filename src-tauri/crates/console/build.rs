//! Looks at Antom's browser SDK before it is built in: byte for byte what npm has under the version that is pinned.

use sha2::{Digest, Sha256};
use std::fs;

/// `dist/umd/ams-checkout.min.js` of `@alipay/ams-checkout` 1.47.2.
const BUNDLE: &str = "sdk/ams-checkout-1.47.2.min.js";
/// Its SHA-256.
const EXPECTED: &str = "3ceea4272133244ccb61a6cd564f22b8c4f8427067cdfc981298ddd6ff0b594f";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed={BUNDLE}");
    let found: String = Sha256::digest(fs::read(BUNDLE)?).iter().map(|byte| format!("{byte:02x}")).collect();
    if found == EXPECTED {
        return Ok(());
    }
    Err(format!("{BUNDLE} is not what npm has: its SHA-256 is {found} and not {EXPECTED}. Copy it anew.")
        .into())
}
