import asyncio
import urllib.error
import urllib.request

import pytest
from prometheus_client.parser import text_string_to_metric_families

from relay_server.figures import Figures
from relay_server.ledger import Delivered
from relay_server.metrics import metrics_of, serve_metrics

FIGURES = Figures(2, 3, 4, Delivered(10, 20, 5), {("login", "credentials"): 6, ("tunnel", "x"): 7})


def fetch(port, path="/metrics"):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return answer.read().decode()


def read(text):
    """Return all samples: name and labels in the order of the alphabet, with the value."""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_figures_are_served_as_prometheus_reads_them(run):
    async def work():
        with serve_metrics(("127.0.0.1", 0), lambda: FIGURES) as port:
            return await asyncio.to_thread(fetch, port)

    assert read(run(work())) == {
        ("porthole_sessions",): 2,
        ("porthole_tunnels",): 3,
        ("porthole_visitors_open",): 4,
        ("porthole_visitors_total",): 5,
        ("porthole_bytes_total", "in"): 10,
        ("porthole_bytes_total", "out"): 20,
        ("porthole_refusals_total", "credentials", "login"): 6,
        ("porthole_refusals_total", "tunnel", "x"): 7,
    }


def test_each_answer_is_as_of_now(run):
    sessions = iter((1, 2))

    def figures():
        asyncio.get_running_loop()  # it is asked where it may look at the relay
        return Figures(next(sessions), 0, 0, Delivered(0, 0, 0), {})

    async def work():
        with serve_metrics(("127.0.0.1", 0), figures) as port:
            return [read(await asyncio.to_thread(fetch, port)) for _ in range(2)]

    first, second = run(work())
    assert (first["porthole_sessions",], second["porthole_sessions",]) == (1, 2)


def test_nothing_listens_any_more_afterwards(run):
    async def work():
        with serve_metrics(("127.0.0.1", 0), lambda: FIGURES) as port:
            pass
        with pytest.raises(urllib.error.URLError):
            await asyncio.to_thread(fetch, port)

    run(work())


def test_busy_address_is_named(run):
    async def work():
        with serve_metrics(("127.0.0.1", 0), lambda: FIGURES) as port:
            with pytest.raises(OSError) as caught, serve_metrics(("127.0.0.1", port), None):  # noqa: PT011
                pass
            assert caught.value.filename == f"127.0.0.1:{port}"

    run(work())


def test_every_metric_says_what_it_is():
    assert all(each.documentation.endswith(".") for each in metrics_of(FIGURES))
