"""One wall time on one local date is one instant: the only place where zones and clock changes are interpreted."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_MIDNIGHT = time(0)
_NOON = time(12)
_LAST_ZONE = "Etc/GMT+12"  # no clock is further behind


def local_instant(day: date, at: time, zone: str) -> datetime | None:
    """The UTC instant when clocks in `zone` show `at` on `day`; None when the zone skipped that date altogether.

    A wall time that clocks leap over moves forward by the leap (02:30 becomes 03:30, in Nuuk even past midnight);
    one that they show twice means the first time.
    """
    # No zone ever left out noon without leaving out the whole date.
    if local_date(leaping_instant(day, _NOON, zone), zone) != day:
        return None
    return leaping_instant(day, at, zone)


def leaping_instant(day: date, at: time, zone: str) -> datetime:
    """As `local_instant`, but a skipped date's wall times land on the date that clocks leapt to."""
    return datetime.combine(day, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


def day_begins(day: date, zone: str) -> datetime:
    """The instant at which `day` begins in `zone`."""
    return leaping_instant(day, _MIDNIGHT, zone)


def local_date(instant: datetime, zone: str) -> date:
    """The date on the calendar of someone in `zone`."""
    return instant.astimezone(ZoneInfo(zone)).date()


def last_date_anywhere(now: datetime) -> date:
    """The earliest date that is still on somebody's calendar: every date before it is over for everybody."""
    return local_date(now, _LAST_ZONE)
