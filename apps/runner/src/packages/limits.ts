/** How much a package may hold. Sizes are bytes after unpacking, counted while they are unpacked. */
export interface PackageLimits {
  entries: number
  /** One file. */
  entryBytes: number
  /** One document. */
  documentBytes: number
  totalBytes: number
  /** Unpacked bytes for one packed byte, once an entry is larger than `freeBytes`. */
  ratio: number
  freeBytes: number
}

export const packageLimits: PackageLimits = {
  entries: 5000,
  entryBytes: 1_000_000_000,
  documentBytes: 64 * 1024 * 1024,
  totalBytes: 1_200_000_000,
  ratio: 200,
  freeBytes: 1024 * 1024,
}
