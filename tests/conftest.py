"""What holds for all tests."""

import os

# Workers of the tests share the machine, and linear algebra with a thread for each core slows them
# down. Set before NumPy is loaded, and left to the processes that tests start.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
