import type { z } from 'zod'
import type { AppId } from './app.ts'
import type { CommandSpec } from './command.ts'
import type { Commands } from './commands/index.ts'

type SpecOf<App extends AppId, Name extends keyof Commands[App]> =
  Commands[App][Name] extends CommandSpec<infer Args, infer Result> ? { args: Args; result: Result } : never

/** What a command takes, by the names that code calls it by: `CommandArgs<'live', 'setTempo'>`. */
export type CommandArgs<App extends AppId, Name extends keyof Commands[App]> = z.input<
  SpecOf<App, Name>['args']
>

/** What a command gives back. */
export type CommandAnswer<App extends AppId, Name extends keyof Commands[App]> = z.output<
  SpecOf<App, Name>['result']
>
