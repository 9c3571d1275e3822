import pytest

from app.contract.values import Risk
from app.engine.sources.containers.rows import all_rows, image_name, published_here, rows_of
from app.engine.sources.containers.values import Container, EngineInfo, Network

HERE = EngineInfo("Docker")
DESKTOP = EngineInfo("Docker Desktop", is_apart=True)
OURS = (Network("127.0.0.9", 8),)


def container(**fields):
    values = {"id": "1", "name": "web", "image": "shop/web:1", "networks": OURS}
    return Container(**(values | fields))


def one(found, engine=HERE, listening=None):
    (row,) = rows_of(found, engine, listening)
    return row


def test_published_port_stands_where_people_know_it_and_keeps_its_name_inside():
    row = one(container(published={80: (("::", 8080), ("0.0.0.0", 8080))}, project="shop"))
    assert (row.id, row.target) == ("docker:web:80", "docker:web:80")
    assert (row.address, row.port) == ("0.0.0.0", 8080)
    assert (row.program, row.folder) == ("web", "web")
    assert (row.image, row.project, row.protocol) == ("shop/web:1", "shop", "HTTP")
    assert row.unreachable_reason == ""


def test_unpublished_port_stands_at_the_container():
    row = one(container(exposed=frozenset({5432}), image="docker.io/library/postgres:16"))
    assert (row.address, row.port) == ("127.0.0.9", 5432)
    assert (row.program, row.protocol, row.risk) == ("postgres", "PostgreSQL", Risk.DATABASE)


def test_what_listens_counts_more_than_what_the_image_exposes():
    found = container(exposed=frozenset({1, 2}), published={3: (("0.0.0.0", 3),)})
    listening = frozenset({("0.0.0.0", 2), ("0.0.0.0", 4)})
    assert [row.target for row in rows_of(found, HERE, listening)] == [
        "docker:web:2",
        "docker:web:3",
        "docker:web:4",
    ]


def test_number_inside_tells_the_protocol():
    row = one(container(image="me/db", published={5432: (("127.0.0.1", 15432),)}))
    assert (row.port, row.protocol, row.risk) == (15432, "PostgreSQL", Risk.DATABASE)


@pytest.mark.parametrize(
    ("image", "command", "program", "protocol"),
    [
        ("grafana/grafana:11", ("/run.sh",), "grafana", "HTTP"),
        ("redis:7", ("docker-entrypoint.sh", "redis-server"), "redis", "Redis"),
        ("python:3.12", ("python", "-m", "http.server"), "http.server", "HTTP"),
        ("node:22", ("docker-entrypoint.sh", "node", "server.js"), "server.js", ""),
        ("me/api", ("uvicorn", "app:app"), "api", "HTTP"),
        ("sha256:" + "ab" * 32, ("/app/server",), "server", ""),
        ("0123456789ab", (), "web", ""),
    ],
)
def test_program_is_called_by_its_image_or_by_what_runs_in_a_language_image(
    image, command, program, protocol
):
    row = one(container(image=image, command=command, exposed=frozenset({7777})))
    assert (row.program, row.protocol) == (program, protocol)


def test_jupyter_without_a_token_is_full_control_in_a_container_too():
    command = ("tini", "--", "start.sh", "jupyter-lab", "--ServerApp.token=")
    found = container(image="jupyter/base-notebook", command=command, exposed=frozenset({8888}))
    assert one(found).risk is Risk.FULL_CONTROL


def test_port_that_cannot_be_reached_says_why():
    row = one(container(exposed=frozenset({80})), DESKTOP)
    assert row.unreachable_reason.startswith("Docker Desktop keeps its containers in a network")
    row = one(container(), listening=frozenset({("127.0.0.1", 80)}))
    assert row.unreachable_reason.startswith("It listens on 127.0.0.1 inside the container")


@pytest.mark.parametrize("mode", ["host", "container:abc"])
def test_container_in_anothers_network_has_no_ports_of_its_own(mode):
    assert rows_of(container(network_mode=mode, exposed=frozenset({80})), HERE, None) == ()


def test_published_sockets_are_this_computers_only_if_the_engine_is():
    found = container(published={80: (("0.0.0.0", 8080), ("::", 8080))})
    assert published_here(found, HERE) == (("0.0.0.0", 8080), ("::", 8080))
    assert published_here(found, EngineInfo("Docker", "box", is_apart=True)) == ()


def test_rows_of_all_are_sorted_by_the_number_shown():
    first = container(published={1: (("0.0.0.0", 9000),)})
    second = container(id="2", name="api", exposed=frozenset({80}))
    rows = all_rows([(first, HERE), (second, HERE)], {"2": frozenset({("0.0.0.0", 81)})})
    assert [row.port for row in rows] == [81, 9000]


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ("postgres", "postgres"),
        ("postgres:16-alpine", "postgres"),
        ("ghcr.io:443/me/api@sha256:" + "ab" * 32, "api"),
        ("localhost:5000/api:dev", "api"),
        ("sha256:" + "ab" * 32, ""),
        ("ab" * 32, ""),
        ("", ""),
    ],
)
def test_images_name_is_its_last_part(image, name):
    assert image_name(image) == name
