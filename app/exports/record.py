"""The record as JSON Lines: who made each revision, and its lines as they were hashed."""

from pathlib import Path

from app.exports.rows import BATCH
from app.exports.structured import plain, written
from app.exports.whole import Whole
from app.queries import keys
from app.spine.moment import at


def write(file: Path, of: Whole) -> None:
    """Write the record: a line about the file, then each revision, then its lines."""
    with file.open("w", encoding="utf-8", newline="\n") as text:
        text.write(f"{written(of.about)}\n")
        with at(of.engine, of.shown.number) as session:
            numbers = keys.revisions(session, {})[::-1]
        for start in range(0, len(numbers), BATCH):
            text.write(told(of, numbers[start : start + BATCH]))


def told(of: Whole, numbers: list[int]) -> str:
    """The text of a batch of revisions, which follow on each other."""
    with at(of.engine, of.shown.number) as session:
        made = keys.made(session, numbers)
        lines = keys.lines_of(session, numbers[0], numbers[-1])
        found: list[str] = []
        for revision, account in made:
            its = ("number", "made_at", "intent", "comment", "undoes", "body", "digest")
            head = {name: plain(getattr(revision, name)) for name in its}
            head |= {"account": account.handle, "account_uid": str(account.uid)}
            found.append(written({"revision": head}))
            found += [
                written({"line": [line.revision, line.position, line.sha256, line.text]})
                for line in lines.get(revision.number, ())
            ]
    return "".join(f"{each}\n" for each in found)
