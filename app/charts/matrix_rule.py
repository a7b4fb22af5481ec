"""How the tile matrix explains itself on the page of rules."""

from app.rules.rule import Rule

RULE = Rule(
    "tiles",
    "Tiles, and the words in them",
    version=1,
    text=(
        "A tile is what an actor offers of one kind, by the day: pledges not yet made by then are "
        "left out, and one whose date is uncertain has a question mark. It shows one pledge: what "
        "stands before what is over, what is surely there before what is possibly, the owner’s "
        "own before what others tell, then the firmest, then the readiest, then one with a "
        "figure. “+1” is one more that stands. The link leads to exactly these pledges.",
        "The figure is what is offered; where nothing says how much, what is set aside, else what "
        "is delivered. Its bound stays: > ≥ ≤ < ≈. Where sources differ, all values stand there, "
        "or the range over them, after ≠. Where there is no room, a least is rounded down, a most "
        "up, an exact figure that is rounded says ≈, and a range becomes “at least”. Words that "
        "are not bold are no figure: the amount as it was stated, else that units are chosen or "
        "money is set aside, else the capability, else the title.",
        "A cut corner waits for a condition that is on record and not met. No cut corner only says "
        "that no such condition is on record. “–” needs a search for each domain of the column, "
        "“·” says that one is missing. “Declines” is a position by which an actor gives none of "
        "its own troops, or of its own money, and says nothing of the rest of the column.",
        "By firmness, rows stand under what their first pledge is: “In their own name”, countries "
        "that have said it themselves; “Only others say so”, those of whom it is told; “Decline, "
        "and offer nothing on record”; “No longer standing”; and groups, organisations and "
        "coalitions, which are in no country’s total. The number in the head of a column counts "
        "the countries with a pledge in it that totals count. Evidence is in rust where the first "
        "pledge is unconfirmed lately. Who neither offers nor declines anything is named below, "
        "by whether anybody has looked.",
    ),
    examples=(
        "A country has itself declared 150 troops, and a neighbour says that it will send 1,000: "
        "the tile says 150 and +1.",
        "“1,234 to 1,999 troops” in a small tile is “≥1.2k”, never “1.6k”.",
    ),
)
