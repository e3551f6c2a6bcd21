"""One typed settings object: defaults, `isnad.toml`, environment `ISNAD_*`, command line."""

from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

CHECKOUT = Path(__file__).resolve().parent.parent


def default_data_dir() -> Path:
    """`.isnad/` of a checkout, so that two clones never share an index; else the user's folder."""
    if (CHECKOUT / "pyproject.toml").is_file():
        return CHECKOUT / ".isnad"
    return Path(platformdirs.user_data_dir("isnad", appauthor=False))


class Settings(BaseSettings):
    """What can be set, with its meaning; `isnad settings` prints it."""

    model_config = SettingsConfigDict(
        env_prefix="ISNAD_", toml_file="isnad.toml", extra="ignore", frozen=True
    )

    data_dir: Path = Field(default_factory=default_data_dir, description="all that is written")
    encoder: str = Field(
        "",
        description="folder of a sentence-transformers model, or a name (docs/encoders.md), looked"
        " up in models/ of the data and in the hub's cache; empty: bundled",
    )
    query_prefix: str | None = Field(
        None, description="put before a question when it is embedded; None: as the model needs it"
    )
    passage_prefix: str | None = Field(
        None, description="put before a passage when it is embedded; None: as the model needs it"
    )
    runtime: Literal["auto", "torch"] = Field(
        "auto", description="of the encoder; auto: ONNX Runtime where it gives the same vectors"
    )
    shipped: bool = Field(True, description="whether the shipped documents are in the library")
    host: str = Field("127.0.0.1", description="address of the chat")
    port: int = Field(7860, ge=0, le=65535, description="port of the chat; 0: any free one")
    root_path: str = Field(
        "",
        pattern=r"^(/[A-Za-z0-9._~-]+)*$",
        description="path that a reverse proxy serves the chat under, as /isnad",
    )
    allowed_hosts: str = Field(
        "", description="names it is reached by beside the machine's own, comma-separated; * any"
    )
    trusted_proxies: str = Field(
        "127.0.0.1", description="proxies whose X-Forwarded-For is believed, comma-separated"
    )
    auth: SecretStr = Field(
        SecretStr(""), description="accounts, USER:PASSWORD, each on a line; empty: no login"
    )
    auth_file: Path | None = Field(None, description="file with accounts, one USER:PASSWORD a line")
    question_limit: int = Field(2000, ge=1, description="longest question, in characters")
    check_limit: int = Field(10_000, ge=1, description="longest text to check, in characters")
    body_limit: int = Field(
        1_000_000, ge=1000, description="largest request of a program, in bytes"
    )
    upload_limit: int = Field(
        50_000_000, ge=1000, description="largest request of the page, in bytes"
    )
    requests_per_minute: int = Field(
        300, ge=1, description="requests a minute of one user (without login: of one address)"
    )
    answers_at_once: int = Field(2, ge=1, description="answers worked on at the same time")
    answers_waiting: int = Field(
        100, ge=0, description="requests that wait for their turn before others are refused"
    )
    answer_patience: float = Field(
        30, gt=0, description="seconds a request waits for its turn before it is refused"
    )

    @property
    def library(self) -> Path:
        """Where added documents are kept."""
        return self.data_dir / "library"

    @property
    def models(self) -> Path:
        """Where encoders are looked for by name."""
        return self.data_dir / "models"

    @property
    def index_dir(self) -> Path:
        """Where the index is kept."""
        return self.data_dir / "index"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line first, then environment, then `isnad.toml`, then defaults."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))

    def describe(self) -> list[tuple[str, str, str, str]]:
        """(name, value, where it came from, meaning) of every setting."""
        environment = type(self).__sources("environment")
        file = type(self).__sources("file")
        rows = []
        for name, field in type(self).model_fields.items():
            if name in environment:
                origin = f"ISNAD_{name.upper()}"
            elif name in file:
                origin = "isnad.toml"
            else:
                origin = "command line" if name in self.model_fields_set else "default"
            rows.append((name, str(getattr(self, name)), origin, field.description or ""))
        return rows

    @classmethod
    def __sources(cls, which: str) -> dict[str, Any]:
        from pydantic_settings import EnvSettingsSource

        if which == "environment":
            return EnvSettingsSource(cls, env_prefix="ISNAD_")()
        return TomlConfigSettingsSource(cls)()
