import type { NodeTypeInfo, PortType } from '@segue/protocol'
import { isFaceType } from '../document/faces.ts'
import { nodeFor } from '../document/nodeEdits.ts'
import { fittingInput, fittingOutput, type PlacedPorts, portsOf } from '../document/ports.ts'

/** The loose end that a new node should take: what an output carries, or what an input needs. */
export interface LooseEnd {
  side: 'input' | 'output'
  type: PortType
}

/** The port that would take the loose end; `null` when none does. */
export function takingPort(ports: PlacedPorts, { side, type: carried }: LooseEnd): string | null {
  return side === 'output' ? fittingInput(ports, carried) : fittingOutput(ports, carried)
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

const inOrder = (query: string, text: string): boolean => {
  let at = 0
  for (const letter of text.toLowerCase()) if (letter === query[at]) at += 1
  return at === query.length
}

/** How well one word of the query names a type: 0 not at all, 1 exactly. */
function wordScore(word: string, type: NodeTypeInfo): number {
  const title = words(type.title)
  const starts = (list: readonly string[]) => list.some((other) => other.startsWith(word))
  if (title.includes(word)) return 1
  if (title[0]?.startsWith(word)) return 0.95
  if (starts(title)) return 0.85
  if (type.keywords.some((keyword) => keyword.toLowerCase() === word)) return 0.8
  if (starts(words(type.keywords.join(' ')))) return 0.7
  if (starts(words(type.id)) || starts([type.category])) return 0.55
  if (starts(words(type.summary))) return 0.4
  return word.length >= 3 && inOrder(word, type.title) ? 0.2 : 0
}

/** How well a query names a type, 0–1. Every word must match; an empty query matches everything alike. */
export function matchScore(query: string, type: NodeTypeInfo): number {
  const asked = words(query)
  if (asked.length === 0) return 1
  const scores = asked.map((word) => wordScore(word, type))
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length
}

interface RankOptions {
  types: Iterable<NodeTypeInfo>
  query: string
  /** Only types that take it are listed, those with the very same port type first. */
  looseEnd: LooseEnd | null
  /** Ids of types that the recipe already uses. */
  used: ReadonlySet<string>
}

/** What a node that lets anything through, and one that is no more than a command of an application, stand behind. */
const [steering, generated] = [0.25, 0.3]

/**
 * Node types to offer: fits the wire > matches the words > already used in this recipe > by name. Single commands of
 * applications come after nodes that match about as well.
 */
export function rankTypes({ types, query, looseEnd, used }: RankOptions): NodeTypeInfo[] {
  const scored = [...types].flatMap((type) => {
    if (isFaceType(type.id) || type.id === 'flow.recipe') return []
    const match = matchScore(query, type)
    const port = looseEnd && takingPort(portsOf(type, nodeFor(type, looseEnd.type)), looseEnd)
    if (match === 0 || (looseEnd && port === null)) return []
    const ports = looseEnd?.side === 'output' ? type.inputs : type.outputs
    const broad = type.control === null ? 0 : steering
    const exact = looseEnd !== null && broad === 0 && port !== null && ports[port]?.type === looseEnd.type
    const made = type.app === undefined ? 0 : generated
    return [{ type, score: match * 4 + (exact ? 1 : 0) + (used.has(type.id) ? 0.5 : 0) - broad - made }]
  })
  return scored
    .sort((a, b) => b.score - a.score || a.type.title.localeCompare(b.type.title))
    .map(({ type }) => type)
}
