"""Run all measurements, or those named: python -m tests.bench kills."""

import sys
from importlib import import_module
from pathlib import Path

found = sorted(file.stem for file in Path(__file__).parent.glob("[!_]*.py"))
for name in sys.argv[1:] or found:
    bench = import_module(f"tests.bench.{name}")
    print(f"{name}: {(bench.__doc__ or '').splitlines()[0]}")
    bench.run()
