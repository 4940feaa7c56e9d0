import { posix } from 'node:path'
import type { FilesSettings } from '@segue/protocol'
import { type FilePattern, readPattern } from './pattern.ts'
import { compareNumbers, placeOf } from './series.ts'
import { groupTogether } from './together.ts'

/** Files that fire together. Paths are relative to the folder. */
export interface Batch {
  name: string
  take: number | string | null
  /** In the order of the patterns of a set, else by name. */
  files: readonly { path: string; role: string | null }[]
  /** Nothing fires when one of them cannot be taken. */
  isWhole: boolean
}

/** The folder as it is when files have come to stand still. */
export interface Scene {
  ripe: readonly string[]
  /** New, and still changing. */
  unripe: readonly string[]
  /** All that is there and fits. */
  present: ReadonlySet<string>
  /** What of it was done with before, and is as it was. */
  done: readonly string[]
}

export interface Choice {
  fire: Batch[]
  pass: { path: string; reason: string }[]
  /** Waits for others, and why. */
  hold: { path: string; reason: string }[]
}

/** What of a folder fires, by the mode of a trigger. */
export interface Chooser {
  /** Whether files of this name are looked at. */
  fits(name: string): boolean
  choose(scene: Scene): Choice
}

/** Fails with `files.pattern`. */
export function createChooser({
  mode,
  pattern,
  set,
}: Pick<FilesSettings, 'mode' | 'pattern' | 'set'>): Chooser {
  if (mode === 'set' && set.length > 0) return setChooser(set.map(readPattern), set)
  const { fits } = readPattern(pattern)
  return { fits, choose: { single, newest, set: together }[mode] }
}

export const stemOf = (path: string): string => posix.parse(path).name

const one = (path: string, take: Batch['take'] = null): Batch => ({
  ...{ name: stemOf(path), take, files: [{ path, role: null }], isWhole: true },
})

const single = ({ ripe }: Scene): Choice => ({ fire: ripe.map((path) => one(path)), pass: [], hold: [] })

function newest({ ripe, unripe, done }: Scene): Choice {
  const placed = (paths: Iterable<string>) =>
    [...paths].map((path) => {
      const { series, ...place } = placeOf(stemOf(path))
      return {
        path,
        ...place,
        series: `${posix.dirname(path)}/${series}${posix.extname(path).toLowerCase()}`,
      }
    })
  const choice: Choice = { fire: [], pass: [], hold: [] }
  const busy = new Set(placed(unripe).map(({ series }) => series))
  const before = Map.groupBy(placed(done), ({ series }) => series)
  for (const [series, members] of Map.groupBy(placed(ripe), (member) => member.series)) {
    if (busy.has(series)) {
      choice.hold.push(...members.map(({ path }) => ({ path, reason: 'more of its series is coming' })))
      continue
    }
    const ahead = [...members, ...(before.get(series) ?? [])].reduce((best, other) =>
      compareNumbers(other.numbers, best.numbers) > 0 ? other : best,
    )
    for (const { path, take } of members)
      if (path === ahead.path) choice.fire.push(one(path, take))
      else choice.pass.push({ path, reason: `${posix.basename(ahead.path)} is newer` })
  }
  return choice
}

function together({ ripe, unripe }: Scene): Choice {
  const choice: Choice = { fire: [], pass: [], hold: [] }
  const busy = new Set(unripe.map(posix.dirname))
  for (const [folder, paths] of Map.groupBy(ripe, posix.dirname)) {
    if (busy.has(folder)) choice.hold.push(...paths.map((path) => ({ path, reason: 'more is coming' })))
    else
      for (const { name, members } of groupTogether(new Map(paths.map((path) => [path, stemOf(path)]))))
        choice.fire.push({ name, take: null, files: members, isWhole: false })
  }
  return choice
}

function setChooser(patterns: readonly FilePattern[], texts: readonly string[]): Chooser {
  const placed = (paths: Iterable<string>) =>
    [...paths].flatMap((path) => {
      const part = patterns.findIndex(({ fits }) => fits(posix.basename(path)))
      const name = patterns[part]?.star(posix.basename(path))
      return name === null || name === undefined
        ? []
        : [{ path, part, name, set: `${posix.dirname(path)}/${name.toLowerCase()}` }]
    })
  return {
    fits: (name) => patterns.some(({ fits }) => fits(name)),
    choose({ ripe, unripe, present }) {
      const choice: Choice = { fire: [], pass: [], hold: [] }
      const news = Map.groupBy(placed(ripe), ({ set }) => set)
      const busy = new Set(placed(unripe).map(({ set }) => set))
      const here = Map.groupBy(placed(present), ({ set }) => set)
      for (const [set, members] of news) {
        const parts = new Map((here.get(set) ?? []).map((member) => [member.part, member.path]))
        const missing = texts.filter((_, part) => !parts.has(part))
        const reason = missing.length > 0 ? `waits for ${missing.join(', ')}` : 'more of its set is coming'
        if (missing.length > 0 || busy.has(set))
          choice.hold.push(...members.map(({ path }) => ({ path, reason })))
        else {
          const files = texts.map((_, part) => ({ path: parts.get(part) ?? '', role: null }))
          choice.fire.push({ name: members[0]?.name ?? '', take: null, files, isWhole: true })
        }
      }
      return choice
    },
  }
}
