"""What one signed call costs the official SDK: the counterpart of tests/benches/calls, with the same options and the
same answer. `overhead.py` starts both."""

import argparse
import json
import pathlib
import time

from com.alipay.ams.api.default_alipay_client import DefaultAlipayClient
from com.alipay.ams.api.request.pay.alipay_pay_query_request import AlipayPayQueryRequest
from com.alipay.ams.api.response.pay.alipay_pay_query_response import AlipayPayQueryResponse

import transport


def main():
    options = _options()
    transport.to_this_machine(options.keep_connection)
    client = DefaultAlipayClient(
        options.gateway, options.client_id, options.key.read_text(), options.antom_key.read_text()
    )
    for _ in range(options.warm_up):
        call(client, options.payment_request_id)
    began, used = time.monotonic_ns(), time.process_time_ns()
    for _ in range(options.calls):
        call(client, options.payment_request_id)
    used, passed = time.process_time_ns() - used, time.monotonic_ns() - began
    print(json.dumps({"calls": options.calls, "cpu_ns": used, "wall_ns": passed}))


def call(client, payment_request_id):
    """One call whose answer must be verified and read."""
    request = AlipayPayQueryRequest()
    request.payment_request_id = payment_request_id
    answer = AlipayPayQueryResponse(client.execute(request))
    assert answer.payment_id, answer.result.to_ams_dict()


def _options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gateway", required=True)
    parser.add_argument("--client-id", required=True)
    parser.add_argument("--key", required=True, type=pathlib.Path)
    parser.add_argument("--antom-key", required=True, type=pathlib.Path)
    parser.add_argument("--payment-request-id", required=True)
    parser.add_argument("--warm-up", required=True, type=int)
    parser.add_argument("--calls", required=True, type=int)
    parser.add_argument("--keep-connection", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
