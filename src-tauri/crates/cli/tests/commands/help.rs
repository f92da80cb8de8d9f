//! What a new user sees first.

use crate::shop::{Ended, Shop, program};
use serde_json::json;

fn run(words: &[&str]) -> Ended {
    Ended::of(&program().args(words).output().unwrap())
}

#[test]
fn help_is_an_answer_and_a_mistake_is_not() {
    let help = run(&["--help"]);
    assert_eq!((help.exit, help.err.as_str()), (0, ""));
    assert!(help.out.contains("countersign tour"), "{help:?}");
    for words in [["payment", "refund", "--help"].as_slice(), &["help", "payment", "refund"]] {
        let help = run(words);
        assert!(
            help.exit == 0 && help.out.contains("--dry-run") && help.out.contains("Examples:"),
            "{help:?}"
        );
    }
    let topic = run(&["help", "exit-codes"]);
    assert!(topic.exit == 0 && topic.out.contains("keychain"), "{topic:?}");
    let mistake = run(&["paymnet"]);
    assert!(mistake.exit == 2 && mistake.out.is_empty() && mistake.err.contains("payment"), "{mistake:?}");
    run(&["paymnet", "--json"]).failed(2, "usage");
    run(&["help", "nonsense", "--json"]).failed(2, "unknown-topic");
    assert_eq!(run(&["--version"]).out.trim(), format!("countersign {}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn shells_get_their_completions_and_man_its_page() {
    for shell in ["bash", "zsh", "fish"] {
        let script = run(&["completions", shell]);
        assert!(
            script.exit == 0 && script.out.contains("countersign") && script.out.contains("dry-run"),
            "{shell}"
        );
        let document = run(&["completions", shell, "--json"]).done();
        assert_eq!(document["script"].as_str().map(str::trim_end), Some(script.out.trim_end()));
    }
    let page = run(&["man"]);
    assert_eq!(page.exit, 0);
    for part in [".TH countersign 1", "PAYMENT REFUND", "EXIT CODES", "THE SEARCH LANGUAGE"] {
        assert!(page.out.contains(part), "{part}");
    }
}

/// The commands of a help text as a shell would split them, with the notes beside them left out.
fn commands(help: &str) -> Vec<Vec<String>> {
    let joined = help.split("\\\n").map(str::trim_start).collect::<String>();
    let lines = joined.lines().map(str::trim).filter_map(|line| line.strip_prefix("countersign "));
    lines.map(|line| words(line.split("   ").next().unwrap())).collect()
}

fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(nth, part)| match nth % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

#[test]
fn the_first_steps_of_the_help_work_as_they_are_printed() {
    let Some(shop) = Shop::open() else { return };
    shop.run(&["account", "remove", "main", "--yes"]).done();
    let steps = commands(&run(&["--help"]).out);
    assert!(steps.len() >= 6, "{steps:?}");
    for mut step in steps.into_iter().filter(|step| !["tour", "simulator"].contains(&step[0].as_str())) {
        for word in &mut step {
            *word = word
                .replace("http://127.0.0.1:8420", &shop.gateway.url)
                .replace("TOKEN", &shop.gateway.token);
        }
        if step[..2] == ["payment", "refund"] {
            step.extend(["--yes", "--key", "first-steps"].map(str::to_owned));
        }
        let step: Vec<&str> = step.iter().map(String::as_str).collect();
        let done = shop.run(&step).done();
        if step[..2] == ["request", "new"] {
            let request = &done["order"]["sessions"][0]["request"];
            shop.gateway.post(
                "payments",
                &json!({ "act": "pay", "payment_request_id": request, "method": "GRABPAY_SG" }),
            );
        }
    }
    assert_eq!(shop.gateway.effects("refunded"), (1, 250));
}

#[test]
fn every_example_of_the_search_language_can_be_searched_with() {
    let Some(shop) = Shop::open() else { return };
    let help = run(&["help", "search"]).out;
    let examples = help
        .lines()
        .filter_map(|line| line.strip_prefix("  "))
        .map(|line| line.split("   ").next().unwrap().trim());
    let queries: Vec<&str> = examples.filter(|line| line.contains(':') && !line.contains(' ')).collect();
    assert!(queries.len() >= 8, "{queries:?}");
    for query in queries {
        let found = shop.run(&["payment", "search", "--", query]).done();
        assert!(found["understood"].as_str().is_some_and(|text| !text.is_empty()), "{query}: {found}");
    }
}

#[test]
fn the_help_of_a_setting_names_every_setting() {
    let Some(shop) = Shop::open() else { return };
    let help = run(&["settings", "set", "--help"]).out;
    let listed = shop.run(&["settings", "list"]).done();
    for setting in listed["settings"].as_array().unwrap() {
        assert!(help.contains(setting["name"].as_str().unwrap()), "{setting}: {help}");
    }
}
