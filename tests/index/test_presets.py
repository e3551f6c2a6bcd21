import json
import shutil
import sys

import numpy as np
import pytest
from model_cases import HIDDEN, bert_model, xlmr_model
from sentence_transformers import SentenceTransformer

from corpus.errors import EncoderError
from index import presets
from index.build import build_index
from index.encoder import load_encoder
from index.onnx_encoder import OnnxEncoder
from index.presets import PRESETS, Preset, find_model, preset_of
from index.store import SearchIndex
from index.torch_encoder import SentenceTransformerEncoder
from qa.engine import encoder_of
from qa.settings import CHECKOUT, Settings
from ui.cli import main

FACTS = [
    ("multilingual-e5-small", 384, "mean", "query: ", "passage: "),
    ("multilingual-e5-base", 768, "mean", "query: ", "passage: "),
    ("multilingual-e5-large", 1024, "mean", "query: ", "passage: "),
    ("bge-m3", 1024, "cls", "", ""),
    ("embeddinggemma-300m", 768, "mean", "task: search result | query: ", "title: none | text: "),
    ("paraphrase-multilingual-MiniLM-L12-v2", 384, "mean", "", ""),
]


@pytest.mark.parametrize(("name", "dimension", "pooling", "query", "passage"), FACTS)
def test_presets_say_what_the_model_cards_say(name, dimension, pooling, query, passage):
    preset = PRESETS[name]
    assert (preset.dimension, preset.pooling) == (dimension, pooling)
    assert (preset.query_prefix, preset.passage_prefix) == (query, passage)


def test_the_documentation_lists_every_preset():
    page = (CHECKOUT / "docs" / "encoders.md").read_text("utf8").replace("\\|", "|")
    for preset in PRESETS.values():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{preset.name}`")]
        pooled = {"mean": "mean", "cls": "first token"}[preset.pooling]
        assert f"| `{preset.repository}` | {preset.dimension} | {pooled} |" in row
        for prefix in filter(None, (preset.query_prefix, preset.passage_prefix)):
            assert f"| `{prefix}` |" in row


@pytest.mark.parametrize(
    ("model", "name"),
    [
        ("bge-m3", "bge-m3"),
        ("BAAI/bge-m3", "bge-m3"),
        ("BGE-M3", "bge-m3"),
        ("/data/models/multilingual-e5-base", "multilingual-e5-base"),
        ("/c/hub/models--intfloat--multilingual-e5-large/snapshots/0a1b", "multilingual-e5-large"),
        ("/data/bge-m3/other", None),
        ("/data/my-bge-m3", None),
        ("", None),
        (None, None),
    ],
)
def test_a_preset_is_known_by_name_and_by_place(model, name):
    found = preset_of(model)
    assert (found.name if found else None) == name


@pytest.fixture(scope="module")
def mean_pooled(tmp_path_factory):
    return bert_model(tmp_path_factory.mktemp("models") / "plain")


@pytest.fixture(scope="module")
def cls_pooled(tmp_path_factory):
    return xlmr_model(tmp_path_factory.mktemp("models") / "plain")


@pytest.fixture
def tiny(monkeypatch):
    """The presets as they are, but with the dimension of the tests' models."""
    known = {
        key: Preset(p.name, p.repository, HIDDEN, p.pooling, p.query_prefix, p.passage_prefix)
        for key, p in presets._BY_KEY.items()
    }
    monkeypatch.setattr(presets, "_BY_KEY", known)


def placed(model, data_dir, name):
    """A data directory that holds `model` under `name`."""
    shutil.copytree(model, data_dir / "models" / name)
    return data_dir


def vectors_of(folder, texts):
    model = SentenceTransformer(str(folder), device="cpu")
    return model.encode(texts, normalize_embeddings=True)


def near(found, expected):
    return np.allclose(found, expected, atol=1e-5)


def test_prefixes_reach_a_mean_pooled_model(mean_pooled, tiny, tmp_path):
    name = "multilingual-e5-small"
    settings = Settings(data_dir=placed(mean_pooled, tmp_path, name), encoder=name)
    encoder = encoder_of(settings)
    assert isinstance(encoder, OnnxEncoder)
    assert encoder.name == name
    text = "labour migration"
    told = vectors_of(mean_pooled, [f"query: {text}", f"passage: {text}", text])
    assert not near(told[0], told[1])
    assert near(encoder.encode_queries([text])[0], told[0])
    assert near(encoder.encode_passages([text])[0], told[1])


def test_prefixes_reach_torch_as_well(mean_pooled, tiny, tmp_path):
    name = "multilingual-e5-small"
    placed(mean_pooled, tmp_path, name)
    encoder = encoder_of(Settings(data_dir=tmp_path, encoder=name, runtime="torch"))
    assert isinstance(encoder, SentenceTransformerEncoder)
    told = vectors_of(mean_pooled, ["query: migration", "passage: migration"])
    assert near(encoder.encode_queries(["migration"])[0], told[0])
    assert near(encoder.encode_passages(["migration"])[0], told[1])


def test_a_model_pooled_by_its_first_token(cls_pooled, tiny, tmp_path):
    encoder = encoder_of(
        Settings(data_dir=placed(cls_pooled, tmp_path, "bge-m3"), encoder="bge-m3")
    )
    assert isinstance(encoder, SentenceTransformerEncoder)
    assert (encoder.name, encoder.dimension) == ("bge-m3", HIDDEN)
    expected = vectors_of(cls_pooled, ["labour migration", "移民"])
    assert near(encoder.encode_queries(["labour migration", "移民"]), expected)
    assert near(encoder.encode_passages(["labour migration", "移民"]), expected)


def test_what_is_set_wins(mean_pooled, tiny, tmp_path, monkeypatch):
    name = "multilingual-e5-small"
    placed(mean_pooled, tmp_path, name)
    monkeypatch.setenv("ISNAD_QUERY_PREFIX", "africa ")
    monkeypatch.setenv("ISNAD_PASSAGE_PREFIX", "")
    encoder = encoder_of(Settings(data_dir=tmp_path, encoder=name))
    told = vectors_of(mean_pooled, ["africa migration", "migration"])
    assert near(encoder.encode_queries(["migration"])[0], told[0])
    assert near(encoder.encode_passages(["migration"])[0], told[1])


def test_a_folder_of_any_other_model_gets_no_prefix(mean_pooled, tmp_path):
    encoder = load_encoder(mean_pooled)
    told = vectors_of(mean_pooled, ["migration"])
    assert encoder.name == "plain"
    assert near(encoder.encode_queries(["migration"]), told)
    assert near(encoder.encode_passages(["migration"]), told)


def test_the_cache_of_the_hub_is_searched(mean_pooled, tiny, tmp_path, monkeypatch):
    cached = tmp_path / "hub" / "models--intfloat--multilingual-e5-base"
    shutil.copytree(mean_pooled, cached / "snapshots" / "0a1b2c")
    (cached / "refs").mkdir()
    (cached / "refs" / "main").write_text("0a1b2c", "utf8")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    assert find_model("multilingual-e5-base", tmp_path / "models").name == "0a1b2c"
    encoder = load_encoder("multilingual-e5-base", models=tmp_path / "models")
    assert encoder.name == "multilingual-e5-base"
    told = vectors_of(mean_pooled, ["query: migration"])
    assert near(encoder.encode_queries(["migration"]), told)


@pytest.mark.parametrize("name", PRESETS)
def test_a_missing_model_says_how_to_get_it(name, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setenv("ISNAD_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ISNAD_ENCODER", name)
    assert main(["ask", "What is a consultative process?"]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    target = tmp_path / "data" / "models" / name
    assert f"`hf download {PRESETS[name].repository} --local-dir {target}`" in line
    assert ("licence" in line) == PRESETS[name].gated


def test_an_unknown_name_lists_those_known(tmp_path):
    with pytest.raises(EncoderError, match="bge-m3, embeddinggemma-300m") as unknown:
        load_encoder("multilingual-e5-smal", models=tmp_path)
    assert "\n" not in str(unknown.value)


def test_another_model_under_a_known_name_is_refused(mean_pooled, tmp_path):
    placed(mean_pooled, tmp_path, "bge-m3")
    with pytest.raises(EncoderError, match=r"32 dimensions, bge-m3 has 1024"):
        load_encoder("bge-m3", models=tmp_path / "models")


def test_another_encoder_needs_another_index(mean_pooled, tiny, tmp_path, monkeypatch, capsys):
    name = "multilingual-e5-small"
    monkeypatch.setenv("ISNAD_DATA_DIR", str(placed(mean_pooled, tmp_path, name)))
    assert main(["index"]) == 0
    monkeypatch.setenv("ISNAD_ENCODER", name)
    capsys.readouterr()
    assert main(["ask", "What is a consultative process?"]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert f"made with the encoder bundled, not {name}: run `isnad index`" in line
    before = list((tmp_path / "index").glob("g*"))
    assert len(before) == 1  # nothing was rebuilt unasked
    assert main(["index", "--if-needed"]) == 0
    said = capsys.readouterr().err
    assert f"Indexing: the index was made with the encoder bundled, not {name}" in said
    assert list((tmp_path / "index").glob("g*")) != before
    monkeypatch.setenv("ISNAD_PASSAGE_PREFIX", "")
    assert main(["ask", "What is a consultative process?"]) == 3
    assert "passage prefix" in capsys.readouterr().err


def test_the_manifest_names_the_encoder(mean_pooled, passages, tmp_path):
    encoder = load_encoder(mean_pooled)
    build_index(passages[:2], encoder, tmp_path, {})
    (path,) = tmp_path.glob("g*/manifest.json")
    record = json.loads(path.read_text("utf8"))
    assert (record["encoder"], record["dimension"]) == ("plain", HIDDEN)
    assert SearchIndex.open(tmp_path, encoder).search("migration", mode="dense")


def test_the_hub_library_is_not_imported_for_a_folder(mean_pooled, monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    assert find_model(mean_pooled) == mean_pooled
