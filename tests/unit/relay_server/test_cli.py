import contextlib
import datetime as dt
import json
import re
import socket
import stat
import subprocess
import sys
import time
from dataclasses import dataclass, replace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from relay_link.addresses import parse_join_link, parse_relay_address
from relay_link.tokens import parse_token
from relay_server.authority import Authority
from relay_server.cli import CODE_SECONDS, main
from relay_server.problems import UsageError
from relay_server.serving import DOMAIN_KEY, PORT_KEY, PUBLIC_KEY, open_store
from relay_server.store import CodeRefusedError, UsageBatch

DONE, FAILED, USAGE = 0, 1, 2
DAMAGE = b"This is no database. " * 1000
LISTEN_SOMEWHERE = ("--listen", "127.0.0.1:0")


@dataclass
class Answer:
    """What a command has said."""

    code: int
    output: str
    errors: str

    def sentence(self, code):
        """Return the one sentence of a failure with that exit code."""
        assert (self.code, self.output) == (code, ""), self
        [line] = self.errors.splitlines()
        name, _, sentence = line.partition(": ")
        assert name.startswith("porthole-relay")
        return sentence


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def relay(folder, capsys):
    """Run `porthole-relay COMMAND` on the relay's data."""

    def run_command(command, *options):
        try:
            code = main([command, "--data-dir", str(folder), *map(str, options)])
        except SystemExit as end:
            code = end.code
        return Answer(code, *capsys.readouterr())

    return run_command


@pytest.fixture
def store(folder):
    with contextlib.closing(open_store(folder)) as store:
        yield store


@pytest.fixture
def served(store):
    """The data of a relay that has been served as r5.example.com:8443."""
    store.set_meta(DOMAIN_KEY, "r5.example.com")
    store.set_meta(PORT_KEY, "8443")
    store.set_meta(PUBLIC_KEY, "no")
    return store


TOKEN_HINT = "It is shown this once. Set it as PORTHOLE_TOKEN, and as PORTHOLE_RELAY: "


def invitation(answer):
    """Return the link that `invite` has printed."""
    assert answer.code == DONE, answer
    assert answer.errors.startswith("Good once, for ten minutes, ")
    return parse_join_link(re.fullmatch(r"porthole join '(\S+)'\n", answer.output)[1])


def redeem(store, code, now):
    facts = {"device_id": "d1", "public_key": bytes(32), "label": ""}
    return store.redeem_code(code, now=now, **facts)


def token_of(answer):
    """Return the token that `token` has printed."""
    assert answer.code == DONE, answer
    assert answer.errors == TOKEN_HINT + "the relay's address\n"
    return parse_token(answer.output)


# Invitations.


def test_first_invitation_needs_the_domain(relay, folder):
    assert relay("invite").sentence(USAGE) == (
        "This relay has not been served yet, so its domain is unknown. "
        "Say which it is going to be: porthole-relay invite --domain r5.example.com"
    )
    assert not folder.exists()


def test_data_of_a_relay_that_was_never_served_do_not_tell_its_domain_either(relay, store):
    assert "has not been served yet" in relay("invite").sentence(USAGE)


def test_first_invitation_makes_the_authority_that_it_names(relay, folder):
    link = invitation(relay("invite", "--domain", "r5.example.com"))
    files = [folder / f"r5.example.com.authority.{kind}" for kind in ("pem", "key")]
    authority = Authority.load(*(file.read_bytes() for file in files))
    assert (link.address.host, link.address.port) == ("r5.example.com", 443)
    assert link.address.ca_sha256 == authority.fingerprint
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600, 0o600]


def test_served_relay_needs_no_domain(relay, served):
    link = invitation(relay("invite"))
    assert (link.address.host, link.address.port) == ("r5.example.com", 8443)
    assert link.address.ca_sha256 is not None


def test_invitation_may_name_another_port(relay, served):
    assert invitation(relay("invite", "--port", 443)).address.port == 443


def test_publicly_trusted_relay_needs_no_fingerprint(relay, served, folder):
    served.set_meta(PUBLIC_KEY, "yes")
    assert invitation(relay("invite")).address.ca_sha256 is None
    assert list(folder.glob("*.authority.*")) == []


def test_first_invitation_to_a_publicly_trusted_relay_says_so(relay, folder):
    link = invitation(relay("invite", "--domain", "r5.example.com", "--public"))
    assert link.address.ca_sha256 is None
    assert list(folder.glob("*.authority.*")) == []


def test_invitation_is_good_once_for_ten_minutes(relay, served):
    assert CODE_SECONDS == 600
    begun_at = time.time()
    link = invitation(relay("invite", "--label", "Ann's laptop"))
    with pytest.raises(CodeRefusedError):
        redeem(served, link.code, time.time() + CODE_SECONDS)
    assert redeem(served, link.code, begun_at + CODE_SECONDS - 1).label == "Ann's laptop"
    with pytest.raises(CodeRefusedError):
        redeem(served, link.code, begun_at)


@pytest.mark.parametrize("domain", ["no domain", "127.0.0.1", "R5.example.com", ""])
def test_nobody_is_invited_to_what_is_no_domain(relay, domain, folder):
    sentence = relay("invite", "--domain", domain).sentence(USAGE)
    assert sentence.startswith(f"{domain!r} is not a domain. ")
    assert not folder.exists()


# Who may log in.


def test_list_of_nobody_tells_what_to_do(relay, store):
    answer = relay("devices")
    assert answer == Answer(
        DONE, "No device or token yet. Make an invitation: porthole-relay invite\n", ""
    )


def test_list_has_devices_then_tokens(relay, store):
    store.add_device("d1", public_key=bytes(32), label="Ann's laptop", now=1.0e9)
    store.add_device("d2", public_key=b"2" * 32, label="", now=1.1e9)
    store.revoke("d2", now=1.2e9)
    token = token_of(relay("token", "--label", "build machine"))
    day = r"\d{4}-\d\d-\d\d \d\d:\d\d"
    expected = [
        rf"device +d1 +{day} +Ann's laptop",
        r"device +d2 +revoked",
        rf"token +{token.id} +{day} +build machine",
    ]
    answer = relay("devices")
    lines = answer.output.splitlines()
    assert len(lines) == len(expected)
    assert all(map(re.fullmatch, expected, lines)), answer.output


def test_device_cannot_steer_the_terminal_that_lists_it(relay, store):
    label = "\x1b[2Jlaptop\ndevice  d9 \N{RIGHT-TO-LEFT OVERRIDE}"
    store.add_device("d1", public_key=bytes(32), label=label, now=1.0e9)
    output = relay("devices").output
    assert output.count("\n") == 1
    assert output[:-1].isprintable()
    assert "laptop" in output


@pytest.mark.parametrize("kind", ["device", "token"])
def test_revoked_for_good(relay, store, kind):
    store.add_device("d1", public_key=bytes(32), label="", now=1.0e9)
    token = token_of(relay("token"))
    identifier = {"device": "d1", "token": token.id}[kind]
    for _ in range(2):
        answer = relay("revoke", identifier)
        assert (
            answer.output
            == f"The {kind} {identifier} is revoked; its tunnels close within seconds.\n"
        )
        assert (answer.code, answer.errors) == (DONE, "")
    assert (store.device("d1").revoked_at is not None) == (kind == "device")
    assert (store.verify_token(token, time.time()) is None) == (kind == "token")


def test_unknown_id_cannot_be_revoked(relay, store):
    assert relay("revoke", "nobody").sentence(USAGE) == (
        "There is no device or token 'nobody'. See `porthole-relay devices`."
    )


@pytest.mark.parametrize("words", [["devices"], ["revoke", "d1"]])
def test_place_without_data_is_named_and_stays_without(relay, words, folder):
    assert relay(*words).sentence(USAGE) == (
        f"There is no relay's data in {folder}. Say where it is: --data-dir FOLDER"
    )
    assert not folder.exists()


# Tokens.


def test_token_lets_in_without_end_unless_told_otherwise(relay, store):
    token = token_of(relay("token"))
    grant = store.verify_token(token, time.time() + 1e9)
    assert (grant.label, grant.expires_at) == ("", None)
    assert (grant.tcp_allowed, grant.max_tunnels) == (True, 64)


@pytest.mark.parametrize("is_public", ["yes", "no"])
def test_token_comes_with_the_address_that_says_whom_to_trust(relay, served, is_public):
    served.set_meta(PUBLIC_KEY, is_public)
    answer = relay("token")
    address = parse_relay_address(answer.errors.removeprefix(TOKEN_HINT).strip())
    assert (address.host, address.port) == ("r5.example.com", 8443)
    expected = None if is_public == "yes" else invitation(relay("invite")).address.ca_sha256
    assert address.ca_sha256 == expected
    assert served.verify_token(parse_token(answer.output), time.time()) is not None


def test_token_may_less_if_told_so(relay, store):
    begun_at = time.time()
    options = ["--expires", "90d", "--no-tcp", "--max-tunnels", 3, "--label", "build machine"]
    token = token_of(relay("token", *options))
    grant = store.verify_token(token, begun_at)
    assert 0 <= grant.expires_at - begun_at - 90 * 86400 < 60
    assert (grant.label, grant.tcp_allowed, grant.max_tunnels) == ("build machine", False, 3)
    assert store.verify_token(token, grant.expires_at) is None


@pytest.mark.parametrize("number", [0, 1001, -1])
def test_number_of_tunnels_is_limited(relay, number, folder):
    answer = relay("token", f"--max-tunnels={number}")
    assert answer.sentence(USAGE) == "--max-tunnels goes from 1 to 1000."
    assert not folder.exists()


def test_secret_of_a_token_is_not_kept(relay, folder):
    answer = relay("token")
    token = token_of(answer)
    kept = b"".join(file.read_bytes() for file in folder.iterdir())
    assert token.id.encode() in kept
    assert token.secret not in kept
    assert answer.output.strip().encode() not in kept


BATCH = UsageBatch("localhost", "boot", 1, "device:d1", "label1", 10, 2048, 3, 1000.0, 2000.0)


def test_ledger_is_printed_for_people(relay, store):
    store.add_usage([BATCH])
    answer = relay("usage")
    assert (answer.code, answer.errors) == (DONE, "")
    assert answer.output.splitlines()[1].split()[:7] == (
        ["device:d1", "label1", "10", "B", "2.05", "kB", "3"]
    )


def test_ledger_is_printed_for_programs(relay, store):
    store.add_usage([BATCH, replace(BATCH, sequence=2, label="label2")])
    lines = relay("usage", "--json").output.splitlines()
    assert [json.loads(line)["label"] for line in lines] == ["label1", "label2"]
    assert json.loads(lines[0])["in_bytes"] == 10


def test_ledger_may_begin_later(relay, store):
    store.add_usage([BATCH, replace(BATCH, sequence=2, ended_at=time.time())])
    [line] = relay("usage", "--json", "--since", "1h").output.splitlines()
    assert json.loads(line)["in_bytes"] == 10


@pytest.mark.parametrize(
    ("options", "output"), [([], "Nothing has been delivered in that time.\n"), (["--json"], "")]
)
def test_empty_ledger_says_so(relay, store, options, output):
    assert relay("usage", *options).output == output


# Serving: what it refuses. That it serves is in test_serving.


@pytest.mark.parametrize("options", [["--cert", "chain.pem"], ["--key", "key.pem"]])
def test_certificate_and_key_belong_together(relay, options, folder):
    sentence = relay("serve", *LISTEN_SOMEWHERE, *options).sentence(USAGE)
    assert sentence == "--cert and --key belong together: give both, or none."
    assert not folder.exists()


def test_relay_listens_on_loopback_as_far_as_there_is_any(relay, monkeypatch):
    asked = []

    async def serve(config):
        asked.append(config.listen)

    monkeypatch.setattr("relay_server.serving.serve", serve)
    monkeypatch.setattr("relay_server.listening.loopback_hosts", lambda: ["127.0.0.1"])
    assert relay("serve").code == DONE
    assert asked == [(("127.0.0.1", 8443),)]


@pytest.mark.parametrize("address", ["0.0.0.0:0", ":0", "[::]:0", "192.0.2.1:443"])
def test_nothing_listens_off_loopback_before_somebody_may_log_in(relay, address, folder):
    sentence = relay("serve", "--listen", address).sentence(USAGE)
    assert sentence.startswith("Nobody could log in to a relay on ")
    assert not folder.exists()


class Files:
    """A certificate and its key, as an administrator has put them into files."""

    def __init__(self, folder, made):
        self.chain, self.key = folder / "chain.pem", folder / "key.pem"
        self.chain.write_bytes(made.certificate_pem)
        self.key.write_bytes(made.key_pem())


@pytest.fixture
def files(tmp_path, hand_made):
    def make(*names, **options):
        names = names or ("*.r5.example.com", "r5.example.com")
        return Files(tmp_path, hand_made(*map(x509.DNSName, names), **options))

    return make


def no_chain(files, hand_made):
    made = files()
    made.chain.unlink()
    return made, "cannot be read"


def folder_as_key(files, hand_made):
    made = files()
    made.key.unlink()
    made.key.mkdir()
    return made, "cannot be read"


def garbage(files, hand_made):
    made = files()
    made.chain.write_bytes(b"\0garbage")
    return made, "is not a certificate in PEM form"


def swapped(files, hand_made):
    made = files()
    made.chain, made.key = made.key, made.chain
    return made, "is not a certificate in PEM form"


def key_of_another(files, hand_made):
    made = files()
    made.key.write_bytes(hand_made().key_pem())
    return made, "does not belong to"


def key_with_password(files, hand_made):
    made = files()
    encryption = serialization.BestAvailableEncryption(b"password")
    made.key.write_bytes(hand_made().key_pem(encryption))
    return made, "is protected by a password"


def expired(files, hand_made):
    days = {"begins": dt.timedelta(days=-2), "ends": dt.timedelta(days=-1)}
    return files(**days), "expired on"


def other_domain(files, hand_made):
    return files("*.example.net"), "does not cover *.r5.example.com"


@pytest.mark.parametrize(
    "damage",
    [
        no_chain,
        folder_as_key,
        garbage,
        swapped,
        key_of_another,
        key_with_password,
        expired,
        other_domain,
    ],
)
def test_wrong_certificate_files_are_named(relay, files, hand_made, damage, folder):
    made, saying = damage(files, hand_made)
    options = ["--domain", "r5.example.com", "--cert", made.chain, "--key", made.key]
    sentence = relay("serve", *LISTEN_SOMEWHERE, *options).sentence(FAILED)
    assert saying in sentence
    assert str(made.chain) in sentence or str(made.key) in sentence
    assert not folder.exists()


def test_busy_port_is_named(relay):
    with socket.create_server(("127.0.0.1", 0)) as busy:
        address = f"127.0.0.1:{busy.getsockname()[1]}"
        sentence = relay("serve", "--listen", address).sentence(FAILED)
    assert sentence == (
        f"Cannot listen on {address}: Address already in use. Stop the program that uses that "
        "port, or choose another address with --listen."
    )


# Data that cannot be used.


COMMANDS = [
    ["serve", *LISTEN_SOMEWHERE],
    ["invite", "--domain", "r5.example.com"],
    ["token"],
    ["devices"],
    ["revoke", "d1"],
]


@pytest.mark.parametrize("words", COMMANDS[:3])
def test_folder_that_cannot_be_made_is_named(relay, words, folder):
    folder.write_text("A file is in its place.")
    assert str(folder) in relay(*words).sentence(FAILED)
    assert folder.read_text() == "A file is in its place."


@pytest.mark.parametrize("words", COMMANDS)
def test_damaged_database_is_named_and_left_alone(relay, words, folder):
    folder.mkdir()
    file = folder / "relay.sqlite"
    file.write_bytes(DAMAGE)
    sentence = relay(*words).sentence(FAILED)
    assert sentence.startswith(f"The relay's database {file} is damaged; ")
    assert file.read_bytes() == DAMAGE


@pytest.mark.parametrize(
    "words", [["serve", "--domain", "r5.example.com", *LISTEN_SOMEWHERE], ["invite"]]
)
@pytest.mark.parametrize("kind", ["pem", "key"])
def test_damaged_authority_is_named_and_left_alone(relay, served, words, kind, folder):
    invitation(relay("invite"))
    file = folder / f"r5.example.com.authority.{kind}"
    file.write_bytes(b"damage")
    assert "r5.example.com.authority.pem" in relay(*words).sentence(FAILED)
    assert file.read_bytes() == b"damage"


# Mistakes on the command line itself.


@pytest.mark.parametrize(
    ("words", "saying"),
    [
        (["serve", "--listen", "everywhere"], "'everywhere' is no address to listen on"),
        (["serve", "--tcp-ports", "9-1"], "'9-1' is no range of ports"),
        (["serve", "--public-port", "0"], "'0' is no port"),
        (["invite", "--port", "70000"], "'70000' is no port"),
        (["token", "--expires", "soon"], "'soon' is no duration"),
        (["token", "--max-tunnels", "many"], "'many'"),
        (["serve", "--metrics", "0.0.0.0:9090"], "'0.0.0.0:9090' can be reached by others"),
        (["usage", "--since", "yesterday"], "'yesterday' is no time"),
        (["revoke"], "arguments are required: id"),
        (["frobnicate"], "invalid choice: 'frobnicate'"),
        (["devices", "--bogus"], "nrecognized arguments: --bogus"),
    ],
)
def test_mistake_is_said_in_one_sentence(relay, words, saying, folder):
    assert saying in relay(*words).sentence(USAGE)
    assert not folder.exists()


@pytest.mark.parametrize("command", ["serve", "invite", "devices", "revoke", "token", "usage"])
def test_every_command_has_help(relay, command):
    answer = relay(command, "--help")
    assert (answer.code, answer.errors) == (DONE, "")
    assert answer.output.startswith(f"usage: porthole-relay {command} ")


def test_debug_shows_where_an_error_comes_from(folder):
    with pytest.raises(UsageError):
        main(["--debug", "invite", "--data-dir", str(folder)])


def test_our_own_mistake_is_not_hidden(relay, served):
    served.set_meta(PORT_KEY, "no port")
    with pytest.raises(ValueError, match="no port"):
        relay("invite")


def test_data_are_where_the_variable_says(folder, monkeypatch, capsys):
    monkeypatch.setenv("PORTHOLE_RELAY_DATA", str(folder))
    assert main(["token"]) == DONE
    assert (folder / "relay.sqlite").exists()
    assert capsys.readouterr().out.startswith("tun_")


def test_program_says_one_sentence_and_no_traceback(folder):
    command = [sys.executable, "-m", "relay_server.cli", "token", "--data-dir", "/dev/null/data"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (FAILED, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("porthole-relay: ")
