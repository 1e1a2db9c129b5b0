"""Figures for plotly, in greys alone: colour is a demand, and a trend demands nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'
POINTS_MAX = 200
HOUR_MS = 3_600_000
INKS: Mapping[str, Mapping[str, str]] = {
    "light": {"ink": "#14181b", "text": "#434b52", "line": "#c6ccd1", "weak": "#98a2aa"},
    "dark": {"ink": "#f1f3f4", "text": "#c8ced3", "line": "#3a4147", "weak": "#69727a"},
}
RAMPS: Mapping[str, Sequence[str]] = {
    "light": ("#e3e6e9", "#c2c9cf", "#98a2aa", "#69747d", "#39434b", "#14181b"),
    "dark": ("#20262a", "#3a434a", "#5c666e", "#88929a", "#bcc4ca", "#f1f3f4"),
}
"""Larger counts differ more from the background."""


def _layout(theme: str, **more: Any) -> dict[str, Any]:
    ink = INKS[theme]
    axis = {
        "fixedrange": True,
        "gridcolor": ink["line"],
        "linecolor": ink["line"],
        "zeroline": False,
        "ticks": "",
        "automargin": True,
        "tickangle": 0,
    }
    return {
        "font": {"family": FONT, "size": 14, "color": ink["text"]},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 4, "r": 4, "t": 28, "b": 4},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "xanchor": "left"},
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": axis | {"showgrid": False} | more.pop("xaxis", {}),
        "yaxis": axis | {"rangemode": "tozero"} | more.pop("yaxis", {}),
        **more,
    }


def bars(theme: str, names: Sequence[str], series: Mapping[str, Sequence[int]]) -> dict[str, Any]:
    """Two series side by side over the same names."""
    ink = INKS[theme]
    colours = (ink["weak"], ink["ink"])
    data = [
        {
            "type": "bar",
            "name": name,
            "x": list(names),
            "y": list(values),
            "marker": {"color": colour},
            "hovertemplate": "%{x} %{fullData.name} %{y}<extra></extra>",
        }
        for (name, values), colour in zip(series.items(), colours, strict=True)
    ]
    return {
        "data": data,
        "layout": _layout(theme, bargap=0.25, xaxis={"type": "category", "nticks": 7}),
    }


def curve(
    theme: str, lines: Mapping[str, Sequence[int]], ticks: Mapping[int, str]
) -> dict[str, Any]:
    """The share that took no longer, over time (logarithmic); the first line is the present one."""
    ink = INKS[theme]
    colours = (ink["ink"], ink["weak"])
    data = []
    for (name, took), colour in zip(lines.items(), colours, strict=False):
        x, y = _steps(took)
        data.append(
            {
                "type": "scatter",
                "mode": "lines",
                "name": name,
                "x": x,
                "y": y,
                "line": {"shape": "hv", "color": colour, "width": 2},
                "hovertemplate": "%{fullData.name} %{y:.0%}<extra></extra>",
            }
        )
    axis = {
        "type": "log",
        "tickvals": [ms / HOUR_MS for ms in ticks],
        "ticktext": list(ticks.values()),
        "showgrid": True,
    }
    level = {"range": [0, 1], "tickformat": ".0%", "tickvals": [0, 0.25, 0.5, 0.75, 1]}
    return {"data": data, "layout": _layout(theme, xaxis=axis, yaxis=level)}


def _steps(took: Sequence[int]) -> tuple[list[float], list[float]]:
    """A limited number of the ordered times, in hours, and the share up to each."""
    n = len(took)
    places = sorted({round(at * (n - 1) / (POINTS_MAX - 1)) for at in range(POINTS_MAX)})
    return [max(took[at], 1) / HOUR_MS for at in places], [(at + 1) / n for at in places]


def heat(theme: str, names: Sequence[str], means: Sequence[Sequence[float]]) -> dict[str, Any]:
    """A cell for each hour of each weekday; each weekday is a row of bars."""
    ramp = RAMPS[theme]
    top = max((mean for row in means for mean in row), default=0) or 1
    cells = [(day, hour, mean) for day, row in enumerate(means) for hour, mean in enumerate(row)]
    trace = {
        "type": "bar",
        "x": [hour for _, hour, _ in cells],
        "base": [day for day, _, _ in cells],
        "y": [0.94] * len(cells),
        "width": 0.94,
        "marker": {
            "color": [ramp[min(len(ramp) - 1, int(mean / top * len(ramp)))] for *_, mean in cells]
        },
        "text": [f"{names[day]} {hour}:00 · {mean:.1f}" for day, hour, mean in cells],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
    across = {"tickvals": [0, 6, 12, 18, 23], "range": [-0.5, 23.5]}
    down = {
        "range": [len(names), 0],
        "tickvals": [day + 0.47 for day in range(len(names))],
        "ticktext": list(names),
        "showgrid": False,
        "rangemode": "normal",
    }
    more = {"barmode": "overlay", "showlegend": False, "margin": {"l": 4, "r": 4, "t": 4, "b": 4}}
    return {"data": [trace], "layout": _layout(theme, xaxis=across, yaxis=down) | more}
