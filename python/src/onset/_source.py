"""Hands a corpus to the command: a path as it is, data from memory as a file of a temporary folder."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

#: A path or several; a data frame (pandas, polars), an Arrow table, a Hugging Face data set; records, or lists of skills.
Source: TypeAlias = Any


def hand_over(source: Source, folder: Path) -> list[str]:
    """The words of the command line for a corpus. Data from memory are written into ``folder``."""
    if isinstance(source, str | os.PathLike):
        return [os.fspath(source)]
    if isinstance(source, Sequence) and len(source) > 0 and all(isinstance(name, str | os.PathLike) for name in source):
        return [os.fspath(name) for name in source]
    # No project file has a say in how data from memory are laid out.
    return [str(_written(source, folder)), "--no-project"]


def _written(source: Source, folder: Path) -> Path:
    parquet = folder / "data.parquet"
    if _is_from(source, "pyarrow"):
        import pyarrow.parquet

        pyarrow.parquet.write_table(source, parquet)
        return parquet
    if hasattr(source, "write_parquet"):  # polars
        source.write_parquet(parquet)
        return parquet
    if _is_from(source, "pandas"):
        try:
            source.to_parquet(parquet, index=False)
            return parquet
        except ImportError:  # without pyarrow
            return _records(source.to_dict("records"), folder)
    if hasattr(source, "to_parquet"):  # datasets
        source.to_parquet(parquet)
        return parquet
    if isinstance(source, Iterable):
        return _records(source, folder)
    raise TypeError(f"a corpus is a path, a table or records, got {type(source).__name__}")


def _is_from(source: object, package: str) -> bool:
    return type(source).__module__.split(".")[0] == package


def _records(source: Iterable[Any], folder: Path) -> Path:
    path = folder / "records.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, record in enumerate(source, 1):
            fields = record if isinstance(record, Mapping) else {"skills": record}
            if not isinstance(record, Mapping) and (isinstance(record, str) or not isinstance(record, Iterable)):
                raise TypeError(f"record {number} expected a mapping or a list of skills, got {type(record).__name__}")
            file.write(json.dumps({key: _plain(value) for key, value in fields.items()}, ensure_ascii=False) + "\n")
    return path


def _plain(value: Any) -> Any:
    """What JSON can say: arrays are lists, a number that is none is null."""
    if isinstance(value, float) and value != value:
        return None
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(_plain(inner) for inner in value)
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
