import { fail } from '@segue/protocol'
import type { FilmContainer } from '../film/filmFile.ts'
import type { PictureCodec } from '../film/pictureCodec.ts'

/** What a film can be delivered as. */
export const deliveryFormats = [
  'h264',
  'hevc',
  'vp9',
  'av1',
  'prores422hq',
  'prores4444',
  'dxv',
  'hap',
  'hapAlpha',
  'hapQ',
  'png',
  'exr',
] as const
export type DeliveryFormat = (typeof deliveryFormats)[number]
export const pictureFormats = ['png', 'exr'] as const
export type PictureFormat = (typeof pictureFormats)[number]
export type FilmFormat = Exclude<DeliveryFormat, PictureFormat>
export const isPictures = (format: DeliveryFormat): format is PictureFormat =>
  pictureFormats.some((one) => one === format)

/** Who writes a format: Segue's own encoder, a found ffmpeg with these arguments, or one picture file per frame. */
type Writer =
  | { by: 'segue'; codec: PictureCodec }
  | { by: 'ffmpeg'; encoder: string; args: readonly string[] }
  | { by: 'files' }

/** One row of the table of formats. */
export interface FormatFacts {
  title: string
  /** Containers that take it, the usual one first; none for picture files. */
  containers: readonly FilmContainer[]
  /** Whether transparency survives. */
  alpha: boolean
  /** Bits per colour channel. */
  bitDepth: number
  colourSpace: 'bt709' | 'srgb' | 'linear'
  /** Width and height are multiples of this. */
  step: number
  writer: Writer
}

const own = (title: string, codec: PictureCodec, containers: readonly FilmContainer[]): FormatFacts => ({
  ...{ title, containers, alpha: false, bitDepth: 8, colourSpace: 'bt709', step: 2 },
  writer: { by: 'segue', codec },
})

/** Profiles 3 and 4 of Apple's own names; `apl0` is the vendor that editing programs expect. */
const prores = (profile: string, pixels: string) => ({
  by: 'ffmpeg' as const,
  encoder: 'prores_ks',
  args: ['-profile:v', profile, '-vendor', 'apl0', '-pix_fmt', pixels],
})

const hap = (title: string, format: string, alpha: boolean): FormatFacts => ({
  ...{ title, containers: ['mov'], alpha, bitDepth: 8, colourSpace: 'srgb', step: 4 },
  writer: { by: 'ffmpeg', encoder: 'hap', args: ['-format', format, '-pix_fmt', 'rgba'] },
})

/** The one table of delivery formats. */
export const formats: Record<DeliveryFormat, FormatFacts> = {
  h264: own('H.264', 'h264', ['mp4', 'mov']),
  hevc: own('HEVC', 'hevc', ['mp4', 'mov']),
  vp9: own('VP9', 'vp9', ['webm', 'mp4']),
  av1: own('AV1', 'av1', ['mp4', 'webm']),
  prores422hq: {
    ...{
      title: 'ProRes 422 HQ',
      containers: ['mov'],
      alpha: false,
      bitDepth: 10,
      colourSpace: 'bt709',
      step: 2,
    },
    writer: prores('3', 'yuv422p10le'),
  },
  prores4444: {
    ...{
      title: 'ProRes 4444',
      containers: ['mov'],
      alpha: true,
      bitDepth: 10,
      colourSpace: 'bt709',
      step: 2,
    },
    writer: prores('4', 'yuva444p10le'),
  },
  dxv: {
    ...{ title: 'DXV', containers: ['mov'], alpha: false, bitDepth: 8, colourSpace: 'srgb', step: 16 },
    writer: { by: 'ffmpeg', encoder: 'dxv', args: ['-format', 'dxt1', '-pix_fmt', 'rgba'] },
  },
  hap: hap('HAP', 'hap', false),
  hapAlpha: hap('HAP Alpha', 'hap_alpha', true),
  hapQ: hap('HAP Q', 'hap_q', false),
  png: {
    ...{ title: 'PNG pictures', containers: [], alpha: true, bitDepth: 8, colourSpace: 'srgb', step: 1 },
    writer: { by: 'files' },
  },
  exr: {
    ...{ title: 'EXR pictures', containers: [], alpha: true, bitDepth: 16, colourSpace: 'linear', step: 1 },
    writer: { by: 'files' },
  },
}

/** The container for a format: the one asked for, or its usual one. Fails with `encode.container`. */
export function containerFor(format: DeliveryFormat, asked: FilmContainer | 'auto'): FilmContainer {
  const { title, containers } = formats[format]
  const [usual] = containers
  const found = asked === 'auto' ? usual : containers.find((container) => container === asked)
  if (found !== undefined) return found
  throw fail({
    code: 'encode.container',
    message: `${title} does not go into ${asked === 'webm' ? 'WebM' : asked.toUpperCase()}.`,
    hint: `Set “Container” to automatic${usual === undefined ? '' : ` or to ${containers.join(' or ')}`}.`,
    kind: 'input',
  })
}
