"""markers.*: a table of named seconds in the component `segue`. Rows that Segue did not write stay as they are."""
import td

from segue_core.failure import verify

from . import handles, segue
from .registry import SPECS, command, topic
from .topics import watch

_HEAD = ["name", "sec", "by"]
_OURS = "segue"
# Looks between two looks at the table: four in a second, or so.
_EVERY = 15


@command(SPECS["markers.list"])
def list_markers(call, parent):
    return {"markers": _rows(segue.find_part(handles.find(parent), "markers"))}


@command(SPECS["markers.set"])
def set_markers(call, parent, markers):
    table = segue.component(handles.find_component(parent)).op("markers")
    if table.numRows == 0:
        table.appendRow(_HEAD)
    for index in reversed(range(1, table.numRows)):
        if _cell(table, index, 2) == _OURS:
            table.deleteRow(index)
    wanted = sorted((float(one["sec"]), one["name"]) for one in markers)
    for sec, name in wanted:
        table.appendRow([name, "%.6f" % sec, _OURS])
    rows = _rows(table)
    kept = sorted((round(row["sec"], 6), row["name"]) for row in rows if row["ours"])
    verify("The markers", sorted((round(sec, 6), name) for sec, name in wanted), kept)
    return {"table": handles.fact(table), "markers": rows}


@topic("markers", "The rows of the table `markers` in /project1/segue")
def markers_topic(publish):
    looks, last = [0], [None]

    def look():
        looks[0] += 1
        if looks[0] % _EVERY != 1:
            return
        project = td.op("/project1")
        found = _rows(None if project is None else segue.find_part(project, "markers"))
        if found != last[0]:
            last[0] = found
            publish({"markers": found}, "now")

    return watch(look)


def _rows(table):
    """The markers of a table, first to last. What has no number is none."""
    rows = []
    for index in range(1, 0 if table is None else table.numRows):
        try:
            sec = float(_cell(table, index, 1))
        except ValueError:
            continue
        rows.append({"name": _cell(table, index, 0), "sec": sec, "ours": _cell(table, index, 2) == _OURS})
    return sorted(rows, key=lambda row: row["sec"])


def _cell(table, row, column):
    return str(table[row, column].val) if column < table.numCols else ""
