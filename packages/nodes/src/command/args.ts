import { type CommandFile, type CommandSpec, fileOf } from '@segue/protocol'
import { z } from 'zod'

/** One arg of a command that stands for a file. */
export interface FileArg {
  key: string
  title: string
  file: CommandFile
  /** Whether it is a list of them. */
  many: boolean
  required: boolean
}

/** The args of a command by name. */
export const argsOf = ({ args }: Pick<CommandSpec, 'args'>): Record<string, z.ZodType> =>
  args instanceof z.ZodObject ? args.shape : {}

/** The args that are files. */
export function fileArgs(spec: Pick<CommandSpec, 'args'>): FileArg[] {
  return Object.entries(argsOf(spec)).flatMap(([key, arg]) => {
    const found = fileOf(arg)
    if (found === null) return []
    const schema = z.toJSONSchema(arg, { io: 'input' })
    const title = [schema, ...(schema.anyOf ?? [])].find((one) => typeof one.title === 'string')?.title
    return [{ key, title: title ?? key, ...found, required: !arg.safeParse(undefined).success }]
  })
}

/** Whether what it makes is a folder: its name has no ending. */
export const isFolder = (file: CommandFile): boolean => 'makes' in file && !file.name.includes('.')

/** All other args, as the params of a node: the very schemas of the command. */
export function paramsOf(spec: Pick<CommandSpec, 'args'>): z.ZodObject {
  const files = new Set(fileArgs(spec).map(({ key }) => key))
  return z.strictObject(Object.fromEntries(Object.entries(argsOf(spec)).filter(([key]) => !files.has(key))))
}
