//! A person at a terminal. `script` (bsdutils, on every Debian) lends one.
#![cfg(target_os = "linux")]

use crate::shop::{Ended, Shop};
use std::io::Write;
use std::process::{Command, Stdio};

/// Types into the program at a terminal. What is typed ahead waits until it is asked for.
fn at_a_terminal(shop: &Shop, command: &str, keys: &str) -> Ended {
    let line =
        format!("'{}' --home '{}' {command}", env!("CARGO_BIN_EXE_countersign"), shop.home().display());
    let mut child = Command::new("script")
        .args(["-q", "-e", "-c", &line, "/dev/null"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.as_mut().unwrap().write_all(keys.as_bytes()).unwrap();
    Ended::of(&child.wait_with_output().unwrap())
}

#[test]
fn nothing_is_done_unless_yes_is_typed() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    let refund = "payment refund A-1 --amount 'SGD 5.00'";
    for keys in ["no\n", "\n", "y\n"] {
        let ended = at_a_terminal(&shop, refund, keys);
        assert_eq!(ended.exit, 11, "{keys:?}: {ended:?}");
        assert!(
            ended.out.contains("Refund SGD 5.00 of SGD 40.00"),
            "the sentence is shown before it is asked: {ended:?}"
        );
        assert_eq!(shop.gateway.effects("refunded").0, 0, "{keys:?}");
    }
    let done = at_a_terminal(&shop, refund, "yes\n");
    assert_eq!(done.exit, 0, "{done:?}");
    assert!(done.out.contains("Returned"), "{done:?}");
    assert_eq!(shop.gateway.effects("refunded"), (1, 500));
}

#[test]
fn colour_is_for_terminals_that_want_it() {
    let Some(shop) = Shop::open() else { return };
    shop.paid_order("A-1", "SGD 40.00");
    assert!(at_a_terminal(&shop, "payment list", "").out.contains("\u{1b}[32mPaid"));
    let plain = at_a_terminal(&shop, "--json payment list", "");
    assert!(!plain.out.contains('\u{1b}'), "{plain:?}");
}
