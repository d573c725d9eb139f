"""Session: one user's runs, moved on by a thread of their own at the speed that is asked for."""

import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from alliancesim.scenario import Scenario, ScenarioError, load, to_yaml
from alliancesim.view.ensembles import Ensemble
from alliancesim.view.interventions import complaint, first_step, with_events, without_last
from alliancesim.view.track import Track

UNSEEN = 10.0
"""Seconds without a sign of life from the page after which its runs stop."""
FASTEST = 1e9
Name = Literal["A", "B"]
"""A is the run; B the fork beside it."""


class Done(NamedTuple):
    """Something that the user did to a run."""

    words: str
    date: str
    kind: str


class Session:
    """The runs that one page shows: one, or two with the same luck; safe to use from threads."""

    def __init__(self, scenario: str | Path | Scenario = "us_japan", seed: int = 1) -> None:
        self.lock = threading.RLock()
        self.rate = 5.0
        self.seen = time.monotonic()
        self.closed = False
        self.epoch = 0
        """Changes when another past is to be shown, and everything is drawn anew."""
        self.ensemble: Ensemble | None = None
        """Other members of the run's ensemble, simulated in the background."""
        self.versus: Ensemble | None = None
        """The same members under the fork's scenario."""
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._begin(load(scenario), seed, 0)

    def _begin(self, scenario: Scenario, seed: int, member: int) -> None:
        self.seed, self.member = seed, member
        self.original = scenario
        self.tracks: dict[Name, Track] = {"A": Track(scenario, (seed, member))}
        self.active: Name = "A"
        self.acts: dict[Name, list[int]] = {"A": [], "B": []}
        """How many events each thing done to a run stands for."""
        self.forked_at: int | None = None
        self.shown = 0
        self.target = 0
        """Step that is to be reached whether the run plays or not."""
        self.playing = False
        self.trouble = ""
        self.drop_ensembles()
        self.epoch += 1

    # --- what there is to see -------------------------------------------------------------------

    @property
    def track(self) -> Track:
        """The run that is looked at."""
        return self.tracks[self.active]

    @property
    def head(self) -> int:
        """The step that the run that is looked at has reached."""
        return self.track.head

    @property
    def scenario(self) -> Scenario:
        """The scenario of the run that is looked at, with all that was done to it."""
        return self.track.scenario

    @property
    def busy(self) -> bool:
        """Whether steps are being simulated that the user waits for."""
        return any(track.head < self.target for track in self.tracks.values())

    def done(self) -> list[int]:
        """Return the places, in the list of events, of what the user did."""
        return list(range(len(self.original.events), len(self.scenario.events)))

    def drop_ensembles(self) -> None:
        """Stop what is simulated in the background, and forget it."""
        for ensemble in (self.ensemble, self.versus):
            if ensemble is not None:
                ensemble.cancel()
        self.ensemble = self.versus = None

    def _forget_pairs(self) -> None:
        if self.versus is not None:
            self.versus.cancel()
        self.versus = None

    def simulate(self, runs: int) -> None:
        """Simulate members in the background: of the run, and of a fork if there is one."""
        with self.lock:
            self.drop_ensembles()
            self.ensemble = Ensemble(self.tracks["A"].scenario, self.seed, runs)
            if "B" in self.tracks:
                self.versus = Ensemble(self.tracks["B"].scenario, self.seed, runs)

    def open_member(self, member: int) -> None:
        """Go on with another member of the ensemble, at the step shown; a fork is dropped."""
        with self.lock:
            ensemble, shown, acts = self.ensemble, self.shown, self.acts["A"]
            original, scenario = self.original, self.tracks["A"].scenario
            self.ensemble = None
            self._begin(scenario, self.seed, member)
            self.ensemble, self.original, self.acts["A"] = ensemble, original, acts
            self.shown = 0
            self._reach(shown)

    # --- run ------------------------------------------------------------------------------------

    def open(self, scenario: str | Path | Scenario, seed: int, member: int = 0) -> None:
        """Begin with another scenario, or with another member of its ensemble.

        Raises
        ------
        ScenarioError
            If the scenario cannot be used; the runs before stay as they are.
        """
        loaded = load(scenario)
        with self.lock:
            self._begin(loaded, seed, member)

    def reset(self) -> None:
        """Begin again, without anything that was done."""
        with self.lock:
            self._begin(self.original, self.seed, self.member)

    def touch(self) -> None:
        """Take a sign of life of the page."""
        self.seen = time.monotonic()

    def play(self) -> None:
        """Show step after step; simulate those that there are not yet."""
        if self.shown < self.track.last and not self.trouble:
            self.playing = True
            self._start()

    def pause(self) -> None:
        """Stop after the step under way."""
        self.playing = False

    def step(self) -> None:
        """Show the next step; simulate it if need be."""
        self.pause()
        with self.lock:
            self.go(self.shown + 1)

    def go(self, step: int) -> None:
        """Show ``step``; what is not simulated yet will be, in the background."""
        with self.lock:
            step = max(0, min(step, self.track.last))
            self.shown = min(step, self.head)
            if step > self.head:
                self.target = step
                self._start()

    def catch_up(self, seconds: float = 60.0) -> None:
        """Wait until all steps that were asked for are simulated."""
        limit = time.monotonic() + seconds
        while self.busy and not self.trouble and time.monotonic() < limit:
            self.touch()
            time.sleep(0.005)
        with self.lock:  # the last step may be simulated and not yet shown
            return

    # --- intervene ------------------------------------------------------------------------------

    def intervene(self, *events: Mapping[str, Any]) -> str:
        """Add events to the run, which goes on from the step shown; return what is wrong, or ''.

        Steps simulated beyond the one shown are dropped: they belong to a run without them.
        """
        with self.lock:
            shown = self.shown
            changed, wrong = _changed(self.scenario, events, shown)
            if changed is None:
                return wrong
            self._put(self.track.branch(shown, changed))
            self.acts[self.active].append(len(events))
            return ""

    def undo(self) -> str:
        """Take back the last thing done, and simulate again what came after; return what is wrong.

        In a fork, what was done before it stays.
        """
        with self.lock:
            acts = self.acts[self.active]
            if not acts:
                return "nothing was done that could be undone"
            try:
                changed = without_last(self.scenario, acts[-1])
            except ScenarioError as error:
                return complaint(error)
            head, shown = self.head, self.shown
            back = min(head, first_step(self.scenario, acts[-1]) - 1)
            self._put(self.track.branch(back, changed))
            acts.pop()
            self.shown = min(shown, back)
            self._reach(head)
            return ""

    def _put(self, track: Track) -> None:
        """Put another run in the place of the one looked at."""
        self.tracks[self.active] = track
        self.shown = min(self.shown, track.head)
        self.target = min(self.target, self.shown)
        self.trouble = ""
        # Members simulated so far are of a scenario that is no longer that of the run.
        self._forget_pairs() if self.active == "B" else self.drop_ensembles()
        self.epoch += 1

    def _reach(self, step: int) -> None:
        self.target = max(self.target, step)
        self._start()

    def saved(self) -> str:
        """Return the scenario of the run, with all that was done, as the text of a file."""
        return to_yaml(self.scenario)

    # --- fork -----------------------------------------------------------------------------------

    def fork(self, *events: Mapping[str, Any]) -> str:
        """Add a second run that parts from the first at the step shown by further events.

        Returns
        -------
        str
            What is wrong, or nothing.
        """
        with self.lock:
            run = self.tracks["A"]
            shown = min(self.shown, run.head)
            changed, wrong = _changed(run.scenario, events, shown)
            if changed is None:
                return wrong
            self.tracks["B"] = run.branch(shown, changed)
            self.acts["B"] = [len(events)]
            self.forked_at, self.shown = shown, shown
            self._forget_pairs()
            self.epoch += 1
            self._reach(run.head)
            return ""

    def join(self) -> None:
        """Drop the second run."""
        with self.lock:
            self.tracks.pop("B", None)
            self.active, self.forked_at = "A", None
            self._forget_pairs()
            self.shown = min(self.shown, self.head)
            self.epoch += 1

    def look_at(self, name: Name) -> None:
        """Look at one of the two runs."""
        with self.lock:
            if name in self.tracks and name != self.active:
                self.active = name
                self.shown = min(self.shown, self.head)
                self.epoch += 1

    # --- the thread -----------------------------------------------------------------------------

    def _start(self) -> None:
        """Wake the thread, or start one."""
        self.touch()
        self._wake.set()
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._move, daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Stop for good."""
        self.closed, self.playing = True, False
        self.drop_ensembles()
        self._wake.set()

    @property
    def moving(self) -> bool:
        """Whether the thread of the session is alive."""
        return self._thread is not None and self._thread.is_alive()

    def _move(self) -> None:
        """Advance the runs until nobody looks any more."""
        due = time.perf_counter()
        while not self.closed:
            if time.monotonic() - self.seen > UNSEEN:
                self.playing = False
                return
            if not (self.playing or self.busy):
                self._wake.clear()
                self._wake.wait(0.5)
                continue
            # The next step is due a period after the last one was, or at once if that has passed.
            due = max(due + 1 / self.rate, time.perf_counter() - 1 / self.rate)
            in_haste = self._once()
            left = 0.0 if in_haste else due - time.perf_counter()
            time.sleep(max(left, 0.001))  # at least a moment, in which others get the lock

    def _once(self) -> bool:
        """Show or simulate one step; return whether the next one is waited for."""
        try:
            with self.lock:
                if self.busy:
                    self._catch_up()
                elif self.playing:
                    self._play_on()
                return self.busy
        except Exception as error:
            # Whatever goes wrong in the model is told in the page; the thread lives on.
            self.trouble = f"step {self.head + 1}: {type(error).__name__}: {error}"
            self.playing, self.target = False, 0
            return False

    def _catch_up(self) -> None:
        follows = self.shown == self.head
        for track in self.tracks.values():
            if track.head < self.target and track.running:
                track.advance()
        if follows:
            self.shown = self.head
        if not any(track.running and track.head < self.target for track in self.tracks.values()):
            self.target = min(track.head for track in self.tracks.values())

    def _play_on(self) -> None:
        """Show the next step; all runs are simulated as far as the one shown."""
        if self.shown >= self.track.last:
            self.playing = False
            return
        for track in self.tracks.values():
            if track.head <= self.shown and track.running:
                track.advance()
        self.shown = min(self.shown + 1, self.head)


def _changed(
    scenario: Scenario, events: Sequence[Mapping[str, Any]], shown: int
) -> tuple[Scenario | None, str]:
    """Return the scenario with further events after the step shown, or what is wrong with them."""
    try:
        changed = with_events(scenario, events)
    except ScenarioError as error:
        return None, complaint(error)
    if first_step(changed, len(events)) <= shown:
        return None, "the date has passed; go back on the timeline to act then"
    return changed, ""
