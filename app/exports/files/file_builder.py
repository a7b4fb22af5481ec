"""Builds the files of the whole register in the background, one at a time."""

import logging
from threading import BoundedSemaphore, Condition, Thread
from typing import NamedTuple

from app.exports.files.file_cache import BuilderBusy, File, FileStore

FIRST_PATIENCE = 20  # seconds that the first reader of a file waits for it
MAX_WAITING = 4  # of those who wait, in one process
RETRY = 1  # seconds until a place that another process holds is asked for again
log = logging.getLogger("commitments")


class Job(NamedTuple):
    """A file to be built.

    Attributes:
        is_first: Whether there is none yet that could be served meanwhile.
    """

    store: FileStore
    file: File
    is_first: bool


class FileBuilder:
    """One thread of this process, while there is anything to build.

    Args:
        pause: The seconds from the start of one build to that of the next, on this machine; a
            file of which there is none does not wait for them.
    """

    def __init__(self, pause: float) -> None:
        self.pause = pause
        self.waiting = BoundedSemaphore(MAX_WAITING)
        self.changed = Condition()
        self.jobs: dict[str, Job] = {}
        self.thread: Thread | None = None
        self.is_closed = False

    def request_file(self, job: Job) -> None:
        """Have a file built, of the register as it is when its turn comes."""
        with self.changed:
            if job.file.name in self.jobs or self.is_closed:
                return
            job.store.want(job.file)
            self.jobs[job.file.name] = job
            self.changed.notify_all()
            if self.thread is None:
                self.thread = Thread(target=self.run, name="file builder", daemon=True)
                self.thread.start()

    def wait_for(self, file: File, patience: float = FIRST_PATIENCE) -> None:
        """Return once a file that was asked for is built, or can't be, or takes too long.

        Raises:
            BuilderBusy: When too many wait already.
        """
        if not self.waiting.acquire(blocking=False):
            raise BuilderBusy
        try:
            with self.changed:
                self.changed.wait_for(lambda: file.name not in self.jobs, patience)
        finally:
            self.waiting.release()

    def run(self) -> None:
        """Build what is asked for until nothing is."""
        while job := self.next_job():
            try:
                job.store.build_file(job.file)
            except BuilderBusy:
                with self.changed:
                    self.changed.wait(RETRY)
                continue
            except Exception:  # the next file may go well
                log.exception("A file could not be built.")
            with self.changed:
                del self.jobs[job.file.name]
                job.store.forget(job.file)
                for each in self.jobs.values():  # it waits longer than its note is believed
                    each.store.want(each.file)
                self.changed.notify_all()

    def next_job(self) -> Job | None:
        """What to build, once it may be: first what there is none of; None when all is done."""
        with self.changed:
            while self.jobs and not self.is_closed:
                job = max(self.jobs.values(), key=lambda each: each.is_first)  # the oldest of these
                seconds = self.pause - job.store.seconds_since_build()
                if job.is_first or seconds <= 0:
                    return job
                self.changed.wait(seconds)
            self.thread = None
            return None

    def close(self, patience: float | None = 5) -> None:
        """Begin no build any more, and wait some seconds for the one that goes on."""
        with self.changed:
            self.is_closed = True
            thread = self.thread
            self.changed.notify_all()
        if thread is not None:
            thread.join(patience)
