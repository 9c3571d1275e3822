"""Which GPUs processes hold, by NVIDIA's management library where it answers."""

import logging
from collections.abc import Mapping
from typing import Any, Protocol

log = logging.getLogger(__name__)


class Gpus(Protocol):
    """Tells who computes on which GPU."""

    def held_by(self, pids: set[int]) -> Mapping[str, int]:
        """Return how many GPUs these processes hold, by the GPU's name."""


class NoGpus:
    """A computer without GPUs, or without the library that tells about them."""

    def held_by(self, pids: set[int]) -> Mapping[str, int]:
        """Return nothing."""
        return {}


class NvidiaGpus:
    """NVIDIA's GPUs, through the optional package nvidia-ml-py."""

    def __init__(self, library: Any) -> None:
        """Use `library`, the module pynvml, after nvmlInit."""
        self._library = library
        self._devices = [
            (self._name(handle), handle)
            for handle in map(
                library.nvmlDeviceGetHandleByIndex, range(library.nvmlDeviceGetCount())
            )
        ]

    def held_by(self, pids: set[int]) -> Mapping[str, int]:
        """Return how many GPUs these processes hold, by the GPU's name."""
        held: dict[str, int] = {}
        for name, handle in self._devices:
            try:
                running = self._library.nvmlDeviceGetComputeRunningProcesses(handle)
            except self._library.NVMLError as error:
                log.debug("no processes of %s: %s", name, error)
                continue
            if any(process.pid in pids for process in running):
                held[name] = held.get(name, 0) + 1
        return held

    def _name(self, handle: Any) -> str:
        name = self._library.nvmlDeviceGetName(handle)
        return name.decode() if isinstance(name, bytes) else str(name)


def open_gpus() -> Gpus:
    """Return this computer's GPUs as far as they can be told."""
    try:
        import pynvml  # type: ignore[import-untyped]
    except ImportError:
        return NoGpus()
    try:
        pynvml.nvmlInit()
        return NvidiaGpus(pynvml)
    except pynvml.NVMLError as error:
        log.info("GPUs are not counted: %s", error)
        return NoGpus()
