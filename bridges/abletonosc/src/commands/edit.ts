import { type CommandHandler, handle } from '@segue/bridge'
import { live as commands } from '@segue/protocol'
import { refused, wrong } from '../failure.ts'
import type { Live } from '../live.ts'
import { isTrue } from '../writing.ts'

/** The undo history. What it moves is found out by looking at the rows again. */
export const editCommands = ({ places }: Live): CommandHandler[] => {
  const step = (word: 'undo' | 'redo', signal: AbortSignal) =>
    places.restructure(async (turn) => {
      if (!(await isTrue(turn, `/live/song/get/can_${word}`)))
        throw wrong(`There is nothing to ${word}.`, 'Look at Live.')
      turn.tell(`/live/song/${word}`)
      const canUndo = await isTrue(turn, '/live/song/get/can_undo')
      const canRedo = await isTrue(turn, '/live/song/get/can_redo')
      const [error] = turn.errors
      if (error !== undefined) throw refused(error)
      return { canUndo, canRedo }
    }, signal)
  return [
    handle(commands.undo, (_, { signal }) => step('undo', signal)),
    handle(commands.redo, (_, { signal }) => step('redo', signal)),
  ]
}
