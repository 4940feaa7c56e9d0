import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { FilesSettings } from '@segue/protocol'
import { onTestFinished } from 'vitest'
import type { z } from 'zod'
import { openArtifacts } from '../../../artifacts/artifactStore.ts'
import type { Clock } from '../../../host/clock.ts'
import { createTestClock } from '../../../host/testClock.ts'
import { type Database, openDatabase } from '../../../store/database.ts'
import type { FolderListener, WatchFolder } from '../files/folderWatch.ts'
import { openFiles } from '../files/openFiles.ts'
import type { Condition, Source, TriggerEvent } from '../source.ts'

type Data = Record<string, unknown>
export type Heard = Omit<TriggerEvent, 'data'> & { data: Data }

/** A file trigger over a real folder and store, whose clock is the test's. */
export interface FilesLab {
  readonly folder: string
  readonly db: Database
  /** What fired, in order. */
  readonly heard: Heard[]
  /** What went by, and why. */
  readonly passed: { words: string; reason: string }[]
  /** How it stands now. */
  readonly condition: Condition
  /** What hearing ends with; null when it works. */
  refusal: unknown
  names(): unknown[]
  at(...parts: string[]): string
  write(path: string, content: string): Promise<void>
  move(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Passes time in steps of a second, and does what there is to do. */
  pass(seconds: number): Promise<void>
  /** Segue is closed and opened again; what happens between is done by `meanwhile`. */
  restart(meanwhile?: () => Promise<unknown>): Promise<void>
  /** The same trigger with other settings, or paused and resumed. */
  change(settings: Partial<z.input<typeof FilesSettings>>): Promise<void>
}

export interface FilesLabOptions {
  settings?: Partial<z.input<typeof FilesSettings>>
  /** Instead of a watch that tells at once what the lab does. */
  watch?: WatchFolder
  /** Lies in the folder before the trigger begins. */
  before?: readonly string[]
  /** Where Segue keeps the outputs of runs, in the folder. */
  outputs?: string
}

/** Opens it, and waits for the first look. */
export async function openFilesLab(options: FilesLabOptions = {}): Promise<FilesLab> {
  const root = await mkdtemp(join(tmpdir(), 'segue-files-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const folder = join(root, 'watched')
  for (const name of ['watched', 'store', 'incoming']) await mkdir(join(root, name))
  const db = openDatabase(join(root, 'segue.db'))
  onTestFinished(db.close)
  const artifacts = await openArtifacts(db, join(root, 'store'), join(root, 'incoming'))
  const time = createTestClock()
  let isArmed = false
  const clock: Clock = {
    ...time.clock,
    alarm(at, ring) {
      isArmed = true
      return time.clock.alarm(at, () => {
        isArmed = false
        ring()
      })
    },
  }
  const settle = async () => {
    for (let next = time.next(); next !== undefined || !isArmed; next = time.next()) {
      next?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const listeners = new Map<string, Set<FolderListener>>()
  /** Tells at once what the lab itself does; the system tells when it likes. */
  const watch: WatchFolder = (path, listener) => {
    const known = listeners.get(path) ?? new Set()
    listeners.set(path, known.add(listener))
    return () => known.delete(listener)
  }
  let settings = FilesSettings.parse({ kind: 'files', folder, settleSec: 3, ...options.settings })
  let since = 0
  let source: Source
  const open = async () => {
    isArmed = false
    source = openFiles({
      ...{ db, artifacts, clock, outputs: join(folder, options.outputs ?? '../outputs') },
      facts: async () => ({}),
      watch: options.watch ?? watch,
    })({
      trigger: { id: 'trg_1', recipeId: 'rcp_1', settings, since },
      async hear(event) {
        if (lab.refusal) throw lab.refusal
        lab.heard.push(event as Heard)
      },
      passBy: (event, reason) => void lab.passed.push({ words: event.words, reason }),
      stands(condition) {
        Object.assign(lab, { condition })
      },
    })
    await settle()
  }
  const tell = (path: string) => {
    const parts = path.split('/')
    for (const [at, name] of parts.entries())
      for (const { onChange } of listeners.get(join(folder, ...parts.slice(0, at))) ?? []) onChange(name)
  }
  const lab: FilesLab = {
    ...{ folder, db, heard: [], passed: [], condition: { failure: null, note: null }, refusal: null },
    names: () => lab.heard.map(({ data }) => data.name),
    at: (...parts) => join(folder, ...parts),
    async write(path, content) {
      await mkdir(dirname(lab.at(path)), { recursive: true })
      await writeFile(lab.at(path), content)
      tell(path)
    },
    async move(from, to) {
      await rename(lab.at(from), lab.at(to))
      tell(from)
      tell(to)
    },
    async remove(path) {
      await rm(lab.at(path), { recursive: true })
      tell(path)
    },
    async pass(seconds) {
      for (let left = seconds; left > 0; left--) {
        time.pass(1000)
        await settle()
      }
    },
    async restart(meanwhile) {
      await source.close()
      await meanwhile?.()
      await open()
    },
    async change(changed) {
      await source.close()
      settings = { ...settings, ...changed } as FilesSettings
      since = Date.now() + 21
      await open()
    },
  }
  for (const path of options.before ?? []) {
    mkdirSync(dirname(lab.at(path)), { recursive: true })
    writeFileSync(lab.at(path), path)
  }
  // The clock of the file system, which tells when a file came, is not the one of the test, and a little behind.
  since = (options.before?.length ?? 0) > 0 ? Date.now() + 21 : 0
  await open()
  onTestFinished(() => source.close())
  return lab
}
