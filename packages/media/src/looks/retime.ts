import type { Fps } from '@segue/protocol'
import type { Channels } from '../channels/file.ts'

/** Curves at another frame rate: peaks are kept when there are fewer frames, values interpolated when more. */
export function retime(curves: Channels, rate: Fps): Channels {
  const ratio = (curves.rate.num * rate.den) / (curves.rate.den * rate.num)
  if (ratio === 1) return curves
  const samples = Math.max(1, Math.ceil(curves.samples / ratio - 1e-6))
  const planes = new Map([...curves.planes].map(([name, plane]) => [name, resample(plane, samples, ratio)]))
  return { rate, samples, planes }
}

function resample(plane: Float32Array, samples: number, ratio: number): Float32Array<ArrayBuffer> {
  const last = plane.length - 1
  return Float32Array.from({ length: samples }, (_, i) => {
    const at = Math.min(last, i * ratio)
    const left = Math.floor(at)
    const here = plane[left] ?? 0
    if (ratio < 1) return here + ((plane[Math.min(last, left + 1)] ?? here) - here) * (at - left)
    const end = Math.min(last, Math.ceil((i + 1) * ratio) - 1)
    let peak = here
    for (let k = left + 1; k <= end; k++) peak = Math.max(peak, plane[k] ?? 0)
    return peak
  })
}
