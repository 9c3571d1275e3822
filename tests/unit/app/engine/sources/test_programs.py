import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.sources.programs import MAX_NAME_CHARACTERS, program_name

BIN = "/home/me/shop/node_modules/.bin"
SITE = "/home/me/.venv/lib/python3.12/site-packages"


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("python3 -m http.server 8000", "http.server"),
        ("/home/me/.venv/bin/python /home/me/.venv/bin/uvicorn app:app --reload", "uvicorn"),
        ("python -m uvicorn app:app", "uvicorn"),
        ("/usr/bin/python3.12 /home/me/.local/bin/jupyter-lab --port 8888", "jupyter-lab"),
        ("python -m jupyterlab", "jupyter-lab"),
        ("python -P -m app.cli engine", "porthole"),
        ("python -m relay_server.cli serve", "porthole-relay"),
        ("python manage.py runserver", "manage.py"),
        ("python -X dev -W error server.py", "server.py"),
        ("python -u server.py --port 8000", "server.py"),
        (f"python {SITE}/flask/__main__.py run", "flask"),
        ("python -c 'import this'", "python"),
        ("python", "python"),
        ("python -m", "python"),
        ("pypy3 -m http.server", "http.server"),
        ("C:\\Python\\python.exe C:\\shop\\server.py", "server.py"),
        (f"node {BIN}/vite", "vite"),
        (f"node {BIN}/vite --port 5173", "vite"),
        (f"node {BIN}/vite preview", "vite preview"),
        (f"node {BIN}/astro dev", "astro dev"),
        ("node /home/me/shop/node_modules/vite/bin/vite.js", "vite"),
        ("node /home/me/shop/node_modules/@angular/cli/bin/index.js serve", "@angular/cli"),
        ("node --inspect=9230 -r dotenv/config worker.js", "worker.js"),
        ("node --inspect", "node"),
        ("node -e 'http.createServer()'", "node"),
        ("deno run --allow-net server.ts", "server.ts"),
        ("bun run index.ts", "index.ts"),
        ("java -Xmx1g -jar /opt/shop/shop.jar", "shop.jar"),
        ("java -cp /opt/es/lib org.elasticsearch.bootstrap.Elasticsearch", "Elasticsearch"),
        ("php -S localhost:8000", "php"),
        ("php artisan serve", "artisan"),
        ("ruby bin/rails server", "rails server"),
        ("bash /home/me/serve.sh", "serve.sh"),
        ("hugo server", "hugo server"),
    ],
)
def test_interpreter_is_called_by_what_it_runs(command, name):
    words = command.split() if "\\" in command else shlex.split(command)
    assert program_name("MainThread", words) == name


@pytest.mark.parametrize(
    ("name", "command", "expected"),
    [
        ("redis-server", ("/usr/bin/redis-server 127.0.0.1:6379",), "redis-server"),
        ("nginx", ("nginx: master process /usr/sbin/nginx",), "nginx"),
        ("next-server (v15.1.0)", ("next-server (v15.1.0)",), "next-server"),
        ("gunicorn: master [app:app]", ("gunicorn: master [app:app]",), "gunicorn"),
        ("postgres", ("/usr/lib/postgresql/15/bin/postgres", "-D", "/var"), "postgres"),
        ("com.docker.backend", (), "com.docker.backend"),
        ("ollama.exe", ("C:\\ollama.exe", "serve"), "ollama"),
        ("Code Helper", (), "Code Helper"),
        ("sshd", (), "sshd"),
        ("", (), ""),
    ],
)
def test_other_programs_are_called_as_the_system_calls_them(name, command, expected):
    assert program_name(name, command) == expected


@given(st.text(), st.lists(st.text(), max_size=6))
def test_no_process_can_have_a_name_that_does_harm_here(name, command):
    assert len(program_name(name, command)) <= MAX_NAME_CHARACTERS


@given(
    st.sampled_from(["python3", "node", "java", "deno", "ruby"]),
    st.lists(
        st.sampled_from(["-m", "-c", "-jar", "-r", "run", "x/", "node_modules/", "a.", ".b", ""])
    ),
)
def test_every_interpreter_has_a_name_whatever_it_is_told(interpreter, arguments):
    assert isinstance(program_name("", [interpreter, *arguments]), str)
