import { existsSync, globSync } from 'node:fs'
import { dirname } from 'node:path'
import { run } from './suite/run.ts'

/** Type-checks every workspace and the scripts. */
const folders = ['.', ...globSync('{apps,packages,bridges}/*/tsconfig.json').map(dirname), 'e2e', 'bench']
const failed: string[] = []
for (const folder of folders.filter((one) => existsSync(`${one}/tsconfig.json`)))
  if ((await run('tsc', ['-p', folder])) !== 0) failed.push(folder)
if (failed.length > 0) console.error(`Types fail in: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0
