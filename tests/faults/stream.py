"""Make edits without end, and print each revision's number once it is committed.

python -m tests.faults.stream URL
"""

import sys

from app.db import build_engine
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from app.spine.versioned import Facts
from tests.spine.toys import Tag, Toy


def facts(number: int) -> Facts:
    """What revision `number` says of the toy it adds."""
    return {"code": f"toy-{number}", "name": f"Toy of r{number}", "price": number}


def main(url: str) -> None:
    """Add a toy with a tag in each revision."""
    engine = build_engine(url)
    while True:
        with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
            number = edit.previous + 1
            edit.add(Tag, {"text": f"r{number}"}, under=edit.add(Toy, facts(number)))
        print(number, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
