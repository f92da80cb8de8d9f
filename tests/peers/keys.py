"""RSA keys of a merchant, made anew for each run, in the shapes merchants have them."""

import base64

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


class KeyPair:
    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def private_base64(self):
        """PKCS#8 without PEM lines: what Antom's SDKs are given."""
        return base64.b64encode(self._private(serialization.PrivateFormat.PKCS8, pem=False)).decode()

    def private_pem(self):
        return self._private(serialization.PrivateFormat.PKCS8, pem=True).decode()

    def private_pkcs1_pem(self):
        return self._private(serialization.PrivateFormat.TraditionalOpenSSL, pem=True).decode()

    def public_base64(self):
        """SubjectPublicKeyInfo: what the merchant uploads."""
        der = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(der).decode()

    def _private(self, shape, pem):
        encoding = serialization.Encoding.PEM if pem else serialization.Encoding.DER
        return self.key.private_bytes(encoding, shape, serialization.NoEncryption())
