"""The first program: python -m tests.spine.toybox.v1 URL."""

import json
import sys
from decimal import Decimal
from typing import ClassVar

from sqlalchemy import Engine, Numeric
from sqlmodel import Field, SQLModel

from app.db import build_engine
from app.spine.recording import SYSTEM_ACCOUNT, recording
from app.spine.revision import Intent
from app.spine.versioned import Versioned
from tests.spine.toybox.program import migrate, report_states


class ToyFields(SQLModel):
    code: str = Field(max_length=20, title="Code")
    label: str = Field(max_length=80, title="Label")
    weight: Decimal | None = Field(default=None, title="Weight", sa_type=Numeric(10, 1))
    price: Decimal | None = Field(default=None, title="Price", sa_type=Numeric(10, 2))


class Toy(ToyFields, Versioned, table=True):
    natural_columns: ClassVar[tuple[str, ...]] = ("code",)


def edit(engine: Engine) -> None:
    """r1 adds two toys, r2 changes the one, r3 retracts the other."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS) as edit:
        bear = edit.add(Toy, {"code": "bear", "label": "A bear", "weight": "1.5", "price": "10"})
        doll = edit.add(Toy, {"code": "doll", "label": "A doll", "price": "12.50"})
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        edit.revise(bear.id, 1, {bear.id: {"label": "Ted", "weight": "2.0"}})
    with recording(engine, SYSTEM_ACCOUNT, Intent.RETRACTS) as edit:
        edit.retract(doll.id, 2)


if __name__ == "__main__":
    engine = build_engine(sys.argv[1])
    migrate(engine, "first")
    edit(engine)
    print(json.dumps(report_states(engine)))
