"""Measurements: ratios within one run, in CPU time; never a timed test."""
