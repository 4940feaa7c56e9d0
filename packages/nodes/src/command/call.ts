import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type AppId, ArtifactRef, type CommandSpec } from '@segue/protocol'
import { z } from 'zod'
import type { Use } from '../defineNode.ts'
import { fileArgs, isFolder } from './args.ts'
import { type Made, storeMade } from './made.ts'

/** What a command is called with from outside an application. */
export interface CommandTools extends Pick<Use, 'path' | 'save'> {
  /** A folder for what the command writes; there already. */
  workDir: string
  /** Set when the stand-in of this application serves the call. */
  standIn: AppId | null
  /** Sends the command; all files are paths by then. */
  send(args: Record<string, unknown>): Promise<unknown>
}

/** What a command answered, and the files it made by the name of their arg. */
export interface Called {
  result: Record<string, unknown>
  made: Record<string, ArtifactRef | ArtifactRef[]>
}

const Result = z.record(z.string(), z.unknown())

/** Paths in place of all files, and what will be written to some of them. */
export async function bindFiles(
  spec: CommandSpec,
  given: Record<string, unknown>,
  { path, workDir }: Pick<CommandTools, 'path' | 'workDir'>,
): Promise<{ args: Record<string, unknown>; coming: Made[] }> {
  const args = { ...given }
  const coming: Made[] = []
  for (const arg of fileArgs(spec)) {
    const { key, file, many } = arg
    if ('makes' in file) {
      const target = join(workDir, key, file.name)
      await rm(dirname(target), { recursive: true, force: true })
      await mkdir(isFolder(file) ? target : dirname(target), { recursive: true })
      args[key] = target
      coming.push({ arg: { ...arg, file }, path: target })
    } else if (given[key] !== undefined && given[key] !== null) {
      const refs = z.array(ArtifactRef).parse([given[key]].flat())
      const paths = await Promise.all(refs.map((ref) => path(ref)))
      args[key] = many ? paths : paths[0]
    }
  }
  return { args, coming }
}

/**
 * Calls a command with stored files in place of paths. Files that it reads are references in `given`; for files that
 * it makes Segue thinks of a path, and stores what is there afterwards. Fails as the command does, and with
 * `command.made_nothing`.
 */
export async function callCommand(
  spec: CommandSpec,
  given: Record<string, unknown>,
  tools: CommandTools,
): Promise<Called> {
  const { args, coming } = await bindFiles(spec, given, tools)
  const result = Result.parse(await tools.send(args))
  const made: Called['made'] = {}
  for (const one of coming) {
    const stored = await storeMade(tools.save, one, { result, standIn: tools.standIn })
    if (stored !== null) made[one.arg.key] = stored
  }
  return { result, made }
}
