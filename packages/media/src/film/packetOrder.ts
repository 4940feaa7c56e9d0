/** Where one track puts its packets. */
export interface PacketLine {
  /** `write` is called once it is this packet's turn. */
  push(sec: number, write: () => Promise<void>): void
  /** No more packets of this track will come. */
  end(): void
}

interface Line {
  waiting: { sec: number; write: () => Promise<void> }[]
  latest: number
  ended: boolean
}

/**
 * Lets packets of several tracks into the film in the order of their times, whichever encoder is faster today, so
 * that the same film has the same bytes. Packets of one track keep their order.
 */
export class PacketOrder {
  private readonly lines: Line[] = []
  private written = Promise.resolve()
  private broken: unknown = null

  /** Every line is opened before the first packet is pushed. */
  open(): PacketLine {
    const line: Line = { waiting: [], latest: Number.NEGATIVE_INFINITY, ended: false }
    this.lines.push(line)
    return {
      push: (sec, write) => {
        line.latest = Math.max(line.latest, sec)
        line.waiting.push({ sec: line.latest, write })
        this.release()
      },
      end: () => {
        line.ended = true
        this.release()
      },
    }
  }

  /** Resolves when everything whose turn has come is written; fails with what a write failed with. */
  async settled(): Promise<void> {
    for (let seen: unknown = null; seen !== this.written; ) {
      seen = this.written
      await this.written
    }
    if (this.broken !== null) throw this.broken
  }

  private release(): void {
    const open = () => this.lines.filter(({ waiting, ended }) => waiting.length > 0 || !ended)
    for (
      let lines = open();
      lines.length > 0 && lines.every(({ waiting }) => waiting.length > 0);
      lines = open()
    ) {
      const secOf = ({ waiting }: Line) => waiting[0]?.sec ?? Number.POSITIVE_INFINITY
      const next = lines.reduce((best, line) => (secOf(line) < secOf(best) ? line : best)).waiting.shift()
      if (next === undefined) return
      this.written = this.written.then(next.write).catch((error: unknown) => {
        this.broken ??= error
      })
    }
  }
}
