"""The form of a thing from what was sent and what its kind declares, without asking the register.

Each part says its kind and what it is under; what the register alone knows is left as it was sent.
"""

from fastapi import Request
from fastapi.responses import Response

from app.forms.form_part import FormPart
from app.forms.form_state import ROOT
from app.forms.references import ReferenceFinder
from app.forms.submission import parse_submission
from app.models import Versioned
from app.models.parts import part_kinds
from app.queries.form_options import FormOptions
from app.routes.attempt import Attempt
from app.routes.form_page import PARAMETERS, form_context
from app.routes.form_submit import CREDENTIALS, render_form_page
from app.routes.redraws import Items
from app.routes.sections import key_of, section_of
from app.spine.base import MAX_INTEGER
from app.templating.paths import own_path

NOTHING = FormOptions([], [], [])


def sketch_form(request: Request, items: Items, attempt: Attempt) -> Response:
    """The form of a thing, filled as it was sent."""
    kind = section_of(request).model
    boxes = [(name, text) for name, text in items if name not in CREDENTIALS]
    form = parse_submission(boxes, sent_parts(kind, dict(items)), MAX_INTEGER)
    is_edit = form.root.entity_id is not None
    label = " ".join([kind.noun(), *key_of(request).values()]) if is_edit else ""
    path = own_path(request).removesuffix("/edit").removesuffix("/new")
    context = form_context(request, kind, form, ReferenceFinder(NOTHING))
    context |= {"thing": is_edit, "label": label, "back": path, "row": None, "preview_text": None}
    names = [*kind.fact_names(), *PARAMETERS]
    return render_form_page(request, "forms/show.html", context, attempt, names)


def sent_parts(kind: type[Versioned], fields: dict[str, str]) -> dict[str, FormPart]:
    """The recorded parts that a form says it has, parents first; or the new thing."""
    marks = [name.removesuffix(":kind") for name in fields if name.endswith(":kind")]
    keys = [key for key in marks if key.isdecimal() and len(key) <= 10]
    root = next((key for key in keys if not fields.get(f"{key}:under")), ROOT)
    parts = {root: FormPart(root, kind)}
    for key in keys:
        under, noun = fields.get(f"{key}:under", ""), fields[f"{key}:kind"]
        kinds = part_kinds(parts[under].kind) if under in parts else ()
        for each in kinds:
            if each.noun() == noun:
                parts[key] = FormPart(key, each, under)
    return parts
