"""One corpus of evil files for the whole folder."""

from pathlib import Path

import pytest

from dangvu.foundation.workbooks.tests import evil


@pytest.fixture(scope="session")
def evils(tmp_path_factory: pytest.TempPathFactory) -> list[evil.Evil]:
    return evil.build(tmp_path_factory.mktemp("evil"))


@pytest.fixture
def put(tmp_path: Path):
    """Write bytes under a name and give the path."""

    def put(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put
