import type { AnyNodeType } from './defineNode.ts'
import { deliver } from './file/deliver.ts'
import { readSet } from './live/readSet.ts'
import { mux } from './media/mux.ts'
import { template } from './text/template.ts'

/** Every node type, once. The registry, the docs and the editor's catalogue all come from this list. */
const list: readonly AnyNodeType[] = [deliver, readSet, mux, template]

/** Node types by id. */
export const catalogue: ReadonlyMap<string, AnyNodeType> = new Map(list.map((type) => [type.id, type]))
