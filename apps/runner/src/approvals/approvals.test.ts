import { createHash, createHmac } from 'node:crypto'
import { type ArtifactRef, mimeTypes } from '@segue/protocol'
import { expect, test } from 'vitest'
import { tempStore } from '../services/testing/tempStore.ts'
import { openApprovals } from './approvals.ts'
import { stepApprovals } from './stepApprovals.ts'

const key = Buffer.alloc(32, 7)
const text = 'print("hello")'
const hashOf = (data: string) => createHash('sha256').update(data).digest('hex')
const grantOf = (what: string) => createHmac('sha256', key).update(what).digest('hex')
const step = { runId: 'run_1', nodeId: 'code', name: 'Code' }
const [own, library, made, later] = ['own', 'library', 'made', 'later'].map(hashOf) as [
  string,
  string,
  string,
  string,
]

test('a text asks until a person approves exactly this text, and its grant is for nothing else', () => {
  const approvals = openApprovals(tempStore(), key)
  expect(approvals.python(text, step)).toBeNull()
  expect(approvals.list()).toMatchObject([
    {
      kind: 'python',
      hash: hashOf(text),
      text,
      name: 'Code',
      step: { runId: 'run_1', nodeId: 'code' },
      givenAt: null,
    },
  ])
  approvals.approve({ hash: hashOf(text), by: 'editor' })
  expect(approvals.python(text, step)).toBe(grantOf(`python\n${hashOf(text)}`))
  expect(approvals.python(`${text} `, step)).toBeNull()
  expect(approvals.list().map(({ givenBy }) => givenBy)).toContainEqual(expect.stringMatching(/ \(editor\)$/))
})

test('an approval that is taken back holds no longer', () => {
  const approvals = openApprovals(tempStore(), key)
  approvals.python(text, step)
  approvals.approve({ hash: hashOf(text), by: 'editor' })
  approvals.revoke({ kind: 'python', hash: hashOf(text) })
  expect(approvals.python(text, step)).toBeNull()
})

test('nothing can be approved that nobody asked for, and no file as a text', () => {
  const approvals = openApprovals(tempStore(), key)
  approvals.trust({ hash: own, name: 'own.blend', by: 'command line' })
  expect(() => approvals.approve({ hash: own, by: 'editor' })).toThrow('nothing to allow')
  expect(() => approvals.revoke({ kind: 'python', hash: own })).toThrow('nothing to allow')
})

test('questions that nobody answers are forgotten, answers are not', () => {
  let now = 1000
  const approvals = openApprovals(tempStore(), key, () => now)
  approvals.python('kept', step)
  approvals.approve({ hash: hashOf('kept'), by: 'editor' })
  for (let i = 0; i < 250; i++) {
    now += 1
    approvals.python(`text ${i}`, step)
  }
  expect(approvals.list()).toHaveLength(201)
  now += 31 * 86_400_000
  approvals.python('new', step)
  expect(approvals.list().map((one) => one.text)).toEqual(['new', 'kept'])
})

test('a file that Segue made is trusted as long as everything it was made from is', () => {
  const approvals = openApprovals(tempStore(), key)
  approvals.derive({ hash: made, name: 'made.blend' }, [own])
  expect(approvals.trusted().hashes).toEqual([])
  for (const hash of [own, library]) approvals.trust({ hash, name: 'x.blend', by: 'command line' })
  approvals.derive({ hash: made, name: 'made.blend' }, [own, library])
  approvals.derive({ hash: later, name: 'later.blend' }, [made])
  const trusted = approvals.trusted()
  expect(new Set(trusted.hashes)).toEqual(new Set([own, library, made, later]))
  expect(trusted.grant).toBe(grantOf(`scripts\n${trusted.hashes.toSorted().join(',')}`))
  expect(approvals.list()).toHaveLength(2)
  approvals.revoke({ kind: 'blend', hash: library })
  expect(approvals.trusted().hashes).toEqual([own])
})

/** One step of a home, with these files in its inputs. */
function stepWith(given: Partial<ArtifactRef>[], python = true) {
  const approvals = openApprovals(tempStore(), key)
  const refs = given.map((ref) => ({ bytes: 1, name: 'x', meta: {}, artifactId: own, mime: '', ...ref }))
  return { approvals, step: stepApprovals({ approvals, python, step, given: () => refs }) }
}
const blend = { mime: mimeTypes.blend }
const saved = { artifactId: made, name: 'made.blend', bytes: 1, meta: {}, ...blend }

test('without the setting no Python runs, approved or not, and nobody is asked', async () => {
  const { approvals, step } = stepWith([], false)
  await expect(step.approved(text)).rejects.toMatchObject({
    failure: { code: 'python.off', kind: 'environment' },
  })
  expect(approvals.list()).toEqual([])
})

test('a step waits for its approval', async () => {
  const { approvals, step } = stepWith([])
  await expect(step.approved(text)).rejects.toMatchObject({
    failure: { code: 'python.unapproved', kind: 'environment' },
  })
  approvals.approve({ hash: hashOf(text), by: 'editor' })
  expect(await step.approved(text)).toMatch(/^[0-9a-f]{64}$/)
})

test.each([
  ['a trusted scene and a picture', [{ ...blend }, { artifactId: library, mime: 'image/png' }], true],
  [
    'a trusted scene and an unknown file',
    [{ ...blend }, { artifactId: library, mime: 'application/octet-stream' }],
    false,
  ],
  ['a trusted scene and another one', [{ ...blend }, { artifactId: library, ...blend }], false],
  ['nothing', [], false],
])('what is saved from %s', (_, given, trusted) => {
  const { approvals, step } = stepWith(given)
  approvals.trust({ hash: own, name: 'own.blend', by: 'command line' })
  step.saved(saved)
  expect(approvals.trusted().hashes.includes(made)).toBe(trusted)
})
