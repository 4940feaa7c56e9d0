import { NotifyDraft, NotifyRule } from '@segue/protocol'
import { z } from 'zod'
import { common, readOptions, readPair, usageError } from '../options.ts'
import { withTriggers } from '../trigger/withTriggers.ts'
import { readSecretFile } from './secretFile.ts'

const options = {
  ...common,
  name: { type: 'string' },
  rule: { type: 'string', default: 'trouble' },
  recipe: { type: 'string', multiple: true, default: [] as string[] },
  report: { type: 'string' },
  secret: { type: 'string' },
  'own-network': { type: 'boolean', default: false },
} as const

/** `segue notify add browser|WEBHOOK|ADDRESS@HOST [options]` */
export async function add(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, options, 1)
  const [to = ''] = positionals
  const draft = NotifyDraft.safeParse({
    name: values.name ?? to,
    target: targetOf(to, values['own-network']),
    rule: readRule(values.rule),
    recipes: Object.fromEntries(
      values.recipe.map((text) => {
        const [id, rule] = readPair(text, '--recipe')
        return [id, readRule(rule)]
      }),
    ),
    reportAt: values.report ?? null,
  })
  if (!draft.success) throw usageError(z.prettifyError(draft.error))
  const secret = await readSecretFile(values.secret)
  return withTriggers(
    values,
    ({ notify }) => notify.add(draft.data, secret),
    (made) => console.log(`✔ ${made.id} is told. \`segue notify test ${made.id}\` tries it.`),
  )
}

const targetOf = (to: string, isOwnNetwork: boolean) =>
  to === 'browser'
    ? { kind: 'browser' }
    : /^https?:/.test(to)
      ? { kind: 'webhook', url: to, isOwnNetwork }
      : { kind: 'mail', to: [to] }

function readRule(text: string): NotifyRule {
  const read = NotifyRule.safeParse(text)
  if (read.success) return read.data
  throw usageError(`A rule is one of ${NotifyRule.options.join(', ')}, not “${text}”.`)
}
