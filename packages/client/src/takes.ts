import type { TakesService } from '@segue/api'
import { ask } from './ask.ts'
import type { Transport } from './transport.ts'

/** Favourites: outputs of runs that stay. Every call fails with a `FailureError`. */
export type TakesClient = TakesService

/** The favourites part of a client. */
export const takesOf = ({ trpc }: Transport): TakesClient => ({
  list: (filter) => ask(trpc.takes.list.query(filter)),
  keep: (input) => ask(trpc.takes.keep.mutate(input)),
  rename: (input) => ask(trpc.takes.rename.mutate(input)),
  drop: (id) => ask(trpc.takes.drop.mutate({ id })),
})
