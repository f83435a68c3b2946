"""What the clock does for the directory."""

from sites.registry import Job


def run_due_entries() -> str:
    from directory.entries import write_due_entries

    return f"{write_due_entries()} entries changed by time"


def run_check_of_entries() -> str:
    """Repair what was changed past the product; there should be nothing."""
    from directory.repair import repair_all

    looked, wrong = 0, set()
    for count, found in repair_all():
        looked += count
        wrong |= {one.key for one in found}
    return f"{len(wrong)} of {looked} entries repaired"


DUE_ENTRIES = Job("directory_due_entries", minutes=1, run=run_due_entries)
CHECK_OF_ENTRIES = Job("directory_check", minutes=24 * 60, run=run_check_of_entries)
