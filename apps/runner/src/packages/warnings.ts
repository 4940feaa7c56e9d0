import type { AppState } from '@segue/api'
import { catalogue } from '@segue/nodes'
import type { Failure, PackedMedia, Recipe, RecipeUse } from '@segue/protocol'
import type { UnmappedFolder } from './folders.ts'
import { nodesOf } from './mapNodes.ts'
import { holdsCode, type Needs } from './needs.ts'

type Said = Pick<Failure, 'code' | 'message' | 'hint' | 'nodeId' | 'context'>

const warning = (said: Said, kind: Failure['kind'] = 'environment'): Failure => ({
  ...said,
  message: said.message.slice(0, 4000),
  severity: 'warning',
  kind,
})

/** What a recipe needs that this machine does not have. */
export function needWarnings({ nodeTypes, apps }: Needs, states: readonly AppState[]): Failure[] {
  const lacking = nodeTypes.flatMap(({ id, version }) => {
    const here = catalogue.get(id)?.version ?? 0
    if (here >= version) return []
    const message = here === 0 ? `It uses the node type ${id}, which is not here.` : null
    return warning({
      code: 'package.needs_node',
      message: message ?? `It uses version ${version} of the node type ${id}; here is version ${here}.`,
      hint: 'Update Segue, or replace these nodes. Everything else of the recipe is there.',
    })
  })
  const away = apps.flatMap((app) => {
    const state = states.find((one) => one.app === app)
    if (state && state.state !== 'absent' && state.state !== 'standIn') return []
    const title = state?.title ?? app
    return warning({
      code: 'package.needs_app',
      message: `It works with ${title}, which is not here.`,
      hint:
        state?.state === 'standIn'
          ? 'Its built-in stand-in takes its place until it is connected.'
          : `Connect ${title} before you run it.`,
    })
  })
  return [...lacking, ...away]
}

/** Nodes with program text of somebody else. */
export const codeWarnings = ({ graph }: Recipe): Failure[] =>
  nodesOf(graph).flatMap(([nodeId, { type, name }]) =>
    holdsCode(type)
      ? warning({
          code: 'package.code',
          message: `${name} holds program text. It runs only after you have approved exactly that text.`,
          hint: 'Read it first; Segue asks when the step is reached.',
          nodeId,
        })
      : [],
  )

/** Folders of the other machine that have no place here. */
export const folderWarnings = (folders: readonly UnmappedFolder[]): Failure[] =>
  folders.map(({ node, nodeId }) =>
    warning({
      code: 'package.folder',
      message: `The folder of ${node} belongs to one machine and did not come along.`,
      hint: 'Choose a folder on the node, or name the place under `paths` in config.json on both machines.',
      nodeId,
    }),
  )

/** Files that nobody reads the names of one by one: the frames of a film. */
const mostNamed = 100

export function missingWarnings(missing: readonly Pick<PackedMedia, 'name' | 'artifactId'>[]): Failure[] {
  const hint = 'Find it in a folder of yours: Segue knows it by its content, else by its name and size.'
  const code = 'package.media_missing'
  const named = missing.slice(0, mostNamed).map(({ name, artifactId }) =>
    warning({
      ...{ code, hint, context: { artifactId } },
      message: `The file “${name}” is not here (${artifactId.slice(0, 12)}…).`,
    }),
  )
  const more = missing.length - named.length
  return more > 0 ? [...named, warning({ code, hint, message: `${more} more files are not here.` })] : named
}

/** Versions of recipes that nodes run and nobody has here. */
export const versionWarnings = (lacking: readonly RecipeUse[]): Failure[] =>
  lacking.map(({ name, version }) =>
    warning({
      code: 'package.needs_recipe',
      message: `It runs version ${version} of the recipe ${name}, which is not here.`,
      hint: 'A package made where that recipe is brings it along; or choose another recipe on the node.',
    }),
  )

/** A recipe of the package that cannot run here. */
export const brokenVersion = (name: string, [first]: readonly Failure[]): Failure =>
  warning({
    code: 'package.recipe_left_out',
    message: `The recipe ${name}, which a node runs, cannot run here: ${first?.message ?? ''}`,
    hint: first?.hint ?? 'Update Segue, then import the package again.',
  })

/** Texts that name the home folder of whoever exports: Segue does not change what people wrote. */
export const homeWarnings = ({ graph }: Recipe, home: string): Failure[] =>
  nodesOf(graph).flatMap(([nodeId, { name, params }]) =>
    JSON.stringify(params).includes(JSON.stringify(home).slice(1, -1))
      ? warning(
          {
            code: 'package.home_path',
            message: `${name} names your home folder, and the package says so to whoever opens it.`,
            hint: 'Take the path out of the node and export again.',
            nodeId,
          },
          'input',
        )
      : [],
  )
