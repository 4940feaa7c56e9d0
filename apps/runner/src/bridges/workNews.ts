export interface WorkNews {
  /** Work may have come or ended. */
  look(): void
  /** Tells at once what is due, for whoever asks in the middle of a turn. */
  settle(): void
  stop(): void
}

/**
 * Says whether there is work, at the end of the turn and only when that has changed: telling costs as much as a
 * command does, and between two commands in a row nothing changes for anybody.
 */
export function createWorkNews(hasWork: () => boolean, on: { tell(): void; show(): void }): WorkNews {
  let told = false
  let shown = false
  let due: NodeJS.Immediate | undefined
  const settle = () => {
    if (told === hasWork()) return
    told = !told
    on.tell()
  }
  const endTurn = () => {
    due = undefined
    settle()
    if (shown === told) return
    shown = told
    on.show()
  }
  return {
    look() {
      if (told !== hasWork()) due ??= setImmediate(endTurn)
    },
    settle,
    stop: () => clearImmediate(due),
  }
}
