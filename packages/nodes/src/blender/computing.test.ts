import type { FileFacts } from '@segue/protocol'
import { expect, test } from 'vitest'
import { computingOf } from './computing.ts'

const file = {
  wantsGpu: true,
  device: 'OptiX: RTX A2000, RTX 4090',
  denoise: true,
  denoiser: true,
} as FileFacts
const by = (more: Partial<FileFacts>) => computingOf({ ...file, ...more }, { engine: 'file' })

test('the kind of the GPU counts, whatever its name', () => {
  expect(by({})).toEqual({ device: 'OptiX', denoised: true })
  expect(by({ device: 'HIP: Radeon' })?.device).toBe('HIP')
})

test('a file that asks for no GPU, or finds none, is computed on the CPU', () => {
  expect([by({ wantsGpu: false })?.device, by({ device: 'CPU only' })?.device]).toEqual(['CPU', 'CPU'])
})

test('a Blender without a denoiser does not denoise', () => {
  expect(by({ denoiser: false })?.denoised).toBe(false)
})

test('nothing is said of the stand-in, and of engines without a choice', () => {
  expect(computingOf(null, { engine: 'file' })).toBeNull()
  expect(by({ device: null })).toBeNull()
  expect(computingOf(file, { engine: 'workbench' })).toBeNull()
})
