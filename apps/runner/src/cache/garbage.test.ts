import { pino } from 'pino'
import { expect, test } from 'vitest'
import { asJson, openCacheLab } from './cacheLab.ts'
import { createGarbage, type GarbageOptions } from './garbage.ts'

const later = () => Date.now() + 2 * 86_400_000

/** A store with room for so many bytes, whose sweeper looks two days later. */
async function open(maxBytes: number, more: Partial<GarbageOptions> = {}) {
  const lab = await openCacheLab()
  const garbage = createGarbage({
    ...{ db: lab.db, artifacts: lab.artifacts, cache: lab.cache, log: pino({ level: 'silent' }) },
    ...{ maxBytes: () => maxBytes, pinned: async () => [], now: later, graceMs: 0, ...more },
  })
  const kilobyte = (text: string) => lab.file(text.padEnd(1000, '.'))
  /** Stores a file as the result of a step that took so long. */
  const made = async (text: string, ms: number) => {
    const ref = await kilobyte(text)
    const step = lab.step({ in0: text })
    await lab.cache.keep(step, await lab.cache.keyOf(step), { outputs: { out: asJson(ref) }, ms })
    return ref
  }
  const run = (id: string, { status, kept = 0 }: { status: string; kept?: number }, inputs: object) =>
    lab.db.run(
      `INSERT INTO runs (id, recipe_id, recipe_name, compiled, seed, inputs, providers, out_folder, status, failures,
         created_at, kept) VALUES (?, 'r', 'R', 'c', 's', ?, '{}', '/', ?, '[]', ?, ?)`,
      ...[id, JSON.stringify(inputs), status, later(), kept],
    )
  return { ...lab, garbage, kilobyte, made, run }
}

test('as long as there is room, nothing that anybody could find goes', async () => {
  const { garbage, made, artifacts } = await open(10_000)
  const ref = await made('a', 1)
  expect(await garbage.sweep()).toBe(0)
  expect(artifacts.has(ref.artifactId)).toBe(true)
})

test('when there is too much, cheap results go until nine tenths are left, and their files with them', async () => {
  const { garbage, made, artifacts, cache, step } = await open(2500)
  const dear = await made('dear', 100_000)
  const cheap = [await made('cheap', 1), await made('cheap too', 2)]
  expect(await garbage.sweep()).toBe(1)
  expect([dear, ...cheap].map(({ artifactId }) => artifacts.has(artifactId))).toEqual([true, false, true])
  const key = async (text: string) => (await cache.keyOf(step({ in0: text })))?.key ?? ''
  expect(await cache.find(await key('cheap'))).toBeNull()
  expect(await cache.find(await key('dear'))).not.toBeNull()
})

test('files of kept and of unfinished runs, of recipes and of samples never go', async () => {
  const pinned: string[] = []
  const { garbage, made, artifacts, run, db } = await open(1, { pinned: async () => pinned })
  const refs = []
  for (const name of ['kept', 'open', 'recipe', 'sample', 'over']) refs.push(await made(name, 1))
  const [kept, going, recipe, sample, over] = refs
  run('run_kept', { status: 'succeeded', kept: 1 }, { in: kept })
  run('run_open', { status: 'running' }, { in: going })
  run('run_over', { status: 'failed' }, { in: over })
  db.run(
    "INSERT INTO recipes (id, name, revision, document, updated_at) VALUES ('r', 'R', 0, ?, 0)",
    JSON.stringify({ default: recipe }),
  )
  pinned.push(JSON.stringify({ outputs: { film: sample } }))
  await garbage.sweep()
  expect(refs.map(({ artifactId }) => artifacts.has(artifactId))).toEqual([true, true, true, true, false])
})

test('a file that an event brought stays until its run has begun', async () => {
  const { garbage, made, artifacts, db } = await open(1)
  const refs = [await made('waits', 1), await made('went by', 1)]
  for (const [at, outcome] of ['queued', 'overlap'].entries())
    db.run(
      `INSERT INTO firings (trigger_id, key, at, due_at, decided_at, outcome, reason, inputs)
       VALUES ('trg_1', ?, 0, 0, 0, ?, '', ?)`,
      ...[`${at}`, outcome, JSON.stringify({ audio: refs[at] })],
    )
  await garbage.sweep()
  expect(refs.map(({ artifactId }) => artifacts.has(artifactId))).toEqual([true, false])
})

test('outputs of the child runs of a kept run stay with it', async () => {
  const { garbage, made, artifacts, run, db } = await open(1)
  const ref = await made('frame', 1)
  run('run_kept', { status: 'succeeded', kept: 1 }, {})
  run('run_kept/each/0', { status: 'succeeded' }, {})
  db.run("UPDATE runs SET parent_run = 'run_kept', parent_node = 'each', item = 0 WHERE id LIKE '%/0'")
  db.run("INSERT INTO outputs VALUES ('run_kept/each/0', 'in', 1, 'h', ?)", JSON.stringify({ out: ref }))
  await garbage.sweep()
  expect(artifacts.has(ref.artifactId)).toBe(true)
})

test('files that nothing names any more go after a day, with the pictures that were made of them', async () => {
  const { garbage, kilobyte, artifacts, db, run } = await open(1_000_000)
  const [stray, picture, shown] = [
    await kilobyte('stray'),
    await kilobyte('picture'),
    await kilobyte('shown'),
  ]
  db.run("INSERT INTO previews VALUES (?, 'posterOf', ?)", stray.artifactId, JSON.stringify(picture))
  run('run_a', { status: 'succeeded' }, { in: shown })
  expect(await garbage.sweep()).toBe(2)
  const left = [stray, picture, shown].map(({ artifactId }) => artifacts.has(artifactId))
  expect(left).toEqual([false, false, true])
  expect(db.all('SELECT * FROM previews')).toEqual([])
})

test('a file that two results need goes with the second one', async () => {
  const { garbage, made, cache, step, artifacts, kilobyte } = await open(1500)
  const shared = await made('shared', 1)
  const twin = step({ in0: 'twin' })
  await cache.keep(twin, await cache.keyOf(twin), { outputs: { out: asJson(shared) }, ms: 100_000 })
  const other = await made('other', 50)
  await kilobyte('shared')
  expect(await garbage.sweep()).toBe(1)
  expect([shared, other].map(({ artifactId }) => artifacts.has(artifactId))).toEqual([true, false])
})
