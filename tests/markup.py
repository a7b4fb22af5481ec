"""A page as a browser parses it: its elements by CSS selectors.

A thin layer over selectolax, which reads a page in a fiftieth of the time that the program takes
to write it.
"""

from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode


class Element:
    """An element of a page. Two are equal where they are the same one."""

    def __init__(self, node: LexborNode) -> None:
        self.node = node

    def __eq__(self, other: object) -> bool:
        """Whether both are the same element of the same page."""
        return isinstance(other, Element) and self.node.mem_id == other.node.mem_id

    def __hash__(self) -> int:
        """Equal elements have the same hash."""
        return hash(self.node.mem_id)

    def __str__(self) -> str:
        """Its markup."""
        return self.node.html or ""

    def __getitem__(self, name: str) -> str:
        """The text of an attribute that it has."""
        return self.attributes[name]

    def get(self, name: str, default: str | None = None) -> str | None:
        """The text of an attribute; "" where only its name stands there."""
        return self.attributes.get(name, default)

    @property
    def attributes(self) -> Mapping[str, str]:
        """The texts of its attributes, by name."""
        return {name: text or "" for name, text in self.node.attributes.items()}

    @property
    def name(self) -> str:
        """The name of its tag."""
        return self.node.tag or ""

    @property
    def text(self) -> str:
        """All text in it."""
        return self.node.text()

    @property
    def strings(self) -> Iterator[str]:
        """The pieces of text in it that are more than space, without the space around them."""
        pieces = self.node.text(separator="\0", strip=True).split("\0")
        return (piece for piece in pieces if piece)

    def select(self, selector: str) -> list["Element"]:
        """The elements in it that a selector finds, in the order of the page."""
        return [Element(each) for each in self.node.css(selector) if each != self.node]

    def select_one(self, selector: str) -> "Element | None":
        """The first element in it that a selector finds."""
        return next(iter(self.select(selector)), None)

    def closest(self, selector: str) -> "Element | None":
        """The nearest element around it that a selector finds."""
        around = self.parent
        while around is not None and around not in self.page.select(selector):
            around = around.parent
        return around

    @property
    def page(self) -> "Element":
        """The root of its page."""
        return Element(self.node.parser.root)

    @property
    def h1(self) -> "Element":
        """Its first heading, which a page has."""
        heading = self.select_one("h1")
        assert heading is not None, "there is no heading"
        return heading

    @property
    def parent(self) -> "Element | None":
        """The element around it."""
        return Element(self.node.parent) if self.node.parent is not None else None


def parse(text: str) -> Element:
    """The root of a page."""
    return Element(LexborHTMLParser(text).root)
