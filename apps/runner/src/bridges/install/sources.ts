import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BridgeFile } from './installer.ts'

/** The folder of all bridges. */
export const bridgesFolder = join(import.meta.dirname, '../../../../../bridges')

/** The text of one of their files. */
export const sourceText = (...path: readonly string[]): string =>
  readFileSync(join(bridgesFolder, ...path), 'utf8')

/** Every file of a folder of theirs that belongs to what is installed, by its path below it. */
export function filesIn(
  folder: readonly string[],
  target: readonly string[],
  belongs: (name: string) => boolean = (name) => name.endsWith('.py'),
): BridgeFile[] {
  return readdirSync(join(bridgesFolder, ...folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && belongs(entry.name))
    .map(({ parentPath, name }) => {
      const file = join(parentPath, name)
      const below = file.slice(join(bridgesFolder, ...folder).length + 1).split(/[/\\]/)
      return { path: [...target, ...below], text: readFileSync(file) }
    })
    .sort((a, b) => (a.path.join('/') < b.path.join('/') ? -1 : 1))
}

/** The modules that all bridges share, and the schemas of one application. */
export const coreFiles = (app: string, target: readonly string[]): BridgeFile[] =>
  filesIn(['core', 'segue_core'], target, (name) => name.endsWith('.py') || name === `${app}.json`)
