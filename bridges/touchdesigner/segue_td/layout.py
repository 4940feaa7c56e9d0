"""Places operators from left to right along their wires."""

STEP_X, STEP_Y = 200, 130


def place(ops):
    """Sources stand in the first column, everything else one column right of its last source."""
    inside = {op.path: op for op in ops}
    columns = {}

    def column(op, seen):
        if op.path not in columns:
            sources = [one for one in op.inputs if one.path in inside and one.path not in seen]
            columns[op.path] = max([column(one, seen | {op.path}) + 1 for one in sources] + [0])
        return columns[op.path]

    rows = {}
    for op in ops:
        at = column(op, {op.path})
        op.nodeX, op.nodeY = at * STEP_X, -rows.get(at, 0) * STEP_Y
        rows[at] = rows.get(at, 0) + 1
