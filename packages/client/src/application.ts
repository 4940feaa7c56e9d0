import type { AppConnection, AppEvent } from '@segue/api'
import {
  type AppId,
  type CommandAnswer,
  type CommandArgs,
  type CommandSpec,
  type Commands,
  commands,
  type FailureError,
} from '@segue/protocol'
import type { AppCall, AppsClient } from './apps.ts'
import { refusal } from './ask.ts'

/** How one command is sent. */
export interface CommandOptions extends Pick<AppCall, 'confirm' | 'deadlineMs' | 'idempotencyKey'> {
  /** Aborting cancels the command in the application. */
  signal?: AbortSignal
}

type Method<Spec extends CommandSpec> =
  Record<never, never> extends CommandArgs<Spec>
    ? (args?: CommandArgs<Spec>, options?: CommandOptions) => Promise<CommandAnswer<Spec>>
    : (args: CommandArgs<Spec>, options?: CommandOptions) => Promise<CommandAnswer<Spec>>

/** Its commands as methods, with the types of their contracts. */
export type CommandMethods<App extends AppId> = {
  [Name in keyof Commands[App]]: Commands[App][Name] extends CommandSpec ? Method<Commands[App][Name]> : never
}

/** The connection to one application. */
export interface ApplicationConnection {
  connection(): Promise<AppConnection>
  /** Starts it where Segue can, and waits until it is connected. */
  connect(): Promise<AppConnection>
  disconnect(): Promise<void>
  /**
   * Calls back for every event of a topic, also after a lost connection, until the returned function is called.
   * `onEnd` says why the runner ended it.
   */
  on(topic: string, listener: (event: AppEvent) => void, onEnd?: (error: FailureError) => void): () => void
  /** Calls back with the connection now and after every change. Returns the way to stop. */
  watch(listener: (connection: AppConnection) => void, onEnd?: (error: FailureError) => void): () => void
}

export type Application<App extends AppId> = CommandMethods<App> & ApplicationConnection

/** One application with a method per command. */
export function applicationOf<App extends AppId>(apps: AppsClient, app: App): Application<App> {
  const methods = Object.entries<CommandSpec>(commands[app]).map(([name, { command }]) => [
    name,
    (args: AppCall['args'] = {}, { signal, ...options }: CommandOptions = {}) =>
      apps.call({ app, command, args, ...options }, signal),
  ])
  const connection: ApplicationConnection = {
    connection: () => apps.connection(app),
    connect: () => apps.connect(app),
    disconnect: () => apps.disconnect(app),
    on: (topic, onData, onEnd) =>
      followed((signal) => apps.events([{ app, topic }], { signal, onData }), onEnd),
    watch: (onData, onEnd) => followed((signal) => apps.watch(app, { signal, onData }), onEnd),
  }
  return { ...(Object.fromEntries(methods) as CommandMethods<App>), ...connection }
}

function followed(
  start: (signal: AbortSignal) => Promise<void>,
  onEnd: (error: FailureError) => void = () => {},
): () => void {
  const stop = new AbortController()
  start(stop.signal).catch((error) => onEnd(refusal(error)))
  return () => stop.abort()
}
