import { timeHelp } from '@segue/media/time/input'
import { z } from 'zod'

/** The frame rate of a film, shared by all nodes that need one: a number, or text such as `24000/1001`. */
export const fpsParam = z
  .union([z.number().min(1).max(240), z.string().max(20)])
  .default(24)
  .meta({
    title: 'Frame rate',
    description: 'Frames per second: 24, 25, 30, 60, 23.976 or a fraction like 24000/1001.',
    widget: 'fps',
    unit: 'fps',
  })

/** A moment as a person writes it; empty means not set. */
export const timeParam = (title: string, description: string) =>
  z
    .string()
    .max(200)
    .default('')
    .meta({ title, description: `${description} ${timeHelp}`, widget: 'time' })

/** How long a curve takes to fall to a tenth. */
export const releaseParam = z
  .number()
  .min(0.01)
  .max(16)
  .default(1 / 3)
  .meta({
    title: 'Release',
    description: 'Beats in which a curve falls to a tenth after a hit. Shorter is snappier.',
    unit: 'beats',
  })
