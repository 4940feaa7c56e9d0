import type { ArtifactRef, Change, Failure, MigratedNode, Recipe, RunView } from '@segue/protocol'
import type { Inspection } from './runs.ts'

/** One line of the recipe list. Times are epoch milliseconds. */
export interface RecipeHead {
  id: string
  name: string
  description: string
  revision: number
  /** Starter recipes ship with Segue and open as they are; the first edit is kept as the person's own. */
  starter: boolean
  updatedAt: number
  nodes: number
  /** A picture that stands for it; `null` when it has none. */
  cover: ArtifactRef | null
  tags: string[]
  /** When it was put away, epoch milliseconds; `null` for one that is in use. */
  archivedAt: number | null
  /** Why it cannot be opened, such as `recipe.newer`; its document stays as it is. */
  failure: Failure | null
}

/** Which recipes: those with every word of `search` in name, description, tags or nodes; put away or in use. */
export interface RecipeQuery {
  search?: string | undefined
  archived?: boolean | undefined
}

/** One save of a recipe; what one editor saves within a minute is one. Times are epoch milliseconds. */
export interface SavedVersion {
  revision: number
  /** Given by a person; empty without. */
  name: string
  /** What changed, in one line; empty for the first and where nothing did. */
  summary: string
  /** The window or program that saved; `null` when it did not say. */
  editor: string | null
  /** Of the first save in it. */
  startedAt: number
  savedAt: number
  /** The published version that was made from it; `null` when none was. */
  published: number | null
}

/** Changes on top of a revision. */
export interface RecipeSave {
  id: string
  baseRevision: number
  changes: Change[]
  /** The window or program that saves: what it saves within a minute becomes one version. */
  editor?: string | undefined
  /** The revision that these changes bring back. */
  restores?: number | undefined
}

/** One published version of a recipe; it never changes. */
export interface RecipeVersion {
  version: number
  /** Of the draft that it was made from. */
  revision: number
  /** Epoch milliseconds. */
  createdAt: number
}

/** A trigger or another recipe that runs one published version, until a person moves it to another one. */
export interface VersionUser {
  by: 'trigger' | 'recipe'
  id: string
  name: string
  version: number
}

/** Recipes as documents: drafts saved change by change, versions named by people. */
export interface RecipesService {
  /** Those in use unless asked otherwise. */
  list(query?: RecipeQuery): Promise<RecipeHead[]>
  /** Fails with `recipe.unknown`. */
  get(id: string): Promise<Recipe>
  create(input: { name: string; recipe?: Recipe }): Promise<Recipe>
  /** Applies changes to the draft. Fails with `recipe.stale` when `baseRevision` is not the newest. */
  save(input: RecipeSave): Promise<{ revision: number }>
  /** Every save that is kept, newest first: all with a name or published, and the newest 200 others. */
  history(id: string): Promise<SavedVersion[]>
  /** The recipe as it was saved. Fails with `recipe.unknown_save`. */
  saved(input: { id: string; revision: number }): Promise<Recipe>
  /** Names a save, which then stays; an empty name takes it away. Fails with `recipe.unknown_save`. */
  nameSave(input: { id: string; revision: number; name: string }): Promise<void>
  /**
   * Puts a recipe away, or back. Other recipes that use it go on; its triggers are paused, by name in `paused`, and stay
   * so when it comes back.
   */
  archive(input: { id: string; archived: boolean }): Promise<{ paused: string[] }>
  /** Every failure of the stored draft, worst first; empty when it can run. */
  validate(id: string): Promise<Failure[]>
  /**
   * The draft with nodes of older versions brought up to date, and what is different for each; null when all are. Stores
   * nothing: a person looks at it and saves what changes.
   */
  migration(id: string): Promise<{ recipe: Recipe; nodes: MigratedNode[] } | null>
  /** Its published versions stay. */
  remove(id: string): Promise<void>
  /** Keeps the draft as a version. Fails with every failure that keeps it from running. */
  publish(id: string): Promise<RecipeVersion>
  /** Who stays with which published version of it. */
  versionUsers(id: string): Promise<VersionUser[]>
  /** Newest first. */
  versions(id: string): Promise<RecipeVersion[]>
  /** Fails with `recipe.unknown_version`. */
  version(input: { id: string; version: number }): Promise<Recipe>
  /** What the draft compiles to, for people. */
  inspect(id: string): Promise<Inspection>
  /** A bundled past run of a starter recipe, shown until it has a run of its own; `null` when there is none. */
  sample(id: string): Promise<RunView | null>
}
