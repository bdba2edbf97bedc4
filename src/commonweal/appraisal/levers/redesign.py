"""Process redesign: fewer steps for the same result, alone or together."""

from __future__ import annotations

from commonweal.appraisal.levers.arithmetic import cost_left, figure, saving_stream
from commonweal.appraisal.streams import Array, Figures, Line, Setting, Stream
from commonweal.partnership.levers import ProcessRedesign

__all__ = ["apply", "redesign_saving"]


def redesign_saving(own: Array, share_saved: Array) -> Array:
    """Return what each body saves a year by doing the work in fewer steps: own x share saved.

    Parameters
    ----------
    own : ndarray, shape (..., B, D)
        Pounds a year on the line redesigned; 0 outside the group.
    share_saved : ndarray, shape (D,)
        Share of the line that the new process does without; 0 saves nothing.

    Limits: it has nothing to do with how many take part, so splitting a body in two changes
    nothing, and a saving that every body could make alone is no argument for sharing. A body that
    has already redesigned has less to gain: give such bodies an option of their own. Sources and
    evidence: data/levers.toml.

    Examples
    --------
    >>> redesign_saving(np.array([[400_000.0], [250_000.0]]), np.array([0.08])).ravel()
    array([32000., 20000.])
    """
    found: Array = own * share_saved
    return found


def apply(setting: Setting, entry: ProcessRedesign, figures: Figures) -> tuple[Stream, ...]:
    """Return the saving on staff, then on each other line that the entry names."""
    names: dict[Line, str] = {"staff": "share_of_staff_saved"}
    names |= {line: f"share_saved_by_line.{line}" for line in entry.share_saved_by_line}
    return tuple(
        saving_stream(
            setting,
            entry,
            line,
            redesign_saving(cost_left(setting, line), figure(figures, name)),
            "Process redesign",
        )
        for line, name in names.items()
    )
