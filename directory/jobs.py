"""What the clock does for the directory."""

from sites.registry import Job


def run_due_entries() -> str:
    from directory.entries import write_due_entries

    return f"{write_due_entries()} entries changed by time"


def run_tell_cities() -> str:
    from directory.case_jobs import tell_cities

    return f"{tell_cities()} cities told of new messages"


def run_delete_old_cases() -> str:
    from directory.case_jobs import delete_old_cases

    return f"{delete_old_cases()} messages deleted"


def run_check_of_entries() -> str:
    """Repair what was changed past the product; there should be nothing."""
    from directory.repair import repair_all

    looked, wrong = 0, set()
    for count, found in repair_all():
        looked += count
        wrong |= {one.key for one in found}
    return f"{len(wrong)} of {looked} entries repaired"


JOBS = (
    Job("directory_due_entries", minutes=1, run=run_due_entries),
    Job("directory_check", minutes=24 * 60, run=run_check_of_entries),
    Job("directory_tell_cities", minutes=5, run=run_tell_cities),
    Job("directory_delete_old_cases", minutes=24 * 60, run=run_delete_old_cases),
)
