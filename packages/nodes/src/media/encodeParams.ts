import { fits } from '@segue/media/encode/fit'
import { deliveryFormats } from '@segue/media/encode/format'
import { z } from 'zod'

const side = (title: string, description: string) =>
  z.number().int().min(0).max(16_384).default(0).meta({ title, description, unit: 'px' })

/** What a person sets on “Encode film”. */
export const encodeParams = z.strictObject({
  format: z.enum(deliveryFormats).default('h264').meta({
    title: 'Format',
    description:
      'H.264, HEVC, VP9, AV1, PNG and EXR are always there; ProRes, DXV and HAP need ffmpeg on this machine.',
  }),
  container: z
    .enum(['auto', 'mp4', 'mov', 'webm'])
    .default('auto')
    .meta({ title: 'Container', description: 'Automatic takes the usual one of the format.' }),
  quality: z.enum(['draft', 'final']).default('final').meta({
    title: 'Quality',
    description: 'Draft makes a smaller file. ProRes, DXV and HAP have one quality.',
  }),
  bitrate: z.number().min(0).max(800).default(0).meta({
    title: 'Bit rate',
    description: 'Of the picture; 0 goes by quality. Counts for H.264, HEVC, VP9 and AV1.',
    unit: 'Mbit/s',
  }),
  width: side('Width', '0 = as it is, or in proportion to the height.'),
  height: side('Height', '0 = as it is, or in proportion to the width.'),
  fit: z.enum(fits).default('contain').meta({
    title: 'Fit',
    description: 'Contain shows everything between bars, cover fills and cuts, stretch distorts.',
  }),
  background: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'A colour is written like #0A0B10.')
    .default('#000000')
    .meta({ title: 'Colour behind', description: 'Of bars, and of what shines through when filled.' }),
  fps: z
    .union([z.number().min(1).max(240), z.string().max(20)])
    .default('')
    .meta({
      title: 'Frame rate',
      description: 'Empty = as it is. Frames are repeated or left out, the length stays.',
      widget: 'fps',
      unit: 'fps',
    }),
  alpha: z.enum(['keep', 'fill']).default('keep').meta({
    title: 'Transparency',
    description: 'Keep fails where the format cannot hold it; fill puts the colour behind.',
  }),
})
export type EncodeParams = z.output<typeof encodeParams>
