import asyncio
import contextlib
import os
import shutil
import socket
import subprocess

import asyncssh
import pytest

from relay_client.secret_store import MemorySecrets
from relay_client.ssh import answers
from relay_client.ssh.errors import SshRefusedError, SshUnreachableError
from relay_client.ssh.values import HostState, PromptKind, Reply
from tests.e2e.programs import eventually
from tests.ports import free_port
from tests.sshd import make_key


class KeptSecrets(MemorySecrets):
    """Counts as a place that outlives the process."""


@pytest.fixture
def keyring(monkeypatch):
    """A keyring, as far as SSH is concerned."""

    class NoStore:
        pass

    monkeypatch.setattr(answers, "MemorySecrets", NoStore)
    return KeptSecrets()


@pytest.fixture
def try_host(run, hosts):
    """Connect to a host; return it, closed again, with all it has told."""

    def connect(name="gpu-box", **options):
        async def work():
            async with hosts(name, **options) as host:
                host.start()
                await host.wait_ready()
                host.output = (await host.run("echo $SSH_CONNECTION", 1000, 10)).data.decode()
                return host

        return run(work())

    return connect


# Keys of hosts


def test_unknown_key_is_asked_for_with_its_fingerprint_and_kept(try_host, start_sshd, user):
    sshd = start_sshd()
    user.configure("gpu-box", sshd, "HashKnownHosts no")
    user.answers = ["yes"]
    host = try_host()
    [prompt] = user.asked
    assert prompt.kind is PromptKind.HOST_KEY
    key = asyncssh.read_public_key(sshd.folder / "host.pub")
    assert prompt.detail == key.get_fingerprint()
    assert f"gpu-box (127.0.0.1:{sshd.port}) is not known yet" in prompt.text
    assert user.known_hosts.read_text() == f"[127.0.0.1]:{sshd.port} {sshd.public_key}\n"
    assert [status.state for status in host.statuses] == [
        HostState.CONNECTING,
        HostState.ASKING,
        HostState.CONNECTING,
        HostState.READY,
    ]
    user.asked.clear()
    try_host()
    assert not user.asked


def test_unknown_key_that_is_not_accepted_ends_the_attempt(try_host, start_sshd, user):
    user.configure("gpu-box", start_sshd())
    user.answers = [None]
    with pytest.raises(SshRefusedError, match="The key of gpu-box was not accepted"):
        try_host()
    assert not user.known_hosts.exists()


def test_unknown_key_is_not_asked_for_where_the_configuration_forbids_it(
    try_host, start_sshd, user
):
    user.configure("gpu-box", start_sshd(), "StrictHostKeyChecking yes")
    with pytest.raises(SshRefusedError, match="The key of gpu-box is not known"):
        try_host()
    assert not user.asked


@pytest.mark.parametrize("setting", ["UserKnownHostsFile none", "StrictHostKeyChecking no"])
def test_configuration_that_trusts_everybody_is_not_followed(try_host, start_sshd, user, setting):
    user.configure("gpu-box", start_sshd(), setting)
    with pytest.raises(SshRefusedError):
        try_host()
    assert user.asked


@pytest.mark.parametrize("kind", ["ed25519", "ecdsa"])
def test_changed_key_is_refused_without_a_question(try_host, sshd, user, kind):
    sshd.crash()
    sshd.set_host_key(kind)
    sshd.start()
    with pytest.raises(SshRefusedError, match=r"has changed.*ssh-keygen -R") as caught:
        try_host()
    assert f"'[127.0.0.1]:{sshd.port}'" in caught.value.reason
    assert not user.asked


def test_command_that_the_refusal_names_forgets_the_old_key(try_host, sshd, user):
    sshd.crash()
    sshd.set_host_key()
    sshd.start()
    with pytest.raises(SshRefusedError) as caught:
        try_host()
    command = caught.value.reason.partition("with: ")[2]
    subprocess.run(["sh", "-c", command], check=True, capture_output=True)
    user.answers = ["yes"]
    try_host()


def test_revoked_key_is_refused(try_host, start_sshd, user):
    sshd = start_sshd()
    user.configure("gpu-box", sshd)
    user.known_hosts.write_text(f"@revoked * {sshd.public_key}\n")
    with pytest.raises(SshRefusedError, match="not to be trusted: Host key is revoked"):
        try_host()


def test_host_is_known_by_the_kind_of_key_that_is_known(try_host, tmp_path, start_sshd, user):
    make_key(tmp_path / "other", "rsa", "", "-b", "2048")
    sshd = start_sshd(configuration=f"HostKey {tmp_path}/other\n")
    user.configure("gpu-box", sshd)
    user.trust(sshd, (tmp_path / "other.pub").read_text())
    try_host()
    assert not user.asked


def test_host_may_be_vouched_for_by_an_authority(try_host, tmp_path, start_sshd, user):
    authority = make_key(tmp_path / "authority")
    sshd = start_sshd(configuration=f"HostCertificate {tmp_path}/certified/host-cert.pub\n")
    # asyncssh checks the name that was asked for, which is the address here.
    make_certificate(authority, sshd.folder / "host.pub", tmp_path / "certified", "-h")
    sshd.crash()
    sshd.start()
    user.configure("gpu-box", sshd)
    user.known_hosts.write_text(f"@cert-authority * {(tmp_path / 'authority.pub').read_text()}")
    try_host()
    assert not user.asked


def test_plain_key_of_a_host_that_should_have_a_certificate_is_asked_for(
    try_host, tmp_path, start_sshd, user
):
    make_key(tmp_path / "authority")
    user.configure("gpu-box", start_sshd())
    user.known_hosts.write_text(f"@cert-authority * {(tmp_path / 'authority.pub').read_text()}")
    user.answers = ["yes"]
    try_host()
    assert user.asked


def test_certificate_of_an_unknown_authority_counts_as_no_certificate(
    try_host, tmp_path, start_sshd, user
):
    authority = make_key(tmp_path / "authority")
    sshd = start_sshd(configuration=f"HostCertificate {tmp_path}/certified/host-cert.pub\n")
    make_certificate(authority, sshd.folder / "host.pub", tmp_path / "certified", "-h")
    sshd.crash()
    sshd.start()
    user.configure("gpu-box", sshd)
    user.answers = ["yes"]
    try_host()
    assert len(user.asked) == 1


def make_certificate(authority, public_key, folder, *options, principal="127.0.0.1"):
    folder.mkdir(exist_ok=True)
    shutil.copy(public_key, folder)
    subprocess.run(
        [
            *("ssh-keygen", "-q", "-s", authority, "-I", "id", "-n", principal),
            *(*options, folder / public_key.name),
        ],
        check=True,
    )


# Keys and passwords of users


def test_key_of_nobody_is_refused(try_host, sshd, user):
    (sshd.folder / "authorized_keys").write_text("")
    with pytest.raises(SshRefusedError, match=r"gpu-box does not let .* in"):
        try_host()
    assert not user.asked


def test_encrypted_key_asks_for_its_passphrase(try_host, start_sshd, user):
    sshd = encrypted(start_sshd, user)
    user.answers = ["wrong", "right"]
    try_host()
    first, second = user.asked
    assert first.kind is PromptKind.PASSPHRASE
    assert first.detail == str(user.home / ".ssh/locked")
    assert not first.can_remember
    assert second.text.startswith("That was not the passphrase")
    assert sshd.port


def test_encrypted_key_without_its_public_half_asks_for_its_passphrase(try_host, start_sshd, user):
    encrypted(start_sshd, user)
    (user.home / ".ssh/locked.pub").unlink()
    user.answers = ["right"]
    try_host()


def test_passphrase_is_not_asked_for_if_the_host_does_not_want_the_key(try_host, start_sshd, user):
    sshd = encrypted(start_sshd, user)
    (sshd.folder / "authorized_keys").write_text("")
    with pytest.raises(SshRefusedError, match="does not let"):
        try_host()
    assert not user.asked


def test_passphrase_that_the_user_does_not_know_is_not_asked_for_again(try_host, start_sshd, user):
    encrypted(start_sshd, user)
    with pytest.raises(SshRefusedError, match="does not let"):
        try_host()
    assert len(user.asked) == 1


def test_passphrase_is_kept_in_the_keyring_only_if_told_so(try_host, start_sshd, user, keyring):
    encrypted(start_sshd, user)
    name = f"ssh passphrase {user.home}/.ssh/locked"
    user.answers = [Reply("right", remember=False)]
    try_host(store=keyring)
    assert user.asked[0].can_remember
    assert keyring.get(name) is None
    user.answers = [Reply("right", remember=True)]
    try_host(store=keyring)
    assert keyring.get(name) == b"right"
    user.asked.clear()
    try_host(store=keyring)
    assert not user.asked


def test_wrong_secret_in_the_keyring_is_replaced(try_host, start_sshd, user, keyring):
    encrypted(start_sshd, user)
    name = f"ssh passphrase {user.home}/.ssh/locked"
    keyring.set(name, b"of last year")
    user.answers = [Reply("right", remember=True)]
    try_host(store=keyring)
    assert keyring.get(name) == b"right"


def encrypted(start_sshd, user):
    """Start a server that lets in whoever has an encrypted key."""
    sshd = start_sshd()
    locked = make_key(user.home / ".ssh/locked", passphrase="right")
    (sshd.folder / "authorized_keys").write_text("")
    sshd.authorize(locked)
    user.configure("gpu-box", sshd, "IdentityFile ~/.ssh/locked")
    user.trust(sshd)
    return sshd


def test_certificate_of_the_user_is_used(try_host, tmp_path, start_sshd, user):
    authority = make_key(tmp_path / "authority")
    sshd = start_sshd(configuration=f"TrustedUserCAKeys {tmp_path}/authority.pub\n")
    (sshd.folder / "authorized_keys").write_text("")
    public = user.home / ".ssh/id_ed25519.pub"
    make_certificate(authority, public, tmp_path / "certified", principal=sshd.user)
    certificate = tmp_path / "certified/id_ed25519-cert.pub"
    user.configure("gpu-box", sshd, f"CertificateFile {certificate}")
    user.trust(sshd)
    try_host()


def test_agent_is_used(try_host, tmp_path, start_sshd, user, start_agent):
    sshd = start_sshd()
    (sshd.folder / "authorized_keys").write_text("")
    sshd.authorize(make_key(tmp_path / "in_agent"))
    start_agent(tmp_path / "in_agent")
    user.configure("gpu-box", sshd)
    user.trust(sshd)
    try_host()


def test_agent_offers_no_other_keys_if_only_the_configured_ones_are_wanted(
    try_host, tmp_path, start_sshd, user, start_agent
):
    sshd = start_sshd()
    (sshd.folder / "authorized_keys").write_text("")
    sshd.authorize(make_key(tmp_path / "in_agent"))
    start_agent(tmp_path / "in_agent")
    user.configure("gpu-box", sshd, "IdentitiesOnly yes")
    user.trust(sshd)
    with pytest.raises(SshRefusedError, match="does not let"):
        try_host()


@pytest.fixture
def start_agent(tmp_path, monkeypatch):
    """Start an agent that has a key which is nowhere else."""
    with contextlib.ExitStack() as ending:

        def start(key):
            path = tmp_path / "agent"
            agent = subprocess.Popen(["ssh-agent", "-D", "-a", path], stdout=subprocess.DEVNULL)
            ending.callback(agent.wait)
            ending.callback(agent.terminate)
            eventually(path.exists, "socket of the agent")
            monkeypatch.setenv("SSH_AUTH_SOCK", str(path))
            subprocess.run(["ssh-add", "-q", key], check=True)
            key.unlink()

        yield start


class PasswordServer(asyncssh.SSHServer):
    """Lets in who knows the password, which OpenSSH would do with the system's own users only."""

    def begin_auth(self, username):
        return True

    def password_auth_supported(self):
        return True

    def validate_password(self, username, password):
        return (username, password) == ("alice", "right")


class CodeServer(asyncssh.SSHServer):
    """Asks for a one-time code."""

    def begin_auth(self, username):
        return True

    def kbdint_auth_supported(self):
        return True

    def get_kbdint_challenge(self, username, lang, submethods):
        return "", "", "", [("Code: ", False)]

    def validate_kbdint_response(self, username, responses):
        return responses == ["123456"]


@pytest.fixture
def try_server(run, hosts, user):
    """Connect to a server that is no OpenSSH."""

    def connect(server, **options):
        async def work():
            key = asyncssh.generate_private_key("ssh-ed25519")
            async with await asyncssh.listen(
                "127.0.0.1", 0, server_factory=server, server_host_keys=[key]
            ) as listening:
                port = listening.get_port()
                public = key.export_public_key().decode()
                user.known_hosts.write_text(f"[127.0.0.1]:{port} {public}")
                async with hosts(f"alice@127.0.0.1:{port}", **options) as host:
                    host.start()
                    await host.wait_ready()
                    return port

        return run(work())

    return connect


def test_password_is_asked_for(try_server, user):
    user.answers = ["wrong", "right"]
    try_server(PasswordServer)
    first, second = user.asked
    assert first.kind is PromptKind.PASSWORD
    assert "asks for the password of alice" in first.text
    assert "That was not the password" in second.text


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a server another /etc/shadow")
def test_password_of_an_openssh_server_is_asked_for(try_host, start_sshd, user):
    sshd = start_sshd(password="open sesame")
    user.configure("gpu-box", sshd)
    user.trust(sshd)
    user.answers = ["wrong", "open sesame"]
    assert try_host().output.startswith("127.0.0.1 ")
    assert [each.kind for each in user.asked] == [PromptKind.PASSWORD] * 2
    user.answers = []
    with pytest.raises(SshRefusedError, match=f"does not let {sshd.user} in"):
        try_host()


def test_password_is_asked_for_three_times(try_server, user):
    user.answers = ["wrong"] * 9
    with pytest.raises(SshRefusedError, match="does not let alice in"):
        try_server(PasswordServer)
    assert len(user.asked) == 3


def test_password_is_kept_in_the_keyring_if_told_so(try_server, user, keyring):
    user.answers = [Reply("right", remember=True)]
    port = try_server(PasswordServer, store=keyring)
    assert keyring.get(f"ssh password alice@127.0.0.1:{port}") == b"right"


def test_one_time_code_is_asked_for(try_server, user):
    user.answers = ["123456"]
    try_server(CodeServer)
    assert user.asked[0].text.endswith("asks: Code:")
    assert not user.asked[0].can_remember


def test_nobody_to_ask_means_no_password(try_server):
    with pytest.raises(SshRefusedError, match="does not let alice in"):
        try_server(PasswordServer, ask=False)


# Ways to a host


def test_host_behind_another_is_reached_through_it(try_host, start_sshd, user):
    jump, target = start_sshd("jump"), start_sshd("target")
    user.configure("jump", jump)
    user.configure("gpu-box", target, "ProxyJump jump")
    user.trust(jump)
    user.answers = ["yes"]  # to the key of the target
    host = try_host()
    assert host.output.startswith("127.0.0.1 ")
    assert "gpu-box" in user.asked[0].text
    eventually(lambda: (jump.connections(), target.connections()) == (1, 2), "connections")


def test_unknown_key_of_the_host_in_front_is_asked_for_as_well(try_host, start_sshd, user):
    jump, target = start_sshd("jump"), start_sshd("target")
    user.configure("jump", jump)
    user.configure("gpu-box", target, "ProxyJump jump")
    user.answers = ["yes", "yes"]
    try_host()
    assert "jump" in user.asked[0].text
    assert "gpu-box" in user.asked[1].text


def test_hosts_in_front_may_be_several(try_host, start_sshd, user):
    one, two, target = (start_sshd(name) for name in ("one", "two", "target"))
    user.configure("gpu-box", target, f"ProxyJump 127.0.0.1:{one.port},127.0.0.1:{two.port}")
    for sshd in (one, two, target):
        user.trust(sshd)
    try_host()
    hosts = (one, two, target)
    eventually(lambda: [sshd.connections() for sshd in hosts] == [1, 1, 1], "connections")


def test_circle_of_hosts_is_refused(try_host, sshd, user):
    with open(user.home / ".ssh/config", "w") as file:
        file.write("Host a\nProxyJump b\nHost b\nProxyJump a\n")
    with pytest.raises(SshRefusedError, match="too many ProxyJump hosts in front of"):
        try_host("a")


def test_host_in_front_that_cannot_reach_the_other_says_so(try_host, start_sshd, user):
    jump = start_sshd("jump")
    user.configure("jump", jump)
    user.trust(jump)
    with open(user.home / ".ssh/config", "a") as file:
        file.write(f"Host gpu-box\nHostName 127.0.0.1\nPort {free_port()}\nProxyJump jump\n")
    with pytest.raises(SshUnreachableError, match="in front of gpu-box cannot reach it"):
        try_host()


def test_command_in_front_is_used(try_host, sshd, user, start_sshd):
    other = start_sshd("other")
    command = f"ProxyCommand nc 127.0.0.1 {other.port}"
    user.configure("by-command", other, command)
    user.trust(other)
    try_host("by-command")


def test_host_that_is_off_is_unreachable(try_host, user):
    with pytest.raises(SshUnreachableError, match=r"refuses connections\. Does its SSH server run"):
        try_host(f"127.0.0.1:{free_port()}")


def test_host_whose_name_means_nothing_is_unreachable(try_host, user, monkeypatch):
    async def look_up(*arguments, **options):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", look_up)
    with pytest.raises(SshUnreachableError, match=r"No computer is called nowhere\.example"):
        try_host("nowhere.example")


def test_damaged_configuration_is_told_with_its_line(try_host, user):
    (user.home / ".ssh/config").write_text("Host gpu-box\nPort many\n")
    with pytest.raises(SshRefusedError, match=r"config line 2"):
        try_host()


def test_program_that_is_no_ssh_server_is_told(try_host, run, user, hosts):
    async def work():
        async def serve(reader, writer):
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, hosts(f"127.0.0.1:{port}") as host:
            host.start()
            await host.wait_ready()

    with pytest.raises(SshUnreachableError, match="No connection to"):
        run(work())
