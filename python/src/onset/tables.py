"""Tables of a result: columns of Python values, for pandas and Arrow where they are installed."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

_NUMBERS = {
    "texts", "known", "round", "core", "lacking", "twins", "skills", "unlearned", "held_back", "circle", "required_by",
}  # fmt: skip
_SHARES = {"survival"}
_SHOWN = 10


class Table(Sequence[dict[str, Any]]):
    """Rows as dictionaries; a column that holds lists stays one of lists, in pandas and in Arrow."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self.columns: dict[str, list[Any]] = {name: list(values) for name, values in columns.items()}

    def __len__(self) -> int:
        return max((len(values) for values in self.columns.values()), default=0)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Table({name: values[index] for name, values in self.columns.items()})
        return {name: values[index] for name, values in self.columns.items()}

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (self[index] for index in range(len(self)))

    def __repr__(self) -> str:
        return f"Table({len(self)} rows: {', '.join(self.columns)})"

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; whole numbers with gaps are ``Int64``."""
        import pandas

        frame = pandas.DataFrame(self.columns)
        for name, values in self.columns.items():
            present = [value for value in values if value is not None]
            if present and all(type(value) is int for value in present):
                frame[name] = pandas.array(values, dtype="Int64")
        return frame

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``; write it with ``pyarrow.parquet.write_table``."""
        import pyarrow

        return pyarrow.table(self.columns)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(_shown(value))}</td>" for value in row.values()) + "</tr>"
            for row in self[:_SHOWN]
        )
        more = f"<p>{len(self)} rows, {_SHOWN} shown</p>" if len(self) > _SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, float):
        return f"{value:.4g}"
    return "" if value is None else str(value)


def table_of_csv(text: str) -> Table:
    """A table that ``onset learn --out --raw-cells`` wrote. An empty cell is None."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    names, cells = rows[0], rows[1:]
    return Table({name: [_value(name, row[i]) for row in cells] for i, name in enumerate(names)})


def _value(name: str, cell: str) -> Any:
    if cell == "":
        return None
    if name in _SHARES:
        return float(cell)
    return int(cell) if name in _NUMBERS else cell


def table_of_records(records: Sequence[Mapping[str, Any]]) -> Table:
    """A table of a list in a result."""
    names = list(dict.fromkeys(name for record in records for name in record))
    return Table({name: [record.get(name) for record in records] for name in names})
