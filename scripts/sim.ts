import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { type Found, kinds, type Share } from './sim/share.ts'

/**
 * Simulates random worlds with crashes, lost and doubled messages, and people who interfere, each decided by its seed:
 * of the engine on a host in memory, and of the whole runner with its own host, lanes, cache, bridges and services on
 * one simulated machine. Seeds that found something before run first. `npm run sim -- --seeds 100000`; one seed again:
 * `--only runner --from 1234 --seeds 1`.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const [from, count] = [Number(values.from), Number(values.seeds)]
const wanted = kinds.filter((kind) => values.only === undefined || kind === values.only)
if (wanted.length === 0 || !Number.isInteger(from) || !Number.isInteger(count)) {
  console.error(`--seeds and --from are numbers; --only is one of ${kinds.join(', ')}.`)
  process.exit(2)
}
const threads = Math.max(1, Math.min(availableParallelism(), Math.ceil(count / 100)))
const enough = 10

/** Every n-th seed on a thread of its own. */
function work(share: Share): Promise<Found[]> {
  return new Promise((done, refuse) => {
    const worker = new Worker(new URL('sim/share.ts', import.meta.url), { workerData: share })
    worker.on('message', done)
    worker.on('error', refuse)
  })
}

let failed = false
for (const kind of wanted) {
  const began = performance.now()
  const shares = Array.from({ length: threads }, (_, thread) =>
    work({ kind, from, count, thread, threads, enough }),
  )
  const found = (await Promise.all(shares)).flat().sort((a, b) => a.seed - b.seed)
  for (const { seed, mood, message } of found.slice(0, enough))
    console.error(
      `${kind}, seed ${seed} (${mood}): ${message}\n  Again: npm run sim -- --only ${kind} --from ${seed} --seeds 1`,
    )
  failed ||= found.length > 0
  const seconds = Math.round((performance.now() - began) / 1000)
  if (found.length === 0)
    console.log(`${kind}: ${count} simulated worlds ended as they must, in ${seconds} s.`)
}
if (failed)
  console.error(
    'When it is mended, put the seed into regressions.ts beside the simulation, with what it found.',
  )
process.exitCode = failed ? 1 : 0
