"""The second program, which has another idea of a toy: python -m tests.spine.toybox.v2 URL."""

import json
import sys
from decimal import Decimal
from typing import Any, ClassVar

from sqlalchemy import Engine, Numeric
from sqlmodel import Field, SQLModel

from app.db import build_engine
from app.spine.history import load_changes
from app.spine.moment import reading_session
from app.spine.record import upcasters
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from app.spine.undo import carry_out, plan_undo
from app.spine.value import JsonColumn
from app.spine.versioned import Versioned
from tests.spine.toybox.program import migrate, report_states


class ToyFields(SQLModel):
    code: str = Field(max_length=20, title="Code")
    name: str = Field(max_length=80, title="Name")
    weight: Decimal | None = Field(default=None, title="Weight", sa_type=Numeric(12, 4))
    price: Decimal | None = Field(default=None, title="Price", sa_type=JsonColumn(Decimal))
    colour: str | None = Field(default=None, max_length=20, title="Colour")
    loud: bool = Field(default=False, title="Loud")


class Toy(ToyFields, Versioned, table=True):
    natural_columns: ClassVar[tuple[str, ...]] = ("code",)


def rename_label(line: dict[str, Any]) -> dict[str, Any]:
    """From format 1 to 2: the label became the name."""
    facts = dict(line.get("facts", {}))
    if "label" in facts:
        facts["name"] = facts.pop("label")
    return line | {"facts": facts} if facts else line


upcasters[1] = rename_label


def edit(engine: Engine) -> None:
    """r4 brings back what r3 retracted, r5 adds a toy as they are now."""
    with reading_session(engine) as session:
        changes = load_changes(session, 3)
    with recording(engine, SYSTEM_ACCOUNT, Intent.UNDOES, undoes=3) as edit:
        carry_out(edit, plan_undo(edit.session, changes))
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        edit.add(Toy, {"code": "cat", "name": "A cat", "weight": "0.0005", "loud": True})


if __name__ == "__main__":
    engine = build_engine(sys.argv[1])
    migrate(engine, "second")
    first = report_states(engine)
    edit(engine)
    print(json.dumps({"migrated": first, "edited": report_states(engine)}))
