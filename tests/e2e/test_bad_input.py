"""Mistakes on the command lines: one sentence that tells what to do, and nothing left behind."""

import re
import socket

import pytest

from relay_link.tokens import new_token
from tests.e2e.programs import own_program, run

UNUSED_TOKEN = str(new_token())
FAILED, USAGE = 1, 2
SENTENCE = re.compile(r"porthole(-relay)?( [a-z]+)?: \S.*([.?!]|: porthole .+|--\S+( \S+)?)")
"""Its end is a full stop, or a command or an option to be copied."""


def files_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def complain(tmp_path):
    """Run one of our programs with a mistake; return its exit code and the sentence it says."""

    def complain(program, *words, **environment):
        before = files_below(tmp_path)
        places = {
            "PORTHOLE_HOME": str(tmp_path / "home"),
            "PORTHOLE_RELAY_DATA": str(tmp_path / "data"),
        }
        command = [own_program(program), *map(str, words)]
        result = run(command, tmp_path, check=False, environment=places | environment)
        lines = result.stderr.splitlines()
        assert len(lines) == 1, result.stderr
        assert SENTENCE.fullmatch(lines[0]), lines[0]
        assert result.stdout == ""
        # A lock file says nothing, and removing it is a race.
        left = [name for name in files_below(tmp_path) if not name.endswith(".lock")]
        assert left == before
        return result.returncode, lines[0].partition(": ")[2]

    return complain


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        (["forward"], "arguments are required: TARGET"),
        (["forward", "99999"], "Invalid port number 99999"),
        (["forward", "0"], "Invalid port number 0"),
        (["forward", "web"], "'web' is not a target"),
        (["forward", "-1"], "-1"),
        (["forward", ""], "'' is not a target"),
        (["forward", "host:99999"], "Invalid port number 99999"),
        (["forward", "::1:80"], "Put an IPv6 address in brackets"),
        (["forward", "bad host:80"], "'bad host' is not a host"),
        (["forward", "unix:app.sock"], "not the path of a unix socket"),
        (["forward", "8000", "8000"], "given twice"),
        (["forward", "8000", "--tcp", "--http2"], "H2 can only be used with encrypted ports"),
        (["forward", "8000", "8001", "--name", "a"], "A name is for one tunnel"),
        (["forward", "8000", "--ca-out", "missing/ca.pem"], "no folder missing"),
        (["forward", "8000", "--bogus"], "nrecognized arguments: --bogus"),
        (["forward", "8000", "--relay", "https://relay.example/"], "has no https://"),
        (["forward", "8000", "--relay", "relay..example"], "not the name or IP address"),
        (["forward", "8000", "--relay", "relay.example:0"], "from 1 to 65535"),
        (["forward", "8000", "--relay", "relay.example#ca=00"], "fingerprint"),
        (["frobnicate"], "There is no command 'frobnicate'. There are forward, ports,"),
        (["8000"], "write `porthole forward 8000`"),
        (["localhost:8000", "--tcp"], "write `porthole forward localhost:8000`"),
        (["join"], "arguments are required"),
        (["join", "code"], "not an enrolment code"),
        (["join", "https://relay.example/enter"], "not a join link"),
        (["join", "https://relay.example/join/8ttge"], "copy the link again"),
        (["join", "8ttge-0n39g-r3kx4-jkycp-gm15p-j7qzc"], "--relay ADDRESS"),
        (["relays", "--choose", "nowhere"], "no relay 'nowhere'"),
        (["relays", "--remove", "nowhere"], "no relay 'nowhere'"),
    ],
)
def test_porthole_says_what_was_wrong(words, saying, complain):
    code, sentence = complain("porthole", *words)
    assert code == USAGE
    assert saying in sentence


@pytest.mark.parametrize(
    ("environment", "saying"),
    [
        ({"PORTHOLE_RELAY": "relay example"}, "a space or a control character"),
        ({"PORTHOLE_TOKEN": "secret"}, "not an access token"),
        ({"PORTHOLE_TOKEN": UNUSED_TOKEN}, "no relay is named"),
    ],
)
def test_porthole_says_what_is_wrong_with_the_environment(environment, saying, complain):
    code, sentence = complain("porthole", "forward", "8000", **environment)
    assert code == USAGE
    assert saying in sentence
    assert environment.get("PORTHOLE_TOKEN", "no token") not in sentence


def test_relay_that_does_not_answer_is_named(complain):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{unused.getsockname()[1]}"
        code, sentence = complain("porthole", "forward", "8000", "--relay", address)
    assert code == FAILED
    assert sentence.startswith("Relay server is unavailable (Connection refused).")


def test_something_else_than_a_relay_is_noticed(web, complain):
    address = f"127.0.0.1:{web.port}"
    code, sentence = complain("porthole", "forward", "8000", "--relay", address)
    assert code == FAILED
    assert sentence.startswith("Relay server is unavailable (")


def test_unknown_token_is_refused(relay, complain):
    access = {"PORTHOLE_RELAY": relay.address, "PORTHOLE_TOKEN": UNUSED_TOKEN}
    code, sentence = complain("porthole", "forward", "8000", **access)
    assert code == FAILED
    assert "does not know this token" in sentence


def test_unknown_code_is_refused(relay, complain):
    code, sentence = complain(
        *("porthole", "join", "8ttge-0n39g-r3kx4-jkycp-gm15p-j7qzc", "--relay", relay.address),
        PORTHOLE_TOKEN=relay.token,
    )
    assert code == USAGE
    assert "PORTHOLE_PASSPHRASE" in sentence


def test_relay_with_another_authority_is_refused(relay, complain):
    address = f"localhost:{relay.port}#ca={'00' * 32}"
    code, sentence = complain("porthole", "forward", "8000", PORTHOLE_RELAY=address)
    assert code == FAILED
    assert "another certificate authority" in sentence


def test_relay_whose_certificate_nobody_vouches_for_is_refused(relay, complain):
    code, sentence = complain(
        "porthole", "forward", "8000", PORTHOLE_RELAY=f"localhost:{relay.port}"
    )
    assert code == FAILED
    assert "does not prove to be localhost" in sentence


@pytest.mark.parametrize("words", [["forward", "8000"], ["relays"], ["relays", "--choose", "a"]])
@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 1}', '{"version": 99}', "\0"])
def test_damaged_list_of_relays_is_left_alone(content, words, complain, tmp_path):
    file = tmp_path / "home/config/relays.json"
    file.parent.mkdir(parents=True)
    file.write_text(content)
    code, sentence = complain("porthole", *words)
    assert code in (FAILED, USAGE)
    assert str(file) in sentence
    assert file.read_text() == content


@pytest.mark.parametrize("words", [["forward", "8000"], ["relays"]])
def test_home_that_is_no_folder_is_named(words, complain):
    code, sentence = complain("porthole", *words, PORTHOLE_HOME="/dev/null/home")
    assert code in (FAILED, USAGE)
    assert "/dev/null/home" in sentence


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        ([], "arguments are required: COMMAND"),
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["serve", "--listen", "everywhere"], "'everywhere' is no address to listen on"),
        (["serve", "--listen", "127.0.0.1:99999"], "no address to listen on"),
        (["serve", "--tcp-ports", "9-1"], "'9-1' is no range of ports"),
        (["serve", "--tcp-ports", "1-70000"], "no range of ports"),
        (["serve", "--public-port", "99999"], "'99999' is no port"),
        (["serve", "--domain", "no domain"], "'no domain' is not a domain"),
        (["serve", "--domain", "127.0.0.1"], "'127.0.0.1' is not a domain"),
        (["serve", "--cert", "chain.pem"], "--cert and --key belong together"),
        (["serve", "--listen", "0.0.0.0:0"], "Nobody could log in"),
        (["invite"], "has not been served yet"),
        (["invite", "--domain", "no domain"], "'no domain' is not a domain"),
        (["invite", "--domain", "r5.example.test", "--port", "0"], "'0' is no port"),
        (["devices"], "no relay's data in"),
        (["revoke", "nobody"], "no relay's data in"),
        (["token", "--expires", "9x"], "'9x' is no duration"),
        (["token", "--max-tunnels", "0"], "--max-tunnels goes from 1 to 1000"),
    ],
)
def test_relay_says_what_was_wrong(words, saying, complain):
    code, sentence = complain("porthole-relay", *words)
    assert code == USAGE
    assert saying in sentence


def test_relay_says_which_certificate_file_is_missing(complain):
    files = ["--cert", "chain.pem", "--key", "key.pem"]
    code, sentence = complain("porthole-relay", "serve", "--listen", "127.0.0.1:0", *files)
    assert code == FAILED
    assert sentence.startswith("chain.pem cannot be read (No such file or directory)")


def test_relay_says_which_port_is_busy(relay, complain):
    address = f"127.0.0.1:{relay.port}"
    code, sentence = complain(
        *("porthole-relay", "serve", "--data-dir", relay.folder, "--listen", address)
    )
    assert code == FAILED
    assert sentence.startswith(f"Cannot listen on {address}: Address already in use.")


@pytest.mark.parametrize("words", [["serve", "--listen", "127.0.0.1:0"], ["token"]])
def test_relay_says_which_folder_it_cannot_use(words, complain):
    code, sentence = complain("porthole-relay", *words, "--data-dir", "/dev/null/data")
    assert code == FAILED
    assert "/dev/null/data" in sentence


def test_relay_leaves_a_damaged_database_alone(complain, tmp_path):
    file = tmp_path / "data/relay.sqlite"
    file.parent.mkdir()
    file.write_text("This is no database, though it is long enough to be looked at." * 100)
    content = file.read_bytes()
    code, sentence = complain("porthole-relay", "serve", "--listen", "127.0.0.1:0")
    assert code == FAILED
    assert str(file) in sentence
    assert file.read_bytes() == content


def test_unknown_device_cannot_be_revoked(relay):
    result = relay.run("revoke", "nobody", check=False)
    assert result.returncode == USAGE
    assert result.stderr == (
        "porthole-relay: There is no device or token 'nobody'. See `porthole-relay devices`.\n"
    )
