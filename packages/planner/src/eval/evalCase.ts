import type { EditOp } from '../edit/editOp.ts'
import type { Json } from '../types.ts'

/** One sentence, and what good answers to it look like. */
export interface EvalCase {
  id: string
  prompt: string
  /** Applications that a good answer uses. */
  apps: readonly ('live' | 'td' | 'blender')[]
  /** Name of the starter recipe that is to be edited; without it the recipe is empty. */
  base?: string
  /** Good graphs: texts of the create language, or `=beat-film` for that starter recipe. */
  gold?: readonly string[]
  /** Good edits of the base. */
  edits?: readonly (readonly EditOp[])[]
  /** Values that must stand somewhere: as the default of an input of this key, or a param of this name. */
  wants?: Readonly<Record<string, Json>>
  /** Nothing here can do it: a good answer changes nothing and asks. */
  impossible?: true
}
