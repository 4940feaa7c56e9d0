import { validate } from '@segue/engine'
import {
  applyChanges,
  type Change,
  type InputTarget,
  type ProposalPart,
  type Recipe,
  sameJson,
} from '@segue/protocol'
import { placedNodes } from '@segue/protocol/placedNodes'
import type { PlannerTypes } from '../types.ts'

/** What is left of a proposal when parts of it are left out. */
export interface Chosen {
  changes: Change[]
  /** All parts that are out: those asked for, what needs them, and what would not be valid without them. */
  off: string[]
}

/** Parts that cannot be when these are out. */
function closure(parts: readonly ProposalPart[], off: Iterable<string>): Set<string> {
  const out = new Set(off)
  for (let before = -1; before !== out.size; ) {
    before = out.size
    for (const { key, needs } of parts) if (needs.some((need) => out.has(need))) out.add(key)
  }
  return out
}

const lands = (there: ReadonlySet<string>) => (target: InputTarget) => there.has(target.nodeId)

/** The changes of the parts that stay; inputs and outputs of the recipe let go of nodes that do not come. */
function changesOf(recipe: Recipe, all: readonly Change[], left: ReadonlySet<number>): Change[] {
  const kept = all.filter((_, i) => left.has(i))
  const first = applyChanges(
    recipe,
    kept.filter(({ type }) => type !== 'inputs.set' && type !== 'outputs.set'),
  )
  const there = new Set(placedNodes(first.graph).keys())
  return kept.flatMap((change): Change[] => {
    if (change.type === 'inputs.set') {
      const inputs = change.inputs
        .map((input) => ({ ...input, to: input.to.filter(lands(there)) }))
        .filter(({ to }) => to.length > 0)
      return sameJson(inputs, first.inputs) ? [] : [{ ...change, inputs }]
    }
    if (change.type === 'outputs.set') {
      const outputs = change.outputs.filter(({ from }) => there.has(from.nodeId))
      return sameJson(outputs, first.outputs) ? [] : [{ ...change, outputs }]
    }
    return [change]
  })
}

const keyOf = ({
  code,
  nodeId,
  port,
}: {
  code: string
  nodeId?: string | undefined
  port?: string | undefined
}) => `${code} ${nodeId ?? ''} ${port ?? ''}`

/**
 * A proposal without some of its parts. What depends on them goes with them, so that what is left is as valid as the
 * whole was: no failure that neither the recipe nor the whole proposal has.
 */
export function choose(
  { recipe, changes, parts }: { recipe: Recipe; changes: readonly Change[]; parts: readonly ProposalPart[] },
  asked: readonly string[],
  types: PlannerTypes,
): Chosen {
  const known = new Set([
    ...validate(recipe, types).map(keyOf),
    ...validate(applyChanges(recipe, changes), types).map(keyOf),
  ])
  let off = closure(parts, asked)
  for (;;) {
    const left = new Set(parts.filter(({ key }) => !off.has(key)).flatMap((part) => part.changes))
    const kept = changesOf(recipe, changes, left)
    const broken = validate(applyChanges(recipe, kept), types).filter((failure) => !known.has(keyOf(failure)))
    const guilty = parts.filter(
      ({ key, nodeId }) =>
        !off.has(key) && nodeId !== null && broken.some((failure) => failure.nodeId === nodeId),
    )
    if (broken.length === 0) return { changes: kept, off: [...off] }
    // When nobody in particular is to blame, nothing smaller than the whole is sound.
    if (guilty.length === 0) return { changes: [], off: parts.map(({ key }) => key) }
    off = closure(parts, [...off, ...guilty.map(({ key }) => key)])
  }
}
