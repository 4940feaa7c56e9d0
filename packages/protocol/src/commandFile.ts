import { z } from 'zod'
import type { PortTypeName } from './port.ts'

/** How a path among a command's args becomes a port where the command is a node. */
export type CommandFile = { reads: PortTypeName } | { makes: PortTypeName; name: string }

declare const slot: unique symbol
declare const count: unique symbol
/** A path whose bytes are a stored file for everyone who calls the command from outside. */
export type ReadPath = z.ZodString & { readonly [slot]: 'reads' }
/** A path that Segue thinks of; who calls the command from outside gets the stored file, or `Many` of them. */
export type MadePath<Many extends boolean = boolean> = z.ZodString & {
  readonly [slot]: 'makes'
  readonly [count]: Many
}

type IsMany<Port, Name> = Port extends 'sequence' ? false : Name extends `${string}.${string}` ? false : true

const path = z.string().min(1).max(4000)

/**
 * A file that the command reads, as a path on the application's machine. On a node it is an input port: no path ever
 * stands in a value on a wire of a graph.
 */
export const readsFile = (port: PortTypeName, title: string): ReadPath =>
  path.meta({ title, file: { reads: port } }) as ReadPath // the mark is for the compiler only

/**
 * Where the command writes a file of its own making. On a node it is an output port; `name` gives the ending. A name
 * without one is a folder: its files become a list, or a `sequence` of pictures in the order of their names.
 */
export const makesFile = <Port extends PortTypeName, Name extends string>(
  port: Port,
  name: Name,
  title = 'File',
): MadePath<IsMany<Port, Name>> =>
  path.meta({ title, file: { makes: port, name } }) as MadePath<IsMany<Port, Name>>

/** The schema inside defaults, options and lists, and whether there was a list. */
function inside(schema: z.ZodType): { schema: z.ZodType; many: boolean } {
  if (schema instanceof z.ZodArray) return { ...inside(schema.element as z.ZodType), many: true }
  const wraps = schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
  if (wraps || schema instanceof z.ZodOptional) return inside(schema.unwrap() as z.ZodType)
  return { schema, many: false }
}

/** What file an arg stands for, and whether it takes a list of them; null when it is no path. */
export function fileOf(arg: z.ZodType): { file: CommandFile; many: boolean } | null {
  const { schema, many } = inside(arg)
  const file = schema.meta()?.file
  return file === undefined ? null : { file: file as CommandFile, many } // only this module writes it
}
