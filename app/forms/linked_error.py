"""What is wrong with a box, with the pages that lead out of it."""

Links = tuple[tuple[str, str], ...]  # the address and the words of each


class LinkedError(ValueError):
    """A sentence about a box, and the links beside it; they open beside the form, which stays."""

    def __init__(self, sentence: str, links: Links) -> None:
        super().__init__(sentence)
        self.links = links


def links_of(error: ValueError) -> Links:
    """The links of an error; () for one that has none."""
    return error.links if isinstance(error, LinkedError) else ()
