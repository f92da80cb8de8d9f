"""Says of each check whether it holds, and counts."""

import sys
import traceback
from contextlib import contextmanager


class Report:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.subject = ""

    def about(self, subject):
        """What the next checks are about, such as an environment."""
        self.subject = subject

    @contextmanager
    def check(self, name):
        """One check: it holds if its block ends without an error. The checks after it run either way."""
        name = f"{self.subject}: {name}"
        try:
            yield
        except Exception as error:
            self._failed(name, error)
        else:
            self.passed += 1
            print(f"ok {name}", flush=True)

    @contextmanager
    def guard(self, name):
        """Several checks and what is done between them, so that an error there fails too and the rest is still run."""
        try:
            yield
        except Exception as error:
            self._failed(f"{self.subject}: {name} came to a stop", error)

    def _failed(self, name, error):
        self.failed += 1
        print(f"FAILED {name}: {type(error).__name__}: {error}", flush=True)
        traceback.print_exc(file=sys.stderr)

    def close(self):
        """Prints the line that sums up, and answers the exit code."""
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        return 1 if self.failed or not self.passed else 0


def equal(found, wanted):
    """An assertion that shows both sides."""
    assert found == wanted, f"{found!r} instead of {wanted!r}"


def raises(kind, call, about=""):
    """That a call raises an error of a kind whose text contains `about`, and nothing else."""
    try:
        found = call()
    except kind as error:
        assert about in str(error), f"{error!r} does not speak of {about!r}"
    else:
        raise AssertionError(f"it was accepted: {found!r}")
