"""Figures of a relay for Prometheus, over HTTP on loopback."""

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Iterator

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from relay_server.figures import Figures

ANSWER_SECONDS = 5.0
"""How long the relay may take to say how it fares."""


@contextlib.contextmanager
def serve_metrics(address: tuple[str, int], figures: Callable[[], Figures]) -> Iterator[int]:
    """Serve `GET /metrics` until the block ends.

    The library answers in threads of its own; `figures` is called on the running loop.

    Args:
        address: where to listen; port 0 takes a free one.
        figures: says how the relay fares.

    Returns:
        The port.

    Raises:
        OSError: the address cannot be listened on; `filename` says which.
    """
    registry = CollectorRegistry()
    registry.register(_RelayCollector(asyncio.get_running_loop(), figures))
    host, port = address
    try:
        server, thread = start_http_server(port, host, registry)
    except OSError as error:
        error.filename = f"{host}:{port}"
        raise
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _RelayCollector(Collector):
    """Asks the relay anew for each answer: nothing is counted twice."""

    def __init__(self, loop: asyncio.AbstractEventLoop, figures: Callable[[], Figures]) -> None:
        self._loop = loop
        self._figures = figures

    def describe(self) -> Iterable[Metric]:
        """Nothing is known before somebody asks."""
        return ()

    def collect(self) -> Iterable[Metric]:
        """Return the metrics of this moment."""
        asking = asyncio.run_coroutine_threadsafe(self._ask(), self._loop)
        return metrics_of(asking.result(ANSWER_SECONDS))

    async def _ask(self) -> Figures:
        return self._figures()


def metrics_of(figures: Figures) -> list[Metric]:
    """Return figures as metrics; the names are what dashboards are built on."""
    carried = CounterMetricFamily(
        "porthole_bytes", "Bytes delivered: in to targets, out to visitors.", labels=["direction"]
    )
    carried.add_metric(["in"], figures.delivered.in_bytes)
    carried.add_metric(["out"], figures.delivered.out_bytes)
    refusals = CounterMetricFamily(
        "porthole_refusals", "How often the relay said no, and why.", labels=["what", "reason"]
    )
    for (what, reason), count in sorted(figures.refusals.items()):
        refusals.add_metric([what, reason], count)
    return [
        GaugeMetricFamily("porthole_sessions", "Clients here or expected back.", figures.sessions),
        GaugeMetricFamily("porthole_tunnels", "Open tunnels.", figures.tunnels),
        GaugeMetricFamily("porthole_visitors_open", "Visitors connected.", figures.visitors),
        CounterMetricFamily(
            "porthole_visitors", "Visitors that clients took.", figures.delivered.connections
        ),
        carried,
        refusals,
    ]
