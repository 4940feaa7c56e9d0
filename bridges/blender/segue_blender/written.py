"""Files that commands have written."""
from segue_core.exchange import describe


def written(call, path, mime):
    """What a result says about a file that is complete; the runner hears its hash, too."""
    row = describe(path, mime)
    call.artifact(row)
    return {"path": path, "bytes": row["bytes"]}
