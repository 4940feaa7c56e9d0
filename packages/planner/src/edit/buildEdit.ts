import { fillRequired } from '../build/required.ts'
import { type Built, finish } from '../build/result.ts'
import { toolsFor } from '../build/tools.ts'
import type { BuildOptions } from '../types.ts'
import { applyOp } from './applyOp.ts'
import type { EditOp } from './editOp.ts'

/** What edits of one answer have in common: names that they gave to new nodes. */
export type EditNames = Map<string, string>

/** Builds edits as changes to a recipe, each whole or not at all. Nothing that no edit names is touched. */
export function buildEdit(ops: readonly EditOp[], options: BuildOptions): Built {
  const tools = toolsFor(options)
  const names: EditNames = new Map()
  const words = { notes: [] as string[], asks: [] as string[] }
  for (const [i, op] of ops.entries()) {
    if (op.op === 'note' || op.op === 'ask') {
      const said = op.value?.trim().slice(0, 1000) ?? ''
      if (said !== '') words[op.op === 'ask' ? 'asks' : 'notes'].push(said)
    } else applyOp({ tools, names, line: i + 1 }, op)
  }
  fillRequired(tools)
  return finish(tools, words)
}
