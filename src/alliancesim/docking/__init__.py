"""Docking: our model beside another one, on the same case and by the same measure.

Axelrod and Bennett's landscape theory of aggregation says which side each of seventeen European
states would take, from five factors of 1936 and their sizes. ``coding`` reads the case as it was
coded, ``factors`` makes propensities of it, ``landscape`` finds the splits at rest, ``experiment``
varies weights and readings of the code, and ``own`` asks our model for the same split.
"""
