//! The table.

use serde_json::{Value, json};
use std::fmt::Write;

/// Everything measured at one size.
#[derive(Debug)]
pub struct Column {
    pub orders: u64,
    pub facts: u64,
    /// Whether the history verified and every compared answer was the same.
    pub verified: bool,
    /// What was measured, and the figure, in the order of the table.
    pub cells: Vec<(String, String)>,
}

impl Column {
    pub fn to_json(&self) -> String {
        json!({"orders": self.orders, "facts": self.facts, "verified": self.verified, "cells": self.cells})
            .to_string()
    }

    pub fn from_json(text: &str) -> Self {
        let value: Value = serde_json::from_str(text.trim()).expect("the measuring process prints JSON");
        Self {
            orders: value["orders"].as_u64().expect("a number of orders"),
            facts: value["facts"].as_u64().expect("a number of facts"),
            verified: value["verified"].as_bool().expect("whether it verified"),
            cells: serde_json::from_value(value["cells"].clone()).expect("cells"),
        }
    }
}

/// Digits in groups of three.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// One table, sizes side by side.
pub fn table(columns: &[Column]) -> String {
    let mut table = String::from(
        "# The ledger, measured\n\n\
         Encrypted database (SQLCipher), shipped code, one connection, a page of 50 newest first. Times are p50 / p99 by\n\
         the wall and, in brackets, by the processor's count for the thread. Behind it stands how many times longer\n\
         the plainest SQL for the same answer takes: a scan of every row, newest first, until the page is full\n\
         (processor medians compared; below 1 the scan is quicker).\n\n| |",
    );
    for column in columns {
        let _written = write!(table, " {} orders, {} facts |", grouped(column.orders), grouped(column.facts));
    }
    table.push_str("\n|---|");
    table.push_str(&"---:|".repeat(columns.len()));
    table.push('\n');
    let Some(first) = columns.first() else { return table };
    for (place, (name, _)) in first.cells.iter().enumerate() {
        let _written = write!(table, "| {name} |");
        for column in columns {
            let _written = write!(table, " {} |", column.cells.get(place).map_or("", |(_, cell)| cell));
        }
        table.push('\n');
    }
    table
}
