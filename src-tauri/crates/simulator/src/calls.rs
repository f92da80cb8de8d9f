//! The last calls as they arrived at the socket: for whoever must see the bytes a merchant sent, not what became of them.

use crate::exchange::Request;
use crate::gateway::Gateway;
use serde_json::{Value, json};
use std::collections::VecDeque;

/// Most calls that are kept.
const MOST: usize = 64;

/// Calls of the merchant interface, the oldest first. They are not part of what is saved.
#[derive(Debug, Default)]
pub(crate) struct Calls(VecDeque<Call>);

#[derive(Debug)]
struct Call {
    path: String,
    body: Vec<u8>,
}

impl Calls {
    /// Keeps a call, byte for byte.
    pub(crate) fn note(&mut self, request: &Request) {
        if self.0.len() >= MOST {
            self.0.pop_front();
        }
        self.0.push_back(Call { path: request.path.clone(), body: request.body.clone() });
    }
}

impl Gateway {
    pub(crate) fn calls_shown(&self) -> Value {
        let calls: Vec<Value> = self
            .calls
            .0
            .iter()
            .map(|call| json!({ "path": call.path, "body": String::from_utf8_lossy(&call.body) }))
            .collect();
        json!({ "calls": calls })
    }
}
