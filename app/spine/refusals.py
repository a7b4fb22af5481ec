"""Why something was not done, in words for the person who asked."""


class Refused(Exception):  # noqa: N818
    """An edit that would harm the register; its text says why.

    Attributes:
        wait: The seconds after which to try again; 0 where waiting does not help.
    """

    status = 409
    wait = 0


class WriteQueueFull(Refused):
    """Too many are writing; nothing is wrong with the edit."""

    status = 503
    wait = 5

    def __init__(self) -> None:
        super().__init__("Many are saving just now. Nothing was lost: save again in a moment.")


class RepeatedSubmission(Refused):
    """The same words under the same submission were recorded before, as revision `number`."""

    def __init__(self, number: int) -> None:
        super().__init__(f"This was recorded already, as r{number}.")
        self.number = number


class NewerRegister(Exception):  # noqa: N818
    """The register was written by a newer version of this program."""

    def __init__(self) -> None:
        super().__init__(
            "This register was written by a newer version of the program. "
            "Install that version, or a later one."
        )
