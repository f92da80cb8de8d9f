//! pay (api.md section 3.7): one method, chosen by the merchant; the buyer confirms on the page behind `normalUrl`.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::business_account;
use crate::buyer::BuyerTrouble;
use crate::card_choice::{Chosen, SAVED};
use crate::create_payment_session::{ORDER, fingerprint, fixed, inconsistent};
use crate::fields::{Kind, Rule, amount, check, illegal, may, must, string};
use crate::method::Way;
use crate::moment::Moment;
use crate::particulars::{self, Particulars};
use crate::session::{Session, Status};
use crate::state::{State, key};

const TABLE: &[Rule] = &[
    must("productCode", Kind::Text(32)),
    must("paymentRequestId", Kind::Text(64)),
    must("paymentMethod", Kind::Object),
    must("paymentMethod.paymentMethodType", Kind::Text(64)),
    must("env", Kind::Object),
    must("env.terminalType", Kind::Text(32)),
    may("env.osType", Kind::Text(32)),
    may("env.clientIp", Kind::Text(64)),
];

impl State {
    pub(crate) fn pay_api(&mut self, client_id: &str, body: &Value) -> Result<Answer, Answer> {
        check(body, TABLE)?;
        check(body, ORDER)?;
        check(body, particulars::TABLE)?;
        fixed(body, "productCode", &["CASHIER_PAYMENT"])?;
        self.check_order(client_id, body)?;
        let session_key = key(&[client_id, string(body, "paymentRequestId").unwrap_or_default()]);
        let digest = fingerprint(body);
        match self.sessions.get(&session_key).map(|session| session.digest == digest) {
            Some(true) => return self.pay_answer(&session_key),
            Some(false) => return Err(inconsistent("paymentRequestId")),
            None => {}
        }
        let method = string(body, "paymentMethod.paymentMethodType").unwrap_or_default().to_owned();
        let wanted = amount(body, "paymentAmount")?;
        let rules = self.method(&method);
        if let Some(why) = rules.objection(&wanted) {
            return Err(illegal("paymentAmount", &format!("does not suit the method: {why}")));
        }
        if rules.way == Way::Card && !crate::fields::flag(body, "paymentFactor.isAuthorization") {
            return Err(illegal("paymentFactor.isAuthorization", "must be true for cards"));
        }
        if method == business_account::NAME {
            business_account::check(body)?;
        }
        let closes = string(body, "paymentExpiryTime").and_then(Moment::parse);
        let closes = closes.unwrap_or_else(|| self.now.plus(rules.close_after()));
        let particulars = Particulars { one_attempt: true, ..particulars::read(body)? };
        let session = self.new_session(
            client_id,
            body,
            closes.max(self.now),
            vec![method.clone()],
            digest,
            particulars,
        )?;
        if rules.way == Way::Card && !session.buyer_known {
            return Err(illegal("order.buyer", "is required for cards"));
        }
        self.begin(&session_key, session, &method, string(body, "paymentMethod.paymentMethodId"))?;
        self.pay_answer(&session_key)
    }

    /// Opens the session and its one attempt. A card is asked for on the page, unless the request has its token: then it
    /// is charged at once, if its bank does not ask.
    fn begin(
        &mut self,
        session_key: &str,
        mut session: Session,
        method: &str,
        token: Option<&str>,
    ) -> Result<(), Answer> {
        let is_card = self.method(method).way == Way::Card;
        session.particulars.saved.extend(token.filter(|_| is_card).map(str::to_owned));
        if is_card && token.is_some() && self.saved_cards(&session).is_empty() {
            return Err(illegal("paymentMethod.paymentMethodId", "is not the token of a saved card"));
        }
        let mut payment = self.attempt(&session, method, None, session.expires);
        payment.asks_card = is_card;
        self.open(session_key.to_owned(), session);
        let payment_id = self.enter(session_key, payment);
        if token.is_none() || !is_card {
            return Ok(());
        }
        let refused = |trouble: BuyerTrouble| Answer::failure("PROCESS_FAIL", trouble.to_string());
        let saved = format!("{SAVED}0");
        self.enter_card(&payment_id, Chosen { card: Some(&saved), keep: false }).map_err(refused)?;
        let asks = self.payments.get(&payment_id).is_some_and(|payment| self.bank_asks(payment));
        if asks { Ok(()) } else { self.pay(&payment_id).map_err(refused) }
    }

    fn pay_answer(&self, session_key: &str) -> Result<Answer, Answer> {
        let failed = || Answer::failure("PROCESS_FAIL", "General business failure. No retry.");
        let session = self.sessions.get(session_key).ok_or_else(failed)?;
        let payment = self.standing(session).ok_or_else(failed)?;
        let fields = json!({
            "paymentId": payment.id,
            "paymentRequestId": payment.payment_request_id,
            "paymentAmount": payment.amount.wire(),
            "paymentCreateTime": payment.created.wire(),
            "paymentTime": payment.paid.map(|at| at.wire()),
            "authExpiryTime": payment.hold_until.map(|at| at.wire()),
            "paymentResultInfo": self.payment_fields(payment).get("paymentResultInfo"),
            "normalUrl": payment.status.is_open().then(|| self.order_url(session, payment)),
        });
        Ok(match payment.status {
            Status::Success => Answer::success(fields),
            Status::Processing | Status::Pending => {
                Answer::unknown("PAYMENT_IN_PROCESS", "The payment is in process.").with(fields)
            }
            Status::Fail | Status::Cancelled => {
                Answer::failure(&payment.code, "The payment did not succeed.").with(fields)
            }
        })
    }
}
