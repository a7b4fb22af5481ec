"""A small register with every kind, every stage, and every way in which something is undone."""

from sqlalchemy import Engine

from app.edits import account_edits, reversals
from app.edits.edit_request import EditRequest
from app.models import (
    Account,
    Actor,
    Assessment,
    Attendance,
    Check,
    Circumstance,
    Citation,
    Condition,
    Event,
    Link,
    Membership,
    Passage,
    Pledge,
    Stance,
    Step,
)
from app.models.vocabulary import LinkKind
from app.spine.recording import SYSTEM_ACCOUNT, SubmissionKey, recording
from app.spine.revision import Intent, Role
from app.spine.versioned import Entity
from tests import factory

SPRING = {"edtf": "[2026-03-01..2026-05-31]", "words": "in spring", "basis": "stated"}
BILLION = {"low": "1000000000", "high": "1000000000", "qualifier": "exact", "unit": "EUR"}
SOME = {"low": "120000000", "qualifier": "more than", "unit": "EUR", "per": "year"}
TANKS = {"low": "40", "high": "49", "qualifier": "range", "unit": "vehicles", "words": "some 40"}


def build_register(engine: Engine) -> None:
    """The register, from r1 on; what is not of the system account is of Ada’s, account 2."""
    [company] = factory.record_estonia(engine)
    money = record_money(engine)
    record_other_kinds(engine, company, money)
    change_and_take_back(engine, company)
    change_accounts(engine)


def record_money(engine: Engine) -> Entity:
    """A group’s money, of which each stage is stated, with two passages of one source."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, at=factory.noon(2)) as edit:
        group = factory.add(edit, Actor, code="x-two", name="Two countries", kind="group")
        factory.add(edit, Membership, group, member_id=1)
        pledge = factory.add(
            edit,
            Pledge,
            actor_id=group.id,
            title="A loan",
            domain="funding",
            capability=None,
            instrument="loan",
            period={"edtf": "2026/2029", "words": "over four years", "basis": "stated"},
        )
        stages = {"offered": BILLION, "set_aside": SOME, "delivered": SOME | {"per": "once"}}
        step = factory.add(edit, Step, pledge, at=SPRING, readiness="allocated", **stages)
        quote = {"mode": "quote", "quote": "one billion", "gist": None, "locator": "¶4"}
        factory.add(edit, Citation, step, source_id=2, speaker="Ann Ott", each=True, **quote)
        first = factory.add(edit, Condition, pledge, kind="ceasefire")
        factory.add(edit, Condition, pledge, kind="host consent", alternative_to_id=first.id)
    return pledge


def record_other_kinds(engine: Engine, company: Entity, money: Entity) -> None:
    """One of each kind that is no pledge’s part, and links between the two pledges and a third."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, at=factory.noon(3)) as edit:
        tanks = factory.add(edit, Pledge, actor_id=1, title="Tanks")
        some = factory.add(edit, Step, tanks, offered=TANKS, worth=SOME | {"per": "once"}, at=None)
        other = factory.add(edit, Step, tanks, offered=TANKS | {"high": "60"}, at=None)
        for step in (some, other):
            factory.add(edit, Citation, step, passage_id=9)
        for kind, facts in {
            Stance: {"actor_id": 1},
            Assessment: {"about_actor_id": 1, "quantity": TANKS, "domain": "land"},
            Circumstance: {"at": SPRING},
        }.items():
            factory.add(edit, Citation, factory.add(edit, kind, **facts), passage_id=9)
        factory.add(edit, Attendance, factory.add(edit, Event, at=SPRING), actor_id=1)
        factory.add(edit, Link, from_id=tanks.id, to_id=company.id, kind=LinkKind.UNCLEAR)
        factory.add(edit, Link, from_id=tanks.id, to_id=money.id, kind=LinkKind.SAME_DECLARATION)
        looked = {"found": "still so", "pledge_id": company.id, "topic": "land"}
        factory.add(edit, Citation, factory.add(edit, Check, actor_id=1, **looked), passage_id=9)


def change_and_take_back(engine: Engine, company: Entity) -> None:
    """A change, one more that is undone, a retraction, and one that is brought back."""
    factory.revise(engine, company, title="A company, and more")
    with recording(engine, SYSTEM_ACCOUNT, Intent.CORRECTS, at=factory.noon(5)) as edit:
        passage = edit.session.get_one(Entity, 9)
        edit.revise(2, edit.previous, {passage.id: {"gist": "Other words."}})
    number, key = factory.newest_number(engine), SubmissionKey("undo", "1" * 64)
    reversals.undo(engine, EditRequest(SYSTEM_ACCOUNT, "Not so.", key, number), number)
    note = factory.record(engine, Passage, factory.entity(engine, 2), locator="¶9")
    factory.retract(engine, note)
    stance = factory.record(engine, Stance, actor_id=1, proposition="own money")
    factory.retract(engine, stance)
    factory.restore(engine, stance.id)


def change_accounts(engine: Engine) -> None:
    """Ada comes, edits through a form, and is disabled; another one comes."""
    with recording(engine, SYSTEM_ACCOUNT, Intent.RECORDS, at=factory.noon(6)) as edit:
        ada = account_edits.new_account(edit, "Ada", Role.EDITOR, factory.noon(6))
        account_edits.new_account(edit, "Grace", Role.ADMIN, factory.noon(6))
    form = SubmissionKey("a-form", "0" * 64)
    with recording(engine, ada.id, Intent.UPDATES, "Said “again”.", form=form) as edit:
        edit.revise(3, edit.previous, {3: {"note": "Of the same brigade."}})
    with recording(engine, SYSTEM_ACCOUNT, Intent.UPDATES) as edit:
        account_edits.disable(edit, edit.session.get_one(Account, ada.id), factory.noon(7))
