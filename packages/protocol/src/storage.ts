import { z } from 'zod'

/** How long runs and files stay. Favourites, kept runs and what recipes need always do. */
export const RetentionRules = z.strictObject({
  /** Runs that ended so many days ago go. */
  days: z.number().int().min(1).max(3650),
  /** So many of the newest runs of each recipe stay; null for all that are not too old. */
  runsPerRecipe: z.number().int().min(1).max(100_000).nullable(),
  /** Size of all stored files. What can be made again goes first. */
  maxBytes: z.number().int().min(1_000_000),
})
export type RetentionRules = z.infer<typeof RetentionRules>

/** What the stored files are there for; each is counted once, for the first of these that needs it. */
export const StorageUse = z.enum(['recipes', 'takes', 'kept', 'open', 'runs', 'results', 'rest'])
export type StorageUse = z.infer<typeof StorageUse>

/** What takes how much, and what these rules would remove. Sizes in bytes. */
export const StorageReport = z.object({
  bytes: z.number(),
  files: z.number().int(),
  /** Free on the disk. */
  diskFree: z.number(),
  uses: z.array(z.object({ use: StorageUse, bytes: z.number(), files: z.number().int() })),
  /** Largest first, at most fifty: what the runs of a recipe show, also where others show it too. */
  recipes: z.array(
    z.object({ recipeId: z.string(), name: z.string(), runs: z.number().int(), bytes: z.number() }),
  ),
  rules: RetentionRules,
  /** What goes with “free now”. `bytes` is an estimate: other runs may need the same files. */
  goes: z.object({ runs: z.number().int(), bytes: z.number() }),
})
export type StorageReport = z.infer<typeof StorageReport>
