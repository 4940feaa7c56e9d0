import { formats, type LookOptions } from '@segue/media/looks/look'
import { looks } from '@segue/media/looks/looks'
import { dusk } from '@segue/media/looks/palette'
import { z } from 'zod'

const ids = [...looks.keys()] as [string, ...string[]]

/** Params of every node that builds or moves a look. */
export const lookParams = {
  look: z
    .enum(ids)
    .default('ripple')
    .meta({ title: 'Look', description: 'A scene that Segue brings along.' }),
  format: z
    .enum(formats)
    .default('16:9')
    .meta({ title: 'Format', description: 'Each format has a camera of its own.' }),
  seed: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(1)
    .meta({ title: 'Seed', description: 'Another number scatters and picks differently.' }),
}

/** What a look is built with. */
export function lookOptions({ format, seed }: Pick<LookOptions, 'format' | 'seed'>): LookOptions {
  return { format, seed, palette: dusk }
}
