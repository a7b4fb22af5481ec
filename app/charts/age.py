"""How old evidence is, in as little room as a column has."""

from datetime import date


def age_words(evidence_on: date | None, today: date) -> str:
    """How old evidence is: “16 days”, “≈ 5 months”; "–" where no source has a day.

    Months and years are of 30.4 and 365.25 days, and say that they are about.
    """
    if evidence_on is None:
        return "–"
    days = (today - evidence_on).days
    if days < 0:
        return "later"
    if days < 60:
        return "1 day" if days == 1 else f"{days} days"
    months = round(days / 30.4)
    return f"≈ {months} months" if months < 24 else f"≈ {round(days / 365.25)} years"
