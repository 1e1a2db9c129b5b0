"""A figure is defined once; whatever else it needs exists, or these tests name it."""

from collections.abc import Container

from callbacks.wall.address import FIGURES as WITH_ROWS
from dashboard.domain.figures import COUNTED, FIGURES, OF_UNITS
from dashboard.store import reads
from layouts.definitions import ON_DESK
from layouts.wall.shown import shown
from layouts.words import metrics
from tests.helpers.centre import PACK, Centre
from tests.helpers.clock import MORNING
from tests.helpers.pictures import recount
from tests.live.test_figure_filters import asked


def test_a_case_whose_clock_does_not_run_is_in_no_figure_of_time() -> None:
    assert [name for name, one in COUNTED.items() if one.until and not one.since] == []


def test_nothing_is_missing_of_any_figure(sqlite_centre: Centre) -> None:
    picture, system = sqlite_centre.follower().picture, sqlite_centre.system
    with system.reader.connect() as connection:
        by_database = reads.figures(connection, system.district, MORNING, MORNING)
    on_walls = {name for name, views in shown(PACK.district) if views}
    wanted: dict[str, Container[str]] = {
        "name (layouts/words/metrics.py)": {key.removeprefix("metric.") for key in metrics.WORDS},
        "definition (layouts/words/metrics.py)": {
            key.removeprefix("metric.").removesuffix(".counted")
            for key in metrics.WORDS
            if key.endswith(".counted")
        },
        "place on a wall (layouts/wall) or the desk (layouts/definitions.py)": on_walls | ON_DESK,
        "counter (live/picture.py)": picture.figures,
        "count by SQL (store/reads.py)": by_database,
        "rows (domain/figures.py)": WITH_ROWS | {*OF_UNITS},
        "count by hand (tests/helpers/pictures.py)": recount(picture)["figures"],
        "question to SQL (tests/live/test_figure_filters.py)": {*asked(picture), *OF_UNITS},
    }
    missing = [
        (name, what) for name in FIGURES for what, there in wanted.items() if name not in there
    ]
    assert missing == []
    assert len(by_database) == len(picture.figures) == len(FIGURES)
