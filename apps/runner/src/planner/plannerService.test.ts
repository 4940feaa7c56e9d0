import { readFileSync } from 'node:fs'
import { scoreContext } from '@segue/planner/eval/testing'
import { type Change, failureOf } from '@segue/protocol'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { testKey } from './testing/plannerLab.ts'
import { openServiceLab, type ServiceLab } from './testing/serviceLab.ts'
import { startWireServer } from './testing/wireServer.ts'

let lab: ServiceLab
beforeEach(async () => {
  lab = await openServiceLab()
})
afterEach(() => lab.close())

const fresh = () => lab.recipes.create({ name: 'New recipe' })
const film = 'film that pulses with my drums, vertical, 15 seconds'
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => failureOf(error).code,
  )
const rename = (nodeId: string, name: string): Change => ({ type: 'node.rename', nodeId, name })

describe('a sentence', () => {
  test('becomes a proposal that changes nothing until a person takes it, and then one save', async () => {
    const { id } = await fresh()
    const proposal = await lab.ask({ recipeId: id, prompt: film })
    expect(proposal).toMatchObject({
      state: 'ready',
      provider: 'offline',
      problems: [],
      failure: null,
      base: 0,
    })
    expect(proposal.diff?.nodes.added).toHaveLength(6)
    expect((await lab.recipes.get(id)).graph.nodes).toEqual({})
    const { revision, changes } = await lab.planner.accept({ id: proposal.id })
    const recipe = await lab.recipes.get(id)
    expect([revision, recipe.revision]).toEqual([1, 1])
    expect(changes).toEqual(proposal.changes)
    expect(recipe.inputs.find(({ key }) => key === 'format')?.default).toBe('9:16')
    expect(await lab.recipes.validate(id)).toEqual([])
    expect(
      Object.values(recipe.graph.nodes).every(
        ({ origin }) => origin.by === 'ai' && origin.promptId === proposal.id,
      ),
    ).toBe(true)
    expect((await lab.recipes.history(id)).map((save) => save.revision)).toEqual([1, 0])
  })

  test('has a proposal that outlives the runner', async () => {
    const { id } = await fresh()
    const proposal = await lab.ask({ recipeId: id, prompt: film })
    await lab.reopen()
    expect(await lab.planner.list({ recipeId: id })).toEqual([proposal])
    await lab.planner.reject(proposal.id)
    expect(await lab.planner.list({ recipeId: id })).toEqual([])
    expect(await codeOf(lab.planner.accept({ id: proposal.id }))).toBe('proposal.settled')
  })

  test('can be taken in part; what cannot be without the rest goes with it', async () => {
    const { id } = await fresh()
    const proposal = await lab.ask({ recipeId: id, prompt: film })
    const { off, changes } = await lab.planner.choose({ id: proposal.id, off: ['add:render'] })
    expect(off.sort()).toEqual(['add:deliver', 'add:film', 'add:render'])
    const accepted = await lab.planner.accept({ id: proposal.id, off: ['add:render'] })
    expect(accepted.changes).toEqual(changes)
    expect(Object.keys((await lab.recipes.get(id)).graph.nodes)).toEqual(['export', 'analyse', 'animate'])
    expect(await lab.recipes.validate(id)).toEqual([])
  })

  test('can be improved by another one, which keeps what the first had', async () => {
    const { id } = await fresh()
    const first = await lab.ask({ recipeId: id, prompt: film })
    const second = await lab.ask({ recipeId: id, prompt: 'make it square', refines: first.id })
    expect(second.diff?.nodes.added).toHaveLength(6)
    const inputs = second.changes.flatMap((change) => (change.type === 'inputs.set' ? change.inputs : []))
    expect(inputs.find(({ key }) => key === 'format')?.default).toBe('1:1')
    expect((await lab.planner.get(first.id)).state).toBe('rejected')
    await lab.planner.accept({ id: second.id })
    expect(await lab.recipes.validate(id)).toEqual([])
  })

  test('is only marked when the editor makes the changes itself', async () => {
    const { id } = await fresh()
    const proposal = await lab.ask({ recipeId: id, prompt: film })
    const { changes, revision } = await lab.planner.accept({ id: proposal.id, write: false })
    expect([changes, revision]).toEqual([proposal.changes, 0])
    expect((await lab.recipes.get(id)).revision).toBe(0)
  })
})

describe('a recipe that has changed since', () => {
  const begin = async () => {
    const { id } = await lab.recipes.create({ name: 'Mine', recipe: scoreContext.starter('beat-film') })
    const proposal = await lab.ask({ recipeId: id, prompt: 'rename Render to "Paint"' })
    expect(proposal.changes).toEqual([rename('render', 'Paint')])
    return { id, proposal }
  }
  test('takes a proposal all the same when it was changed elsewhere', async () => {
    const { id, proposal } = await begin()
    await lab.recipes.save({ id, baseRevision: 0, changes: [rename('film', 'Cut')] })
    expect((await lab.planner.accept({ id: proposal.id })).revision).toBe(2)
    const { graph } = await lab.recipes.get(id)
    expect([graph.nodes.render?.name, graph.nodes.film?.name]).toEqual(['Paint', 'Cut'])
  })

  test('refuses it when it was changed there, and stays as it is', async () => {
    const { id, proposal } = await begin()
    await lab.recipes.save({ id, baseRevision: 0, changes: [rename('render', 'Brush')] })
    expect(await codeOf(lab.planner.accept({ id: proposal.id }))).toBe('proposal.stale')
    expect((await lab.recipes.get(id)).graph.nodes.render?.name).toBe('Brush')
    expect((await lab.planner.get(proposal.id)).state).toBe('ready')
  })

  test('refuses it when the node is gone', async () => {
    const { id, proposal } = await begin()
    await lab.recipes.save({ id, baseRevision: 0, changes: [{ type: 'node.remove', nodeId: 'render' }] })
    expect(await codeOf(lab.planner.accept({ id: proposal.id }))).toBe('proposal.stale')
  })
})

describe('a model', () => {
  test('is asked with a key that nothing gives out and no file holds in the clear', async () => {
    const wire = await startWireServer({ text: 'curves = audio.analyze()\n' })
    const view = await lab.planner.set({
      provider: 'openai',
      model: 'a-model',
      baseUrl: wire.url,
      key: testKey,
    })
    expect(view).toMatchObject({ hasKey: true, answers: { by: 'model' } })
    const { id } = await fresh()
    const proposal = await lab.ask({ recipeId: id, prompt: 'curves' })
    await wire.close()
    expect(proposal).toMatchObject({ state: 'ready', provider: 'openai', model: 'a-model' })
    expect(String(wire.requests[0]?.headers.authorization)).toContain(testKey)
    const seen = [view, proposal, await lab.planner.view(), await lab.recipes.get(id), wire.requests[0]?.text]
    expect(JSON.stringify(seen)).not.toContain(testKey)
    await lab.reopen()
    expect(readFileSync(lab.file).includes(testKey)).toBe(false)
    expect(await lab.planner.meter()).toMatchObject({
      all: { plans: 1, inputTokens: 1200, outputTokens: 80 },
    })
  })

  test('without a key or a name leaves the answer to Segue itself, and it says so', async () => {
    const { answers } = await lab.planner.set({ provider: 'anthropic', model: 'a-model' })
    expect(answers).toEqual({ by: 'offline', text: expect.stringContaining('no key') })
    const { id } = await fresh()
    const proposal = await lab.ask({ recipeId: id, prompt: film })
    expect(proposal).toMatchObject({ state: 'ready', provider: 'offline' })
    expect(proposal.note).toContain('without a model')
  })

  test('that is stopped leaves what it had written', async () => {
    const held = Promise.withResolvers<void>()
    const wire = await startWireServer({ text: 'curves = audio.analyze()\n', until: held.promise })
    await lab.planner.set({ provider: 'compatible', model: 'a-model', baseUrl: wire.url })
    const { id } = await fresh()
    const started = await lab.planner.propose({
      recipeId: id,
      prompt: 'curves',
      selection: [],
      from: null,
      refines: null,
    })
    expect(started.state).toBe('planning')
    await expect.poll(() => wire.requests.length, { timeout: 20_000 }).toBe(1)
    expect(await lab.planner.cancel(started.id)).toMatchObject({ state: 'cancelled', changes: [] })
    held.resolve()
    await wire.close()
  })

  test('that the runner left in the middle is said to be cut off', async () => {
    const wire = await startWireServer({ text: 'x', until: new Promise(() => {}) })
    await lab.planner.set({ provider: 'compatible', model: 'a-model', baseUrl: wire.url })
    const { id } = await fresh()
    const { id: proposalId } = await lab.planner.propose({
      recipeId: id,
      prompt: 'curves',
      selection: [],
      from: null,
      refines: null,
    })
    await lab.reopen()
    expect((await lab.planner.get(proposalId)).state).toBe('cancelled')
    await wire.close()
  })
})
