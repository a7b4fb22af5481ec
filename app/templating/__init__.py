"""From a template name and its context to a response."""
