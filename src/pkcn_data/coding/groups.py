"""Groups: counted collectives ("20 leading IT companies") and collectives that speak ("experts")."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUALITY = r"(?:[xmtFJjPABNMV](?:-[xmtFJjv])*|x-)"
COUNTED = re.compile(
    rf"(?<![$D-])(?:(?:x(?=x)|x)x?(?=[Dn]))?(?P<core>(?:D|n)n{{0,2}}(?:fh?(?:[Dn]n?)?)?(?:f?x)?{_QUALITY}{{0,5}}u)(?P<origin>zh?[JPj](?:&[JP])?)?"
)
SPEAKING = re.compile(rf"(?P<core>(?:[xmFjJPAN](?:-[xmj])*)?(?:[mFjJA](?:-[xm])?)?u)(?=x?v)|(?<=x2)(?P<after>[mxjJFA]{{0,2}}u)")


@dataclass(frozen=True, slots=True)
class GroupSpan:
    """A group at tokens [first, last), with where it comes from ("from Pakistan") up to `full`."""

    first: int
    last: int
    full: int
