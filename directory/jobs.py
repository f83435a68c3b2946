"""What the clock does for the directory."""

from sites.registry import Job


def run_due_entries() -> str:
    from directory.entries import write_due_entries

    return f"{write_due_entries()} entries changed by time"


DUE_ENTRIES = Job("directory_due_entries", minutes=1, run=run_due_entries)
