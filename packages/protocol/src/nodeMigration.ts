import { z } from 'zod'

type Json = z.core.util.JSONType

/** Old names → new names. */
type Renamed = Readonly<Record<string, string>>

/** How a node of one version becomes a node of the next one, so that it means the same as before. */
export interface NodeMigration {
  /** What a person sees that is different, as one sentence. */
  says: string
  /** Params that have another name now: what drives them follows. Done before `params`. */
  renamedParams?: Renamed
  renamedInputs?: Renamed
  renamedOutputs?: Renamed
  /** The params of the next version; those that a recipe leaves out are left out here too. */
  params?(params: Readonly<Record<string, Json>>): Record<string, Json>
}

/** A node that an older Segue made and that this one brings up to date. */
export const MigratedNode = z.strictObject({
  nodeId: z.string(),
  name: z.string(),
  /** Of its node type. */
  title: z.string(),
  from: z.number().int(),
  to: z.number().int(),
  /** What is different for a person, a sentence for each version in between. */
  says: z.array(z.string()),
})
export type MigratedNode = z.infer<typeof MigratedNode>
