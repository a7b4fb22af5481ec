"""Killing a PostgreSQL primary with all its processes while forms are sent, and starting it again.

The server of the register goes on meanwhile, without a restart.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.faults.failover import served
from tests.faults.form_streams import FaultReport, open_editor, send_through_fault
from tests.faults.standby import Node, new_node
from tests.processes import PATIENCE, Process


class Primary:
    """A PostgreSQL server that is killed and started, again and again."""

    def __init__(self, node: Node) -> None:
        self.node, self.life = node, ExitStack()

    def start(self) -> None:
        """Start it; it recovers what it had committed."""
        self.process: Process = self.life.enter_context(self.node.running())

    def kill(self) -> None:
        """Kill it and all its processes at once, as a machine without power does."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            kill_process(each)
        self.process.wait(PATIENCE)
        self.life.close()


def kill_process(pid: int) -> None:
    """Kill a process, if it has not ended by itself."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def serve_register() -> Iterator[Callable[[], FaultReport]]:
    """What sends forms to a server of a register, kills its database, and sees what is left."""
    with new_node() as node:
        primary = Primary(node)
        primary.start()
        with primary.life:
            url = node.create_register()
            with served(url) as address:
                open_client = open_editor(url, address)
                yield lambda: send_through_fault(url, open_client, primary.kill, primary.start)
