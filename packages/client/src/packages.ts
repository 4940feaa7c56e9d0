import type { PackagesService } from '@segue/api'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** Recipes as packages. The package itself is a stored file: upload it before, fetch it by its address after. */
export type PackagesClient = PackagesService

/** The packages part of a client. */
export function packagesOf({ trpc }: Transport): PackagesClient {
  return {
    export: (request) => ask(trpc.packages.export.mutate(request)),
    import: (source) => ask(trpc.packages.import.mutate(source)),
    relink: (request) => ask(trpc.packages.relink.mutate(request)),
    missing: (id) => ask(trpc.packages.missing.query({ id })),
  }
}
