import { bridgeLimits } from '@segue/protocol'
import type { Channel, ChannelListener } from '../bridges/channels/channel.ts'
import type { Life } from './life.ts'

/** A connection between an application and a runner, with all that is on its way. */
export interface Connection {
  readonly life: Life
  /** The runner's end. */
  readonly channel: Channel
  /** Frames that the application has yet to hear, in order. */
  readonly toApp: string[]
  /** Frames that the runner has yet to hear, in order. */
  readonly toRunner: string[]
  readonly open: boolean
  /** The runner hears the next frame, or that the connection is gone. */
  hear(): void
  /** Whether there is something for it to hear. */
  readonly news: boolean
  /** What is on its way gets lost. */
  cut(): void
  /** The application closes its end; the runner still hears what was said. */
  end(): void
}

/** Connects to a runner. `sent` is told what leaves it. */
export function connect(life: Life, sent: (text: string) => void): Connection {
  const toApp: string[] = []
  const toRunner: string[] = []
  let listener: ChannelListener | null = null
  let open = true
  let isEnded = false
  let isTold = false
  const close = () => {
    open = false
    toApp.length = 0
  }
  const channel: Channel = {
    limit: bridgeLimits.maxFrameBytes,
    listen(one) {
      listener = one
    },
    send(text) {
      if (!open || isEnded || life.dead) return
      // It dies before the frame has left, or right after.
      const before = life.passes()
      if (before) return
      toApp.push(text)
      sent(text)
      life.passes()
    },
    end: close,
    destroy: close,
  }
  return {
    life,
    channel,
    toApp,
    toRunner,
    get open() {
      return open && !isEnded && !life.dead
    },
    get news() {
      return !life.dead && (open ? toRunner.length > 0 : !isTold)
    },
    hear() {
      if (!open) {
        isTold = true
        listener?.closed('The connection was cut.')
        return
      }
      const text = toRunner.shift()
      if (text !== undefined) listener?.frame({ is: 'text', text })
      if (isEnded && toRunner.length === 0) close()
    },
    cut: close,
    end() {
      isEnded = true
    },
  }
}
