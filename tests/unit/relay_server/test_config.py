import dataclasses
import ipaddress

import pytest

from relay_server.cli import DEFAULT_LISTEN
from relay_server.config import Limits, RelayConfig


def test_settings_cannot_be_changed_while_a_relay_uses_them():
    config = RelayConfig("r5.example.com")
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.domain = "other.example.com"
    with pytest.raises(dataclasses.FrozenInstanceError):
        config.limits.tunnels_per_session = 9999


def test_by_default_nobody_else_can_reach_a_relay():
    hosts = [host for host, _ in RelayConfig("localhost").listen]
    assert hosts
    assert all(ipaddress.ip_address(host).is_loopback for host in hosts)
    assert RelayConfig("localhost").listen == DEFAULT_LISTEN


def test_by_default_a_relay_writes_nothing_to_disk():
    assert RelayConfig("localhost").data_dir is None


def test_limits_fit_each_other():
    limits = Limits()
    assert limits.undecided_per_address < limits.undecided
    assert limits.visitors_per_tunnel <= limits.visitors_per_session
    # A visitor may wait for a channel at least as long as the ticket for it is good.
    assert limits.ack_seconds < limits.ticket_seconds <= limits.channel_wait_seconds
    # A client that is silent is given up before its tunnels are, and long before its addresses.
    assert limits.silence_seconds < limits.absence_seconds < limits.lease_seconds


def test_limits_can_be_set_one_by_one():
    config = RelayConfig("localhost", limits=Limits(hello_seconds=0.5))
    assert config.limits == dataclasses.replace(Limits(), hello_seconds=0.5)
