"""`porthole relays`: lists the relays this computer has joined, chooses and removes them."""

import argparse
import json

from app.engine import relay_book
from app.plain_text import plain_text
from relay_client import known_relays


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command."""
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--choose", metavar="NAME", help="use this one; local is our own")
    change.add_argument("--remove", metavar="NAME", help="forget this one")
    parser.add_argument("--json", action="store_true", help="print JSON, one relay a line")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Change the list if asked to, and print it; return the exit code."""
    if options.choose is not None:
        relay_book.choose(options.choose)
    if options.remove is not None:
        relay_book.remove(options.remove)
    _print(as_json=options.json)
    return 0


def address_text(host: str, port: int) -> str:
    """Return where a relay is, for people."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _print(as_json: bool) -> None:
    known = known_relays.load()
    rows = [("local", "on this computer", known.chosen is None)]
    rows += [
        (relay.name, address_text(relay.host, relay.port), relay.name == known.chosen)
        for relay in known.relays
    ]
    for name, address, is_chosen in rows:
        if as_json:
            print(json.dumps({"name": name, "address": address, "chosen": is_chosen}))
        else:
            print(f"{'*' if is_chosen else ' '} {plain_text(name):30} {plain_text(address)}")
