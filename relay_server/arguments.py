"""Turns the words of a command line into values, with a sentence for each mistake."""

import argparse
import datetime as dt
import ipaddress
import re
import time

_DURATION = re.compile(r"(\d{1,6})([mhd])")
_SECONDS = {"m": 60.0, "h": 3600.0, "d": 86400.0}


def listen_address(text: str) -> tuple[str, int]:
    """Return host and port of `0.0.0.0:443`, `[::]:443` or `:443`.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    host, colon, number = text.rpartition(":")
    try:
        if not colon:
            raise ValueError(text)
        return _host(host), _port(number, lowest=0)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no address to listen on. Write, for example, 0.0.0.0:443 or [::]:443."
        ) from None


def port(text: str) -> int:
    """Return the number of a port.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    try:
        return _port(text, lowest=1)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no port. Ports go from 1 to 65535."
        ) from None


def port_range(text: str) -> range:
    """Return the ports of `20000-29999`.

    Raises:
        argparse.ArgumentTypeError: it is no range.
    """
    first, dash, last = text.partition("-")
    try:
        ports = range(_port(first, lowest=1), _port(last if dash else first, lowest=1) + 1)
    except ValueError:
        ports = range(0)
    if not ports:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no range of ports. Write, for example, 20000-29999."
        )
    return ports


def duration(text: str) -> float:
    """Return the seconds of `30m`, `12h` or `90d`.

    Raises:
        argparse.ArgumentTypeError: it is no duration.
    """
    match = _DURATION.fullmatch(text)
    if match is None or int(match[1]) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no duration. Write 30m, 12h or 90d.")
    return int(match[1]) * _SECONDS[match[2]]


def loopback_address(text: str) -> tuple[str, int]:
    """Return host and port of `127.0.0.1:9090` or `[::1]:9090`.

    Raises:
        argparse.ArgumentTypeError: it is none, or others could reach it.
    """
    host, number = listen_address(text)
    if not ipaddress.ip_address(host).is_loopback:
        raise argparse.ArgumentTypeError(
            f"{text!r} can be reached by others. Write 127.0.0.1:{number} or [::1]:{number}."
        )
    return host, number


def past_time(text: str) -> float:
    """Return the Unix seconds when a day such as `2026-01-31` begins here, or of `7d` ago.

    Raises:
        argparse.ArgumentTypeError: it is neither.
    """
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").astimezone().timestamp()
    except (ValueError, OverflowError, OSError):
        pass
    try:
        return time.time() - duration(text)
    except argparse.ArgumentTypeError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no time. Write a day such as 2026-01-31, or 12h or 7d for so long ago."
        ) from None


def _host(text: str) -> str:
    """Return an IP address; without brackets, IPv6 could not be told from its port."""
    if not text:
        return "0.0.0.0"  # noqa: S104
    if text.startswith("[") and text.endswith("]"):
        return str(ipaddress.IPv6Address(text[1:-1]))
    return str(ipaddress.IPv4Address(text))


def _port(text: str, lowest: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5):
        raise ValueError(text)
    number = int(text)
    if not lowest <= number <= 65535:
        raise ValueError(text)
    return number
