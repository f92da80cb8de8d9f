//! Signs what comes on standard input and prints the value of the `Signature` header, so that another
//! implementation can verify it.
//!
//! ```text
//! peer --key FILE --client-id ID --path PATH --time TIME [--key-version N] < body
//! ```

use antom::keys::MerchantKey;
use antom::signature::sign;
use std::collections::HashMap;
use std::error::Error;
use std::io::{Read, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let options = options(std::env::args().skip(1))?;
    let option = |name: &str| options.get(name).ok_or(format!("--{name} is missing"));
    let key = MerchantKey::parse(&std::fs::read(option("key")?)?)?;
    let version = options.get("key-version").map_or(Ok(1), |text| text.parse())?;
    let mut body = Vec::new();
    std::io::stdin().read_to_end(&mut body)?;
    let header = sign(&key, version, "POST", option("path")?, option("client-id")?, option("time")?, &body)?;
    writeln!(std::io::stdout(), "{header}")?;
    Ok(())
}

fn options(mut words: impl Iterator<Item = String>) -> Result<HashMap<String, String>, String> {
    let mut found = HashMap::new();
    while let Some(word) = words.next() {
        let name = word.strip_prefix("--").ok_or(format!("{word} is not an option"))?;
        let value = words.next().ok_or(format!("{word} needs a value"))?;
        found.insert(name.to_owned(), value);
    }
    Ok(found)
}
