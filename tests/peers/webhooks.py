"""The SDK's webhook check accepts every notification of the simulator, and none that was changed on the way."""

import rsa
from com.alipay.ams.api.exception.exception import AlipayApiException
from com.alipay.ams.api.tools.webhook_tool import check_signature

from receiver import PATH, Receiver
from report import equal, raises
from shop import PRICE


def judge(report, shop):
    with Receiver() as receiver:
        payment_and_capture(report, shop, receiver)
        refund(report, shop, receiver)
        changed_on_the_way(report, shop, receiver)
    with report.check("the simulator knows that all of it was accepted"):
        # Ends when the deliveries under way have been written down.
        shop.gateway.control("POST", "notifications/deliver")
        mine = [
            notice
            for notice in shop.gateway.control("GET", "notifications")["notifications"]
            if notice["client_id"] == shop.client_id and notice["url"] == receiver.url
        ]
        equal(
            [notice["notify_type"] for notice in mine],
            ["PAYMENT_RESULT", "CAPTURE_RESULT", "PAYMENT_RESULT", "REFUND_RESULT", "PAYMENT_RESULT"],
        )
        assert all(notice["accepted"] for notice in mine), mine


def payment_and_capture(report, shop, receiver):
    payment_id = shop.paid("HOOK-1", "CARD", capture_mode="MANUAL", notify_url=receiver.url)
    with report.check("a PAYMENT_RESULT is accepted"):
        notification = receiver.next("PAYMENT_RESULT", paymentRequestId="HOOK-1")
        equal(notification.path, PATH)
        equal(notification.client_id, shop.client_id)
        equal(notification.fields["paymentId"], payment_id)
        assert accepted(shop, notification)

    with report.check("a CAPTURE_RESULT is accepted"):
        shop.capture("HOOK-CAPTURE", payment_id)
        notification = receiver.next("CAPTURE_RESULT", captureRequestId="HOOK-CAPTURE")
        equal(notification.fields["captureAmount"], {"currency": "SGD", "value": PRICE})
        assert accepted(shop, notification)


def refund(report, shop, receiver):
    with report.check("a REFUND_RESULT is accepted"):
        payment_id = shop.paid("HOOK-2", "GRABPAY_SG", notify_url=receiver.url)
        shop.refund("HOOK-REFUND", payment_id, "1200", notify_url=receiver.url)
        notification = receiver.next("REFUND_RESULT", refundRequestId="HOOK-REFUND")
        equal((notification.fields["refundStatus"], notification.fields["refundAmount"]["value"]), ("SUCCESS", "1200"))
        assert accepted(shop, notification)


def changed_on_the_way(report, shop, receiver):
    shop.paid("HOOK-3", "GRABPAY_SG", notify_url=receiver.url)
    notification = receiver.next("PAYMENT_RESULT", paymentRequestId="HOOK-3")
    changes = {
        "an amount with a nought more": {"body": notification.body.replace(f'"{PRICE}"', f'"{PRICE}0"')},
        "a space more": {"body": notification.body + " "},
        "another client id": {"client_id": shop.client_id + "9"},
        "another time": {"time": notification.time.replace("T", "t")},
        "another path": {"path": "/antom/notify"},
    }
    for name, change in changes.items():
        with report.check(f"a notification with {name} is refused"):
            assert any(getattr(notification, field) != value for field, value in change.items()), "nothing changed"
            raises(rsa.VerificationError, lambda: accepted(shop, notification, **change))

    with report.check("a notification without a signature is refused"):
        raises(AlipayApiException, lambda: accepted(shop, notification, signature=""), "signature invalid")


def accepted(shop, notification, **change):
    """What the SDK says of a notification, some of it changed."""
    names = ("path", "client_id", "time", "body", "signature")
    parts = [change.get(name, getattr(notification, name)) for name in names]
    return check_signature("POST", *parts, shop.gateway.antom_public_key)
