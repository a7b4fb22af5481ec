"""The one place that reads the environment."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    """What may differ between machines; each field is COMMITMENTS_<NAME> in the environment."""

    model_config = SettingsConfigDict(env_prefix="COMMITMENTS_", env_file=".env", extra="ignore")

    database_url: str = f"sqlite:///{ROOT / 'var' / 'commitments.db'}"
    database_connections: int = 90
    workers: int = 1
    base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: str = ""
    exports: Path = ROOT / "var" / "exports"
    password_memory: int = 19_456
    password_rounds: int = 2
