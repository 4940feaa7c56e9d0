import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fail } from '@segue/protocol'
import type { Installer, RunnerFacts } from './installer.ts'
import { readRecord, writeRecord } from './record.ts'

/**
 * Writes the bridge of an application into these folders, and remembers every file. What an earlier install wrote goes
 * first. Fails with `bridge.place_taken` when something else is there.
 */
export function installBridge(
  { app, title, files, own }: Installer,
  facts: RunnerFacts,
  folders: readonly string[],
): string[] {
  const before = new Set(readRecord(facts.home, app)?.files)
  const wanted = [
    ...folders.flatMap((folder) => files(facts).map((file) => ({ ...file, at: join(folder, ...file.path) }))),
    ...own(facts).map((file) => ({ ...file, at: join(facts.home, ...file.path) })),
  ]
  const foreign = wanted.find(({ at }) => existsSync(at) && !before.has(at) && !at.startsWith(facts.home))
  if (foreign)
    throw fail({
      code: 'bridge.place_taken',
      message: `${foreign.at} is there already, and Segue did not write it.`,
      hint: `Remove it by hand, or give another folder with --to. Nothing of ${title} was changed.`,
      kind: 'input',
    })
  uninstallBridge({ app }, facts.home)
  writeRecord(facts.home, app, { folders: [...folders], files: wanted.map(({ at }) => at) })
  for (const { at, text, secret } of wanted) {
    mkdirSync(dirname(at), { recursive: true })
    // Whole or not at all: the application may look at any moment.
    writeFileSync(`${at}.part`, text, { mode: secret ? 0o600 : 0o644 })
    renameSync(`${at}.part`, at)
  }
  return wanted.map(({ at }) => at)
}

/** Removes exactly what was installed, and folders that are empty then. Returns how many files that were. */
export function uninstallBridge({ app }: Pick<Installer, 'app'>, home: string): number {
  const record = readRecord(home, app)
  if (record === null) return 0
  const gone = record.files.filter((file) => existsSync(file))
  for (const file of gone) rmSync(file)
  const roots = new Set(record.folders)
  for (const folder of foldersOf(record.files, roots))
    if (existsSync(folder) && isLeft(folder, roots)) rmdirSync(folder)
  writeRecord(home, app, null)
  return gone.length
}

/** Python keeps what it compiled beside the modules. */
function isLeft(folder: string, roots: ReadonlySet<string>): boolean {
  const compiled = join(folder, '__pycache__')
  if (existsSync(compiled)) rmSync(compiled, { recursive: true })
  return readdirSync(folder).length === 0 && [...roots].some((root) => folder.startsWith(root))
}

/** Every folder of these files up to the roots, deepest first. */
function foldersOf(files: readonly string[], roots: ReadonlySet<string>): string[] {
  const found = new Set<string>()
  for (const file of files)
    for (let folder = dirname(file); ; folder = dirname(folder)) {
      if (![...roots].some((root) => folder.startsWith(root))) break
      found.add(folder)
    }
  return [...found].sort((a, b) => b.length - a.length)
}
