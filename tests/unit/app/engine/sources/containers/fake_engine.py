"""An engine of containers over a real unix socket, which answers what a test has put into it."""

import asyncio
import contextlib
import json
import threading
from urllib.parse import unquote

from app.engine.sources.containers.endpoints import Endpoint

DESKTOP = {"OperatingSystem": "Docker Desktop", "SecurityOptions": ["name=seccomp"]}
VERSION = {"ApiVersion": "1.41", "MinAPIVersion": "1.12", "Components": [{"Name": "Engine"}]}
INFO = {"OperatingSystem": "Debian GNU/Linux 12 (bookworm)", "SecurityOptions": ["name=seccomp"]}


def container(name, **fields):
    """Return what an engine answers about a container that runs, with some fields replaced.

    Fields: id, image, ports, exposed, networks, labels, mode, pid, command, running.
    """
    published = {
        f"{port}/tcp": [{"HostIp": host, "HostPort": str(number)} for host, number in sockets]
        for port, sockets in fields.get("ports", {}).items()
    }
    exposed = {f"{port}/tcp": {} for port in fields.get("exposed", ())}
    networks = fields.get("networks", {"bridge": ("127.0.0.1", 8)})
    path, *arguments = fields.get("command", ("/server",))
    return {
        "Id": fields.get("id", name.encode().hex().ljust(64, "0")),
        "Name": f"/{name}",
        "Path": path,
        "Args": arguments,
        "State": {
            "Running": fields.get("running", True),
            "Pid": fields.get("pid", 0),
            "StartedAt": "2026-03-12T13:02:00.123456789Z",
        },
        "Config": {
            "Image": fields.get("image", "shop/web:1"),
            "Labels": fields.get("labels"),
            "ExposedPorts": exposed or None,
        },
        "HostConfig": {"NetworkMode": fields.get("mode", "default")},
        "NetworkSettings": {
            "Ports": {port: None for port in exposed} | published,
            "Networks": {
                network: {
                    "IPAddress": address,
                    "IPPrefixLen": prefix,
                    "GlobalIPv6Address": "",
                    "GlobalIPv6PrefixLen": 0,
                }
                for network, (address, prefix) in networks.items()
            },
        },
    }


class FakeEngine:
    """What an engine has, and who listens to its events.

    Attributes:
        answers: status and body by path, for what is not about containers.
        asked: the paths asked for, without their queries.
    """

    def __init__(self, path):
        self.endpoint = Endpoint("Docker", str(path))
        self.answers = {"/version": (200, VERSION), "/info": (200, INFO)}
        self.asked = []
        self._containers = {}
        self._listeners = set()
        self._serving = set()
        self._server = None

    @property
    def host(self):
        """What DOCKER_HOST takes."""
        return f"unix://{self.endpoint.path}"

    async def start(self):
        """Listen."""
        self._server = await asyncio.start_unix_server(self._serve, self.endpoint.path)

    async def stop(self):
        """End all connections and listen no more; the socket stays, as after a crash."""
        self._server.close()
        for writer in tuple(self._listeners):
            writer.close()
        await self._server.wait_closed()
        if self._serving:
            await asyncio.wait(self._serving)

    @property
    def is_followed(self):
        """Whether somebody listens to its events."""
        return bool(self._listeners)

    def put(self, found, action="start"):
        """Have a container from `container`, and tell."""
        self._containers[found["Id"]] = found
        self.tell(action, found["Id"])

    def remove(self, name):
        """Have a container no more, and tell."""
        found = self._named(name)
        del self._containers[found["Id"]]
        self.tell("die", found["Id"])

    def tell(self, action, container_id, kind="container"):
        """Tell listeners of an event."""
        actor = {"ID": container_id, "Attributes": {"container": container_id}}
        self.tell_raw(json.dumps({"Type": kind, "Action": action, "Actor": actor}).encode() + b"\n")

    def tell_raw(self, data):
        """Send a chunk to listeners."""
        for writer in self._listeners:
            writer.write(b"%x\r\n%s\r\n" % (len(data), data))

    async def _serve(self, reader, writer):
        self._serving.add(asyncio.current_task())
        try:
            await self._converse(reader, writer)
        finally:
            self._serving.discard(asyncio.current_task())

    async def _converse(self, reader, writer):
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode()
            await self._answer(unquote(path.partition("?")[0]), reader, writer)
        self._listeners.discard(writer)
        writer.close()

    async def _answer(self, path, reader, writer):
        self.asked.append(path)
        if path == "/events" and path not in self.answers:
            writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            self._listeners.add(writer)
            await reader.read()
            return
        status, body = self._found(path)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        writer.write(b"HTTP/1.1 %d OK\r\nContent-Length: %d\r\n\r\n" % (status, len(data)) + data)
        await writer.drain()

    def _found(self, path):
        if path in self.answers:
            return self.answers[path]
        if path == "/containers/json":
            return 200, [{"Id": each} for each in self._containers]
        found = self._named(path.removeprefix("/containers/").removesuffix("/json"))
        return (200, found) if found else (404, {"message": "No such container"})

    def _named(self, name):
        """Return a container by its name, its id, or the beginning of that, as engines do."""
        for each in self._containers.values():
            if each["Name"] == f"/{name}" or each["Id"].startswith(name):
                return each
        return None


@contextlib.contextmanager
def engine_in_thread(path, *containers, info=INFO):
    """Give an engine that runs in a thread, with these containers; for programs that ask it."""
    engine = FakeEngine(path)
    engine.answers["/info"] = (200, info)
    for each in containers:
        engine.put(each)
    loop, is_ready, is_over = asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def serve():
        await engine.start()
        is_ready.set()
        await is_over.wait()
        await engine.stop()

    def run():
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(serve())

    thread = threading.Thread(target=run)
    thread.start()
    try:
        assert is_ready.wait(10)
        yield engine
    finally:
        loop.call_soon_threadsafe(is_over.set)
        thread.join()
