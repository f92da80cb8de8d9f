"""The simulator believes no signature but the merchant's, and the SDK none but the simulator's."""

from com.alipay.ams.api.exception.exception import AlipayApiException

from keys import KeyPair
from report import equal, raises
from shop import Shop, outcome

UNSIGNED = "signature not exist"


def judge(report, shop):
    with report.check("a call signed with a stranger's key has no effect, and its refusal is not signed"):
        stranger = shop.client_with(KeyPair())
        raises(AlipayApiException, lambda: shop.session("STRANGER-1", client=stranger), UNSIGNED)
        equal(shop.gateway.effects(shop.client_id, "STRANGER-1"), [])

    with report.check("answers are not the simulator's if another public key is taken for Antom's"):
        mistaken = shop.client_with(shop.keys, antom_public_key=shop.keys.public_base64())
        raises(AlipayApiException, lambda: shop.inquire("STRANGER-1", client=mistaken), "verify failed")

    with report.check("a key version nobody uploaded is refused, unsigned"):
        shop.key_version = 7
        try:
            raises(AlipayApiException, lambda: shop.inquire("STRANGER-1"), UNSIGNED)
        finally:
            shop.key_version = 1

    with report.check("a second key works under its own version"):
        second = Shop(shop.gateway, shop.client_id, key_version=2)
        equal(outcome(second.session("SECOND-KEY-1")), ("S", "SUCCESS"))
        equal(outcome(shop.inquire("SECOND-KEY-1")), ("F", "ORDER_NOT_EXIST"))
