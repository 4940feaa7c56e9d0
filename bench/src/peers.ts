import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stepMicroseconds } from './engine.ts'
import type { Row } from './table.ts'

const sizes = [10, 100, 1000]
const folder = join(import.meta.dirname, '../peers')
/** Installed on demand beside the bench; nothing of Segue depends on them. */
const wanted = ['n8n-core@2.41.1', 'n8n-workflow@2.41.0', 'node-red@5.0.7']

/**
 * The same empty chain in other engines, in one run on one machine: n8n-core (what its own server executes with) and
 * Node-RED. Both hold everything in memory here, as Segue’s pure engine does.
 */
export async function benchPeers(): Promise<Row[]> {
  install()
  const own = sizes.map(stepMicroseconds)
  const rows = (name: string, figures: number[]): Row[] =>
    figures.map((value, i) => ({
      what: `${name}: one node in a chain of ${sizes[i]}`,
      value,
      unit: 'µs',
      limit: `${(value / (own[i] ?? 1)).toFixed(1)} × Segue’s`,
    }))
  return [
    ...own.map((value, i) => ({ what: `Segue: one node in a graph of ${sizes[i]}`, value, unit: 'µs' })),
    ...rows('n8n', measure('n8n.ts')),
    ...rows('Node-RED', measure('nodeRed.ts')),
  ]
}

function install() {
  if (existsSync(join(folder, 'node_modules/node-red'))) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n')
  const options = ['--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--silent']
  execFileSync('npm', ['install', ...options, ...wanted], { stdio: 'inherit', timeout: 600_000 })
}

function measure(program: string): number[] {
  const home = mkdtempSync(join(tmpdir(), 'segue-peers-'))
  try {
    const out = execFileSync(
      process.execPath,
      [join(import.meta.dirname, 'peers', program), ...sizes.map(String)],
      { cwd: folder, encoding: 'utf8', timeout: 300_000, env: { ...process.env, N8N_USER_FOLDER: home } },
    )
    return JSON.parse(out.trim().split('\n').at(-1) ?? '')
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}
