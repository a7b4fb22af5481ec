"""Recording and changing things through their forms."""

from fastapi import FastAPI
from sqlalchemy import Engine

from tests import build, filling
from tests.page import page, words
from tests.people import signed_in


def test_a_pledge_is_recorded_with_its_parts_and_its_country(app: FastAPI, engine: Engine):
    build.recorded(engine, build.Source)
    ada = signed_in(app)
    sent = filling.opened(ada, "/pledges/new?actor=ee")
    step, cited, waits = (filling.key(sent, n) for n in ("step", "citation", "condition"))

    answer = ada.post(
        "/pledges/new",
        data=sent
        | {
            "n0.title": "A company of infantry",
            "n0.domain": "land",
            f"{step}.quantity": "up to one company",
            f"{step}.bindingness": "declared",
            f"{cited}.locator": "18",
            f"{cited}.gist": "Estonia would send up to a company.",
            f"{cited}.speaker": "Mari Maa",
            f"{cited}.on_behalf_id": "Estonia",
            f"{waits}.kind": "parliamentary approval",
            f"{waits}.gate": "commitment",
            f"{waits}.words": "parliament’s approval",
        },
    )

    assert answer.status_code == 303
    shown = page(ada.get(answer.headers["location"]))
    assert (
        shown.select_one("#status").text == "Declared · no commitment before parliament’s approval"
    )
    assert "Saved as r2" in words(shown.select_one(".saved").text)


def test_a_form_goes_to_now(app: FastAPI, engine: Engine):
    [pledge] = build.estonia(engine)
    ada = signed_in(app)

    answer = ada.get(f"/pledges/{pledge.id}/edit?as_of=r1&on=2026-01-01&intent=corrects")

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/pledges/{pledge.id}/edit?intent=corrects"
