"""Every way to fail has its name, and only what failed has one."""

from dataclasses import replace

import pytest
from eval_cases import LISTING, MISSING, NUMBER, REFUSED, cite, make_answer, result_of

from eval.failures import Fault, faults

PROOF = [cite("Alpha has 7 members"), cite("7 members\tno seat", 2)]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (LISTING, make_answer("Alpha [1], Gamma [2].", PROOF), ()),
        (MISSING, REFUSED, ()),
        (LISTING, REFUSED, (Fault.REFUSED,)),
        (MISSING, make_answer("Rome [1].", [cite("seat in Rome")]), (Fault.ANSWERED,)),
        (MISSING, replace(REFUSED, citations=(cite("seat in Rome"),)), (Fault.ANSWERED,)),
        (LISTING, make_answer("Alpha [1].", PROOF), (Fault.MISSING,)),
        (LISTING, make_answer("Alpha, Gamma, Beta.", PROOF), (Fault.EXTRA,)),
        # Another cell of the row that holds gold is no wrong evidence, another row is.
        (NUMBER, make_answer("12 [1].", [cite("seat in Rome")]), ()),
        (NUMBER, make_answer("12 [1].", [cite("no seat")]), (Fault.EVIDENCE,)),
        (NUMBER, make_answer("12."), (Fault.EVIDENCE,)),
        (NUMBER, make_answer("7 [1].", [cite("no seat")]), (Fault.MISSING, Fault.EVIDENCE)),
        (NUMBER, make_answer("12", [replace(cite("12 members"), quote="13")]), (Fault.QUOTE,)),
        (NUMBER, make_answer("12 عضواً", [cite("12 members")], language="ar"), (Fault.LANGUAGE,)),
    ],
)
def test_faults(question, answer, expected):
    result = result_of(question, answer)
    assert faults(result) == expected
    assert result.items.right or expected
