"""The processor's milliseconds of Datasette's page of a table; run by Datasette's own Python."""

import asyncio
import sys
from statistics import median
from time import process_time

from datasette.app import Datasette


async def measure(file: str, rows: str) -> float:
    """The median of five pages, after two."""
    site = Datasette([file], settings={"max_returned_rows": 1000})
    await site.invoke_startup()
    times = []
    for _ in range(7):
        began = process_time()
        answer = await site.client.get(f"/register/pledges?_size={rows}")
        times.append(process_time() - began)
        assert answer.status_code == 200, answer.text[:500]
    return 1000 * median(times[2:])


print(asyncio.run(measure(*sys.argv[1:])))
