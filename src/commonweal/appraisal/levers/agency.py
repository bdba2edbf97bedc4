"""Agency staff: the premium saved by employing people instead."""

from __future__ import annotations

import numpy as np

from commonweal.appraisal.levers.arithmetic import cost_left, figure, saving_stream
from commonweal.appraisal.streams import Array, Figures, Setting, Stream
from commonweal.partnership.levers import AgencyStaff

__all__ = ["agency_saving", "agency_share_of_staff", "apply"]


def agency_saving(own: Array, agency_share: Array, premium: Array, replaced: Array) -> Array:
    """Return what each body saves a year by employing people in place of agency staff.

        saving = agency bill x premium x share replaced,  agency bill = staff cost x agency share

    Parameters
    ----------
    own : ndarray, shape (..., B, D)
        Pounds a year on staff, agency included; 0 outside the group.
    agency_share : ndarray, shape (B, D)
        Agency bill as a share of the staff line.
    premium : ndarray, shape (D,)
        Share of the agency bill above what employed staff would cost for the same work.
    replaced : ndarray, shape (D,)
        Share of the agency work taken over.

    Limits: the work is still done and paid for; only the premium goes. Posts stay empty where
    people cannot be hired, and sharing does not make them; a larger, steadier team may. Sources and
    evidence: data/levers.toml.

    Examples
    --------
    An agency bill of 80,000 in a staff cost of 400,000; a quarter of the bill is premium; half the
    work is taken over.

    >>> agency_saving(
    ...     np.array([[400_000.0]]), np.array([[0.2]]), np.array([0.25]), np.array([0.5])
    ... ).ravel()
    array([10000.])
    """
    found: Array = own * (agency_share * (premium * replaced))
    return found


def agency_share_of_staff(setting: Setting) -> Array:
    """Return the recorded agency bill as a share of the recorded staff line, (B, D), at most 1."""
    staff = np.maximum(setting.records.costs["staff"], 0.0)
    agency = np.clip(setting.records.agency_cost, 0.0, staff)
    share: Array = np.divide(agency, staff, out=np.zeros_like(staff), where=staff > 0)
    return share


def apply(setting: Setting, entry: AgencyStaff, figures: Figures) -> tuple[Stream, ...]:
    """Return the saving on staff. What earlier levers saved is taken evenly from agency and own."""
    saving = agency_saving(
        cost_left(setting, "staff"),
        agency_share_of_staff(setting),
        figure(figures, "premium"),
        figure(figures, "share_replaced"),
    )
    return (saving_stream(setting, entry, "staff", saving, "Agency staff replaced"),)
