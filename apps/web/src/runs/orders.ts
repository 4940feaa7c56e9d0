import { failuresOf, type SegueClient } from '@segue/client'
import { runner } from '../server/client.ts'
import { showDock } from './dockStore.ts'
import { setRefusals } from './runStore.ts'

type Runs = SegueClient['runs']
export type StepOrder = Parameters<Runs['step']>[0]
export type Answer = Parameters<Runs['answer']>[0]

/** Gives an order; what speaks against it goes onto the panel below. Resolves with whether it was taken. */
export async function give(order: () => Promise<unknown>): Promise<boolean> {
  try {
    await order()
    return true
  } catch (error) {
    setRefusals(failuresOf(error))
    showDock('problems')
    return false
  }
}

/** Tells one step what to do: again, done, failed, stop, pause. */
export const orderStep = (order: StepOrder): Promise<boolean> => give(() => runner().runs.step(order))

/** Gives a step the word of a person that it waits for. */
export const answerStep = (answer: Answer): Promise<boolean> => give(() => runner().runs.answer(answer))

/** Puts a waiting step right before another one of its lane, or last. */
export const moveJob = (order: Parameters<SegueClient['queue']['move']>[0]): Promise<boolean> =>
  give(() => runner().queue.move(order))
