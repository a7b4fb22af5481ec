"""What forms know of dates beyond how they are typed: one day, no end, the year of the source."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from app.forms.boxes import SOURCE_BOX, boxes
from app.forms.parsers import parse_when
from app.models import Citation, Source
from app.models.when import When
from app.queries.form_options import FormOptions
from app.spine.value import Value
from app.spine.versioned import Versioned

ONE_DAY = "Write one day, as in 22 November 2026."
OPEN_FACTS = ("due", "period")  # the dates that may have no end
LENGTH_FACT = "period"  # the one date of which the length alone may be said
NO_DATES = (
    "“{}” says how long, and not when. Write its first and last day, as in “from 2026 to 2029”, or"
    " leave this empty where the source does not say."
)
NO_END = (
    "“{}” has no end, and a date here needs one. Write when it began, as in “March 2025”, or “from"
    " … to …” with both."
)


def parse_day(text: str) -> date:
    """A single day.

    Raises:
        ValueError: When it is longer than a day, or uncertain.
    """
    if re.fullmatch("[^0-9]*[a-z][^0-9]*", text, re.IGNORECASE):
        raise ValueError(ONE_DAY)
    value: When = parse_when(text)
    if value.edtf != value.latest.isoformat():
        raise ValueError(ONE_DAY)
    return value.latest


def check_end(fact: str, value: Value) -> None:
    """Make sure that a date is one, and has an end, where it needs that.

    Raises:
        ValueError: With a sentence.
    """
    if isinstance(value, When) and value.is_dateless and fact != LENGTH_FACT:
        raise ValueError(NO_DATES.format(value.words))
    if isinstance(value, When) and value.span.end is None and fact not in OPEN_FACTS:
        raise ValueError(NO_END.format(value))


def find_source_year(
    parts: Iterable[tuple[type[Versioned], Mapping[str, str]]], options: FormOptions
) -> int | None:
    """The year in which the sources of a form were published; None where it isn't just one.

    Args:
        parts: The kind of each part, and what its boxes hold.
        options: The sources and passages in the register that may be cited.
    """
    years = {str(s.entity_id): s.published.latest.year for s in options.sources if s.published}
    sources_by_passage = {
        str(each.passage.entity_id): str(each.source.entity_id) for each in options.passages
    }
    source_years = []
    for kind, texts in parts:
        names = [SOURCE_BOX.name, *(box.name for box in boxes(kind) if box.refers_to == "source")]
        choices = [texts.get(name, "") for name in dict.fromkeys(names)]
        if kind is Citation:
            choices.append(sources_by_passage.get(texts.get("passage_id", ""), ""))
        source_years += [years[text] for text in choices if text in years]
        if kind is Source:
            published = texts.get("published", "")
            source_years += map(int, re.findall(r"\b(?:19|20)[0-9]{2}\b", published))
    distinct_years = set(source_years)
    return distinct_years.pop() if len(distinct_years) == 1 else None
