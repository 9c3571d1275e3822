import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.sources.protocols import guess_protocol


@pytest.mark.parametrize(
    ("program", "port", "protocol"),
    [
        ("uvicorn", 5005, "HTTP"),
        ("vite", 5173, "HTTP"),
        ("astro dev", 4321, "HTTP"),
        ("next-server", 3000, "HTTP"),
        ("jupyter-lab", 8888, "HTTP"),
        ("http.server", 1, "HTTP"),
        ("ollama", 11434, "HTTP"),
        ("sshd", 2200, "SSH"),
        ("postgres", 6000, "PostgreSQL"),
        ("mariadbd", 3307, "MySQL"),
        ("redis-server", 7000, "Redis"),
        ("mongod", 1, "MongoDB"),
        ("Elasticsearch", 9201, "Elasticsearch"),
        ("memcached", 1, "memcached"),
        ("dockerd", 4243, "Docker API"),
        ("kubectl", 8001, "Kubernetes API"),
        ("Xvnc", 5999, "VNC"),
        ("xrdp", 3390, "RDP"),
        ("Xorg", 6000, "X11"),
        ("smbd", 445, "SMB"),
        ("rabbitmq", 15672, "HTTP"),
        ("rabbitmq", 5672, "RabbitMQ"),
    ],
)
def test_program_tells_what_a_port_speaks(program, port, protocol):
    assert guess_protocol(program, (), port) == protocol


@pytest.mark.parametrize(
    ("port", "protocol"),
    [
        (22, "SSH"),
        (3306, "MySQL"),
        (2049, "NFS"),
        (2375, "Docker API"),
        (3389, "RDP"),
        (5005, "JDWP"),
        (5678, "debugpy"),
        (5901, "VNC"),
        (6010, "X11"),
        (9229, "Inspector"),
        (10250, "Kubernetes API"),
        (27017, "MongoDB"),
        (12345, ""),
    ],
)
@pytest.mark.parametrize("program", ["", "server.py"])
def test_number_tells_it_where_the_program_does_not(program, port, protocol):
    assert guess_protocol(program, (), port) == protocol


@pytest.mark.parametrize(
    ("command", "port", "protocol"),
    [
        (("node", "--inspect", "worker.js"), 9229, "Inspector"),
        (("node", "--inspect-brk=0.0.0.0:9300", "worker.js"), 9300, "Inspector"),
        (("node", "--inspect=[::1]:9300", "worker.js"), 9300, "Inspector"),
        (("node", "--inspect=9300", "worker.js"), 3000, "HTTP"),
        (("java", "-agentlib:jdwp=transport=dt_socket,server=y,address=*:6006"), 6006, "JDWP"),
        (("java", "-agentlib:jdwp=transport=dt_socket,address=6006,server=y"), 6006, "JDWP"),
        (("python", "-m", "debugpy", "--listen", "5679", "app.py"), 5679, "debugpy"),
        (("python", "-m", "debugpy", "--listen", "0.0.0.0:5679", "app.py"), 5679, "debugpy"),
        (("gunicorn", "--listen", "5679"), 5679, ""),
        (("chrome", "--remote-debugging-port=9222"), 9222, "DevTools"),
        (("node", "--inspect=" + "9" * 5000), 9229, "Inspector"),
    ],
)
def test_command_line_tells_of_debuggers(command, port, protocol):
    assert guess_protocol("worker.js", command, port) == protocol


def test_debugger_beside_a_known_program_is_one_still():
    command = ("node", "--inspect", "vite")
    assert guess_protocol("vite", command, 9229) == "Inspector"
    assert guess_protocol("vite", command, 5173) == "HTTP"


@given(
    st.text(),
    st.lists(
        st.text()
        | st.sampled_from(["--inspect=", "-agentlib:jdwp=address=", "--listen", "debugpy"])
    ),
    st.integers(1, 65535),
)
def test_no_command_line_does_harm(program, command, port):
    assert isinstance(guess_protocol(program, command, port), str)
