"""The load that moves many bytes through one connection."""

from collections.abc import Iterator, Mapping

import msgspec

from benchmarks.talk import GREETING, encode_header
from benchmarks.target import send_bulk, take_bulk
from benchmarks.usage import Meter
from benchmarks.visiting import Place, Sample, visit


class Bulk(msgspec.Struct, frozen=True, tag=True):
    """One visitor of a target for bulk.

    Attributes:
        place: the tunnel.
        is_download: whether the target sends.
        total_bytes: how much.
    """

    place: Place
    is_download: bool
    total_bytes: int

    def run(self, watched: Mapping[str, int]) -> Iterator[Sample]:
        """Move the bytes; `watched` are the processes to measure, by name."""
        with visit(self.place) as sock:
            meter = Meter(watched)
            sock.sendall(encode_header(self.is_download, self.total_bytes))
            if self.is_download:
                take_bulk(sock, self.total_bytes)
            else:
                send_bulk(sock, self.total_bytes)
                take_bulk(sock, len(GREETING))
            yield Sample(self.total_bytes, meter.seconds, meter.cpu_s())
