"""Pages with one button: what their form would send, and what is there once it was sent."""

from sqlalchemy import Engine

from app.spine import versions
from app.spine.moment import reading_session
from app.spine.versioned import Entity
from tests.markup import Element


def reason_form_values(soup: Element) -> dict[str, str]:
    """What is in the form, hidden or not."""
    form = soup.select_one("#slip")
    hidden = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    return hidden | {"comment": form.select_one("textarea").text.strip()}


def current_ids(engine: Engine, *ids: int) -> list[int]:
    """Those of these that are in the register."""
    with reading_session(engine) as session:
        return sorted(versions.current_rows(session, ids))


def pledge_title(engine: Engine, pledge: Entity) -> str:
    with reading_session(engine) as session:
        return versions.current_rows(session, [pledge.id])[pledge.id].title
