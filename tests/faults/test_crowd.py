"""A crowd of readers, of connections and of half requests keeps nobody out."""

import resource
import socket
from contextlib import ExitStack, suppress
from urllib.request import urlopen

import pytest

from tests.faults.crowd import crowd_server, measure_crowd
from tests.processes import PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.covered]


def test_every_save_among_fifty_readers_is_saved_and_every_reader_is_answered():
    with crowd_server() as server:
        tally = measure_crowd(server, readers=50, seconds=5)

    assert set(tally.save_statuses) == {303}
    assert set(tally.statuses) <= {200, 503}
    assert tally.statuses[200]


def test_more_half_requests_than_files_keep_nobody_out():
    with crowd_server() as server, ExitStack() as stack:
        resource.prlimit(server.process, resource.RLIMIT_NOFILE, (1024, 1024))
        port = int(server.address.rpartition(":")[2])
        ours, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (ours, most))
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, most), most))
        for _ in range(1100):
            half = stack.enter_context(socket.create_connection(("127.0.0.1", port), PATIENCE))
            with suppress(ConnectionError):
                half.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n")

        with urlopen(f"{server.address}/healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200
