import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CommandSpec, commands } from '@segue/protocol'
import { z } from 'zod'
import { bridgesPage } from './generate/bridgesPage.ts'
import { commandList } from './generate/commandList.ts'

/**
 * Writes the JSON Schemas of every application command for the Python bridges, the list of commands, and the picture
 * of a connection. With `--check` it writes nothing and exits 1 when a file is not fresh.
 */
const root = join(import.meta.dirname, '..')
const folder = join(root, 'bridges/core/segue_core/generated')

const capability = ({ app: _, keepMs: __, args, result, ...facts }: CommandSpec) => ({
  ...facts,
  input_schema: schemaOf(args, 'input'),
  output_schema: schemaOf(result, 'output'),
})

function schemaOf(type: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io })
  return schema
}

/** Applications whose bridges are written in Python. */
const inPython = ['blender', 'live', 'td'] as const

const schemas = inPython.map((app) => ({
  path: join(folder, `${app}.json`),
  text: `${JSON.stringify(Object.values<CommandSpec>(commands[app]).map(capability), null, 1)}\n`,
}))
const page = join(root, 'docs/bridges.md')
const files = [
  ...schemas,
  { path: join(root, 'docs/commands.md'), text: commandList() },
  { path: page, text: bridgesPage(page) },
]

const check = process.argv.includes('--check')
await mkdir(folder, { recursive: true })
for (const { path, text } of files) {
  const fresh = (await readFile(path, 'utf8').catch(() => '')) === text
  if (fresh) continue
  if (check) {
    console.error(`${path} is out of date. Run: npm run generate`)
    process.exitCode = 1
  } else await writeFile(path, text)
}
