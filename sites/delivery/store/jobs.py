"""What the clock does for stored answers."""

from sites.delivery.store.keeping import sweep
from sites.registry import Job

JOBS = (Job("sweep_answers", minutes=1, run=sweep),)
