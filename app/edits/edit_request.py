"""Who edits, why, and with which form."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine

from app.edits.reposts import check_reposts
from app.rules.thing_rules import THING_RULES
from app.spine.edit import Edit
from app.spine.recording import SubmissionKey, recording
from app.spine.revision import Intent


@dataclass(frozen=True)
class EditRequest:
    """Who edits, why, and with which form.

    Attributes:
        base: The revision that the page of the form showed.
    """

    account_id: int
    comment: str
    form: SubmissionKey
    base: int

    @contextmanager
    def recording(
        self, engine: Engine, intent: Intent, undoes: int | None = None
    ) -> Iterator[Edit]:
        """What is recorded inside becomes their Revision, held against the rules of whole things.

        Raises:
            Refused: When it breaks one, or too many are writing.
            RepeatedSubmission: When the same form with the same words was recorded before.
        """
        who = self.account_id, intent, self.comment
        with recording(engine, *who, form=self.form, undoes=undoes, rules=THING_RULES) as edit:
            yield edit
            check_reposts(edit)
