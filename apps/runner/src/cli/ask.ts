import { fail, type Proposal } from '@segue/protocol'
import { changeWords, fieldWords, valueWords } from '@segue/protocol/diffWords'
import { openHome } from '../config/home.ts'
import { type Backend, withBackend } from './backend.ts'
import { common, readOptions, usageError } from './options.ts'
import { exitWith } from './print.ts'

const options = {
  ...common,
  to: { type: 'string' },
  apply: { type: 'boolean', default: false },
  off: { type: 'string', multiple: true, default: [] as string[] },
} as const

/** `segue ask “…”`: from a sentence to a proposal, and with `--apply` into a recipe. Runs nothing. */
export async function ask(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  const [prompt = ''] = positionals
  if (values.off.length > 0 && !values.apply) throw usageError('--off goes with --apply.')
  return exitWith(values.json, () =>
    withBackend(
      openHome(values.home),
      async (backend) => {
        const recipeId = values.to ?? (await backend.recipes.create({ name: 'New recipe' })).id
        const isNew = values.to === undefined
        const proposal = await proposed(backend, { recipeId, prompt })
        if (!values.apply || proposal.changes.length === 0) {
          if (isNew) await backend.recipes.remove(recipeId)
          show(proposal, { json: values.json, saved: null })
          return proposal.state === 'ready' ? 0 : 1
        }
        const { revision } = await backend.planner.accept({ id: proposal.id, off: values.off })
        show(proposal, { json: values.json, saved: { recipeId, revision } })
        return 0
      },
      { idle: true, starters: true },
    ),
  )
}

/** The proposal when it is whole. Fails with what kept it from becoming one. */
async function proposed(
  { planner }: Backend,
  { recipeId, prompt }: { recipeId: string; prompt: string },
): Promise<Proposal> {
  const { id } = await planner.propose({ recipeId, prompt, selection: [], from: null, refines: null })
  await planner.watch(id, { signal: new AbortController().signal, onData: () => {} })
  const proposal = await planner.get(id)
  if (proposal.failure) throw fail(proposal.failure)
  return proposal
}

interface Shown {
  json: boolean
  saved: { recipeId: string; revision: number } | null
}

function show(proposal: Proposal, { json, saved }: Shown): void {
  if (json) return console.log(JSON.stringify({ proposal, saved }))
  const lines = [
    ...proposal.note.split('\n').filter((line) => line !== ''),
    ...diffLines(proposal),
    ...proposal.fixes.map(({ text }) => `  · ${text}`),
    ...proposal.badges.map(({ nodeId, text }) => `  ⚠ ${nodeId}: ${text}`),
    ...proposal.problems.map(({ nodeId, message, hint }) => `  ✖ ${nodeId ?? ''} ${message} ${hint}`),
    ...(proposal.question === null ? [] : [`? ${proposal.question}`]),
    saved
      ? `✔ ${saved.recipeId}, revision ${saved.revision}. Nothing runs until you say so: segue run ${saved.recipeId}`
      : proposal.changes.length > 0
        ? 'Nothing is changed. Add --apply to take it.'
        : 'There is nothing to take.',
  ]
  for (const line of lines) console.log(line)
}

/** What the changes change, line by line. */
function diffLines({ diff, parts, changes }: Proposal): string[] {
  if (diff === null) return []
  const inputs = changes.flatMap((change) => (change.type === 'inputs.set' ? change.inputs : []))
  const givenTo = (key: string) => valueWords(inputs.find((input) => input.key === key)?.default)
  return [
    ...diff.head.map((change) => `  ~ ${fieldWords(change.field)}`),
    ...diff.nodes.added.map(({ nodeId, name, type }) => `  + ${name} (${type}, ${nodeId})`),
    ...diff.nodes.removed.map(({ nodeId, name }) => `  − ${name} (${nodeId})`),
    ...diff.nodes.changed.flatMap(({ name, fields }) =>
      fields.map((change) => `  ~ ${name}: ${changeWords(change)}`),
    ),
    ...diff.edges.added.map(
      ({ source, target }) => `  + ${source.nodeId}.${source.port} → ${target.nodeId}.${target.port}`,
    ),
    ...diff.edges.removed.map(
      ({ source, target }) => `  − ${source.nodeId}.${source.port} → ${target.nodeId}.${target.port}`,
    ),
    ...diff.inputs.added.map((key) => `  + input ${key}: ${givenTo(key)}`),
    ...diff.inputs.removed.map((key) => `  − input ${key}`),
    ...diff.inputs.changed.flatMap(({ key, fields }) =>
      fields.map((change) => `  ~ input ${key}: ${changeWords(change)}`),
    ),
    ...diff.outputs.added.map((key) => `  + output ${key}`),
    ...diff.outputs.removed.map((key) => `  − output ${key}`),
    ...(parts.length > 1 ? [`  parts: ${parts.map(({ key }) => key).join(' ')}`] : []),
  ]
}
