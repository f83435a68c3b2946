"""The triggers that delete stored answers: they see every change, whoever makes it and in which way.

Each statement that changes a watched table writes one row of `ContentChange` with the keys of what has
changed: `table:key` of a row, `table.column@city` of a column in a city, `table@city` of the table. At
the end of the transaction all answers with one of these keys are deleted, in the order of their keys,
so that two transactions cannot wait for each other.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model

from sites.delivery.store.scopes import (
    DRAFT_COLUMNS,
    HOME_PATH,
    SHARED_COLUMNS,
    city_sql,
    is_made_by_answers,
    watched_models,
)
from sites.models import City, ContentChange, StoredAnswer

# Any number, the same for all: who stores an answer holds this advisory lock alone, who deletes shares it.
STORE_LOCK = 7_130_467
CHANNEL = "content_changed"
MOST_ROWS = 500  # changed by one statement; more, and all answers of their cities go

CITY = City._meta.db_table
CHANGE = ContentChange._meta.db_table
ANSWER = StoredAnswer._meta.db_table

SHARED_FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION insist_city_of_path(path text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT city.id
  FROM wagtailcore_page home
  JOIN wagtailcore_page root ON root.translation_key = home.translation_key
  JOIN wagtailcore_site site ON site.root_page_id = root.id
  JOIN {CITY} city ON city.site_id = site.id
  WHERE home.path = left($1, {HOME_PATH})
  LIMIT 1
$$;

CREATE OR REPLACE FUNCTION insist_city_of_collection(path text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT city.id
  FROM wagtailcore_collection top JOIN {CITY} city ON city.slug = top.name
  WHERE top.path = left($1, {HOME_PATH})
  LIMIT 1
$$;

CREATE OR REPLACE FUNCTION insist_delete_answers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  own bigint := pg_current_xact_id()::text::bigint;
  changed text[];
  deleted text[];
BEGIN
  IF NOT EXISTS (SELECT FROM {CHANGE} WHERE id = NEW.id AND gone IS NULL) THEN
    RETURN NULL;  -- an earlier row of this transaction has done it for all
  END IF;
  SELECT array_agg(DISTINCT key) INTO changed
  FROM {CHANGE}, unnest(keys) key WHERE xid = own AND gone IS NULL;
  PERFORM pg_advisory_xact_lock_shared({STORE_LOCK});
  WITH dead AS (
    SELECT id FROM {ANSWER} WHERE keys && changed ORDER BY id FOR UPDATE
  ), removed AS (
    DELETE FROM {ANSWER} answer USING dead WHERE answer.id = dead.id
    RETURNING answer.host || ' ' || answer.path AS address
  )
  SELECT array_agg(address) INTO deleted FROM removed;
  UPDATE {CHANGE} SET gone = CASE WHEN id = NEW.id THEN coalesce(deleted, '{{}}') ELSE '{{}}' END
  WHERE xid = own AND gone IS NULL;
  PERFORM pg_notify('{CHANNEL}', '');
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS insist_answers ON {CHANGE};
CREATE CONSTRAINT TRIGGER insist_answers AFTER INSERT ON {CHANGE}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION insist_delete_answers();
"""

TABLE_FUNCTION = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    {inserted}
  ELSIF TG_OP = 'DELETE' THEN
    {deleted}
  ELSE
    {updated}
  END IF;
  IF changed IS NOT NULL THEN
    INSERT INTO {change} (xid, keys, changed_at)
    VALUES (pg_current_xact_id()::text::bigint, changed, clock_timestamp());
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER insist_answers_inserted AFTER INSERT ON {table}
  REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE OR REPLACE TRIGGER insist_answers_deleted AFTER DELETE ON {table}
  REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE OR REPLACE TRIGGER insist_answers_updated AFTER UPDATE ON {table}
  REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION {function}();
"""

# Of a row that comes or goes every column changes, so it is the same for all rows of a city.
WHOLE_ROWS = """
    WITH scoped AS (
      SELECT DISTINCT city.id AS city
      FROM (SELECT DISTINCT {scope} AS city FROM {rows} one) row
      JOIN {cities} city ON row.city IS NULL OR city.id = row.city
    )
    SELECT array_agg(key) INTO changed FROM (
      SELECT '{table}.' || name || '@' || city AS key FROM scoped, unnest({columns}) name
      UNION ALL SELECT '{table}@' || city FROM scoped
      {row_keys}
    ) keys;
"""

CHANGED_ROWS = """
    WITH changed_columns AS (
      SELECT was.{key} AS key, difference.name, {is_shared} AS is_shared,
        {old_scope} AS old_city, {new_scope} AS new_city
      FROM before was JOIN after became ON became.{key} = was.{key}
      CROSS JOIN LATERAL (
        SELECT earlier.key AS name
        FROM jsonb_each(to_jsonb(was)) earlier JOIN jsonb_each(to_jsonb(became)) later USING (key)
        WHERE earlier.value IS DISTINCT FROM later.value AND earlier.key <> ALL ({ignored})
      ) difference
    ), scoped AS (
      SELECT DISTINCT one.name, city.id AS city
      FROM changed_columns one JOIN {cities} city
        ON one.old_city IS NULL OR one.new_city IS NULL OR city.id IN (one.old_city, one.new_city)
        OR one.is_shared AND one.name = ANY ({shared})
    ), many AS (
      SELECT count(DISTINCT key) > {most} AS are_many FROM changed_columns
    )
    SELECT array_agg(key) INTO changed FROM (
      SELECT DISTINCT '{table}:' || key AS key FROM changed_columns, many WHERE NOT are_many
      {column_keys}
    ) keys;
"""

COLUMN_KEYS = """
      UNION ALL SELECT '{table}.' || name || '@' || city FROM scoped
      UNION ALL SELECT DISTINCT '{table}@' || city FROM scoped
      UNION ALL SELECT DISTINCT 'city:' || city FROM scoped, many WHERE are_many
"""


def install() -> None:
    """Make the functions and triggers, or make them anew as they are now."""
    with connection.cursor() as cursor:
        cursor.execute(SHARED_FUNCTIONS)
        for model in watched_models():
            cursor.execute(table_sql(model))


def install_after_migrations(**kwargs: Any) -> None:
    """Once all tables are there; a migration of one app cannot wait for those of the apps that build on it."""
    existing = set(connection.introspection.table_names())
    if {model._meta.db_table for model in watched_models()} | {CHANGE, ANSWER} <= existing:
        install()


def table_sql(model: type[Model]) -> str:
    table = model._meta.db_table
    return TABLE_FUNCTION.format(
        function=f"insist_changed_{table}",
        table=table,
        change=CHANGE,
        inserted="" if is_made_by_answers(model) else _whole_rows(model, "after"),
        deleted=_whole_rows(model, "before"),
        updated=_changed_rows(model),
    )


def _whole_rows(model: type[Model], rows: str) -> str:
    table, key = model._meta.db_table, model._meta.pk.column
    row_keys = f"UNION ALL SELECT '{table}:' || one.{key} FROM {rows} one" if rows == "before" else ""
    columns = [] if is_made_by_answers(model) else [f.column for f in model._meta.local_concrete_fields]
    return WHOLE_ROWS.format(
        scope=_whole_scope(model),
        rows=rows,
        cities=CITY,
        table=table,
        columns=_array(columns),
        row_keys=row_keys,
    )


def _whole_scope(model: type[Model]) -> str:
    """Of a home that comes or goes all cities tell."""
    scope = city_sql(model, "one")
    if model._meta.label == "wagtailcore.Page":
        return f"CASE WHEN one.depth > 2 THEN {scope} END"
    return scope


def _changed_rows(model: type[Model]) -> str:
    table = model._meta.db_table
    column_keys = "" if is_made_by_answers(model) else COLUMN_KEYS.format(table=table)
    shared = SHARED_COLUMNS.get(table, ())
    return CHANGED_ROWS.format(
        key=model._meta.pk.column,
        old_scope=city_sql(model, "was"),
        new_scope=city_sql(model, "became"),
        ignored=_array(DRAFT_COLUMNS),
        cities=CITY,
        shared=_array(shared),
        is_shared="2 IN (was.depth, became.depth)" if table == "wagtailcore_page" else "TRUE",
        most=MOST_ROWS,
        table=table,
        column_keys=column_keys,
    )


def _array(names: Any) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names) + "]::text[]"
