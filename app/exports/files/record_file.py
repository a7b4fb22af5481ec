"""The record as JSON Lines: who made each revision, and its lines as they were hashed."""

from pathlib import Path

from app.exports.files.json_file import dump_json, json_value
from app.exports.files.rows import BATCH
from app.exports.files.snapshot import Snapshot
from app.queries import export_ids
from app.spine.moment import reading_session


def write_record_lines(file: Path, snapshot: Snapshot) -> None:
    """Write the record: a line about the file, then each revision, then its lines."""
    with file.open("w", encoding="utf-8", newline="\n") as text:
        text.write(f"{dump_json(snapshot.about)}\n")
        with reading_session(snapshot.engine, snapshot.edition.number) as session:
            numbers = export_ids.revision_numbers(session, {})[::-1]
        for start in range(0, len(numbers), BATCH):
            text.write(batch_text(snapshot, numbers[start : start + BATCH]))


def batch_text(snapshot: Snapshot, numbers: list[int]) -> str:
    """The text of a batch of revisions, which follow on each other."""
    with reading_session(snapshot.engine, snapshot.edition.number) as session:
        revisions = export_ids.revisions_with_accounts(session, numbers)
        lines = export_ids.load_lines_between(session, numbers[0], numbers[-1])
        texts: list[str] = []
        for revision, account in revisions:
            names = ("number", "made_at", "intent", "comment", "undoes", "body", "digest")
            head = {name: json_value(getattr(revision, name)) for name in names}
            head |= {"account": account.handle, "account_uid": str(account.uid)}
            texts.append(dump_json({"revision": head}))
            texts += [
                dump_json({"line": [line.revision, line.position, line.sha256, line.text]})
                for line in lines.get(revision.number, ())
            ]
    return "".join(f"{each}\n" for each in texts)
