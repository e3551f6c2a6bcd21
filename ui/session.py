"""Settings and the engine, opened for a command: with progress on stderr and legible errors."""

from typing import TYPE_CHECKING

from corpus.errors import UsageError
from ui.progress import progress_bar
from ui.startup import collector_resting

if TYPE_CHECKING:
    from qa.engine import Engine
    from qa.settings import Settings
    from ui.settings import ChatSettings


def load_settings(**overrides: object) -> "ChatSettings":
    """Read the settings; `overrides` come from the command line, None meaning not given.

    Raises:
        UsageError: a value in the environment or in `isnad.toml` is not allowed.
    """
    import tomllib

    from pydantic import ValidationError

    from ui.settings import ChatSettings

    try:
        return ChatSettings(**{k: v for k, v in overrides.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"setting {name} can't be {first['input']!r} ({first['msg']}): correct it on the"
            f" command line, in ISNAD_{name.upper()} or in isnad.toml"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"isnad.toml is damaged: {error}") from error


def open_engine(settings: "Settings", *, empty: bool = False) -> "Engine":
    """Open the engine, building the index when there is none yet.

    With `empty`, the library may hold nothing: documents can be added on the page.

    Raises:
        IsnadError: there is no usable index, or a document can't be read.
    """
    with collector_resting():
        from qa.engine import Engine
        from ui.indexing import folders

        if not empty:
            folders(settings)  # an empty library is said to be that, before a model is loaded
        with progress_bar("Building the index") as progress:
            return Engine.open(settings, progress=progress)
