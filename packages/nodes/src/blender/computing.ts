import type { FileFacts } from '@segue/protocol'
import type { Choice } from './engine.ts'

/** What Cycles computes pictures with: two kinds of device, or a denoiser more, give other pixels. */
export interface Computing {
  /** `CPU`, or the kind of GPU: `OptiX`, `CUDA`, `HIP`, `Metal`, `oneAPI`. */
  device: string
  denoised: boolean
}

const kindOf = (device: string): string => device.split(':', 1)[0] ?? device

/**
 * What a file is computed with as Blender tells it; null where it does not: for the stand-in, for engines that have no
 * choice, and for a file that was made for another engine.
 */
export function computingOf(file: FileFacts | null, { engine }: Pick<Choice, 'engine'>): Computing | null {
  if (file === null || file.device === null || !(engine === 'file' || engine === 'cycles')) return null
  const onGpu = file.wantsGpu && file.device !== 'CPU only'
  return { device: onGpu ? kindOf(file.device) : 'CPU', denoised: file.denoise && file.denoiser }
}
