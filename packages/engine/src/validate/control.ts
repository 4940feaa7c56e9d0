import { type ControlKind, PortKey } from '@segue/protocol'
import { checkMap } from './body.ts'
import { type Document, feedsOf, type Placed } from './document.ts'

type Check = (document: Document, placed: Placed) => void

const caseKeys = ({ node }: Placed): unknown[] => {
  const cases = Array.isArray(node.params.cases) ? node.params.cases : []
  return cases.map((one) => (typeof one === 'object' && one !== null && 'key' in one ? one.key : undefined))
}

const checkBranch: Check = ({ report }, placed) => {
  const keys = caseKeys(placed)
  for (const [i, key] of keys.entries()) {
    const at = { nodeId: placed.nodeId, port: 'cases' }
    if (!PortKey.safeParse(key).success || key === 'else')
      report({
        code: 'branch.key_invalid',
        message: `${placed.node.name}: “${String(key ?? '').slice(0, 64)}” cannot name a branch.`,
        hint: 'Use letters, digits, dots, dashes and underscores, and any name but else.',
        ...at,
      })
    else if (keys.indexOf(key) !== i)
      report({
        code: 'branch.key_taken',
        message: `${placed.node.name} has two branches named ${String(key)}.`,
        hint: 'Rename one of them.',
        ...at,
      })
  }
}

const checkAnyInput: Check = (document, { nodeId, node, ports }) => {
  const names = Object.keys(ports.inputs)
  if (names.some((port) => feedsOf(document, nodeId, port).length > 0)) return
  document.report({
    code: 'port.missing',
    message: `${node.name} needs at least one input.`,
    hint: 'Connect what it is to bring together.',
    nodeId,
    port: names[0] ?? '',
  })
}

const checkRecipeUse: Check = ({ report }, { nodeId, node }) => {
  if (!node.recipe)
    report({
      code: 'recipe.not_chosen',
      message: `${node.name} does not say which recipe it runs.`,
      hint: 'Choose a recipe and one of its versions.',
      nodeId,
    })
}

const checks: Partial<Record<ControlKind, Check>> = {
  branch: checkBranch,
  merge: checkAnyInput,
  collect: checkAnyInput,
  race: checkAnyInput,
  map: checkMap,
  recipe: checkRecipeUse,
}

/** Nodes that steer a run have what they need for it. */
export function checkControls(document: Document): void {
  for (const placed of document.nodes.values())
    if (placed.type?.control && placed.node.mode !== 'muted' && placed.node.mode !== 'frozen')
      checks[placed.type.control]?.(document, placed)
}
