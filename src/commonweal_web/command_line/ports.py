"""Which port to listen at, and what to say where it is taken."""

from __future__ import annotations

import socket
from contextlib import suppress

from commonweal.errors import InputError

__all__ = ["check_port", "free_port", "next_free_port"]

_TRIED = 20


def check_port(host: str, port: int) -> None:
    """Raise InputError where nothing can listen there, naming a port that is free."""
    reason = _why_not(host, port)
    if reason is None:
        return
    free = next_free_port(host, port + 1)
    hint = f"Use --port {free}, which is free." if free else "Give another by --port."
    if isinstance(reason, PermissionError):
        raise InputError(f"Port {port} may not be used without more rights.", hint=hint)
    if isinstance(reason, socket.gaierror):
        raise InputError(
            f"{host} is no address of this machine.", hint="Use --host 127.0.0.1, or 0.0.0.0."
        )
    raise InputError(f"Port {port} at {host} is taken by another program.", hint=hint)


def next_free_port(host: str, port: int) -> int:
    """Return this port, or the next after it that is free; 0 where none of the nearest is."""
    last = min(port + _TRIED, 65536)
    return next((other for other in range(port, last) if _why_not(host, other) is None), 0)


def free_port(host: str = "127.0.0.1") -> int:
    """Return a port that nothing listens at now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _why_not(host: str, port: int) -> OSError | None:
    """Return why nothing can listen there, or None."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        return error
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as probe:
        with suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except (OSError, OverflowError) as error:
            return error if isinstance(error, OSError) else OSError(str(error))
    return None
