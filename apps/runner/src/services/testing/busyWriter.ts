import { openDatabase } from '../../store/database.ts'

/** Writes runs of three journal lines each into the store named on the command line until it is ended. */
const db = openDatabase(process.argv[2] ?? '')
const line = (runId: string) =>
  db.run("INSERT INTO journal (run_id, actor, at, kind, data) VALUES (?, ?, 0, 'note', '{}')", runId, runId)
const write = (n: number) => {
  const runId = `run_${n}`
  db.tx(() => {
    db.run(
      `INSERT INTO runs (id, recipe_id, recipe_name, compiled, seed, inputs, providers, out_folder, status, failures,
       created_at) VALUES (?, 'rcp_1', 'Busy', '', '', '{}', '{}', '', 'succeeded', '[]', ?)`,
      runId,
      n,
    )
    for (let i = 0; i < 3; i++) line(runId)
  })
  process.send?.(n)
  setImmediate(write, n + 1)
}
write(1)
