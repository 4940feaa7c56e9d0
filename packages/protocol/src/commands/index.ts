import type { AppId } from '../app.ts'
import type { CommandSpec } from '../command.ts'
import { blender } from './blender/index.ts'
import { live } from './live/index.ts'
import { midi } from './midi/index.ts'
import { obs } from './obs/index.ts'
import { osc } from './osc/index.ts'
import { td } from './td/index.ts'

/** Every command of every application, by the name that code calls it by. */
export const commands = { live, td, blender, obs, osc, midi } as const satisfies Record<
  AppId,
  Record<string, CommandSpec>
>
export type Commands = typeof commands

const byCommand = new Map(
  Object.values(commands).flatMap((ofApp) =>
    Object.values<CommandSpec>(ofApp).map((spec) => [`${spec.app} ${spec.command}`, spec] as const),
  ),
)

/** The contract of a command by its name on the wire, such as `tempo.set`; undefined when there is none. */
export const commandOf = (app: AppId, command: string): CommandSpec | undefined =>
  byCommand.get(`${app} ${command}`)
