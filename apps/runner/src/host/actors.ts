/** A run and all runs above it, from the inside out: `run_x/a/0/b/2` → itself, `run_x/a/0`, `run_x`. */
export function* lineOf(runId: string): Generator<string> {
  for (let id = runId; ; ) {
    yield id
    const item = id.lastIndexOf('/')
    if (item < 0) return
    id = id.slice(0, id.lastIndexOf('/', item - 1))
  }
}

/** Key range that holds everything below a run and nothing else: `/` comes right before `0`. */
export const below = (runId: string): [from: string, to: string] => [`${runId}/`, `${runId}0`]
