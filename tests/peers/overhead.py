#!/usr/bin/env python3
"""The overhead of one signed call: our client against Antom's official SDK, over the same loopback server.

`cargo xtask bench calls` runs this with COUNTERSIGN_BIN and with CALL_OVERHEAD_BIN, our client's side, built for
release. Each side is a process of its own that counts its own processor time, user and system, after some calls to warm
up. They take turns, and each keeps its best round, so that other work on the machine disturbs the figures little. Both
speak plain HTTP, so TLS is in neither figure.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import programs
from gateway import Gateway
from shop import Shop

ROUNDS = 3
TARGET = 10
PAYMENT = "OVERHEAD-1"
OURS = "antom, Rust"
THEIRS = "global-open-sdk-python 1.7.1"
KEPT = "the same, made to keep its connection open"


def main():
    ours = programs.named("CALL_OVERHEAD_BIN", "use `cargo xtask bench calls`")
    theirs = [sys.executable, str(pathlib.Path(__file__).with_name("sdk_calls.py"))]
    sides = {
        THEIRS: (theirs, 100),
        KEPT: ([*theirs, "--keep-connection"], 100),
        OURS: (ours, 1000),
    }
    best = {}
    with Gateway() as gateway, tempfile.TemporaryDirectory() as folder:
        options = _a_payment(gateway, pathlib.Path(folder))
        for _ in range(ROUNDS):
            for name, (program, calls) in sides.items():
                measured = _run(program, options, calls)
                best[name] = min(best.get(name, measured), measured)
    print(table(best))


def table(best):
    """The figures in Markdown. The ratios say how many times ours the processor time is."""
    lines = [
        "| one inquiryPayment: signed, sent, verified, read | processor time | time on the wall | times ours |",
        "|---|---:|---:|---:|",
    ]
    for name, (cpu, wall) in best.items():
        lines.append(f"| {name} | {cpu / 1e6:.2f} ms | {wall / 1e6:.2f} ms | {cpu / best[OURS][0]:.1f} |")
    ratio = best[THEIRS][0] / best[OURS][0]
    verdict = "met" if ratio >= TARGET else "missed"
    lines += ["", f"Target: at least {TARGET} times less processor time than the SDK: {verdict} ({ratio:.1f} times)."]
    return "\n".join(lines)


def _a_payment(gateway, folder):
    """A card payment that both ask about, and the options that say so."""
    shop = Shop(gateway, "SANDBOX_5X0000000OVERHEAD")
    shop.paid(PAYMENT, "CARD", capture_mode="MANUAL")
    (folder / "key").write_text(shop.keys.private_base64())
    (folder / "antom-key").write_text(gateway.antom_public_key)
    options = {
        "--gateway": gateway.url,
        "--client-id": shop.client_id,
        "--key": str(folder / "key"),
        "--antom-key": str(folder / "antom-key"),
        "--payment-request-id": PAYMENT,
    }
    return [word for option in options.items() for word in option]


def _run(program, options, calls):
    """Nanoseconds of one call: processor, wall."""
    counts = ["--warm-up", str(calls // 10), "--calls", str(calls)]
    output = subprocess.run([*program, *options, *counts], stdout=subprocess.PIPE, check=True).stdout
    measured = json.loads(output)
    return measured["cpu_ns"] / calls, measured["wall_ns"] / calls


if __name__ == "__main__":
    main()
