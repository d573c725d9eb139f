"""Seats: people play states, against the model's own for the rest, in turns that group steps.

``game`` runs the turns, ``orders`` is what a player decides, ``outlook`` what a player can know,
``debrief`` what it all came to; ``files`` passes games as text. None of them knows of the page.
"""
