import { compatibility, own, portsOf, type Recipe } from '@segue/protocol'
import { type EditOp, editOp } from '../edit/editOp.ts'
import { shapeOf } from '../fix/shape.ts'
import type { Library } from '../retrieve/library.ts'
import { wordsOf } from '../retrieve/words.ts'
import type { PlannerType } from '../types.ts'
import { fillInputs, wishedFor } from './fillInputs.ts'
import { fillParams } from './fillParams.ts'
import { type Wishes, wishesIn } from './wishes.ts'

export interface EditQuestion {
  recipe: Recipe
  library: Library
  anchor: string | null
}

/** The node of a recipe that words speak of: by its name, else by its type. */
export function nodeSpokenOf({ recipe, library, anchor }: EditQuestion, text: string): string | null {
  const said = new Set(wordsOf(text))
  if (/\b(?:this|selected|it)\b/i.test(text) && anchor !== null && said.size === 0) return anchor
  const ranked = Object.entries(recipe.graph.nodes)
    .map(([id, node]) => {
      const type = library.types.get(node.type)
      const byName = wordsOf(`${node.name} ${id}`).filter((word) => said.has(word)).length
      const byType = wordsOf(`${type?.title ?? ''} ${node.type}`).filter((word) => said.has(word)).length
      return { id, score: byName * 2 + byType + (byName > 0 && byName === wordsOf(node.name).length ? 2 : 0) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
  const [first, second] = ranked
  return first && first.score > (second?.score ?? 0) ? first.id : null
}

/** Gives a wish to the inputs that have it, else to every node with a param of its name. */
function wishOps({ recipe, library }: EditQuestion, wishes: Wishes): { ops: EditOp[]; left: string[] } {
  const { ops, left } = fillInputs(recipe.inputs, wishes)
  for (const [param, value] of [...left]) {
    const holders = Object.entries(recipe.graph.nodes).filter(([, { type }]) =>
      own(library.types.get(type)?.params.shape ?? {}, param),
    )
    if (holders.length === 0 || (param === 'title' && recipe.inputs.length === 0 && holders.length === 0))
      continue
    left.delete(param)
    for (const [node] of holders) ops.push(editOp('set', { node, param, value: JSON.stringify(value) }))
  }
  return { ops, left: [...left.keys()] }
}

/** “set the release to 0.5”: a param of some node, or an input, by the word that stands before its value. */
function setNamed({ recipe, library }: EditQuestion, clause: string): EditOp[] {
  const [, what = '', value = ''] =
    /\b(?:set|change|make|turn|put|raise|lower)\b\s+(?:the\s+)?(.+?)\s+(?:to|=|at)\s+(.+)$/i.exec(clause) ??
    []
  if (what === '') return []
  const said = new Set(wordsOf(what))
  const bare = value.replaceAll(/^["“]|["”.]$/g, '').trim()
  const text = JSON.stringify(
    /^-?\d+(?:\.\d+)?$/.test(bare)
      ? Number(bare)
      : /^(?:on|yes|true)$/i.test(bare)
        ? true
        : /^(?:off|no|false)$/i.test(bare)
          ? false
          : (shapeOf(bare) ?? bare),
  )
  const input = recipe.inputs.find(({ key, label }) =>
    wordsOf(`${key} ${label}`).some((word) => said.has(word)),
  )
  if (input) return [editOp('setInput', { param: input.key, value: text })]
  return Object.entries(recipe.graph.nodes).flatMap(([node, placed]) => {
    const params = Object.keys(library.types.get(placed.type)?.params.shape ?? {})
    const param = params.find((one) => wordsOf(one).some((word) => said.has(word)))
    return param === undefined ? [] : [editOp('set', { node, param, value: text })]
  })
}

/** Ports by which a node can be put into a wire: the same type in and out. */
function throughOf(type: PlannerType): { input: string; output: string } | null {
  const [input] = Object.entries(type.inputs)
  const output = Object.entries(type.outputs).find(([, port]) => port.type === input?.[1].type)
  return input && output ? { input: input[0], output: output[0] } : null
}

/** Adds a node: into the wire that carries what it takes and gives, else behind the last node that gives what it takes. */
function addOps(question: EditQuestion, type: PlannerType, wishes: Wishes): EditOp[] {
  const { recipe, library, anchor } = question
  const name = type.id.split('.').at(-1) ?? 'new'
  const ops = [editOp('add', { node: name, type: type.id }), ...fillParams(type, name, wishes)]
  const portsAt = (id: string) => {
    const node = recipe.graph.nodes[id]
    const at = node && library.types.get(node.type)
    return at ? portsOf(at, node) : { inputs: {}, outputs: {} }
  }
  const through = throughOf(type)
  const carries = through && own(type.inputs, through.input)?.type
  const wires = recipe.graph.edges.filter(
    ({ source }) => own(portsAt(source.nodeId).outputs, source.port)?.type === carries,
  )
  const wire = wires.find(({ source }) => source.nodeId === anchor) ?? wires[0]
  if (through && wire && type.lane !== 'blender') {
    const same = wires.filter(
      ({ source }) => source.nodeId === wire.source.nodeId && source.port === wire.source.port,
    )
    return [
      ...ops,
      editOp('connect', {
        from: `${wire.source.nodeId}.${wire.source.port}`,
        to: `${name}.${through.input}`,
      }),
      ...(type.category === 'film' || type.category === 'output' ? [] : same).map(({ target }) =>
        editOp('connect', { from: `${name}.${through.output}`, to: `${target.nodeId}.${target.port}` }),
      ),
    ]
  }
  for (const [input, port] of Object.entries(type.inputs)) {
    const givers = Object.keys(recipe.graph.nodes).flatMap((id) =>
      Object.entries(portsAt(id).outputs).flatMap(([output, given]) =>
        given.type === port.type || (port.type === 'file' && compatibility(given.type, port.type).ok)
          ? [{ id, output }]
          : [],
      ),
    )
    const giver = givers.find(({ id }) => id === anchor) ?? givers.at(-1)
    if (giver && (port.required || ops.length < 2)) {
      ops.push(editOp('connect', { from: `${giver.id}.${giver.output}`, to: `${name}.${input}` }))
      if (port.required) continue
      break
    }
  }
  return ops
}

/** The edits that one clause of a sentence asks for; null when it is none that the rules know. */
export function editsFor(question: EditQuestion, clause: string): EditOp[] | null {
  const { library } = question
  const verb = (words: string) =>
    new RegExp(`^\\s*(?:please\\s+)?(?:${words})\\b(?:\\s+(?:the|a|an))*\\s*(.*)$`, 'i').exec(clause)?.[1]
  /** What is done to the node that a text speaks of; a question when it speaks of none, or of several. */
  const on = (text: string | undefined, edit: (node: string) => EditOp): EditOp[] | null => {
    if (text === undefined) return null
    const node = nodeSpokenOf(question, text)
    return [node === null ? editOp('ask', { value: `Which node is “${text.trim()}”?` }) : edit(node)]
  }
  const mode = (words: string, value: string) =>
    on(verb(words), (node) => editOp('mode', { node, value: JSON.stringify(value) }))
  const [, renamed, title = ''] =
    /^\s*(?:please\s+)?(?:rename|call)\s+(?:the\s+)?(.+?)\s+(?:to\s+|as\s+)?["“]?([^"”]+)["”]?\s*$/i.exec(
      clause,
    ) ?? []
  const edited =
    on(verb('remove|delete|drop|get rid of|take out'), (node) => editOp('remove', { node })) ??
    on(renamed, (node) => editOp('rename', { node, name: title })) ??
    mode('mute|switch off|turn off|disable', 'muted') ??
    mode('bypass|skip', 'bypassed') ??
    mode('unmute|switch on|turn on|enable', 'active')
  if (edited) return edited
  const wishes = wishesIn(clause)
  const added = verb(
    'add|insert|put in|append|also (?:make|give|export)|give me|attach|smooth|delay|encode|convert|normalise|deliver|save',
  )
  if (added !== undefined) {
    const [hit] = library.findTypes(wishesIn(clause).rest, 1)
    const type = hit && hit.coverage > 0.45 ? library.types.get(hit.id) : undefined
    if (type) return addOps(question, type, wishes)
  }
  const wished = wishOps(question, wishes)
  if (wished.ops.length > 0) return wished.ops
  const named = setNamed(question, clause)
  if (named.length > 0) return named
  return wishedFor(wishes).size > 0 && wished.left.length === 0 ? [] : null
}
