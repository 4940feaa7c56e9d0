import type { Failure } from '@segue/protocol'
import type { Attempt } from './attempt.ts'
import type { ToolName } from './tools.ts'

/** Runner → worker process. One request at a time. */
export type ToWorker =
  | { t: 'step'; attempt: Attempt }
  | { t: 'tool'; tool: ToolName; args: unknown[] }
  | { t: 'abort' }
  | { t: 'reply'; call: number; ok: true; value: unknown }
  | { t: 'reply'; call: number; ok: false; failure: Failure }

/** Hooks that have an answer and cross the channel. */
type AskedHook =
  | 'path'
  | 'save'
  | 'origin'
  | 'deliver'
  | 'deliverSet'
  | 'gather'
  | 'recall'
  | 'remember'
  | 'trusted'
  | 'approved'
  | 'studio'
  | 'children'

/** Worker process → runner. `call` asks for a hook and gets one reply; `tell` gets none. */
export type FromWorker =
  | { t: 'call'; call: number; hook: AskedHook; args: unknown[] }
  | { t: 'tell'; hook: 'progress' | 'mark' | 'log'; args: unknown[] }
  | { t: 'done'; ok: true; value: unknown }
  | { t: 'done'; ok: false; failure: Failure }
