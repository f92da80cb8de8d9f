//! What people ask each other to approve, as it is worth telling at once: to whoever could agree that they are asked, and
//! to whoever asked how it was answered.

use console::people::approve::ApprovalView;
use domain::ids::ApprovalId;
use std::collections::HashMap;

/// A request for approval of which something is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What.
    pub what: Turn,
    /// Of which.
    pub approval: ApprovalView,
}

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// It waits for an answer.
    Asked,
    /// Somebody agreed.
    Given,
    /// Somebody said no.
    Refused,
}

/// How each request stood when it was last looked at.
#[derive(Debug, Default)]
pub(super) struct Requests(HashMap<ApprovalId, String>);

impl Requests {
    /// Learns how things stand without telling anything.
    pub(super) fn learn(&mut self, approvals: impl IntoIterator<Item = ApprovalView>) {
        self.0.extend(approvals.into_iter().map(|approval| (approval.id, approval.stage)));
    }

    /// How they stand now: what there is to tell whoever sits here. While nobody does, whoever could agree is perhaps near.
    pub(super) fn hear(&mut self, approvals: Vec<ApprovalView>, locked: bool) -> Vec<Request> {
        let mut told = Vec::new();
        for approval in approvals {
            let before = self.0.insert(approval.id, approval.stage.clone());
            let what = match (before.as_deref(), approval.stage.as_str()) {
                (None, "open") if locked || approval.for_me => Turn::Asked,
                (Some("open"), "given") if approval.mine => Turn::Given,
                (Some("open"), "refused") if approval.mine => Turn::Refused,
                _ => continue,
            };
            told.push(Request { what, approval });
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn request(number: u128, stage: &str, for_me: bool, mine: bool) -> ApprovalView {
        ApprovalView {
            id: ApprovalId(uuid::Uuid::from_u128(number)),
            stage: stage.into(),
            sentence: "Refund".into(),
            rule: "a limit".into(),
            said: None,
            asked_by: "Tom".into(),
            asked_at: DateTime::UNIX_EPOCH,
            why: None,
            note: None,
            lapses_at: DateTime::UNIX_EPOCH,
            answered_by: None,
            answered_at: None,
            reason: None,
            approvers: Vec::new(),
            for_me,
            mine,
            verb: None,
            order: None,
            reference: None,
            payment: None,
            amount: None,
            account: None,
            fingerprint: None,
            despite_dispute: false,
        }
    }

    fn heard(requests: &mut Requests, approvals: Vec<ApprovalView>, locked: bool) -> Vec<Turn> {
        requests.hear(approvals, locked).into_iter().map(|request| request.what).collect()
    }

    #[test]
    fn who_could_agree_hears_once_that_they_are_asked_and_who_asked_hears_the_answer() {
        let mut requests = Requests::default();
        requests.learn([request(1, "open", true, false)]);
        let asked = vec![request(1, "open", true, false), request(2, "open", true, false)];
        assert_eq!(heard(&mut requests, asked.clone(), false), [Turn::Asked], "the first was there before");
        assert_eq!(heard(&mut requests, asked, false), []);
        assert_eq!(heard(&mut requests, vec![request(2, "given", false, true)], false), [Turn::Given]);
        assert_eq!(heard(&mut requests, vec![request(1, "refused", false, true)], false), [Turn::Refused]);
    }

    #[test]
    fn whom_it_does_not_concern_hears_nothing_and_a_locked_window_hears_that_somebody_asks() {
        let mut requests = Requests::default();
        assert_eq!(heard(&mut requests, vec![request(1, "open", false, true)], false), []);
        assert_eq!(heard(&mut requests, vec![request(2, "open", false, false)], false), []);
        assert_eq!(heard(&mut requests, vec![request(3, "open", false, false)], true), [Turn::Asked]);
        for stage in ["withdrawn", "lapsed", "void"] {
            assert_eq!(heard(&mut requests, vec![request(1, stage, false, true)], false), [], "{stage}");
        }
        assert_eq!(heard(&mut requests, vec![request(3, "given", false, false)], false), []);
    }
}
