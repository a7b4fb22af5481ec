"""What routes read from an address or a form, checked."""

import re
from typing import Annotated

from fastapi import Depends, HTTPException, Path, Query, Request
from pydantic import BeforeValidator

from app.spine.base import MAX_INTEGER


def page_number(page: Annotated[str, Query()] = "1") -> int:
    """The page of a list.

    Raises:
        HTTPException: 422 with a sentence, when it is no number.
    """
    if re.fullmatch("[1-9][0-9]{0,8}", page):
        return int(page)
    raise HTTPException(422, f"“{page}” is no page: give a number from 1 on.")


def plain_number(number: str) -> str:
    """A number as we write it, and in no other way, so that a thing has one address.

    Raises:
        ValueError: For any other spelling.
    """
    if re.fullmatch("0|[1-9][0-9]*", number):
        return number
    raise ValueError(number)


async def read_fields(request: Request) -> dict[str, str]:
    """The texts that a form sent, by name: no files, and of a name sent twice the last."""
    async with request.form() as form:
        return {name: value for name, value in form.multi_items() if isinstance(value, str)}


Number = Annotated[int, Path(ge=0, le=MAX_INTEGER), BeforeValidator(plain_number)]
PageNumber = Annotated[int, Depends(page_number)]
FormFields = Annotated[dict[str, str], Depends(read_fields)]
