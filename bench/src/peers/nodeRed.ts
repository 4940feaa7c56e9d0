import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `node nodeRed.ts SIZE…` in a folder with Node-RED: prints microseconds per node of chains that do nothing, as JSON. */
const require = createRequire(join(process.cwd(), 'peers.js'))
const RED = require('node-red')

const sizes = process.argv.slice(2).map(Number)
const place = { x: 0, y: 0 }
const flows = sizes.flatMap((size) => {
  const id = (i: number) => `n${size}_${i}`
  const z = `tab${size}`
  const changes = Array.from({ length: size }, (_, i) => ({
    ...{ ...place, id: id(i), z, type: 'change', rules: [], wires: [[id(i + 1)]] },
  }))
  const end = { ...place, id: id(size), z, type: 'function', func: "global.get('done')()", wires: [] }
  return [{ id: z, type: 'tab', label: z }, ...changes, end]
})
const userDir = mkdtempSync(join(tmpdir(), 'segue-node-red-'))
writeFileSync(join(userDir, 'flows.json'), JSON.stringify(flows))

let done = () => {}
RED.init(http.createServer(), {
  ...{ userDir, flowFile: 'flows.json', httpAdminRoot: false, httpNodeRoot: false },
  functionGlobalContext: { done: () => done() },
  logging: { console: { level: 'off' } },
})
const ready = new Promise((resolve) => RED.events.once('flows:started', resolve))
await RED.start()
await ready

async function microsecondsPerNode(size: number): Promise<number> {
  const from = performance.now()
  await new Promise<void>((resolve) => {
    done = resolve
    RED.nodes.getNode(`n${size}_0`).receive({ payload: 1 })
  })
  return ((performance.now() - from) * 1000) / size
}

const figures: number[] = []
for (const size of sizes) {
  const rounds: number[] = []
  for (let round = 0; round < 15; round++) rounds.push(await microsecondsPerNode(size))
  figures.push(rounds.sort((a, b) => a - b)[7] ?? Number.NaN)
}
console.log(JSON.stringify(figures))
rmSync(userDir, { recursive: true, force: true })
process.exit(0)
