"""What the form of a page with one button would send."""

from bs4 import BeautifulSoup


def sent(shown: BeautifulSoup) -> dict[str, str]:
    """What is in the form, hidden or not."""
    form = shown.select_one("#slip")
    hidden = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    return hidden | {"comment": form.textarea.text.strip()}
