import type { z } from 'zod'
import type { ArtifactRef } from './artifact.ts'
import type { CommandSpec } from './command.ts'
import type { MadePath, ReadPath } from './commandFile.ts'

/** The schema inside defaults, options and lists. */
type Inside<T> = T extends
  | z.ZodDefault<infer I>
  | z.ZodNullable<infer I>
  | z.ZodOptional<infer I>
  | z.ZodArray<infer I>
  ? Inside<I>
  : T

type ReadKeys<S> = { [K in keyof S]: Inside<S[K]> extends ReadPath ? K : never }[keyof S]
type MadeKeys<S> = { [K in keyof S]: Inside<S[K]> extends MadePath ? K : never }[keyof S]

type Ref = z.input<typeof ArtifactRef>
/** A reference, or a list of them, where there was a path; it may be left out where the path may. */
type RefFor<Path> =
  | Extract<Path, null | undefined>
  | (NonNullable<Path> extends readonly unknown[] ? Ref[] : Ref)
type RefsFor<Paths> = { [K in keyof Paths]: RefFor<Paths[K]> }
type Flat<T> = { [K in keyof T]: T[K] }

/** What a caller from outside gives a command: references to stored files in place of paths. */
export type CommandArgs<Spec extends CommandSpec> =
  Spec['args'] extends z.ZodObject<infer S>
    ? Flat<
        Omit<z.input<Spec['args']>, ReadKeys<S> | MadeKeys<S>> &
          RefsFor<Pick<z.input<Spec['args']>, ReadKeys<S> & keyof z.input<Spec['args']>>>
      >
    : z.input<Spec['args']>

type MadeBy<T> =
  Inside<T> extends MadePath<infer Many> ? (Many extends true ? ArtifactRef[] : ArtifactRef) : never
/** A file that may be left out may be missing. */
type MadeRef<T> = T extends MadePath ? MadeBy<T> : MadeBy<T> | undefined

/** What such a caller gets: the command's answer, with the files that it made by the names of their args. */
export type CommandAnswer<Spec extends CommandSpec> =
  Spec['args'] extends z.ZodObject<infer S>
    ? [MadeKeys<S>] extends [never]
      ? z.output<Spec['result']>
      : Flat<Omit<z.output<Spec['result']>, MadeKeys<S>> & { [K in MadeKeys<S>]: MadeRef<S[K]> }>
    : z.output<Spec['result']>
