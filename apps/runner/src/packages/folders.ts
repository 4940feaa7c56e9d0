import { posix, win32 } from 'node:path'
import { catalogue } from '@segue/nodes'
import {
  type GraphNode,
  nodeIn,
  own,
  type PackedFolder,
  type Recipe,
  type RecipeInput,
} from '@segue/protocol'
import { z } from 'zod'
import { isPrintable } from './entryName.ts'
import { mapNodes, nodesOf } from './mapNodes.ts'

/** Places of this machine by name, see `paths` of the configuration. Absolute folders. */
export type Places = Readonly<Record<string, string>>

/** A folder that stays behind, since no place of this machine holds it. */
export interface UnmappedFolder {
  nodeId: string
  node: string
}

const isOwnPath = (value: unknown): value is string =>
  typeof value === 'string' &&
  (posix.isAbsolute(value) ||
    win32.isAbsolute(value) ||
    /^(~|[A-Za-z]:)/.test(value) ||
    parts(value).includes('..'))

/** Params of a type that take a folder. */
const folderKeys = (type: string): string[] =>
  Object.entries(catalogue.get(type)?.params.shape ?? {}).flatMap(([param, schema]) =>
    schema instanceof z.ZodType && schema.meta()?.widget === 'folder' ? [param] : [],
  )

/** Params of a node that name a folder of this machine. */
const folderParams = ({ type, params }: GraphNode): [param: string, value: string][] =>
  folderKeys(type).flatMap((param) => {
    const value = own(params, param)
    return isOwnPath(value) ? [[param, value] as [string, string]] : []
  })

const parts = (path: string): string[] => path.split(/[\\/]+/).filter((part) => part !== '')

/** The way from the place that holds a folder most closely. */
function placed(path: string, places: Places): { place: string; rest: string } | null {
  const wanted = parts(path)
  const [closest] = Object.entries(places)
    .map(([place, root]) => ({ place, root: parts(root) }))
    .filter(({ root }) => root.every((part, i) => part === wanted[i]))
    .sort((a, b) => b.root.length - a.root.length)
  if (!closest || wanted.includes('..')) return null
  return { place: closest.place, rest: wanted.slice(closest.root.length).join('/') }
}

/** Nodes into whose folder an input of the recipe puts a path of one machine. */
const inputFolders = ({ graph }: Recipe, { to, default: preset }: RecipeInput): UnmappedFolder[] =>
  to.flatMap((target) => {
    const node = nodeIn(graph, target.nodeId)
    if (!node || !isOwnPath(preset)) return []
    const key = 'param' in target ? target.param : target.port
    return folderKeys(node.type).includes(key) ? [{ nodeId: target.nodeId, node: node.name }] : []
  })

const withoutFolders = (recipe: Recipe): Recipe => ({
  ...recipe,
  inputs: recipe.inputs.map((input) =>
    inputFolders(recipe, input).length > 0 ? { ...input, default: '' } : input,
  ),
  graph: mapNodes(recipe.graph, (node) => {
    const none = folderParams(node).map(([param]) => [param, ''])
    return { ...node, params: { ...node.params, ...Object.fromEntries(none) } }
  }),
})

/** A recipe without this machine's folders, and those folders as places that other machines may have too. */
export function packFolders(
  recipe: Recipe,
  file: string,
  places: Places,
): { recipe: Recipe; folders: PackedFolder[]; unmapped: UnmappedFolder[] } {
  const folders: PackedFolder[] = []
  const unmapped = recipe.inputs.flatMap((input) => inputFolders(recipe, input))
  for (const [nodeId, node] of nodesOf(recipe.graph))
    for (const [param, value] of folderParams(node)) {
      const found = placed(value, places)
      if (found) folders.push({ recipe: file, nodeId, param, ...found })
      else unmapped.push({ nodeId, node: node.name })
    }
  return { recipe: withoutFolders(recipe), folders, unmapped }
}

/**
 * A recipe with the folders that its package names, where this machine has the place. A path that somebody wrote into
 * the recipe itself is never taken.
 */
export function unpackFolders(
  recipe: Recipe,
  folders: readonly PackedFolder[],
  places: Places,
): { recipe: Recipe; unmapped: UnmappedFolder[] } {
  const unmapped = [
    ...recipe.inputs.flatMap((input) => inputFolders(recipe, input)),
    ...nodesOf(recipe.graph).flatMap(([nodeId, node]) =>
      folderParams(node).map(() => ({ nodeId, node: node.name })),
    ),
  ]
  const bare = withoutFolders(recipe)
  const graph = mapNodes(bare.graph, (node, nodeId) => {
    let { params } = node
    for (const { param, place, rest } of folders.filter((folder) => folder.nodeId === nodeId)) {
      const root = own(places, place)
      if (folderKeys(node.type).includes(param) && root !== undefined && isPlain(rest))
        params = { ...params, [param]: joined(root, rest) }
      else unmapped.push({ nodeId, node: node.name })
    }
    return { ...node, params }
  })
  return { recipe: { ...bare, graph }, unmapped }
}

const isPlain = (rest: string): boolean =>
  rest === '' ||
  rest.split('/').every((part) => part !== '' && part !== '..' && !/[\\:]/.test(part) && isPrintable(part))

const joined = (root: string, rest: string): string => {
  const { join } = root.includes('\\') ? win32 : posix
  return rest === '' ? root : join(root, rest)
}
