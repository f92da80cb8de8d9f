//! RSA of 2048 bits, ours against `openssl speed rsa2048`, as ratios: figures of two machines can be compared by them.
//!
//! `cargo xtask bench rsa`. Both sides count processor time, take turns, and keep their best round, so that other work
//! on the machine disturbs them little.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a bench measures with a clock and prints what it measured"
)]

#[path = "../cpu.rs"]
mod cpu;

use antom::keys::MerchantKey;
use antom::signature::{sign_bytes, verify_bytes};
use rand::RngCore;
use rand::rngs::OsRng;
use std::error::Error;
use std::process::Command;
use std::time::Duration;

const ROUNDS: u32 = 3;
const ROUND: Duration = Duration::from_secs(2);
/// As long as a refund's string to sign.
const MESSAGE: &[u8] = &[b'x'; 400];

type Trouble = Box<dyn Error>;

/// Seconds of processor time for one operation.
#[derive(Clone, Copy)]
struct Cost {
    sign: f64,
    verify: f64,
}

impl Cost {
    fn better(self, other: Option<Self>) -> Self {
        other.map_or(self, |other| Self {
            sign: self.sign.min(other.sign),
            verify: self.verify.min(other.verify),
        })
    }
}

fn main() -> Result<(), Trouble> {
    let key = MerchantKey::generate(|bytes| OsRng.fill_bytes(bytes))?;
    let (mut our, mut their) = (None, None);
    for _ in 0..ROUNDS {
        our = Some(ours(&key)?.better(our));
        their = openssl()?.map(|cost| cost.better(their));
    }
    let our = our.ok_or("nothing was measured")?;
    println!("| RSA 2048, processor time of one | antom | openssl speed | ratio |\n|---|---:|---:|---:|");
    println!("{}", row("sign (blinded, URL-encoded)", our.sign, their.map(|cost| cost.sign)));
    println!("{}", row("verify (URL-decoded)", our.verify, their.map(|cost| cost.verify)));
    if their.is_none() {
        println!("\nThere is no `openssl` here to compare with.");
    }
    Ok(())
}

fn row(name: &str, our: f64, their: Option<f64>) -> String {
    let micros = |seconds: f64| format!("{:.1} µs", seconds * 1e6);
    let compared = their
        .map_or(("–".to_owned(), "–".to_owned()), |their| (micros(their), format!("{:.2}", our / their)));
    format!("| {name} | {} | {} | {} |", micros(our), compared.0, compared.1)
}

fn ours(key: &MerchantKey) -> Result<Cost, Trouble> {
    let signature = sign_bytes(key, MESSAGE)?;
    let sign = each(|| {
        sign_bytes(key, MESSAGE)?;
        Ok(())
    })?;
    let verify = each(|| Ok(verify_bytes(key.public_key(), MESSAGE, &signature)?))?;
    Ok(Cost { sign, verify })
}

fn each(mut work: impl FnMut() -> Result<(), Trouble>) -> Result<f64, Trouble> {
    let start = cpu::used();
    let mut times: u32 = 0;
    while cpu::used() - start < ROUND {
        work()?;
        times += 1;
    }
    Ok((cpu::used() - start).as_secs_f64() / f64::from(times))
}

/// What `openssl speed` says, or nothing where there is no such program.
fn openssl() -> Result<Option<Cost>, Trouble> {
    let mut speed = Command::new("openssl");
    speed.args(["speed", "-mr", "-seconds", &ROUND.as_secs().to_string(), "rsa2048"]);
    let Ok(output) = speed.output() else { return Ok(None) };
    let text = String::from_utf8_lossy(&output.stdout);
    let cost = text.lines().find_map(read).ok_or(format!("openssl speed is not understood: {text}"))?;
    Ok(Some(cost))
}

/// A line such as `+F2:2:2048:1105.5:42550.0`: signatures and verifications in a second.
fn read(line: &str) -> Option<Cost> {
    let mut parts = line.strip_prefix("+F2:")?.split(':').skip(1);
    if parts.next()? != "2048" {
        return None;
    }
    let mut seconds = || parts.next()?.parse::<f64>().ok().filter(|rate| *rate >= 1.0).map(|rate| 1.0 / rate);
    Some(Cost { sign: seconds()?, verify: seconds()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_openssl_is_read_and_others_are_not() {
        let cost = read("+F2:2:2048:1000.000000:40000.000000").unwrap();
        assert_eq!((cost.sign, cost.verify), (0.001, 0.000_025));
        let newer = read("+F2:2:2048:1000.0:40000.0:39000.0:990.0").unwrap();
        assert_eq!(newer.verify, 0.000_025);
        for other in ["+F2:3:3072:400.0:20000.0", "+F2:2:2048:0.0:0.0", "+R1:1600:2048:1.00", ""] {
            assert!(read(other).is_none(), "{other}");
        }
    }

    #[test]
    fn the_better_of_two_rounds_is_kept() {
        let one = Cost { sign: 1.0, verify: 4.0 };
        let kept = Cost { sign: 2.0, verify: 3.0 }.better(Some(one));
        assert_eq!((kept.sign, kept.verify), (1.0, 3.0));
    }
}
