"""A browser in words, so that people know their own again in a list."""

BROWSERS = {  # what each puts into its name, those first that also put in another's
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "CrOS": "ChromeOS",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def browser_name(agent: str) -> str:
    """What a browser says of itself, in at most 60 characters: Firefox on Linux."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "A browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "another system")
    return f"{browser} on {system}"
