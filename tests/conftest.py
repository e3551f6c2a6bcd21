"""Loaded once for all tests: the brochure, its passages, an engine with the bundled encoder."""

import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import pytest

from corpus import SHIPPED
from ingest.load import load_document
from ingest.passages import make_passages
from qa.engine import Engine
from qa.settings import Settings


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
    return Settings(data_dir=data_dir, encoder="")


@pytest.fixture(scope="session")
def engine(settings):
    return Engine.open(settings)
