import { readdirSync } from 'node:fs'
import { ArtifactRef, own, type RunView, type StepView } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestRunner } from '../testing.ts'
import { examples, openExamples, shownBy, through } from './testing/examples.ts'

let runner: TestRunner
beforeAll(async () => {
  runner = await openExamples()
})
afterAll(() => runner[Symbol.asyncDispose]())

/** Every step of a run and of the runs inside it. */
async function stepsIn({ head: { runId }, steps }: RunView): Promise<StepView[]> {
  const inside = steps.filter(({ items }) => items !== null)
  const children = await Promise.all(
    inside.map(({ nodeId }) => runner.services.runs.children({ runId, nodeId, offset: 0, limit: 50 })),
  )
  const views = children.flat().flatMap(({ head }) => (head ? [runner.host.runs.view(head.runId)] : []))
  return [...steps, ...(await Promise.all(views.map(stepsIn))).flat()]
}

const sizes = (films: unknown) =>
  ArtifactRef.array()
    .parse(films)
    .map(({ name, meta: { width, height, frames } }) => `${name} ${width}×${height}, ${frames} frames`)

describe('on stand-ins', () => {
  test.each(examples)(
    '%s gives everything that it promises, and the same again without working',
    async (name) => {
      const { outputs } = await runner.services.recipes.get(`rcp_${name}`)
      const first = await through(runner, name)
      expect(first.head).toMatchObject({ status: 'succeeded', failures: [] })
      expect(Object.keys(first.head.outputs).sort()).toEqual(outputs.map(({ key }) => key).sort())
      const again = await through(runner, name)
      expect(again.head).toMatchObject({ status: 'succeeded', failures: [] })
      const steps = await stepsIn(again)
      expect(steps.filter(({ settledBy, lane }) => settledBy === 'run' && lane === 'blender')).toEqual([])
      expect((await runner.services.runs.replay(again.head.runId)).differs).toBeNull()
    },
  )

  test('Sounds to films makes a wide and a tall film of every sound, and delivers each', async () => {
    const { head, steps } = await through(runner, 'sounds-to-films')
    const named = (size: string) =>
      ['drums', 'bass', 'chords'].map((stem) => `demo-${stem}.mp4 ${size}, 12 frames`)
    const { wide, tall, films } = head.outputs
    expect([sizes(wide), sizes(tall)]).toEqual([named('640×360'), named('360×640')])
    expect(ArtifactRef.array().array().parse(films).map(sizes)).toEqual([named('640×360'), named('360×640')])
    expect(steps.find(({ nodeId }) => nodeId === 'wide')?.items).toMatchObject({ total: 3, succeeded: 3 })
    const delivered = readdirSync(runner.host.runs.facts(head.runId).outFolder)
    expect(delivered).toContain('demo-bass 360x640.mp4')
  })

  test('Film to approve publishes the film that was picked, and nothing when both are rejected', async () => {
    const taken = await through(runner, 'film-to-approve')
    const [, eclipse] = ArtifactRef.array().parse(own(shownBy(taken, 'both'), 'list'))
    expect(taken.head.outputs.film).toMatchObject({ artifactId: eclipse?.artifactId })
    const published = () => readdirSync(runner.host.runs.facts(taken.head.runId).outFolder)
    const before = published()
    const refused = await through(runner, 'film-to-approve', {
      word: { decision: 'reject', comment: 'Too slow.' },
    })
    expect(refused.head).toMatchObject({ status: 'succeeded', outputs: {} })
    expect(refused.steps.find(({ nodeId }) => nodeId === 'publish')?.status).toBe('skipped')
    expect(published()).toEqual(before)
  })
})
