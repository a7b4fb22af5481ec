"""The register with its whole history, out and into an empty one."""
