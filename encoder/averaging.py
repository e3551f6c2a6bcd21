"""Weights averaged over the end of a run (Izmailov et al. 2018)."""

import torch


class Average:
    """The mean of the weights over the last part of a run."""

    def __init__(self, model: torch.nn.Module) -> None:
        """Start empty."""
        self._model, self._count = model, 0
        self._sums: list[torch.Tensor] = []

    def add(self) -> None:
        """Add the weights as they are now."""
        with torch.no_grad():
            parameters = [p.detach() for p in self._model.parameters()]
            if not self._sums:
                self._sums = [torch.zeros_like(p) for p in parameters]
            for total, parameter in zip(self._sums, parameters, strict=True):
                total += parameter
        self._count += 1

    def apply(self) -> None:
        """Give the model the mean, if anything was added."""
        if self._count:
            with torch.no_grad():
                for total, parameter in zip(self._sums, self._model.parameters(), strict=True):
                    parameter.copy_(total / self._count)
