"""The one place that reads the environment."""

import os
from pathlib import Path

from dotenv import dotenv_values
from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """What may differ between machines; each field is COMMITMENTS_<NAME> in the environment."""

    model_config = SettingsConfigDict(env_prefix="COMMITMENTS_", env_file=".env", extra="ignore")

    database_url: str = f"sqlite:///{ROOT / 'var' / 'commitments.db'}"
    base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: str = ""
    exports: Path = ROOT / "var" / "exports"
    password_memory: int = 19_456
    password_rounds: int = 2
    metrics_token: SecretStr = SecretStr("")


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
