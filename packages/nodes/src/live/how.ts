import { fail } from '@segue/protocol'
import { z } from 'zod'

/** Where a sound comes from. */
export const howParam = z.enum(['auto', 'record', 'export', 'sketch']).default('auto').meta({
  title: 'Sound from',
  description:
    'auto: your master as it is; without one Live records the set, or Segue sketches it while Live is not connected. record: always Live, in real time. export: you export it from Live, and Segue takes the file. sketch: always Segue, in seconds.',
})
export type How = z.infer<typeof howParam>

/** Whether the set itself is to be heard, and not a master. */
export const wantsSet = (how: How, audio: unknown): boolean => how !== 'auto' || audio === undefined

/** Why a set cannot become sound this way with what serves Live in this run, or null. */
export function unfit(how: How, standIn: boolean): ReturnType<typeof fail> | null {
  if (how === 'record' && standIn)
    return fail({
      code: 'export.needs_live',
      message: 'This run has a stand-in for Live, and only Live itself can record.',
      hint: 'Open the set in Live with Segue’s bridge and start a new run on the real Live, or set “Sound from” to auto.',
      kind: 'input',
    })
  if (how === 'sketch' && !standIn)
    return fail({
      code: 'export.no_sketch',
      message: 'This run uses Live itself, and only the stand-in sketches.',
      hint: 'Start a new run on the stand-in, or set “Sound from” to auto: Live records the set then.',
      kind: 'input',
    })
  return null
}
