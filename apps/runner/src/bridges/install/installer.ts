import type { AppId } from '@segue/protocol'
import type { Machine } from './machine.ts'

/** What the bridge of an application is told about this runner. */
export interface RunnerFacts {
  /** Segue's own folder, where the keys lie. */
  home: string
  /** Port of the app; bridges use it by WebSocket, and two above it by TCP. */
  port: number
  /** The bridge key as hex. */
  key: string
}

/** One file to write. */
export interface BridgeFile {
  /** Parts of the path below its folder. */
  path: readonly string[]
  text: string | Uint8Array
  /** Holds what nobody else may read. */
  secret?: boolean
}

/** How the bridge of one application gets into it. */
export interface Installer {
  app: AppId
  title: string
  /** Folders where the application looks, one per version of it. Fails with `bridge.no_place`. */
  places(machine: Machine): string[]
  /** Name of the folder that is made in each of them. */
  inside: string
  files(facts: RunnerFacts): BridgeFile[]
  /** Files that go into Segue's own folder, whatever the versions. */
  own(facts: RunnerFacts): BridgeFile[]
  /** What a person does afterwards, line by line. */
  say(folders: readonly string[]): string[]
}
