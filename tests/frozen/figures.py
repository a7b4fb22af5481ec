"""What a register says, in the words of its pages: it stays, whatever the program becomes.

`python -m tests.frozen.figures URL` prints it as JSON.
"""

import json
import sys
from datetime import date

from sqlalchemy import Engine

from app.db import build_engine
from app.models.step import STAGES
from app.queries.links import unclear_pairs
from app.queries.offers import offers
from app.rules.totals import stage_totals
from app.spine import lookups
from app.spine.moment import reading_session
from app.spine.verify import verify

DAYS = (date(2026, 2, 15), date(2026, 4, 15), date(2026, 6, 30))


def read_figures(engine: Engine) -> dict[str, object]:
    """The head, each pledge’s status line and the totals, on three days at each revision."""
    with reading_session(engine) as session:
        fault, last = verify(session), lookups.last_revision(session)
    assert last is not None
    return {
        "fault": fault and str(fault),
        "head": f"r{last.number}:{last.digest}",
        "states": [
            read_states(engine, number, day) for number in range(1, last.number + 1) for day in DAYS
        ],
    }


def read_states(engine: Engine, number: int, day: date) -> dict[str, object]:
    """What stands on a day at a revision, in words."""
    with reading_session(engine, number) as session:
        all_offers, pairs = offers(session, day), unclear_pairs(session)
    lines = [
        f"{offer.actor.name}: {offer.pledge.title}: "
        + " · ".join([*(part.words for part in offer.status), offer.state.amount_words])
        for offer in all_offers
    ]
    waits = {each.pledge.entity_id: "conditions" for each in all_offers if each.open_conditions}
    sums = stage_totals([each.state for each in all_offers], waits, pairs)
    total_words = [str(each) for stage in STAGES for each in sums[stage].values()]
    return {"revision": number, "day": str(day), "pledges": lines, "totals": total_words}


if __name__ == "__main__":
    print(json.dumps(read_figures(build_engine(sys.argv[1]))))
