import { createHash } from 'node:crypto'
import type { Recipe } from '@segue/protocol'
import { nodesOf } from '../packages/mapNodes.ts'
import { holdsCode } from '../packages/needs.ts'
import type { Database } from '../store/database.ts'

/** Nodes of a recipe whose program text nobody has approved yet. */
export const unapprovedCode = (db: Database, { graph }: Recipe): { nodeId: string; name: string }[] =>
  nodesOf(graph).flatMap(([nodeId, { type, name, params }]) => {
    if (!holdsCode(type)) return []
    const text = typeof params.text === 'string' ? params.text : ''
    const hash = createHash('sha256').update(text, 'utf8').digest('hex')
    const given = db.get(
      "SELECT 1 FROM approvals WHERE kind = 'python' AND hash = ? AND given_at IS NOT NULL",
      hash,
    )
    return given ? [] : [{ nodeId, name }]
  })
