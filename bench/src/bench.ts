import { benchBlender } from './blender.ts'
import { benchBranches } from './branches.ts'
import { benchBridges } from './bridges.ts'
import { benchEngine } from './engine.ts'
import { benchFilm } from './film.ts'
import { benchInstall } from './install.ts'
import { benchKeys } from './keys.ts'
import { benchLibrary } from './library.ts'
import { benchPeers } from './peers.ts'
import { benchPlanner } from './planner.ts'
import { benchRest } from './rest.ts'
import { benchRuns } from './runs.ts'
import { benchSchedules } from './schedules.ts'
import { benchSound } from './sound.ts'
import { benchStandIn } from './standin.ts'
import { benchStart } from './start.ts'
import { benchSteps } from './steps.ts'
import { printTable, type Row } from './table.ts'
import { benchWatch } from './watch.ts'
import { benchWebhooks } from './webhooks.ts'

/** `npm run bench [part]…`: every figure in one run on one machine, so that they may be compared. */
const parts: Record<string, readonly [title: string, bench: () => Promise<Row[]>]> = {
  engine: ['Engine, pure', benchEngine],
  steps: ['Durable steps', benchSteps],
  peers: ['Other engines, pure', benchPeers],
  runs: ['Durable runs', benchRuns],
  webhooks: ['Webhooks', benchWebhooks],
  branches: ['Branches side by side', benchBranches],
  rest: ['Much history, much waiting', benchRest],
  library: ['A large library', benchLibrary],
  schedules: ['Schedules', benchSchedules],
  watch: ['Watched files', benchWatch],
  sound: ['Sound analysis', benchSound],
  standin: ['Stand-in for Blender, 640×360', benchStandIn],
  blender: ['Blender through the bridge, 640×360', benchBlender],
  bridges: ['Bridges: round trips and events', benchBridges],
  keys: ['200,000 keys into Blender', benchKeys],
  planner: ['From a sentence to a proposal', benchPlanner],
  film: ['Making a film, 640×360', benchFilm],
  start: ['Starting and standing still', benchStart],
  install: ['Installing', benchInstall],
}

const wanted = process.argv.slice(2)
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const part = parts[name]
  if (!part) {
    console.error(`There is no part “${name}”. Parts: ${Object.keys(parts).join(', ')}`)
    process.exitCode = 2
    break
  }
  printTable(part[0], await part[1]())
}
