"""The bundled encoder on ONNX Runtime: no torch to import, and matrix products of bytes.

Nothing is generated or stored. The graph is made in memory from `model.safetensors` each time an
encoder is opened (a tenth of a second), so weights that are replaced need no further step.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from corpus.errors import EncoderError
from index.bert.folder import BertFolder
from index.bert.graph import INPUT, Precision, bert_graph
from index.identity import encoder_name, fingerprint, is_bundled

# Events are recorded by the builds for Windows only; nothing of this program reports anything.
onnxruntime.disable_telemetry_events()
# Its warnings (a processor it has no name for, say) are of no use to who asks a question.
onnxruntime.set_default_logger_severity(3)


class OnnxEncoder:
    """A mean-pooled BERT in a folder, without torch; vectors are unit, float32.

    Texts are encoded one by one and side by side on all cores that the process may use; a text's
    vector depends on nothing but the text. May be called from several threads.

    >>> encoder = OnnxEncoder(WEIGHTS)  # doctest: +SKIP
    >>> encoder.encode_queries(["ما هي الهجرة؟"]).shape  # doctest: +SKIP
    (1, 384)
    """

    def __init__(
        self,
        folder: Path,
        query_prefix: str = "",
        passage_prefix: str = "",
        *,
        precision: Precision = "int8",
        name: str = "",
    ) -> None:
        """Read the model in `folder` and prepare its graph.

        Args:
            folder: of a sentence-transformers model.
            query_prefix: put before every question.
            passage_prefix: put before every passage.
            precision: of the matrix products.
            name: for messages and the manifest; by default the folder's.

        Raises:
            NotBertError: the folder holds a model of another kind.
            EncoderError: ONNX Runtime can't run it.
        """
        bert = BertFolder.read(folder)
        self._tokenizer = Tokenizer.from_file(str(bert.tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(bert.max_tokens)
        # Copied: the program would be killed if the mapped file were overwritten while it runs.
        self._words = np.array(bert.tensors["embeddings.word_embeddings.weight"])
        # A single text is of the first type throughout.
        self._places = (
            bert.tensors["embeddings.position_embeddings.weight"].astype(np.float32)
            + bert.tensors["embeddings.token_type_embeddings.weight"][0]
        )
        self._session = _session(bert_graph(bert, precision), folder)
        self._mean, self._states = (output.name for output in self._session.get_outputs())
        self.name = name or encoder_name(folder)
        self.dimension = bert.dimension
        self.fingerprint = fingerprint(folder, passage_prefix)
        self.late = is_bundled(folder)
        self._query_prefix, self._passage_prefix = query_prefix, passage_prefix
        self._pool: ThreadPoolExecutor | None = None
        self._lock = Lock()

    def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of questions, (n, dimension)."""
        return self._encode([self._query_prefix + text for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of passages, (n, dimension)."""
        return self._encode([self._passage_prefix + text for text in texts])

    def _encode(self, texts: list[str]) -> np.ndarray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if len(texts) == 1:
            return self._vector(texts[0])[np.newaxis]
        return np.stack(list(self._workers().map(self._vector, texts)))

    def query_tokens(self, text: str) -> np.ndarray:
        """Vectors of a question's pieces, (pieces, dimension)."""
        return self._pieces(self._query_prefix + text)

    def passage_tokens(self, texts: Sequence[str]) -> list[np.ndarray]:
        """Vectors of the pieces of each passage, (pieces, dimension)."""
        return list(self._workers().map(self._pieces, [self._passage_prefix + t for t in texts]))

    def _vector(self, text: str) -> np.ndarray:
        (mean,) = self._session.run([self._mean], {INPUT: self._rows(text)})
        return _unit(mean)[0]

    def _pieces(self, text: str) -> np.ndarray:
        (states,) = self._session.run([self._states], {INPUT: self._rows(text)})
        return _unit(states[0, 1:-1])  # without [CLS] and [SEP]

    def _rows(self, text: str) -> np.ndarray:
        ids = self._tokenizer.encode(text).ids
        rows = self._words[ids].astype(np.float32) + self._places[: len(ids)]
        return rows[np.newaxis]

    def _workers(self) -> ThreadPoolExecutor:
        """Threads, made when first needed; a session's `run` lets others work meanwhile."""
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(_cores(), thread_name_prefix="encoder")
            return self._pool


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, np.finfo(np.float32).tiny), dtype=np.float32)


def _cores() -> int:
    """How many cores this process may use, which a container or `taskset` can limit."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _session(model: bytes, folder: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # Cores are shared out among texts; among the parts of one text they gained less.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    # The graph is written with the operators that the optimiser would arrive at, or better ones.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its exceptions share no class of their own
        reason = str(error).splitlines()[0]
        raise EncoderError(
            f"ONNX Runtime can't run the encoder in {folder} ({reason}): set ISNAD_RUNTIME=torch"
        ) from error
