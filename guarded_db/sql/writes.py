"""Reads statements that write: INSERT, UPDATE, DELETE, MERGE, and queries whose result becomes a table.

It returns what RETURNING gives back, and remembers which columns flow into which.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlglot import exp

from guarded_db.sql.conditions import condition
from guarded_db.sql.expressions import value, values
from guarded_db.sql.facts import Column, Relation
from guarded_db.sql.firing import put_by_triggers
from guarded_db.sql.meant import bound, bounding, everything
from guarded_db.sql.projection import project
from guarded_db.sql.queries import Cte, open_with, read_query, renamed
from guarded_db.sql.reader import Reader
from guarded_db.sql.respelling import brought
from guarded_db.sql.scope import EMPTY, Named, Rows, Scope, Source, Val, derived
from guarded_db.sql.sources import add_from

NO_ROWS = Rows([], frozenset())


def read_write(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    """Read one writing statement; the rows are those of its RETURNING clause."""
    clause = node.args.get("with_")
    defined: list[Cte] = []
    if clause is not None:
        parent, defined = open_with(reader, clause, parent)
    from guarded_db.sql.merging import read_merge

    readers = {exp.Insert: _insert, exp.Update: _update, exp.Delete: _delete, exp.Merge: read_merge}
    read = readers.get(type(node))
    if read is None:
        reader.concede("a part of the statement is not known")
        return Rows(None, frozenset())
    reader.effects.add("write")
    reader.also.add(str(node.key))
    rows = read(reader, node, parent)
    for cte in defined:
        cte.read(reader)
    return rows


def written_table(reader: Reader, node: Any) -> tuple[Source, Relation]:
    """The table that is written, as a source of rows under its name or alias."""
    if not isinstance(node, exp.Table) or not isinstance(node.this, exp.Identifier):
        reader.concede("the written table is not known")
        return Source("", Rows(None, frozenset())), Relation("", "")
    parts = [reader.fold(node.args[k]) for k in ("catalog", "db") if node.args.get(k) is not None]
    schema, name = reader.place(".".join(parts)), reader.fold(node.this)
    relation, info = reader.lookup(schema, name)
    write(reader, relation)
    rows = reader.relation_rows(relation, info)
    alias = node.args.get("alias")
    label = reader.fold(alias.this) if alias is not None and alias.this is not None else name
    return Source(label, rows, schema if label == name else ""), relation


def write(reader: Reader, relation: Relation) -> None:
    """Remember a written relation; writing a view writes what is behind it."""
    reader.writes.add(relation)
    catalog = reader.catalog
    info = catalog.relations.get((relation.schema, relation.name)) if catalog is not None else None
    if info is not None and info.kind == "view":
        rows = reader.relation_rows(relation, info)
        reader.writes |= {column.relation for column in rows.everything}


def _columns_of(source: Source, name: str, relation: Relation) -> list[Column]:
    """The columns that writing `name` writes: those behind it too, when the relation is a view."""
    found = source.column(name)
    direct = found.sources if found is not None and found.direct else frozenset()
    return sorted(direct | {Column(relation, name)})


def flow_into(reader: Reader, found: Val, source: Source, name: str, relation: Relation) -> None:
    reader.use(found)
    source.store(name, found)
    for column in _columns_of(source, name, relation):
        reader.flow([found], column)


def _insert(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    for key in (
        "partition",
        "settings",
        "source",
        "where",
        "using",
        "stored",
        "is_function",
        "overwrite",
    ):
        if node.args.get(key) and key != "partition":
            reader.concede(f"the clause `{key}` of an INSERT is not known")
    into, names = node.this, None
    if isinstance(into, exp.Schema):
        names = [reader.fold(c.this if isinstance(c, exp.Column) else c) for c in into.expressions]
        into = into.this
    source, relation = written_table(reader, into)
    rows = _inserted(reader, node, parent)
    if node.args.get("by_name") and rows.columns is not None:
        names = [c.name for c in rows.columns]
    if names is None and source.rows.columns is not None:
        names = [c.name for c in source.rows.columns]
    new = _store(reader, rows, names, source, relation)
    scope = Scope(parent)
    scope.sources = [source]
    if str(node.args.get("alternative") or "").upper() == "REPLACE":
        # DuckDB stores the new values in the row that is there; SQLite deletes it first
        reader.also.add("update" if reader.dialect == "duckdb" else "delete")
    if node.args.get("conflict") is not None:
        _conflict(reader, node.args["conflict"], new, scope, source, relation)
    return returning(reader, node, scope)


def _inserted(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    body = node.args.get("expression")
    if body is None:
        return NO_ROWS
    return read_query(reader, body, parent)


def _store(
    reader: Reader, rows: Rows, names: list[str] | None, source: Source, relation: Relation
) -> Rows:
    """Remember the flows of inserted rows; return them under the target's column names."""
    if rows is NO_ROWS:
        reader.columns_written.add(Column(relation, "*"))
        return Rows(None, frozenset())
    if names is None or rows.columns is None or len(names) < len(rows.columns):
        source.store("*", rows.unknown)
        reader.flow([Val(rows.everything)], Column(relation, "*"))
        for name in names or ():
            reader.flow([Val(rows.everything)], Column(relation, name))
        return Rows(None, rows.everything)
    pairs = list(zip(names, rows.columns, strict=False))
    for name, column in pairs:
        flow_into(reader, column.value, source, name, relation)
    return Rows([Named(name, column.value) for name, column in pairs], rows.everything)


def _conflict(
    reader: Reader, node: Any, new: Rows, scope: Scope, source: Source, relation: Relation
) -> None:
    if reader.dialect == "mysql":
        brought(node)
    for key in node.args.get("conflict_keys") or ():
        reader.predicate(derived(values(reader, key, scope)), "other", "on conflict")
    inner = Scope(scope.parent)
    inner.sources = [source, Source("excluded", new)]
    inner.sources[1].pseudo = True
    row = node.parent.expression.args.get("alias") if reader.dialect == "mysql" else None
    if row is not None and row.this is not None:
        named = renamed(new, [reader.fold(column) for column in row.columns])
        inner.sources.append(Source(reader.fold(row.this), named))
        inner.sources[2].pseudo = not row.columns
    if node.expressions:
        reader.also.add("update")
    for part in node.expressions or ():
        if isinstance(part, exp.EQ):
            assign(reader, part, inner, source, relation, extra=new.everything)
    for key in ("where", "index_predicate"):
        if node.args.get(key) is not None:
            part = node.args[key]
            condition(
                reader, part.this if isinstance(part, exp.Where) else part, inner, "on conflict"
            )


def assign(
    reader: Reader,
    node: Any,
    scope: Scope,
    source: Source,
    relation: Relation,
    extra: frozenset[Column] = frozenset(),
) -> None:
    """`column = expression`, or several columns at once."""
    found = EMPTY if _is_default(node.expression) else value(reader, node.expression, scope)
    if extra and reader.dialect == "mysql":
        found = Val(found.sources | extra)
    names = (
        list(node.this.find_all(exp.Column)) if isinstance(node.this, exp.Tuple) else [node.this]
    )
    for name in names:
        while isinstance(name, (exp.Bracket, exp.Dot, exp.Paren)):
            name = name.this
        if not isinstance(name, exp.Column):
            reader.concede("the written column is not known")
            continue
        owner, written = _owner(reader, name, scope, source, relation)
        write(reader, written)
        flow_into(reader, found, owner, reader.fold(name.this), written)


def _is_default(node: Any) -> bool:
    """The word DEFAULT, which no column can be called by without quotes."""
    bare = isinstance(node, exp.Column) and not node.args.get("table")
    return bare and node.name.lower() == "default" and not node.this.args.get("quoted")


def _owner(
    reader: Reader, name: Any, scope: Scope, source: Source, relation: Relation
) -> tuple[Source, Relation]:
    """The source whose column is assigned: in a multi-table UPDATE it may be any."""
    table = name.args.get("table")
    if table is not None:
        found = scope.source(reader.fold(table))
    else:
        holders = [s for s in scope.sources if s.column(reader.fold(name.this)) is not None]
        found = source if source in holders or not holders else holders[0]
    if found is None or found.rows.relation is None:
        return source, relation
    return found, found.rows.relation


def _update(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    scope = Scope(parent)
    source, relation = written_table(reader, node.this)
    scope.sources = [source]
    multi = bool(isinstance(node.this, exp.Table) and node.this.args.get("joins"))
    for join in (node.this.args.get("joins") or ()) if multi else ():
        add_from(reader, join, scope)
    if node.args.get("from_") is not None:
        add_from(reader, node.args["from_"].this, scope)
    if multi:
        reader.reads.add(relation)
        reader.writes.discard(relation)
    for part in node.expressions:
        if isinstance(part, exp.EQ):
            assign(reader, part, scope, source, relation)
        else:
            reader.concede("an assignment is not known")
    targets = [
        _owner(reader, part.this, scope, source, relation)[0]
        for part in node.expressions
        if isinstance(part, exp.EQ) and isinstance(part.this, exp.Column)
    ]
    _rest(reader, node, scope, targets)
    return returning(reader, node, scope)


def _rest(reader: Reader, node: Any, scope: Scope, targets: list[Source]) -> None:
    """WHERE, ORDER BY and LIMIT of an UPDATE or DELETE."""
    where = node.args.get("where")
    named = None
    if reader.dialect == "mysql":
        named = bounding(reader, node, scope, targets)
    elif where is not None and not everything(reader, where.this, scope):
        named = where.this
    if where is not None:
        condition(reader, where.this, scope, "where")
    bound(reader, named, scope, limited=bool(node.args.get("limit")))
    for key, clause in (("order", "order by"), ("limit", "limit")):
        if node.args.get(key) is not None:
            reader.predicate(derived(values(reader, node.args[key], scope)), "other", clause)


def _delete(reader: Reader, node: Any, parent: Scope | None) -> Rows:
    scope = Scope(parent)
    tables = node.args.get("tables") or ()
    if node.args.get("using") and reader.dialect == "mysql":
        for item in node.args["using"]:
            add_from(reader, item, scope)
        _rest(reader, node, scope, _deleted(reader, tables or [node.this], scope))
        return returning(reader, node, scope)
    if tables or not node.this:
        add_from(reader, node.this or exp.Null(), scope)
        targets = _deleted(reader, tables, scope)
    else:
        source, _ = written_table(reader, node.this)
        scope.sources = [source]
        targets = [source]
        scope.star = source.rows.columns
    for using in node.args.get("using") or ():
        add_from(reader, using, scope)
    _rest(reader, node, scope, list(targets))
    return returning(reader, node, scope)


def _deleted(reader: Reader, tables: Sequence[Any], scope: Scope) -> list[Source]:
    """`DELETE a, b FROM …`: names are aliases of FROM."""
    found = []
    for table in tables:
        source = scope.source(reader.fold(table.this))
        if source is None or source.rows.relation is None:
            reader.concede("the written table is not known")
        else:
            write(reader, source.rows.relation)
            found.append(source)
    return found


def returning(reader: Reader, node: Any, scope: Scope) -> Rows:
    clause = node.args.get("returning")
    if clause is None:
        return NO_ROWS
    if clause.args.get("into"):
        reader.concede("RETURNING INTO is not known")
    put_by_triggers(reader, scope)
    scope.sources = [source.after() for source in scope.sources]
    scope.star = _star_of(scope, reader, node)
    reader.effects.add("read")
    for source in scope.sources:
        if source.rows.relation is not None:
            reader.reads.add(source.rows.relation)
    for level_name in ("old", "new"):
        if scope.source(level_name) is None and scope.sources:
            shadow = Source(level_name, scope.sources[0].rows)
            shadow.pseudo = True
            scope.sources.append(shadow)
    if isinstance(node, exp.Merge):
        scope.merged["merge_action"] = EMPTY
    return project(reader, clause.expressions, scope)


def _star_of(scope: Scope, reader: Reader, node: Any) -> list[Named] | None:
    """What `RETURNING *` shows: on PostgreSQL also the columns of FROM and USING, which come after."""
    shown = scope.sources if reader.dialect == "postgres" else scope.sources[:1]
    if isinstance(node, exp.Merge) and reader.dialect == "postgres":
        shown = [*scope.sources[1:], scope.sources[0]]
    columns: list[Named] = []
    for source in shown:
        if source.rows.columns is None:
            return None
        columns += source.rows.columns
    return columns
