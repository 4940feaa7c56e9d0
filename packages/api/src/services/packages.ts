import type { ArtifactRef, Failure, PackedMedia, Recipe } from '@segue/protocol'

/** A recipe to pack, and how many bytes of media may travel with it. */
export interface ExportRequest {
  recipe: { id: string } | Recipe
  /** 100 MB when left out. */
  mediaBytes?: number
  /** The newest result of the recipe travels along, as far as it is small. */
  sample?: boolean
}

export interface ExportedPackage {
  /** The package, in the store for a day. */
  file: ArtifactRef
  /** Files that the recipe names and the package does not hold. */
  left: PackedMedia[]
  /** What else stays behind. */
  warnings: Failure[]
}

/** A file that a recipe names and this store lacks. */
export type MissingMedia = Omit<PackedMedia, 'packed'>

export interface ImportedRecipe {
  id: string
  name: string
  missing: MissingMedia[]
  /** What it needs that is not here, and what a person decides before it runs. */
  warnings: Failure[]
}

export interface Relinked {
  /** Files that were found. */
  found: MissingMedia[]
  missing: MissingMedia[]
}

/** Recipes as files that travel, with what they need. */
export interface PackagesService {
  /** Fails with `recipe.unknown`, and with every failure of a document that is no recipe. */
  export(request: ExportRequest): Promise<ExportedPackage>
  /**
   * Makes a recipe of one's own from a stored package or a document. It is data: nothing runs, nothing is approved, and
   * it gets an id of its own. A package that is not taken leaves everything as it is. Fails with the codes
   * `package.*`, and with every failure of a document that is no recipe.
   */
  import(source: { file: ArtifactRef } | { recipe: Recipe }): Promise<ImportedRecipe>
  /** Puts stored files in the place of those that a recipe misses: the same bytes, else the same name and size. */
  relink(request: { id: string; files: ArtifactRef[] }): Promise<Relinked>
  /** Files that a recipe names, and recipes in it, and this store lacks. */
  missing(id: string): Promise<MissingMedia[]>
}
