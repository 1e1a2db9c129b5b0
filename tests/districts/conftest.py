"""The packaged district, and copies of it with one line changed."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from dashboard.districts import Pack, PackError, load

Edit = Callable[[str, str, str], Path]
Refusal = Callable[[str, str, str], str]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load("nanguan")


@pytest.fixture
def edited(pack: Pack, tmp_path: Path) -> Edit:
    """edited(file, old, new): the folder of a copy with the first `old` replaced by `new`."""

    def edit(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "pack"
        if not folder.exists():
            copytree(pack.folder, folder)
        text = (folder / file).read_text("utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), "utf-8")
        return folder

    return edit


@pytest.fixture
def refusal(edited: Edit) -> Refusal:
    """refusal(file, old, new): the error of loading a pack that was edited so."""

    def refuse(file: str, old: str, new: str) -> str:
        with pytest.raises(PackError) as caught:
            load(str(edited(file, old, new)))
        return str(caught.value)

    return refuse
