import pytest
from safetensors import safe_open
from sentence_transformers import SentenceTransformer

from encoder import WEIGHTS


def test_bundled_encoder_is_small_and_stored_in_half_precision():
    size = sum(path.stat().st_size for path in WEIGHTS.rglob("*") if path.is_file())
    assert size <= 60_000_000
    with safe_open(str(WEIGHTS / "model.safetensors"), "pt") as file:
        assert {file.get_tensor(name).dtype.itemsize for name in file.keys()} == {2}
    assert (WEIGHTS / "README.md").is_file()


def test_bundled_encoder_brings_translations_together():
    model = SentenceTransformer(str(WEIGHTS), device="cpu")
    assert model.tokenizer.tokenize("الهِجْرَةُ ١٢") == model.tokenizer.tokenize("الهجره 12")
    vectors = model.encode(
        ["labour migration in Africa", "هجرة اليد العاملة في إفريقيا", "وصفة لطبخ السمك بالليمون"]
    )
    assert vectors.shape == (3, 384)
    assert float(vectors[0] @ vectors[1]) > float(vectors[0] @ vectors[2]) + 0.2


@pytest.mark.parametrize(
    "sentence",
    [
        "La migration de main-d'œuvre en Afrique",
        "La migración laboral en África",
        "Трудовая миграция в Африке",
        "非洲的劳动力移民",
    ],
)
def test_bundled_encoder_knows_six_languages(sentence):
    model = SentenceTransformer(str(WEIGHTS), device="cpu")
    same, other = "هجرة اليد العاملة في إفريقيا", "وصفة لطبخ السمك بالليمون"
    asked, near, far = model.encode([sentence, same, other])
    assert model.tokenizer.unk_token not in model.tokenizer.tokenize(sentence)
    assert float(asked @ near) > float(asked @ far) + 0.2
