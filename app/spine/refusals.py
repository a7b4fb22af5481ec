"""Why something was not done, in words for the person who asked."""


class Refused(Exception):  # noqa: N818
    """An edit that would harm the register; its text says why.

    Attributes:
        wait: The seconds after which to try again; 0 where waiting does not help.
    """

    status = 409
    wait = 0


def namesake_sentence(label: str) -> str:
    """Why something can’t be recorded that shares its natural key with another; and the way out.

    Args:
        label: The other one in a sentence, by which pages link it: “source 2 “The Daily””.
    """
    return f"There is one already: {label}. Use it, and leave this one out."


class WritingClosed(Refused):
    """Nobody can write now; nothing is wrong with the edit."""

    status = 503


class WriteQueueFull(WritingClosed):
    """Too many are writing."""

    wait = 5
    cause = "Many are saving just now."

    def __init__(self) -> None:
        super().__init__(f"{self.cause} Nothing was lost: save again in a moment.")


class RegisterLocked(WriteQueueFull):
    """Nobody here writes, and yet something holds the lock of the database."""

    cause = "Somebody else held the register’s database for too long."


class RegisterReplaced(WritingClosed):
    """Another file stands where the register was opened, or none."""

    def __init__(self) -> None:
        super().__init__(
            "The file of this register was moved, removed or replaced while it was in use, so "
            "nothing is saved until the file is back in its place, or whoever runs it starts the "
            "program again. Keep this page: nothing that you typed is lost."
        )


class ClockDoubt(WritingClosed):
    """This machine's clock can't be right; its text says why, and what to do."""


class RepeatedSubmission(Refused):
    """The same words under the same submission were recorded before, as revision `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(f"This was recorded already, as r{number}.")
        self.number = number


class EarlierRegister(Refused):
    """The register was of a build before the second edition, from which nothing leads on."""

    def __init__(self) -> None:
        super().__init__(
            "This register was made by an earlier build, which was never released: this program "
            "does not read it, and no migration leads on from it. Keep that build to read it. "
            "Here, begin a new register: name an empty database in COMMITMENTS_DATABASE_URL, "
            "then migrate and seed. Nothing was changed."
        )


class NewerRegister(Exception):  # noqa: N818
    """The register was written by a newer version of this program."""

    def __init__(self) -> None:
        super().__init__(
            "This register was written by a newer version of the program. "
            "Install that version, or a later one."
        )
