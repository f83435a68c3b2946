#!/usr/bin/env python
"""Every command starts here: `uv run manage.py <command>`."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "insist.settings")
    from django.core.management import execute_from_command_line

    from insist.database import start_embedded

    start_embedded()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
