"""The tests take the package that is installed: pip install './python[test]' after npm run build."""

import pytest


@pytest.fixture
def course() -> list[dict[str, object]]:
    return [
        {"id": "one", "skills": ["add"]},
        {"id": "two", "skills": ["add", "carry"]},
        {"id": "three", "skills": ["add", "carry", "borrow"]},
        {"id": "far", "skills": ["x", "y"]},
    ]
