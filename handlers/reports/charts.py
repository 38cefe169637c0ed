"""Charts as pictures, in the colours of the house. Only the process that builds a report imports this: matplotlib is large."""

import io
import textwrap

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from handlers.reports.document import Chart

SEA, INK, SOFT, LINE = "#00507f", "#12202b", "#43535f", "#c4d0d9"
# Told apart also in grey and by who sees colours differently (after Okabe and Ito), and each line by its mark as well.
COLOURS = ("#00507f", "#d55e00", "#009e73", "#7a4d00", "#8a4f9e", "#56b4e9")
MARKS = ("o", "s", "^", "D", "v", "P")
SHADES = LinearSegmentedColormap.from_list("sea", ["#e3eef6", "#7fb3d5", "#00304f"])
WIDTH_INCHES, DOTS_PER_INCH = 6.5, 200
BAR_INCHES, ROW_INCHES = 0.36, 0.34
LABEL_CHARACTERS, LABEL_LINES = 30, 2
DARK_FROM = 0.55

# The same chart gives the same bytes.
rcParams["svg.hashsalt"] = "forumsbote"
rcParams["svg.fonttype"] = "none"
rcParams["font.family"] = ["DejaVu Sans"]
rcParams["font.size"] = 9


def png(chart: Chart) -> bytes:
    """Return a chart as PNG, for documents."""
    return _saved(chart, "png", {"Software": None})


def svg(chart: Chart) -> bytes:
    """Return a chart as SVG, for web pages."""
    return _saved(chart, "svg", {"Date": None, "Creator": None})


def _saved(chart: Chart, form: str, metadata: dict[str, None]) -> bytes:
    into = io.BytesIO()
    _drawn(chart).savefig(into, format=form, dpi=DOTS_PER_INCH, metadata=metadata, facecolor="white")
    return into.getvalue()


def _drawn(chart: Chart) -> Figure:
    rows = len(chart.labels)
    heights = {"bars": 0.2 + BAR_INCHES * rows, "grid": 1.9 + ROW_INCHES * rows, "lines": 3.4}
    figure = Figure(figsize=(WIDTH_INCHES, heights[chart.shape]), layout="constrained")
    axes = figure.add_subplot()
    {"bars": _bars, "grid": _grid, "lines": _lines}[chart.shape](axes, chart)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.tick_params(colors=SOFT, length=0)
    return figure


def _bars(axes: Axes, chart: Chart) -> None:
    values = [value or 0 for value in chart.series[0].values]
    places = range(len(values))
    axes.barh(places, values, color=SEA, height=0.68)
    axes.set_yticks(places, [_short(label) for label in chart.labels], color=INK)
    axes.set_ylim(len(values) - 0.5, -0.5)
    axes.margins(x=0.09)
    for place, value in zip(places, values, strict=True):
        axes.annotate(str(value), (value, place), xytext=(4, 0), textcoords="offset points", va="center", color=INK)
    axes.spines["left"].set_color(LINE)
    axes.spines["bottom"].set_visible(False)
    axes.set_xticks([])


def _grid(axes: Axes, chart: Chart) -> None:
    values = [[one.values[row] for one in chart.series] for row in range(len(chart.labels))]
    most = max((value for row in values for value in row if value is not None), default=1) or 1
    shades = [[(value or 0) / most for value in row] for row in values]
    axes.imshow(shades, cmap=SHADES, vmin=0, vmax=1, aspect="auto")
    axes.set_yticks(range(len(chart.labels)), [_short(label) for label in chart.labels], color=INK)
    names = [textwrap.shorten(one.name, LABEL_CHARACTERS, placeholder=" …") for one in chart.series]
    axes.set_xticks(range(len(names)), names, rotation=28, ha="left", rotation_mode="anchor", color=INK)
    axes.xaxis.tick_top()
    for row, counts in enumerate(values):
        for column, value in enumerate(counts):
            dark = value is not None and value / most >= DARK_FROM
            shown = chart.missing if value is None else str(value)
            axes.text(column, row, shown, ha="center", va="center", color="white" if dark else INK)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_xticks([place - 0.5 for place in range(1, len(names))], minor=True)
    axes.set_yticks([place - 0.5 for place in range(1, len(values))], minor=True)
    axes.grid(which="minor", color="white", linewidth=2)
    axes.tick_params(which="minor", length=0)


def _lines(axes: Axes, chart: Chart) -> None:
    places = range(len(chart.labels))
    for one, colour, mark in zip(chart.series, COLOURS, MARKS, strict=False):
        values = [float("nan") if value is None else value for value in one.values]
        axes.plot(places, values, color=colour, marker=mark, markersize=5, linewidth=1.8, label=_short(one.name))
    step = max(1, len(chart.labels) // 10)
    axes.set_xticks(
        list(places)[::step], list(chart.labels)[::step], rotation=0 if step == 1 and len(places) < 9 else 30
    )
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y", color=LINE, linewidth=0.6)
    axes.spines["left"].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    axes.legend(
        loc="upper center", bbox_to_anchor=(0.45, -0.12 if step == 1 else -0.2), ncols=2, frameon=False, labelcolor=INK
    )


def _short(label: str) -> str:
    """Return a label on at most two lines."""
    return "\n".join(textwrap.wrap(label, LABEL_CHARACTERS, max_lines=LABEL_LINES, placeholder=" …"))
