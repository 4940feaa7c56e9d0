import { isSingle } from '@segue/planner/eval/cases'
import type { Row } from '../table.ts'
import type { Answered } from './answerers.ts'

const share = (of: readonly Answered[], good: (one: Answered) => boolean): number =>
  of.length === 0 ? 0 : (100 * of.filter(good).length) / of.length

const mean = (numbers: readonly number[]): number =>
  numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length

/** Everything that one answer can be asked for: valid, with the values that were named, and nothing else touched. */
const isGood = ({ score, test }: Answered): boolean =>
  score !== null && (test.impossible ? score.declined : score.valid && score.wants && score.unrequested === 0)

/** Part of the sentences that at least one of their answers meets, and that all of them meet. */
function passes(answered: readonly Answered[]): { any: number; all: number } {
  const groups = [...Map.groupBy(answered, ({ test }) => test.id).values()]
  const part = (test: (group: Answered[]) => boolean) =>
    (100 * groups.filter(test).length) / Math.max(1, groups.length)
  return { any: part((group) => group.some(isGood)), all: part((group) => group.every(isGood)) }
}

/** The table of one answerer. Every figure is told from graphs, none by a judge. */
export function rowsFor(answered: readonly Answered[]): Row[] {
  const possible = answered.filter(({ test }) => !test.impossible)
  const single = answered.filter(({ test }) => isSingle(test))
  const edits = answered.filter(({ test }) => test.base !== undefined)
  const impossible = answered.filter(({ test }) => test.impossible)
  const ran = answered.filter(({ runs }) => runs !== null)
  const usages = answered.flatMap(({ usage }) => usage ?? [])
  const valid = ({ score }: Answered) => score?.valid ?? false
  const { any, all } = passes(answered)
  const of = (name: string, group: readonly Answered[]) => `${name} (${group.length})`
  return [
    {
      what: of('valid at once', possible),
      value: share(possible, (one) => one.atOnce && valid(one)),
      unit: '%',
    },
    { what: of('valid after repair', possible), value: share(possible, valid), unit: '%' },
    {
      what: of('valid, one application', single),
      value: share(single, valid),
      unit: '%',
      limit: 'offline at least 80',
    },
    {
      what: of('dry run on stand-ins, one application', ran),
      value: share(ran, ({ runs }) => runs === true),
      unit: '%',
      limit: 'offline at least 60',
    },
    {
      what: of('named values stand', possible),
      value: share(possible, ({ score }) => score?.wants ?? false),
      unit: '%',
    },
    { what: 'nodes, F1', value: mean(possible.map(({ score }) => score?.nodeF1 ?? 0)), unit: '' },
    { what: 'wires, F1', value: mean(possible.map(({ score }) => score?.edgeF1 ?? 0)), unit: '' },
    {
      what: 'likeness of graphs',
      value: mean(possible.map(({ score }) => score?.similarity ?? 0)),
      unit: '',
    },
    {
      what: of('unrequested changes', edits),
      value: mean(edits.map(({ score }) => score?.unrequested ?? 0)),
      unit: 'an answer',
    },
    {
      what: of('declined what cannot be done', impossible),
      value: share(impossible, ({ score }) => score?.declined ?? false),
      unit: '%',
    },
    { what: 'good in any of its answers, pass@k', value: any, unit: '%' },
    { what: 'good in all of its answers, pass^k', value: all, unit: '%' },
    { what: 'no answer at all', value: answered.filter(({ failure }) => failure !== null).length, unit: '' },
    { what: 'rounds of repair', value: mean(usages.map(({ rounds }) => rounds)), unit: 'an answer' },
    { what: 'tokens in', value: mean(usages.map(({ inputTokens }) => inputTokens)), unit: 'an answer' },
    { what: 'tokens out', value: mean(usages.map(({ outputTokens }) => outputTokens)), unit: 'an answer' },
    { what: 'cost', value: mean(usages.map(({ costUsd }) => costUsd ?? 0)), unit: 'US dollars an answer' },
    { what: 'time', value: mean(answered.map(({ seconds }) => seconds)), unit: 's an answer' },
  ]
}
