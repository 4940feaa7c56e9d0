import type { ArtifactRef } from '@segue/protocol'

/** A number of bytes for people, in powers of 1000 as file managers count. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** power
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`
}

/** Seconds as `0:07.5` up to a minute and a half, `12:40` beyond. */
export function formatSeconds(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  const rest = seconds - minutes * 60
  return seconds < 90
    ? `${minutes}:${rest.toFixed(1).padStart(4, '0')}`
    : `${minutes}:${String(Math.floor(rest)).padStart(2, '0')}`
}

/** One label and value per known fact of a file, the most asked-for first. */
export function factsOf({ mime, bytes, meta }: ArtifactRef): [string, string][] {
  const fps = meta.fps && meta.fps.num / meta.fps.den
  const facts: [string, string | undefined][] = [
    ['Length', meta.durationSec === undefined ? undefined : formatSeconds(meta.durationSec)],
    ['Picture', meta.width && meta.height ? `${meta.width} × ${meta.height}` : undefined],
    ['Frame rate', fps === undefined ? undefined : `${Number(fps.toFixed(3))} fps`],
    ['Frames', meta.frames?.toString()],
    ['Sample rate', meta.sampleRate === undefined ? undefined : `${meta.sampleRate / 1000} kHz`],
    ['Channels', meta.channelNames?.join(', ') ?? meta.channels?.toString()],
    ['Tempo', meta.bpm === undefined ? undefined : `${Number(meta.bpm.toFixed(2))} bpm`],
    ['Codec', meta.codec],
    ['Size', formatBytes(bytes)],
    ['Type', mime],
  ]
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]))
}
