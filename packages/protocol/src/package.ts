import { z } from 'zod'
import { ArtifactId } from './artifact.ts'
import { NodeId } from './graph.ts'
import { RecipeId } from './recipe.ts'

/** How packages are laid out today. A higher number is written by a newer Segue. */
export const packageFormat = 1

/** Names of places on one machine: `films` is /home/ada/films here and D:\films there. */
export const PlaceName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/)

/** A file that the recipe names. Only small ones travel along. */
export const PackedMedia = z.object({
  artifactId: ArtifactId,
  mime: z.string().max(120),
  bytes: z.number().int().nonnegative(),
  name: z.string().max(255),
  packed: z.boolean(),
})
export type PackedMedia = z.infer<typeof PackedMedia>

/** A folder that a node names, as a place and the way from there: no machine's own path travels. */
export const PackedFolder = z.object({
  recipe: z.string().max(100),
  nodeId: NodeId,
  param: z.string().max(64),
  place: PlaceName,
  /** With `/` between its parts; empty for the place itself. */
  rest: z.string().max(1000),
})
export type PackedFolder = z.infer<typeof PackedFolder>

/**
 * `segue.json` of a package: what lies in it and what the recipe needs of the machine that opens it. Beside it lie
 * `recipe.json`, `recipes/<id>@<version>.json` for the recipes that nodes run, `sample.json` for a result of it (a
 * `RunView`), `media/<sha256>`, and `cover.<ending>`.
 */
export const PackageManifest = z.object({
  format: z.literal(packageFormat),
  /** Version of the Segue that wrote it. */
  segue: z.string().max(40),
  name: z.string().max(120),
  needs: z.object({
    nodeTypes: z.array(z.object({ id: z.string().max(200), version: z.number().int() })).max(5000),
    apps: z.array(z.string().max(40)).max(50),
  }),
  media: z.array(PackedMedia).max(1_000_000),
  recipes: z.array(z.object({ id: RecipeId, version: z.number().int().min(1) })).max(1000),
  folders: z.array(PackedFolder).max(50_000),
})
export type PackageManifest = z.infer<typeof PackageManifest>
