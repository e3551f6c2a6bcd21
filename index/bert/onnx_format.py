"""Writes ONNX models: the few messages of the format that a graph of known nodes needs.

The `onnx` package would do it as well, with 20 MB more to install and a slower start. The numbers
are the fields of the messages in the format's definition, onnx.proto3; ONNX Runtime checks the
result when it loads it.
"""

import struct
from collections.abc import Mapping, Sequence

import numpy as np

_IR_VERSION = 9
_TYPES = {np.dtype(np.float32): 1, np.dtype(np.int8): 3, np.dtype(np.int64): 7}
FLOAT = 1
MICROSOFT = "com.microsoft"
"""Domain of the operators that ONNX Runtime adds to the standard's."""


class OnnxGraph:
    """Collects nodes and constants, and gives the model as bytes.

    >>> graph = OnnxGraph()
    >>> doubled = graph.node("Add", ["x", "x"])
    >>> model = graph.model(inputs={"x": (None,)}, outputs={doubled: (None,)})
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []
        self._count = 0

    def constant(self, values: np.ndarray) -> str:
        """Add float32, int8 or int64 numbers and return their name.

        Raises:
            KeyError: they are of another type.
        """
        name = self._name("constant")
        # `ascontiguousarray` would make a scalar an array of one dimension.
        content = np.asarray(values, order="C")
        self._constants.append(
            b"".join(_integer(1, size) for size in content.shape)
            + _integer(2, _TYPES[content.dtype])
            + _text(8, name)
            + _bytes(9, content.tobytes())
        )
        return name

    def node(self, kind: str, inputs: Sequence[str], domain: str = "", **numbers: float) -> str:
        """Add an operator with one output and return that output's name.

        Args:
            kind: the operator.
            inputs: names of its inputs; an empty one is an option left out.
            domain: `MICROSOFT`, or nothing for the standard's operators.
            **numbers: its attributes.
        """
        return self.nodes(kind, inputs, 1, domain, **numbers)[0]

    def nodes(
        self, kind: str, inputs: Sequence[str], count: int, domain: str = "", **numbers: float
    ) -> list[str]:
        """Like `node`, for an operator with `count` outputs."""
        outputs = [self._name(kind) for _ in range(count)]
        self._nodes.append(
            b"".join(_text(1, name) for name in inputs)
            + b"".join(_text(2, name) for name in outputs)
            + _text(4, kind)
            + b"".join(_bytes(5, _attribute(name, value)) for name, value in numbers.items())
            + _text(7, domain)
        )
        return outputs

    def model(self, inputs: Mapping[str, Sequence[int | None]],
              outputs: Mapping[str, Sequence[int | None]], opset: int = 20) -> bytes:  # fmt: skip
        """The whole model; inputs and outputs are float32 of these shapes, None being any size."""
        graph = (
            b"".join(_bytes(1, node) for node in self._nodes)
            + _text(2, "graph")
            + b"".join(_bytes(5, constant) for constant in self._constants)
            + b"".join(_bytes(11, _value(*item)) for item in inputs.items())
            + b"".join(_bytes(12, _value(*item)) for item in outputs.items())
        )
        domains = {"": opset, MICROSOFT: 1}
        return (
            _integer(1, _IR_VERSION)
            + _bytes(7, graph)
            + b"".join(
                _bytes(8, _text(1, name) + _integer(2, version))
                for name, version in domains.items()
            )
        )

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind}_{self._count}"


def _varint(number: int) -> bytes:
    result = bytearray()
    number &= 2**64 - 1  # a negative number is written as its two's complement of 64 bits
    while number > 0x7F:
        result.append(number & 0x7F | 0x80)
        number >>= 7
    result.append(number)
    return bytes(result)


def _integer(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, content: str) -> bytes:
    return _bytes(field, content.encode())


def _attribute(name: str, value: float) -> bytes:
    if isinstance(value, int):
        return _text(1, name) + _integer(3, value) + _integer(20, 2)
    return _text(1, name) + _varint(2 << 3 | 5) + struct.pack("<f", value) + _integer(20, 1)


def _value(name: str, shape: Sequence[int | None]) -> bytes:
    sizes = b"".join(
        _bytes(1, _text(2, f"{name}_{axis}") if size is None else _integer(1, size))
        for axis, size in enumerate(shape)
    )
    return _text(1, name) + _bytes(2, _bytes(1, _integer(1, FLOAT) + _bytes(2, sizes)))
