"""The register as tables and files that other programs read."""
