"""The load of opening tunnels, one after the other, in a program that uses the library."""

import os
import time
from collections.abc import Iterator, Mapping

import msgspec

from benchmarks.usage import Meter
from benchmarks.visiting import Sample
from relay_client import Client, forward


class Opening(msgspec.Struct, frozen=True, tag=True):
    """A program that opens and closes tunnels; the relay is named by its environment.

    Attributes:
        ports: to forward, one after the other.
        tcp: whether each tunnel gets a raw TCP port as well.
    """

    ports: list[int]
    tcp: bool

    def run(self, watched: Mapping[str, int]) -> Iterator[Sample]:
        """Yield the first opening, which includes the login, then all others together.

        Args:
            watched: processes to measure, by name; this one is added as the client.
        """
        watched = {**watched, "client": os.getpid()}
        with Client() as client:
            yield self._open(client, self.ports[:1], watched)
            yield self._open(client, self.ports[1:], watched)

    def _open(self, client: Client, ports: list[int], watched: Mapping[str, int]) -> Sample:
        latencies_s = []
        meter = Meter(watched)
        for port in ports:
            begin = time.perf_counter()
            with forward(port, unencrypted=self.tcp, client=client):
                latencies_s.append(time.perf_counter() - begin)
        return Sample(len(ports), meter.seconds, meter.cpu_s(), latencies_s=sorted(latencies_s))
