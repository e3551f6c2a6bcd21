"""Loaded once for all tests: the brochure, its passages, an engine with the bundled encoder."""

import os
import shutil

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import pytest

from corpus import SHIPPED
from ingest.load import load_document
from ingest.passages import make_passages
from qa.engine import Engine
from ui.settings import ChatSettings


@pytest.fixture(scope="session")
def brochure():
    return load_document(SHIPPED / "iom-rcp-brochure")


@pytest.fixture(scope="session")
def passages(brochure):
    return make_passages(brochure)


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("isnad-data")


@pytest.fixture(scope="session")
def settings(data_dir):
    return ChatSettings(data_dir=data_dir, encoder="")


@pytest.fixture(scope="session")
def engine(settings):
    return Engine.open(settings)


@pytest.fixture(scope="module")
def chromium():
    """A browser; skipped with a reason where there is none."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = os.environ.get("ISNAD_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        pytest.skip("no Chromium found: install one or set ISNAD_CHROMIUM to its path")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
