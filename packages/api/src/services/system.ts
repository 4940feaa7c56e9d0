import type { AppId, NodeTypeInfo } from '@segue/protocol'

/** One application as Segue sees it now. */
export interface AppState {
  app: AppId
  title: string
  /**
   * standIn: the built-in stand-in serves it · found: installed, starts when needed · absent: nothing serves it ·
   * the rest: its connection.
   */
  state: 'standIn' | 'found' | 'absent' | 'starting' | 'idle' | 'busy' | 'unresponsive' | 'disconnected'
  provider: string
  detail: string
}

export interface SystemService {
  version(): string
  catalogue(): NodeTypeInfo[]
  apps(): Promise<AppState[]>
  appChanges(signal: AbortSignal): AsyncIterable<AppState[]>
}
