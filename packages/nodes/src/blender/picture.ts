import { formatOf, sizeOf } from '@segue/media/looks/look'
import { z } from 'zod'

const side = (title: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(16_384)
    .default(0)
    .meta({ title, unit: 'px', description: '0 = from the quality, or as the file says.' })

const allow = (title: string, description: string) => z.boolean().default(false).meta({ title, description })

/** What a person may allow although the pictures will differ from what their file says. */
export const allowParams = {
  allowMissing: allow('Allow missing files', 'Render although textures, libraries or fonts are missing.'),
  allowCpu: allow('Allow the CPU', 'Render on the CPU when the file says GPU and there is none here.'),
  allowOlder: allow(
    'Allow an older Blender',
    'Render although a newer Blender saved the file than there is here; parts of it may be lost.',
  ),
  allowBlocked: allow(
    'Allow blocked scripts',
    'Render although drivers stand still because scripts are off.',
  ),
}

/** Params of a render. */
export const renderParams = z.strictObject({
  quality: z.enum(['draft', 'final']).default('draft').meta({
    title: 'Quality',
    description: 'Looks: draft is 360 lines, final 1080. Your own file keeps its size.',
  }),
  engine: z.enum(['auto', 'file', 'workbench', 'cycles', 'eevee']).default('auto').meta({
    title: 'Engine',
    description: 'Auto: your own file renders as it says, a look with the fastest engine.',
  }),
  width: side('Width'),
  height: side('Height'),
  samples: z
    .number()
    .int()
    .min(0)
    .max(65_536)
    .default(0)
    .meta({ title: 'Samples', description: '0 = as the engine or the file says.' }),
  ...allowParams,
})
export type RenderParams = z.output<typeof renderParams>

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2)

/** The picture size; one given side keeps the scene's shape. */
export function sizeFor(
  { quality, width, height }: RenderParams,
  scene: { width: number; height: number; look: string | null },
): { width: number; height: number } {
  const ratio = scene.width / scene.height
  if (width > 0 && height > 0) return { width, height }
  if (width > 0) return { width, height: even(width / ratio) }
  if (height > 0) return { width: even(height * ratio), height }
  if (scene.look === null) return { width: scene.width, height: scene.height }
  return sizeOf(formatOf(scene.width, scene.height), quality === 'draft' ? 360 : 1080)
}
