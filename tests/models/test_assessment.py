import pytest

from app.models import Assessment
from app.models.vocabulary import Capability, Domain

SAID = {"kind": "requirement", "author": "An analyst", "gist": "Ships are needed."}


@pytest.mark.parametrize(
    ("domain", "capability"),
    [("sea", "patrol"), ("enabling", "surveillance"), ("sea", None), (None, None)],
)
def test_an_assessment_may_name_a_capability_of_its_domain(domain, capability):
    facts = Assessment.validate_facts(SAID | {"domain": domain, "capability": capability})

    assert (facts["domain"], facts["capability"]) == (domain, capability)


@pytest.mark.parametrize(
    ("domain", "capability", "says"),
    [
        (
            "sea",
            "fighters",
            "“fighters” is of air: choose air for the domain, or a capability of sea: mine counter",
        ),
        (
            "unspecified",
            "patrol",
            "“patrol” is of sea: choose sea for the domain, or no capability.",
        ),
        (None, "patrol", "“patrol” is of sea: choose sea for the domain, or no capability."),
    ],
)
def test_a_capability_of_another_domain_or_of_none_is_refused(domain, capability, says):
    with pytest.raises(ValueError, match=says):
        Assessment.validate_facts(SAID | {"domain": domain, "capability": capability})


def test_an_assessment_needs_no_more_than_what_kind_it_is_whose_and_what_it_says():
    facts = Assessment.validate_facts(SAID)

    assert {name for name, value in facts.items() if value is not None} == set(SAID)


def test_what_is_assessed_is_kept_as_values():
    facts = Assessment.validate_facts(SAID | {"domain": "land", "capability": "medical"})

    assert facts["domain"] is Domain.LAND
    assert facts["capability"] is Capability.MEDICAL
