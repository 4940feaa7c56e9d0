import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Row } from './table.ts'

const root = join(import.meta.dirname, '../..')

/** Time and size of `npm ci` in an empty folder, with whatever npm's cache holds on this machine. */
export async function benchInstall(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'segue-install-'))
  try {
    const files = execFileSync(
      'git',
      ['ls-files', '*package.json', 'package-lock.json', '.npmrc', '*/bin/*'],
      {
        cwd: root,
        encoding: 'utf8',
      },
    )
    for (const file of files.trim().split('\n')) {
      mkdirSync(dirname(join(folder, file)), { recursive: true })
      copyFileSync(join(root, file), join(folder, file))
    }
    const from = performance.now()
    const { status, stderr } = spawnSync('npm', ['ci'], { cwd: folder, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr.slice(-500))
    const seconds = (performance.now() - from) / 1000
    const size = execFileSync('du', ['-sk', join(folder, 'node_modules')], { encoding: 'utf8' })
    return [
      { what: 'npm ci', value: seconds, unit: 's' },
      { what: 'size of node_modules', value: Number(size.split('\t')[0]) / 1024, unit: 'MB' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
