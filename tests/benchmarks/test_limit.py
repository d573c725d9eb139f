"""The kernels in C do what the product's do; without a compiler the reason is given."""

import numpy as np
import pytest
from benchmarks.limit import Limit, NoCompilerError, build
from benchmarks.limit.kernels import kernels
from benchmarks.measuring import Effort
from benchmarks.rows import limits
from benchmarks.worlds import core_case


@pytest.fixture(scope="module")
def limit() -> Limit:
    try:
        return build()
    except NoCompilerError as reason:
        pytest.skip(str(reason))


@pytest.mark.parametrize("n", [10, 50])
def test_kernels_agree(limit: Limit, n: int) -> None:
    """Below and above the size from which the product uses compiled loops."""
    found = kernels(core_case(n), limit)
    assert len(found) == 5
    for kernel in found:
        product = kernel.product()
        assert np.abs(product).max() > 0, f"{kernel.name} has nothing to do"
        np.testing.assert_allclose(kernel.limit(), product, rtol=1e-12, atol=1e-14)


def test_without_a_compiler_the_row_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    [figure] = limits.measure(Effort(quick=True, repeats=1, sizes=(10,)))
    assert figure.verdict == "skipped"
    assert "no C compiler" in figure.note


def test_a_compiler_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from pathlib import Path

    fake = Path(str(tmp_path)) / "cc"
    fake.write_text("#!/bin/sh\necho 'no such architecture' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(NoCompilerError, match="cc does not build the kernels: no such architect"):
        build()
