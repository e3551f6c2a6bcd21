"""bfloat16 only where it is computed, not emulated."""

import pytest
import torch

from encoder.precision import bfloat16_pays, reduced


@pytest.mark.parametrize(
    ("able", "pays"),
    [
        ({"avx2": True, "amx_bf16": False, "avx512_bf16": False}, False),
        ({"avx2": True, "amx_bf16": True}, True),
        ({"avx512_bf16": True}, True),
        ({}, False),  # a processor that tells nothing of itself
    ],
)
def test_a_processor_must_compute_in_it(monkeypatch, able, pays):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: able)
    cpu = torch.device("cpu")
    assert bfloat16_pays(cpu) is pays
    with reduced(cpu):
        product = torch.ones(2, 2) @ torch.ones(2, 2)
    assert product.dtype == (torch.bfloat16 if pays else torch.float32)


def test_a_gpu_always_does():
    assert bfloat16_pays(torch.device("cuda"))
