import { tagAvcConfig } from './parameterSets.ts'

/** Picture codecs that Segue's own encoder writes. */
export type PictureCodec = 'h264' | 'hevc' | 'vp9' | 'av1'

/** What an encoder is asked for, and how the container is told. */
export interface PictureCodecFacts {
  title: string
  /** What mediabunny calls it. */
  track: 'avc' | 'hevc' | 'vp9' | 'av1'
  /** Codec string for a picture of so many pixels, 8 bits, 4:2:0. */
  codecFor(pixels: number): string
  /** Options that only this encoder takes. */
  extra: Partial<VideoEncoderConfig>
  /** Bits that it needs for the same picture, against H.264. */
  thrift: number
  /** The decoder's record as the container holds it. */
  record(bytes: Uint8Array): { codec: string | null; bytes: Uint8Array }
}

const asItIs = (bytes: Uint8Array) => ({ codec: null, bytes })

/** The lowest level whose picture is large enough, by the table of the codec. */
const levelOf = (levels: readonly (readonly [pixels: number, level: string])[], pixels: number) =>
  (levels.find(([most]) => pixels <= most) ?? levels.at(-1))?.[1] ?? ''

/** Picture sizes of the levels that 60 frames a second fit in (HEVC: ITU-T H.265, table A.8). */
const hevcLevels = [
  [552_960, '93'],
  [2_228_224, '123'],
  [8_912_896, '156'],
  [35_651_584, '186'],
] as const
/** VP9 levels (webmproject.org/vp9/levels). */
const vp9Levels = [
  [552_960, '31'],
  [2_228_224, '41'],
  [8_912_896, '51'],
  [35_651_584, '61'],
] as const
/** AV1 levels 3.1, 4.1, 5.1 and 6.1 by their index (AV1 specification, A.3). */
const av1Levels = [
  [665_856, '05'],
  [2_359_296, '09'],
  [8_912_896, '13'],
  [35_651_584, '17'],
] as const

/** The one table of picture codecs. */
export const pictureCodecs: Record<PictureCodec, PictureCodecFacts> = {
  h264: {
    title: 'H.264',
    track: 'avc',
    codecFor: () => 'avc1.640028',
    extra: { avc: { format: 'avc' } },
    thrift: 1,
    record: (bytes) => ({
      codec: `avc1.${Buffer.from(bytes.subarray(1, 4)).toString('hex')}`,
      bytes: tagAvcConfig(bytes),
    }),
  },
  hevc: {
    title: 'HEVC',
    track: 'hevc',
    codecFor: (pixels) => `hvc1.1.6.L${levelOf(hevcLevels, pixels)}.B0`,
    extra: {},
    thrift: 0.65,
    record: asItIs,
  },
  vp9: {
    title: 'VP9',
    track: 'vp9',
    codecFor: (pixels) => `vp09.00.${levelOf(vp9Levels, pixels)}.08`,
    extra: {},
    thrift: 0.7,
    record: asItIs,
  },
  av1: {
    title: 'AV1',
    track: 'av1',
    codecFor: (pixels) => `av01.0.${levelOf(av1Levels, pixels)}M.08`,
    extra: {},
    thrift: 0.55,
    record: asItIs,
  },
}
