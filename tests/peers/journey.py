"""The whole life of a payment, through the SDK's own client: what it signs is accepted, what it gets it can verify and
read."""

from report import equal
from shop import PRICE, outcome

SUCCESS = ("S", "SUCCESS")


def judge(report, shop):
    manual_capture(report, shop)
    wallet(report, shop)
    cancelled(report, shop)


def manual_capture(report, shop):
    with report.check("a session is created and its link leads to the buyer's page"):
        session = shop.session("CARD-1", capture_mode="MANUAL")
        equal(outcome(session), SUCCESS)
        assert session.normal_url.startswith(shop.gateway.checkout_url), session.normal_url
        assert session.payment_session_id and session.payment_session_expiry_time

    with report.check("before the buyer submits, the order does not exist"):
        equal(outcome(shop.inquire("CARD-1")), ("F", "ORDER_NOT_EXIST"))

    payment_id = shop.pay("CARD-1", "CARD")
    with report.check("after the buyer has paid by card, the payment is an authorisation that succeeded"):
        paid = shop.inquire("CARD-1")
        equal(outcome(paid), SUCCESS)
        equal(paid.payment_status.value, "SUCCESS")
        equal(paid.payment_id, payment_id)
        equal((paid.payment_amount.currency, paid.payment_amount.value), ("SGD", PRICE))
        equal(paid.payment_method_type, "CARD")
        assert paid.auth_expiry_time, "the hold has no end"
        assert paid.payment_result_info.card_no, "the card has no number"
        equal(kinds(paid), ["AUTHORIZATION"])

    with report.check("a manual capture of the whole hold succeeds"):
        capture = shop.capture("CAPTURE-1", payment_id)
        equal(outcome(capture), SUCCESS)
        equal((capture.capture_amount.value, capture.payment_id), (PRICE, payment_id))
        equal(kinds(shop.inquire("CARD-1")), ["AUTHORIZATION", "CAPTURE"])

    with report.check("the same capture again answers the same and captures nothing more"):
        equal(shop.capture("CAPTURE-1", payment_id).capture_id, capture.capture_id)
        equal(shop.gateway.effects(shop.client_id, "CARD-1").count("captured"), 1)

    with report.check("the same capture id with another amount is refused"):
        equal(outcome(shop.capture("CAPTURE-1", payment_id, "4100")), ("F", "REPEAT_REQ_INCONSISTENT"))

    with report.check("a partial refund to a card is in process until the bank has it"):
        refund = shop.refund("REFUND-1", payment_id, "1000")
        equal(outcome(refund), ("U", "REFUND_IN_PROCESS"))
        asked = shop.inquire_refund("REFUND-1")
        equal((outcome(asked), asked.refund_status.value), (SUCCESS, "PROCESSING"))

    with report.check("inquiryRefund says when that refund has succeeded"):
        shop.gateway.control("POST", "refunds", {"refund_id": refund.refund_id, "outcome": "success"})
        asked = shop.inquire_refund("REFUND-1")
        equal((outcome(asked), asked.refund_status.value), (SUCCESS, "SUCCESS"))
        equal((asked.refund_amount.currency, asked.refund_amount.value), ("SGD", "1000"))

    with report.check("more than what is left cannot be refunded"):
        equal(outcome(shop.refund("REFUND-2", payment_id, "3201")), ("F", "REFUND_AMOUNT_EXCEED"))

    with report.check("a refund nobody asked for does not exist"):
        equal(outcome(shop.inquire_refund("REFUND-9")), ("F", "ORDER_NOT_EXIST"))

    with report.check("the book has the hold, the capture and the one refund"):
        kept = shop.gateway.book()["totals"][payment_id]
        figures = [str(kept[name]) for name in ("authorised", "captured", "refunded", "kept")]
        equal(figures, [PRICE, PRICE, "1000", "3200"])


def wallet(report, shop):
    with report.check("a wallet's refund succeeds at once and a second one follows it"):
        payment_id = shop.paid("WALLET-1", "GRABPAY_SG")
        for refund_request_id, value in (("REFUND-3", "1500"), ("REFUND-4", "2700")):
            refund = shop.refund(refund_request_id, payment_id, value)
            equal((outcome(refund), refund.refund_amount.value), (SUCCESS, value))
            equal(shop.inquire_refund(refund_request_id).refund_status.value, "SUCCESS")

    with report.check("a refund does not change that the payment succeeded"):
        asked = shop.inquire("WALLET-1")
        equal(asked.payment_status.value, "SUCCESS")
        equal(kinds(asked), ["PAYMENT", "REFUND", "REFUND"])

    with report.check("a refunded payment cannot be cancelled"):
        equal(outcome(shop.cancel(payment_id)), ("F", "PROCESS_FAIL"))


def cancelled(report, shop):
    with report.check("a paid payment can be cancelled"):
        payment_id = shop.paid("WALLET-2", "GRABPAY_SG")
        cancel = shop.cancel(payment_id)
        equal(outcome(cancel), SUCCESS)
        assert cancel.cancel_time, "no cancelTime"
        equal(shop.inquire("WALLET-2").payment_status.value, "CANCELLED")

    with report.check("cancelling it again answers the same and gives nothing back twice"):
        equal(shop.cancel(payment_id).cancel_time, cancel.cancel_time)
        equal(shop.gateway.effects(shop.client_id, "WALLET-2").count("cancelled"), 1)

    with report.check("a hold can be cancelled instead of captured"):
        payment_id = shop.paid("CARD-2", "CARD", capture_mode="MANUAL")
        equal(outcome(shop.cancel(payment_id)), SUCCESS)
        equal(outcome(shop.capture("CAPTURE-2", payment_id)), ("F", "AUTH_CANCELLED"))


def kinds(inquiry):
    """The types of an inquiry's transactions; every one of them succeeded or is on its way."""
    for transaction in inquiry.transactions:
        assert transaction.transaction_status.value in ("SUCCESS", "PROCESSING"), transaction.to_ams_dict()
    return [transaction.transaction_type.value for transaction in inquiry.transactions]
