"""What axe finds wrong with a page, for people."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"type": "tag", "values": TAGS}
OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# To weigh colours takes axe longer than all else. How a text stands out depends on the styles of
# its element and of all that it is in: of texts that are alike in these, on whatever page, the
# first and the last that are seen are weighed, in the light and in the dark.
WEIGH_EXAMPLES = """axe.configure({rules: [
  {id: "color-contrast", selector: "[data-example]"},
  {id: "link-in-text-block", selector: "[data-example]:is(a[href], [role=link])"},
]})"""
FIND_EXAMPLES = """() => {
  const styles = ["color", "backgroundColor", "backgroundImage", "fontSize", "fontWeight",
    "opacity", "position", "textShadow", "textDecorationLine"];
  const textOf = element => [...element.childNodes]
    .map(one => one.nodeType === Node.TEXT_NODE ? one.data : "").join(" ").trim();
  const styleOf = element => {
    const style = getComputedStyle(element);
    const disabled = element.matches(":disabled, [aria-disabled]");
    const kind = [element.localName, element.className, disabled, textOf(element) !== ""];
    return [...kind, ...styles.map(name => style[name])];
  };
  const places = new Map([[document.documentElement, ""]]);
  const placeOf = element => {
    if (places.has(element)) return places.get(element);
    const place = placeOf(element.parentElement) + styleOf(element);
    places.set(element, place);
    return place;
  };
  const alike = new Map();
  for (const element of document.querySelectorAll("body *")) {
    const text = textOf(element);
    if (!text && !element.matches("input, select, textarea")) continue;
    if (!element.checkVisibility()) continue;
    const place = placeOf(element) + /[\\p{L}\\p{N}].*[\\p{L}\\p{N}]/su.test(text);
    alike.set(place, [(alike.get(place) || [element])[0], element]);
  }
  window.examples = alike;
  return [...alike.keys()];
}"""
MARK_EXAMPLES = """places => {
  for (const element of document.querySelectorAll("[data-example]")) delete element.dataset.example;
  for (const place of places)
    for (const element of window.examples.get(place)) element.dataset.example = "";
}"""
WEIGHED: set[str] = set()


def faults(page: Page) -> str:
    """What axe finds wrong with a page; "" for nothing."""
    report, passes = run(page, ALL)
    assert passes, "axe looked at nothing"
    return report


def faults_of_colour(page: Page) -> str:
    """What axe finds wrong with the colours of a page; "" for nothing."""
    return run(page, OF_COLOUR)[0]


def run(page: Page, rules: dict[str, object]) -> tuple[str, int]:
    """What axe reports, and how many rules are kept; what looks as it did elsewhere is let be."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
        page.evaluate(WEIGH_EXAMPLES)
    places = set(page.evaluate(FIND_EXAMPLES))
    assert places, "there is no text"
    if rules is OF_COLOUR and places <= WEIGHED:
        return "", 0
    page.evaluate(MARK_EXAMPLES, [*places - WEIGHED])
    asked = {"runOnly": rules, "resultTypes": ["violations"]}  # of the rest, one example each
    found = AxeResults(page.evaluate("asked => axe.run(asked)", asked))
    report = found.generate_report() if found.violations_count else ""
    WEIGHED.update(() if report else places)
    return report, len(found.response["passes"])
