"""The view: a scenario in the browser, to run, look into, change, fork and play.

Sessions (`session`, `track`, `film`, `interventions`, `forks`, `game`) know nothing of the page;
the page (`app`, `layout`, `callbacks`, `drawing`) holds no state of a run.
"""
