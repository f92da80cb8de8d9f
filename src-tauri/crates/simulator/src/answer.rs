//! What an operation answers, before it becomes bytes.

use serde_json::{Map, Value, json};

/// A result and the fields beside it.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) code: String,
    pub(crate) status: &'static str,
    pub(crate) message: String,
    pub(crate) fields: Map<String, Value>,
}

impl Answer {
    pub(crate) fn success(fields: Value) -> Self {
        Self::new("SUCCESS", "S", "success.", fields)
    }

    pub(crate) fn failure(code: &str, message: impl Into<String>) -> Self {
        Self::new(code, "F", message, Value::Null)
    }

    pub(crate) fn unknown(code: &str, message: impl Into<String>) -> Self {
        Self::new(code, "U", message, Value::Null)
    }

    pub(crate) fn with(mut self, fields: Value) -> Self {
        if let Value::Object(fields) = fields {
            self.fields.extend(fields);
        }
        self
    }

    fn new(code: &str, status: &'static str, message: impl Into<String>, fields: Value) -> Self {
        let answer = Self { code: code.to_owned(), status, message: message.into(), fields: Map::new() };
        answer.with(fields)
    }

    pub(crate) fn result(&self) -> Value {
        json!({ "resultCode": self.code, "resultStatus": self.status, "resultMessage": self.message })
    }

    /// The body: `result` and, where there is a value, the fields.
    pub(crate) fn body(&self) -> Value {
        let mut body = self.fields.clone();
        body.retain(|_, value| !value.is_null());
        body.insert("result".to_owned(), self.result());
        Value::Object(body)
    }
}
