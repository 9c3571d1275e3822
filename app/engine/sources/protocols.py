"""What a port probably speaks, by its program, command line or number. Nothing is dialled."""

import re
from collections.abc import Sequence

HTTP = "HTTP"
SSH = "SSH"
POSTGRESQL = "PostgreSQL"
MYSQL = "MySQL"
REDIS = "Redis"
MONGODB = "MongoDB"
ELASTICSEARCH = "Elasticsearch"
MEMCACHED = "memcached"
DOCKER = "Docker API"
KUBERNETES = "Kubernetes API"
INSPECTOR = "Inspector"
DEBUGPY = "debugpy"
JDWP = "JDWP"
DELVE = "Delve"
DEVTOOLS = "DevTools"
VNC = "VNC"
RDP = "RDP"
X11 = "X11"
SMB = "SMB"
NFS = "NFS"

_PROGRAMS = {
    HTTP: """
        airflow apache2 astro bokeh caddy code-server cockpit-ws cupsd daphne django
        fastapi flask gatsby gitea gradio grafana grafana-server granian gunicorn hugo httpd
        http-server http.server hypercorn jekyll jenkins.war jupyter jupyter-lab jupyter-notebook
        jupyter-server jupyterhub kibana lighttpd live-server manage.py marimo minio mkdocs mlflow
        n8n next next-server nginx ng nuxt ollama panel parcel prometheus puma rails react-scripts
        remix serve storybook streamlit superset tensorboard traefik trunk unicorn uvicorn vite
        vllm vue-cli-service waitress-serve webpack webpack-dev-server wrangler artisan
        http-echo whoami keycloak influxdb
    """,
    SSH: "sshd dropbear",
    POSTGRESQL: "postgres postgresql postmaster postgis pgbouncer pgvector timescaledb cockroach",
    MYSQL: "mysqld mariadbd mysql mariadb mysqld_safe",
    REDIS: "redis-server redis-sentinel redis valkey-server valkey keydb-server dragonfly",
    MONGODB: "mongod mongos mongo mongodb",
    ELASTICSEARCH: "elasticsearch opensearch",
    MEMCACHED: "memcached",
    DOCKER: "dockerd docker",
    KUBERNETES: "kubelet kubectl kube-apiserver",
    DEBUGPY: "debugpy debugpy.adapter",
    DELVE: "dlv",
    VNC: "vnc vncserver x11vnc xvnc xtigervnc x0vncserver xtightvnc wayvnc vino-server",
    RDP: "xrdp gnome-remote-desktop-daemon",
    X11: "xorg xvfb xwayland xephyr",
    SMB: "smbd",
    NFS: "nfsd ganesha.nfsd",
    "RabbitMQ": "rabbitmq rabbitmq-server",
    "MQTT": "mosquitto",
    "DNS": "systemd-resolved dnsmasq named unbound coredns",
    "SMTP": "exim4 postfix",
    "FTP": "vsftpd proftpd",
    "NATS": "nats-server nats",
    "Kafka": "kafka",
    "etcd": "etcd",
    "Cassandra": "cassandradaemon cassandra",
}
_OF_PROGRAM = {name: protocol for protocol, names in _PROGRAMS.items() for name in names.split()}

_OF_PORT = {
    21: "FTP",
    22: SSH,
    25: "SMTP",
    53: "DNS",
    80: HTTP,
    111: "rpcbind",
    139: SMB,
    443: "HTTPS",
    445: SMB,
    631: HTTP,
    1433: "SQL Server",
    1521: "Oracle",
    1883: "MQTT",
    2049: NFS,
    2222: SSH,
    2375: DOCKER,
    2376: DOCKER,
    3000: HTTP,
    3306: MYSQL,
    3389: RDP,
    4200: HTTP,
    4222: "NATS",
    5000: HTTP,
    5005: JDWP,
    5173: HTTP,
    5432: POSTGRESQL,
    5672: "AMQP",
    5678: DEBUGPY,
    6379: REDIS,
    8000: HTTP,
    8080: HTTP,
    8081: HTTP,
    8443: "HTTPS",
    8888: HTTP,
    9092: "Kafka",
    9200: ELASTICSEARCH,
    9229: INSPECTOR,
    10250: KUBERNETES,
    11211: MEMCACHED,
    15672: HTTP,
    27017: MONGODB,
}
_VNC_PORTS = range(5900, 5910)
_X11_PORTS = range(6000, 6064)

_SECOND_PORTS = {
    ("rabbitmq", 15672): HTTP,
    ("rabbitmq-server", 15672): HTTP,
    ("nats-server", 8222): HTTP,
    ("cockroach", 8080): HTTP,
    ("gitea", 22): SSH,
}
"""Where a program speaks something else beside what it is known for."""

_ADDRESS_OPTION = r"(?:.*:)?(?P<port>[0-9]{1,5})"
_NODE_INSPECT = re.compile(rf"--inspect(?:-brk|-wait|-port)?(?:={_ADDRESS_OPTION})?")
_INSPECTOR_PORT = 9229
"""What `node --inspect` takes where it is given no port."""
_JDWP = re.compile(r"-(?:agentlib:|Xrun)jdwp[=:].*?address=(?:[^,]*:)?(?P<port>[0-9]{1,5})(?:,.*)?")
_DEVTOOLS = re.compile(r"--remote-debugging-port=(?P<port>[0-9]{1,5})")
_DEBUGPY_LISTEN = re.compile(_ADDRESS_OPTION)


def guess_protocol(program: str, command: Sequence[str], port: int) -> str:
    """Return what the port probably speaks, as shown to people; "" if there is no guess.

    Args:
        program: what people call the program (`programs.program_name`), "" if it is not known.
        command: the arguments it was started with, itself first; empty if that is not known.
        port: its number, which decides where the program says nothing.
    """
    debugger = _debugger(command, port)
    if debugger:
        return debugger
    words = program.lower().split()
    name = words[0] if words else ""
    return _SECOND_PORTS.get((name, port)) or _OF_PROGRAM.get(name) or _by_number(port)


def _by_number(port: int) -> str:
    if port in _VNC_PORTS:
        return VNC
    if port in _X11_PORTS:
        return X11
    return _OF_PORT.get(port, "")


def _debugger(command: Sequence[str], port: int) -> str:
    """Return what the command line says of a debugger at this port; "" if nothing."""
    for position, argument in enumerate(command):
        if _is_inspector(argument, port):
            return INSPECTOR
        if _is_at(_JDWP.fullmatch(argument), port):
            return JDWP
        if _is_at(_DEVTOOLS.fullmatch(argument), port):
            return DEVTOOLS
        if argument == "--listen" and _is_debugpy(command, position, port):
            return DEBUGPY
    return ""


def _is_inspector(argument: str, port: int) -> bool:
    found = _NODE_INSPECT.fullmatch(argument)
    return found is not None and int(found["port"] or _INSPECTOR_PORT) == port


def _is_debugpy(command: Sequence[str], position: int, port: int) -> bool:
    """Whether this is `python -m debugpy --listen [HOST:]PORT`."""
    if not any(argument.rstrip("/").endswith("debugpy") for argument in command[:position]):
        return False
    return _is_at(_DEBUGPY_LISTEN.fullmatch("".join(command[position + 1 : position + 2])), port)


def _is_at(found: re.Match[str] | None, port: int) -> bool:
    return found is not None and int(found["port"]) == port
