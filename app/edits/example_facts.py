"""Facts that a program makes up for an example register: no real person, and no real words."""

from datetime import date, timedelta
from random import Random

from app.models.unit import CURRENCIES, UNITS
from app.models.vocabulary import CAPABILITIES, Domain, Instrument
from app.spine.versioned import Facts

MONEY = ("EUR", "GBP", "USD", "SEK", "PLN")
THINGS = {
    Domain.LAND: ("troops", "battalions", "companies", "vehicles"),
    Domain.AIR: ("aircraft", "squadrons", "troops"),
    Domain.SEA: ("ships",),
    Domain.FUNDING: MONEY,
    Domain.TRAINING: ("people trained", "troops"),
    Domain.ENABLING: ("systems", "batteries", "aircraft"),
    Domain.LEADERSHIP: ("headquarters", "troops"),
    Domain.UNSPECIFIED: ("troops", "vehicles", "rounds"),
}
SORTS = ("exact", "exact", "about", "at least", "more than", "up to", "less than", "range", "words")
DOMAIN_WEIGHTS = (6, 3, 2, 6, 3, 3, 2, 1)  # in the order of `Domain`
BINDINGNESS = ("floated", "declared", "declared", "formal", "authorised")
READINESS = ("unspecified", "specified", "allocated", "ready")
DELIVERY = ("none", "partial", "delivered", "ended")


class ExampleFacts:
    """Made-up facts, the same again for the same seed number."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def chance(self, part: float) -> bool:
        """True that often, of 1."""
        return self.random.random() < part

    def when(self, day: date) -> Facts:
        """A date near a day, as exact as dates are."""
        other = day + timedelta(days=self.random.randrange(1, 40))
        edtf = self.random.choice(
            [day.isoformat()] * 6
            + [f"{day:%Y-%m}", f"{day:%Y-%m}~", f"{day.isoformat()}?", f"[..{day.isoformat()}]"]
            + [
                f"[{day.isoformat()}..{other.isoformat()}]",
                f"{day.isoformat()}/{other.isoformat()}",
            ]
        )
        basis = "stated" if self.chance(0.8) else "inferred from the text"
        return {"edtf": edtf, "basis": basis}

    def quantity(self, unit: str) -> Facts:
        """How much of a unit: exact, a range, open at an end, or only words."""
        scale = 1_000_000 if unit in CURRENCIES else 10 if unit in ("troops", "rounds") else 1
        low = self.random.randrange(1, 100) * scale
        per = self.random.choice(("once", "unstated", "unstated", "year"))
        sort = self.random.choice(SORTS)
        if sort == "words":
            counted = self.random.choice((unit, None))
            return {"qualifier": "unstated", "words": "an example amount", "unit": counted}
        ends: Facts = {"low": low}
        if sort in ("up to", "less than"):
            ends = {"high": low}
        if sort == "range":
            ends = {"low": low, "high": low + self.random.randrange(1, 50) * scale}
        return {"qualifier": sort, "unit": unit, "per": per, **ends}

    def place(self) -> Facts:
        """Somewhere."""
        return {"words": f"Example place {self.random.randrange(1, 30)}", "countries": ["ua"]}

    def pledge(self, number: int, actor_id: int, day: date) -> Facts:
        """A pledge in any domain."""
        domain = self.random.choices(list(Domain), DOMAIN_WEIGHTS)[0]
        capability = self.random.choice([*CAPABILITIES[domain], None])
        is_money = domain is Domain.FUNDING
        return {
            "actor_id": actor_id,
            "title": f"Example pledge {number}: {capability or domain}",
            "domain": domain,
            "capability": capability,
            "place": self.place() if self.chance(0.4) else None,
            "announced": self.when(day) if self.chance(0.8) else None,
            "due": self.when(day + timedelta(days=200)) if self.chance(0.3) else None,
            "instrument": self.random.choice([*Instrument, None]) if is_money else None,
            "note": "An example of a note." if self.chance(0.2) else None,
        }

    def step(self, domain: Domain, day: date, stage: int) -> Facts:
        """The step of a pledge, further on with each stage: offered, set aside, delivered."""
        unit = self.random.choice(THINGS[domain])
        has_amount = self.chance(0.7)
        delivery = self.random.choice(DELIVERY[: 1 + min(stage, 3)])
        facts: Facts = {
            "at": self.when(day) if self.chance(0.85) else None,
            "bindingness": self.random.choice(BINDINGNESS[: 2 + min(stage, 3)]),
            "readiness": self.random.choice(READINESS[: 1 + min(stage, 3)]),
            "delivery": delivery,
            "standing": self.random.choice(["active"] * 12 + ["withdrawn", "lapsed", "disputed"]),
        }
        if has_amount:
            facts["offered"] = self.quantity(unit)
        if has_amount and stage and self.chance(0.5):
            facts["set_aside"] = self.quantity(unit)
        if has_amount and delivery != "none":
            facts["delivered"] = self.quantity(unit)
        if has_amount and unit in UNITS and self.chance(0.2):
            facts["worth"] = {"qualifier": "about", "low": 5_000_000, "unit": "EUR"}
        return facts

    def passage(self, number: int, on_behalf: list[int]) -> Facts:
        """A place in a source, where nobody in particular speaks."""
        return {
            "locator": f"p. {1 + number % 90}",
            "gist": f"Example passage {number}: it says what an example needs.",
            "speaker": "An example speaker" if self.chance(0.5) else None,
            "on_behalf": on_behalf,
            "mode": self.random.choice(("paraphrase", "narrator", "document")),
            "credibility": self.random.choice(("1", "2", "2", "3", "4", None)),
        }

    def source(self, number: int, day: date, origin_id: int | None) -> Facts:
        """A source at an address that leads nowhere (RFC 2606)."""
        return {
            "kind": self.random.choice(("news article", "statement", "document", "report")),
            "title": f"Example source {number}",
            "publisher": f"Example publisher {1 + number % 40}",
            "language": self.random.choice(("en", "fr", "de", "uk", "pl")),
            "published": self.when(day) if self.chance(0.95) else None,
            "retrieved_on": day + timedelta(days=45),
            "address": f"https://example.org/sources/{number}",
            "reliability": self.random.choice("AABBBCCDF"),
            "origin_id": origin_id,
        }
