"""Marks of pictures: plain rows in, marks out. Knows no page, no database and no template.

One grammar, decision 22: a rectangle is a pledge, its shade how firm, its border who says it, a cut
corner that it waits, and what is in it how much. No mark is sharper than its row.
"""
