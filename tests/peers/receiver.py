"""Where the simulator's notifications arrive: an HTTP server on this machine that answers as Antom prescribes."""

import json
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REPLY = b'{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}'
# A query, because what is signed is the path with it.
PATH = "/antom/notify?shop=1&till=%E4%B8%80"
PATIENCE = 60


class Notification:
    """What arrived, byte for byte."""

    def __init__(self, path, headers, body):
        self.path = path
        self.client_id = headers["client-id"]
        self.time = headers["request-time"]
        self.signature = headers["signature"]
        self.body = body
        self.fields = json.loads(body)


class Receiver:
    def __enter__(self):
        self.arrived = queue.Queue()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.server.server_port}{PATH}"
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def next(self, kind, **fields):
        """The next notification of a kind with these fields; others before it are passed over."""
        while True:
            try:
                notification = self.arrived.get(timeout=PATIENCE)
            except queue.Empty:
                raise AssertionError(f"no {kind} with {fields} arrived") from None
            wanted = {"notifyType": kind, **fields}
            if all(notification.fields.get(name) == value for name, value in wanted.items()):
                return notification

    def _handler(self):
        arrived = self.arrived

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                self.send_response(200)
                self.send_header("Content-Type", "application/json; charset=UTF-8")
                self.send_header("Content-Length", str(len(REPLY)))
                self.end_headers()
                self.wfile.write(REPLY)
                arrived.put(Notification(self.path, self.headers, body.decode("utf-8")))

            def log_message(self, *_):
                """The report is the only thing printed."""

        return Handler
