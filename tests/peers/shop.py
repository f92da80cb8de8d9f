"""A merchant who uses nothing but Antom's official SDK."""

from com.alipay.ams.api.default_alipay_client import DefaultAlipayClient
from com.alipay.ams.api.model.amount import Amount
from com.alipay.ams.api.model.available_payment_method import AvailablePaymentMethod
from com.alipay.ams.api.model.buyer import Buyer
from com.alipay.ams.api.model.goods import Goods
from com.alipay.ams.api.model.order import Order
from com.alipay.ams.api.model.payment_factor import PaymentFactor
from com.alipay.ams.api.model.payment_method_type_item import PaymentMethodTypeItem
from com.alipay.ams.api.model.product_code_type import ProductCodeType
from com.alipay.ams.api.request.pay.alipay_capture_request import AlipayCaptureRequest
from com.alipay.ams.api.request.pay.alipay_inquiry_refund_request import AlipayInquiryRefundRequest
from com.alipay.ams.api.request.pay.alipay_pay_cancel_request import AlipayPayCancelRequest
from com.alipay.ams.api.request.pay.alipay_pay_query_request import AlipayPayQueryRequest
from com.alipay.ams.api.request.pay.alipay_payment_session_request import AlipayPaymentSessionRequest
from com.alipay.ams.api.request.pay.alipay_refund_request import AlipayRefundRequest
from com.alipay.ams.api.response.pay.alipay_capture_response import AlipayCaptureResponse
from com.alipay.ams.api.response.pay.alipay_inquiry_refund_response import AlipayInquiryRefundResponse
from com.alipay.ams.api.response.pay.alipay_pay_cancel_response import AlipayPayCancelResponse
from com.alipay.ams.api.response.pay.alipay_pay_query_response import AlipayPayQueryResponse
from com.alipay.ams.api.response.pay.alipay_payment_session_response import AlipayPaymentSessionResponse
from com.alipay.ams.api.response.pay.alipay_refund_response import AlipayRefundResponse

import transport
from keys import KeyPair

CURRENCY = "SGD"
PRICE = "4200"

transport.to_this_machine()


class Shop:
    """Its keys are fresh. Signing, verifying and reading are the SDK's."""

    def __init__(self, gateway, client_id, key_version=1):
        self.gateway = gateway
        self.client_id = client_id
        self.key_version = key_version
        self.keys = KeyPair()
        gateway.register(client_id, self.keys.public_base64(), key_version)
        self.client = self.client_with(self.keys)

    def client_with(self, keys, antom_public_key=None):
        return DefaultAlipayClient(
            self.gateway.url,
            self.client_id,
            keys.private_base64(),
            antom_public_key or self.gateway.antom_public_key,
        )

    def call(self, request, response, client=None):
        request.key_version = str(self.key_version)
        return response((client or self.client).execute(request))

    def session(self, request_id, capture_mode="AUTOMATIC", notify_url=None, client=None):
        request = AlipayPaymentSessionRequest()
        request.product_code = ProductCodeType.CASHIER_PAYMENT
        request.product_scene = "CHECKOUT_PAYMENT"
        request.payment_request_id = request_id
        request.order = _order(request_id)
        request.payment_amount = amount(PRICE)
        request.payment_redirect_url = "https://shop.example/result"
        request.payment_notify_url = notify_url
        request.payment_factor = PaymentFactor()
        request.payment_factor.capture_mode = capture_mode
        request.available_payment_method = _available("CARD", "GRABPAY_SG")
        return self.call(request, AlipayPaymentSessionResponse, client)

    def inquire(self, request_id, client=None):
        request = AlipayPayQueryRequest()
        request.payment_request_id = request_id
        return self.call(request, AlipayPayQueryResponse, client)

    def capture(self, capture_request_id, payment_id, value=PRICE):
        request = AlipayCaptureRequest()
        request.capture_request_id = capture_request_id
        request.payment_id = payment_id
        request.capture_amount = amount(value)
        return self.call(request, AlipayCaptureResponse)

    def cancel(self, payment_id):
        request = AlipayPayCancelRequest()
        request.payment_id = payment_id
        return self.call(request, AlipayPayCancelResponse)

    def refund(self, refund_request_id, payment_id, value, notify_url=None):
        request = AlipayRefundRequest()
        request.refund_request_id = refund_request_id
        request.payment_id = payment_id
        request.refund_amount = amount(value)
        request.refund_reason = "One of two was damaged"
        request.refund_notify_url = notify_url
        return self.call(request, AlipayRefundResponse)

    def inquire_refund(self, refund_request_id):
        request = AlipayInquiryRefundRequest()
        request.refund_request_id = refund_request_id
        return self.call(request, AlipayInquiryRefundResponse)

    def paid(self, request_id, method, **more):
        """A session the buyer has paid at once; answers the paymentId."""
        self.session(request_id, **more)
        return self.pay(request_id, method)

    def pay(self, request_id, method):
        """The buyer pays; answers the paymentId."""
        card = {"card": "visa"} if method == "CARD" else {}
        return self.gateway.buyer("pay", self.client_id, request_id, method=method, **card)["payment_id"]


def amount(value, currency=CURRENCY):
    return Amount(currency, value)


def outcome(response):
    """resultStatus and resultCode of an answer."""
    return response.result.result_status.value, response.result.result_code


def _order(reference):
    order = Order()
    order.reference_order_id = f"ORDER-{reference}"
    order.order_description = "Tea, two boxes"
    order.order_amount = amount(PRICE)
    order.buyer = Buyer()
    order.buyer.reference_buyer_id = "BUYER-1"
    order.buyer.buyer_email = "buyer@shop.example"
    tea = Goods()
    tea.reference_goods_id = "TEA"
    tea.goods_name = "Tea"
    tea.goods_unit_amount = amount(str(int(PRICE) // 2))
    tea.goods_quantity = "2"
    order.goods = [tea]
    return order


def _available(*methods):
    available = AvailablePaymentMethod()
    available.payment_method_type_list = []
    for place, method in enumerate(methods):
        item = PaymentMethodTypeItem()
        item.payment_method_type = method
        item.payment_method_order = str(place)
        available.payment_method_type_list.append(item)
    return available
