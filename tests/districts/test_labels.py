"""The places of labels: by the file, without the file, and errors that stop a start."""

import pytest

from dashboard.districts import Pack, load
from dashboard.districts.labels import LABELS
from dashboard.domain.grid import NORTH, Label
from tests.districts.conftest import Edit, Refusal

FIRST = "S01,125.3090,43.8545,right"


def test_a_label_stands_where_its_line_says(pack: Pack) -> None:
    district = pack.district
    assert district.label(district.streets["S01"]) == Label(125.3090, 43.8545, "right")
    assert district.labels[NORTH].hold == "above"


def test_a_street_without_a_line_has_its_label_on_its_middle(edited: Edit) -> None:
    district = load(str(edited(LABELS, f"{FIRST}\n", ""))).district
    street = district.streets["S01"]
    assert district.label(street) == Label(*street.center)


def test_a_pack_without_the_file_has_all_labels_on_the_middles(edited: Edit) -> None:
    folder = edited("district.toml", "南关区", "别处")
    (folder / LABELS).unlink()
    assert load(str(folder)).district.labels == {}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("S77,125.3090,43.8545,right", "place 'S77' is not in streets.geojson"),
        ("S02,125.3090,43.8545,right", "place 'S02' is already in labels.csv"),
        ("S01,125.3090,43.8545,left", "hold 'left' is unknown; use one of middle, right, above"),
        ("S01,125.3090,91,right", "lat '91' must be in degrees"),
    ],
)
def test_a_line_that_does_not_fit_is_named(refusal: Refusal, line: str, says: str) -> None:
    said = refusal(LABELS, FIRST, line)
    assert said.startswith("labels.csv, line ")
    assert says in said
