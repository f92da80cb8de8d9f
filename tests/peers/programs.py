"""Where our own programs are."""

import os
import pathlib

TOP = pathlib.Path(__file__).resolve().parents[2]


def named(variable, remedy):
    """The program an environment variable names."""
    path = os.environ.get(variable)
    if not path:
        raise SystemExit(f"{variable} is not set: {remedy}.")
    return [path]


def countersign():
    """The command line, which has the simulator in it."""
    return named("COUNTERSIGN_BIN", "use `cargo xtask test --only peers`, or name the built `countersign`")


def peer():
    """The client crate's example that signs; built now where no built one is named."""
    if os.environ.get("PEER_BIN"):
        return [os.environ["PEER_BIN"]]
    manifest = str(TOP / "Cargo.toml")
    return ["cargo", "run", "--quiet", "--manifest-path", manifest, "--package", "antom", "--example", "peer", "--"]
