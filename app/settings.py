"""The one place that reads the environment."""

import os
from pathlib import Path

from dotenv import dotenv_values
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent

# A request reads on one connection and, while it writes, holds a second one. With one for each
# of Starlette's 40 threads, and one for each of the 9 that may write or wait, no reader waits.
POOL_SIZE = 40 + 9
# With fewer, readers wait for one another. Nine writers may each wait for their second connection,
# all with one in hand: the tenth lets them go on.
LEAST_POOL_SIZE = 9 + 1


class Settings(BaseSettings):
    """What may differ between machines; each field is COMMITMENTS_<NAME> in the environment."""

    model_config = SettingsConfigDict(env_prefix="COMMITMENTS_", env_file=".env", extra="ignore")

    database_url: str = f"sqlite:///{ROOT / 'var' / 'commitments.db'}"
    database_connections: int = Field(90, ge=1)
    workers: int = Field(1, ge=1)
    base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: str = ""
    exports: Path = ROOT / "var" / "exports"
    exports_pause: float = Field(60, ge=0, allow_inf_nan=False)
    reader_places: int = Field(4, ge=1)
    kept_megabytes: int = Field(64, ge=0)
    password_memory: int = Field(19_456, ge=8)  # argon2 takes no less
    password_rounds: int = Field(2, ge=1)
    metrics_token: SecretStr = SecretStr("")


def divide_connections(total: int, workers: int) -> int:
    """How many connections each of the workers may hold of a total, 10 to 49."""
    return max(LEAST_POOL_SIZE, min(POOL_SIZE, total // workers))


def unknown_variables() -> list[str]:
    """What is named like a setting, in the environment or in `.env`, and is none."""
    prefix = Settings.model_config.get("env_prefix", "")
    known = {prefix + name.upper() for name in Settings.model_fields}
    names = {name.upper() for name in (*os.environ, *dotenv_values(".env"))}
    return sorted(name for name in names if name.startswith(prefix) and name not in known)


def metrics_folder() -> str | None:
    """Where the processes of one server put together what they count; None for one process."""
    return os.environ.get("PROMETHEUS_MULTIPROC_DIR")


def set_metrics_folder(folder: str) -> None:
    """Let the processes that this one starts count into `folder`."""
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
