"""The simulator as a process of its own, and its control interface (CONTROL.md of the simulator crate)."""

import http.client
import json
import subprocess
from urllib.parse import urlsplit

import programs


class Gateway:
    """Starts `countersign simulator` on free ports and ends it."""

    def __enter__(self):
        command = [*programs.countersign(), "simulator", "--listen", "127.0.0.1:0", "--json"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line:
            self.__exit__()
            raise SystemExit(f"The simulator did not start: exit code {self.process.returncode}.")
        started = json.loads(line)
        self.url = started["gateway_url"]
        self.checkout_url = started["checkout_url"]
        self.antom_public_key = started["antom_public_key"]
        self.token = started["control_token"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def control(self, method, call, body=None):
        """One control call; an error is raised with what the simulator says."""
        connection = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=60)
        try:
            sent = None if body is None else json.dumps(body)
            connection.request(method, f"/control/v1/{call}", sent, {"Authorization": f"Bearer {self.token}"})
            response = connection.getresponse()
            answer = json.loads(response.read())
            if response.status != 200:
                raise RuntimeError(f"{method} {call}: {answer}")
            return answer
        finally:
            connection.close()

    def register(self, client_id, public_key, key_version=1):
        """Makes a merchant's key known."""
        self.control(
            "POST", "clients", {"client_id": client_id, "public_key": public_key, "key_version": key_version}
        )

    def buyer(self, act, client_id, payment_request_id, **more):
        """Does what the buyer does on the page, and answers the payment."""
        wish = {"act": act, "client_id": client_id, "payment_request_id": payment_request_id, **more}
        return self.control("POST", "payments", wish)["payment"]

    def book(self):
        """Every effect so far."""
        return self.control("GET", "book")

    def effects(self, client_id, payment_request_id):
        """The names of a session's effects, oldest first."""
        return [
            entry["effect"]
            for entry in self.book()["entries"]
            if (entry["client_id"], entry["payment_request_id"]) == (client_id, payment_request_id)
        ]

    def fault(self, operation, kind):
        """Spoils the next call of an operation."""
        self.control("POST", "faults", {"operation": operation, "kind": kind, "next": 1})
