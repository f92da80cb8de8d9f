"""Lets the SDK speak to this machine.

Its `do_post` stays as it is: headers, bytes, status and errors are the SDK's own. Only the connection it opens, which
insists on HTTPS and port 443, is replaced by plain HTTP to the host and port of the address. That host must be
loopback, so that no mistake here can carry a call to the real gateway.
"""

import http.client
from urllib.parse import urlsplit

from com.alipay.ams.api.net import default_http_rpc

_CONNECT = "__get_http_connection"


class Kept(http.client.HTTPConnection):
    """A connection that stays open between calls, which the SDK's own never does."""

    def connect(self):
        if self.sock is None:
            super().connect()

    def close(self):
        """Not now."""


def _netloc(url):
    parts = urlsplit(url)
    assert parts.scheme == "http" and parts.hostname == "127.0.0.1", url
    return parts.netloc


def to_this_machine(keep_connection=False):
    """Replaces how the SDK connects."""
    assert hasattr(default_http_rpc, _CONNECT), "the SDK connects in another way now"
    kept = {}

    def connect(url, timeout=15):
        netloc = _netloc(url)
        if not keep_connection:
            return http.client.HTTPConnection(netloc, timeout=timeout)
        return kept.setdefault(netloc, Kept(netloc, timeout=timeout))

    setattr(default_http_rpc, _CONNECT, connect)
