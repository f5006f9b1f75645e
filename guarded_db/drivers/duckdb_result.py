"""Results with a mask in force: rows, frames and tables whose masked columns are replaced before they leave.

What cannot be masked column by column (tensors, raw arrays) is refused with a text that says what to use.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from guarded_db.drivers.duckdb_state import ORIGINALS, State, is_status, specs_of
from guarded_db.masking.plan import compile_plan

if TYPE_CHECKING:
    from guarded_db.execution import Session
    from guarded_db.execution.run import Run

Specs = tuple[Any, ...]

INSTEAD = "fetch the masked rows with fetchall(), df() or to_arrow_table()"
"""What to use where a masked result cannot be given in the form asked for."""


def refuse(session: Session, name: str, instead: str = INSTEAD) -> None:
    """Refuse a form that a masked result cannot have. A policy with masks never only observes, so this raises."""
    session.refuse_name(name, instead)
    raise AssertionError("a result is masked under a policy that only observes")


def shown(session: Session, spec: Any, values: Sequence[Any]) -> list[Any]:
    """Return the values of one masked column as the caller may see them."""
    mask = compile_plan((spec,), session.core.mask_keys)
    if mask is None:
        return list(values)
    return [mask((value,))[0] for value in values]


def masked_frame(session: Session, specs: Specs, frame: Any) -> Any:
    """Return a pandas DataFrame with its masked columns replaced; a number that is hidden is missing."""
    import pandas  # type: ignore[import-untyped]  # its stubs are a package of their own

    if frame is None or len(frame.columns) != len(specs):
        return None if frame is None else frame.iloc[:0]
    for position, spec in enumerate(specs):
        if spec is None:
            continue
        column = frame.iloc[:, position]
        values = [None if _missing(value) else value for value in column.astype(object)]
        replaced = pandas.Series(
            shown(session, spec, values), index=frame.index, dtype=object, name=column.name
        )
        if getattr(column.dtype, "kind", "O") in "iufbmM":
            replaced = _as_numbers(pandas, replaced, column.dtype)
        frame.isetitem(position, replaced)
    return frame


def _missing(value: Any) -> bool:
    return value is None or (value != value) is True  # NaN and NaT are not equal to themselves


def _as_numbers(pandas: Any, values: Any, dtype: Any) -> Any:
    if dtype.kind in "mM":
        return pandas.Series(values.tolist(), index=values.index, name=values.name, dtype=dtype)
    try:
        return pandas.to_numeric(values)
    except (TypeError, ValueError):
        return values


def masked_table(session: Session, specs: Specs, table: Any) -> Any:
    """Return a pyarrow Table with its masked columns replaced, types kept."""
    if len(table.schema) != len(specs):
        return table.slice(0, 0)
    for position, spec in enumerate(specs):
        if spec is not None:
            field = table.schema.field(position)
            values = shown(session, spec, table.column(position).to_pylist())
            table = table.set_column(position, field, _array(values, field.type))
    return table


def _array(values: list[Any], kind: Any) -> Any:
    import pyarrow  # type: ignore[import-untyped]  # it has no types

    plain = [str(v) if isinstance(v, str) else v for v in values]
    try:
        return pyarrow.array(plain, type=kind)
    except (pyarrow.ArrowException, TypeError, ValueError):
        return pyarrow.nulls(len(values), type=kind)


def masked_reader(session: Session, specs: Specs, run: Run, reader: Any) -> Any:
    """Return a pyarrow RecordBatchReader that masks each batch as it is read, and counts its rows."""
    import pyarrow

    def batches() -> Iterator[Any]:
        for batch in reader:
            run.released(batch.num_rows)
            table = pyarrow.Table.from_batches([batch])
            yield from masked_table(session, specs, table).to_batches()

    return pyarrow.RecordBatchReader.from_batches(reader.schema, batches())


def counted_reader(run: Run, reader: Any) -> Any:
    """Return a reader that counts the rows of each batch as it is read, and ends at the policy's limit."""
    import pyarrow

    def batches() -> Iterator[Any]:
        for batch in reader:
            run.released(batch.num_rows)
            yield batch

    return pyarrow.RecordBatchReader.from_batches(reader.schema, batches())


class GuardedResult:
    """Stands for the driver's own result of a relation, which the relation layer reads rows from.

    Args:
        state: the connection's state.
        run: the decided run.
        index: which statement of the run it is the result of.
        raw: the driver's result. Only the patched methods of the connection may take it out again.
    """

    __slots__ = ("_kept", "_mask", "_raw", "_run", "_session", "_specs")

    def __init__(self, state: State, run: Run, index: int, raw: Any) -> None:
        names = [column[0] for column in raw.description or ()]
        self._session = state.session
        self._run = run
        self._raw = raw
        self._mask = None
        self._specs: Specs | None = None
        self._kept: list[tuple[Any, ...]] | None = None
        if names and not is_status(run, names):
            self._mask = run.columns(names, index)
        if self._mask is not None:
            self._specs = specs_of(run, index, len(names))

    @property
    def masked(self) -> bool:
        """Whether a mask is in force."""
        return self._mask is not None

    @property
    def status(self) -> bool:
        """Whether it holds nothing but the engine's count or success."""
        return is_status(self._run, [column[0] for column in self._raw.description or ()])

    @property
    def labels(self) -> bool:
        """Whether the statement touched labels at all, shown or not."""
        return bool(self._run.verdict.labels)

    @property
    def description(self) -> Any:
        return self._raw.description

    @property
    def rowcount(self) -> Any:
        return self._raw.rowcount

    @property
    def return_type(self) -> Any:
        return self._raw.return_type

    def fetchall(self) -> list[tuple[Any, ...]]:
        kept, self._kept = self._kept, None
        return self._rows(self._raw.fetchall()) if kept is None else kept

    def drawn(self) -> list[tuple[Any, ...]]:
        """Return all rows for a drawing, which leaves them to be fetched once more."""
        self._kept = self.fetchall()
        return self._kept

    def fetchmany(self, size: int = 1) -> list[tuple[Any, ...]]:
        return self._rows(self._raw.fetchmany(size))

    def _rows(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        self._run.released(len(rows))
        return rows if self._mask is None else list(map(self._mask, rows))

    def df(self, *, date_as_object: bool = False) -> Any:
        frame = self._raw.df(date_as_object=date_as_object)
        self._run.released(len(frame))
        return frame if self._specs is None else masked_frame(self._session, self._specs, frame)

    def arrow_table(self, *, to_polars: bool = False) -> Any:
        table = self._raw.arrow_table(to_polars=to_polars)
        self._run.released(table.num_rows)
        return table if self._specs is None else masked_table(self._session, self._specs, table)

    def arrow_reader(self) -> Any:
        reader = self._raw.arrow_reader()
        if self._specs is not None:
            return masked_reader(self._session, self._specs, self._run, reader)
        return reader if self._run.limit is None else counted_reader(self._run, reader)

    def arrow_capsule(self) -> Any:
        if self._specs is None and self._run.limit is None:
            return self._raw.arrow_capsule()
        return self.arrow_reader().__arrow_c_stream__()

    def fetchnumpy(self) -> Any:
        return self._columns("fetchnumpy")

    def torch(self) -> Any:
        return self._columns("torch")

    def tf(self) -> Any:
        return self._columns("tf")

    def _columns(self, name: str) -> Any:
        if self._specs is not None:
            refuse(self._session, name)
        columns = getattr(self._raw, name)()
        self._run.released(max((len(values) for values in columns.values()), default=0))
        return columns

    def to_box(self, *args: Any, **options: Any) -> str:
        if self._mask is None:
            box: str = self._raw.to_box(*args, **options)
            return box
        return masked_box(self, args, options)

    def drain(self) -> None:
        self._raw.drain()

    def close(self) -> None:
        self._raw.close()


def unwrapped(result: Any) -> Any:
    """Return the driver's own result behind a `GuardedResult`."""
    return result._raw if isinstance(result, GuardedResult) else result


def masked_box(result: GuardedResult, args: tuple[Any, ...], options: dict[str, Any]) -> str:
    """Draw a masked result as the engine draws one, by a private engine that only sees the masked rows."""
    description = result.description
    rows = result.drawn()
    engine = ORIGINALS["connect"](":memory:")
    try:
        name = "rows"
        listed = ", ".join(f"c{i} VARCHAR" for i in range(len(description)))
        engine.execute(f"CREATE TABLE {name} ({listed})")
        if rows:
            marks = ", ".join("?" * len(description))
            texts = [[None if v is None else str(v) for v in row] for row in rows]
            engine.executemany(f"INSERT INTO {name} VALUES ({marks})", texts)  # noqa: S608
        columns = ", ".join(
            f'TRY_CAST(c{i} AS {_plain(column[1])}) AS "{str(column[0]).replace(chr(34), chr(34) * 2)}"'
            for i, column in enumerate(description)
        )
        # Quoted names, type names of a fixed list, and column numbers.
        query = f"SELECT {columns} FROM {name}"  # noqa: S608
        drawn: str = engine._submit(query, None).to_box(*args, **options)
        return drawn
    finally:
        engine.close()


def _plain(kind: Any) -> str:
    """The SQL of a type that a private engine knows too; anything composed or user-defined is shown as text."""
    simple = str(kind.id) in {
        "boolean", "tinyint", "smallint", "integer", "bigint", "hugeint", "utinyint", "usmallint", "uinteger",
        "ubigint", "uhugeint", "float", "double", "decimal", "varchar", "date", "time", "timestamp", "interval",
    }  # fmt: skip
    return str(kind) if simple else "VARCHAR"
