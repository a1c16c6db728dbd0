"""What machines that share a bucket hold to, so that none lets go of what another is about to name."""

from __future__ import annotations

from datetime import timedelta

#: An object that is kept again and is older than this is written again.
FRESH = timedelta(hours=12)
#: Objects younger than this stay, named or not.
GRACE = 2 * FRESH
#: The folder where each database that keeps artifacts in a bucket leaves its name.
TENANTS = "databases/"
