"""What our client signs, the SDK verifies; and being deterministic, both sign alike to the last character."""

import pathlib
import subprocess
import tempfile

import rsa
from com.alipay.ams.api.tools.signature_tool import sign
from com.alipay.ams.api.tools.webhook_tool import check_signature

import programs
from report import equal, raises

BODIES = {
    "an empty body": "",
    "plain JSON": '{"paymentId":"20240527194010800100188420225534863"}',
    "Chinese, Thai and an emoji": '{"orderDescription":"龙井茶 两盒 · ชาเขียว · 🍵"}',
    "line ends and tabs": '{\r\n\t"refundReason": "one\\ntwo"\n}\n',
    "what URLs escape": '{"paymentRedirectUrl":"https://shop.example/?a=1&&b=+/=%2B"}',
    "a long body": '{"metadata":"' + "x" * 70_000 + '"}',
}
TIMES = {"milliseconds": "1685599933871", "ISO 8601": "2026-11-20T23:22:23+00:00"}


def judge(report, shop):
    prefix = "/ams/sandbox/api" if shop.client_id.startswith("SANDBOX_") else "/ams/api"
    path = f"{prefix}/v1/payments/refund"
    with tempfile.TemporaryDirectory() as folder:
        signer = Signer(pathlib.Path(folder), shop)
        for name, body in BODIES.items():
            with report.check(f"our signature over {name} is verified and equals the SDK's"):
                for time in TIMES.values():
                    header = signer.header(path, time, body)
                    assert verified(shop, path, time, body, header), header
                    theirs = sign("POST", path, shop.client_id, time, body, shop.keys.private_base64())
                    equal(header, f"algorithm=RSA256,keyVersion=1,signature={theirs}")

        with report.check("our signature over one body does not fit another"):
            header = signer.header(path, TIMES["milliseconds"], "{}")
            raises(rsa.VerificationError, lambda: verified(shop, path, TIMES["milliseconds"], "{ }", header))

        with report.check("our signature is the same from each shape of the key, and names the key's version"):
            shapes = [shop.keys.private_base64(), shop.keys.private_pem(), shop.keys.private_pkcs1_pem()]
            headers = {signer.header(path, TIMES["milliseconds"], "{}", key, "3") for key in shapes}
            equal(headers, {header.replace("keyVersion=1", "keyVersion=3")})


class Signer:
    """The client crate's example, which signs what comes on its standard input."""

    def __init__(self, folder, shop):
        self.file = folder / "merchant-key"
        self.shop = shop

    def header(self, path, time, body, key=None, key_version="1"):
        self.file.write_text(key or self.shop.keys.private_pem())
        options = {
            "--key": str(self.file),
            "--client-id": self.shop.client_id,
            "--path": path,
            "--time": time,
            "--key-version": key_version,
        }
        words = [word for option in options.items() for word in option]
        signed = subprocess.run([*programs.peer(), *words], input=body.encode(), capture_output=True, check=False)
        assert signed.returncode == 0, signed.stderr.decode(errors="replace")
        return signed.stdout.decode().removesuffix("\n")


def verified(shop, path, time, body, header):
    return check_signature("POST", path, shop.client_id, time, body, header, shop.keys.public_base64())
