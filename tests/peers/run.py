#!/usr/bin/env python3
"""Antom's official Python SDK judges the simulator and the client.

`cargo xtask test --only peers` runs this with a Python of its own that has the packages of requirements.txt, and with
COUNTERSIGN_BIN, the command line that starts the simulator, and PEER_BIN, the client crate's example that signs.
"""

import sys

try:
    import com.alipay.ams.api  # noqa: F401
except ImportError:
    sys.exit("Antom's Python SDK is not installed here: use `cargo xtask test --only peers`.")

import faults
import journey
import our_signatures
import strangers
import webhooks
from gateway import Gateway
from report import Report
from shop import Shop

ENVIRONMENTS = {"sandbox": "SANDBOX_5X00000000000PEER", "production": "5X00000000000PEER"}


def main():
    report = Report()
    with Gateway() as gateway:
        for environment, client_id in ENVIRONMENTS.items():
            report.about(environment)
            shop = Shop(gateway, client_id)
            for part in (journey, webhooks, faults, strangers, our_signatures):
                with report.guard(part.__name__):
                    part.judge(report, shop)
        report.about("both")
        with report.check("the simulator's book is sound for every payment"):
            totals = gateway.book()["totals"]
            assert totals and all(payment["sound"] for payment in totals.values()), totals
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
