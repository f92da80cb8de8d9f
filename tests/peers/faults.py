"""What the simulator spoils on request is spoilt in the SDK's eyes too: otherwise tests with faults would prove
nothing."""

import http.client

from com.alipay.ams.api.exception.exception import AlipayApiException

from report import equal, raises
from shop import outcome


def judge(report, shop):
    payment_id = shop.paid("FAULT-1", "GRABPAY_SG")
    spoilt = [
        ("bad_signature", "a badly signed answer is refused", AlipayApiException, "verify failed"),
        ("no_signature", "an unsigned answer is refused", AlipayApiException, "signature not exist"),
        ("http_500_after_effect", "an answer of HTTP 500 is refused", AlipayApiException, "invalid http status 500"),
        ("lost_after_effect", "an answer that is lost is an error", http.client.RemoteDisconnected, ""),
    ]
    for kind, name, error, about in spoilt:
        with report.check(name):
            shop.gateway.fault("inquiryPayment", kind)
            raises(error, lambda: shop.inquire("FAULT-1"), about)

    with report.check("once the faults are used up, the next answer is accepted"):
        equal(shop.inquire("FAULT-1").payment_id, payment_id)

    with report.check("a refund whose answer was badly signed has happened, once"):
        shop.gateway.fault("refund", "bad_signature")
        raises(AlipayApiException, lambda: shop.refund("FAULT-REFUND", payment_id, "100"), "verify failed")
        again = shop.refund("FAULT-REFUND", payment_id, "100")
        equal(outcome(again), ("S", "SUCCESS"))
        equal(shop.gateway.effects(shop.client_id, "FAULT-1").count("refunded"), 1)

    with report.check("a traffic limit is an unknown outcome, signed"):
        shop.gateway.fault("inquiryPayment", "traffic_limit")
        equal(outcome(shop.inquire("FAULT-1")), ("U", "REQUEST_TRAFFIC_EXCEED_LIMIT"))
