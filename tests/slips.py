"""Pages with one button: what their form would send, and what is there once it was sent."""

from bs4 import BeautifulSoup
from sqlalchemy import Engine

from app.spine import lookups
from app.spine.moment import at
from app.spine.versioned import Entity


def sent(shown: BeautifulSoup) -> dict[str, str]:
    """What is in the form, hidden or not."""
    form = shown.select_one("#slip")
    hidden = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    return hidden | {"comment": form.textarea.text.strip()}


def there(engine: Engine, *ids: int) -> list[int]:
    """Those of these that are in the register."""
    with at(engine) as session:
        return sorted(lookups.current(session, ids))


def titles(engine: Engine, pledge: Entity) -> str:
    with at(engine) as session:
        return lookups.current(session, [pledge.id])[pledge.id].title
