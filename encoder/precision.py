"""Where a run may compute in bfloat16, and where that would only be slower."""

import torch


def bfloat16_pays(device: torch.device) -> bool:
    """Whether bfloat16 is faster than float32: on a GPU, and where the processor computes in it.

    Elsewhere it is emulated: with AVX2 alone a forward pass took seven times as long.
    """
    if device.type != "cpu":
        return True
    able = torch.cpu.get_capabilities()
    return any(able.get(name, False) for name in ("amx_bf16", "avx512_bf16"))


def reduced(device: torch.device) -> torch.autocast:
    """A context in which a model computes in bfloat16 where that pays, in float32 elsewhere."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=bfloat16_pays(device))
