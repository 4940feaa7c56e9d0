import type { Frame } from '@segue/bridge/frames'

/** What comes over a channel. */
export interface ChannelListener {
  frame(frame: Frame): void
  /** Called once, however it ended. */
  closed(reason: string): void
}

/** One open connection to a bridge, whatever carries it: frames of text in both directions. */
export interface Channel {
  /** Who gets the frames from now on. Called once. */
  listen(listener: ChannelListener): void
  /** Nothing when the other side is gone. */
  send(text: string): void
  /** The most bytes that an incoming frame may have. */
  limit: number
  /** Lets the other side read what was sent, then closes. */
  end(): void
  destroy(): void
}

/** How long the other side has to read what was sent before an end. */
export const flushMs = 1000
