"""One statement, with nothing between us and PostgreSQL.

Looking a stored answer up is all that a request does which the memory does not know. The cursors of Django
and psycopg take three times as long for it as the database does; so it is prepared once per connection and
handed to libpq itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakSet

import psycopg
from django.db import connection
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult

NAME = b"insist_answer"
BINARY = 1

_prepared: WeakSet[psycopg.Connection] = WeakSet()


def look_up(statement: str, values: Sequence[str]) -> list[bytes | None] | None:
    """Return the columns of the only row as PostgreSQL sends them in binary, None if there is no row.

    `statement` is always the same, with $1, $2 … for the values. Raises Django's database errors; the
    connection is then looked at before anybody uses it again.
    """
    if any("\x00" in value for value in values):
        return None  # libpq would take what stands before it
    connection.ensure_connection()
    with connection.wrap_database_errors:
        link = connection.connection
        if link not in _prepared:
            _check(link.pgconn.prepare(NAME, statement.encode()))
            _prepared.add(link)
        found = link.pgconn.exec_prepared(NAME, [value.encode() for value in values], result_format=BINARY)
        _check(found)
    return [found.get_value(0, column) for column in range(found.nfields)] if found.ntuples else None


def _check(result: PGresult) -> None:
    if result.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
        raise psycopg.OperationalError(result.error_message.decode(errors="replace"))
