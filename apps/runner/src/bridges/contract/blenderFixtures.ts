import { readFileSync, writeFileSync } from 'node:fs'
import type { SceneSpec } from '@segue/protocol'

/** A small look: one sphere under an empty. */
export const look: SceneSpec = {
  look: 'test',
  size: { width: 64, height: 36 },
  background: [0.01, 0.01, 0.02],
  camera: {
    name: 'camera',
    location: [0, -6, 1],
    rotation: [1.4, 0, 0],
    lensMm: 30,
    sensorMm: 36,
    sensorFit: 'horizontal',
  },
  objects: [
    {
      kind: 'empty',
      name: 'pivot',
      location: [0, 0, 0],
      rotation: [0, 0, 0],
      scale: [1, 1, 1],
      colour: [1, 1, 1],
    },
    {
      kind: 'sphere',
      name: 'core',
      radius: 1,
      segments: 24,
      rings: 12,
      parent: 'pivot',
      location: [0, 0, 0],
      rotation: [0, 0, 0],
      scale: [1, 1, 1],
      colour: [1, 0.3, 0.1],
    },
  ],
}

/** Whether a process runs; one that ended and waits for its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** A tracks file: a header line, then planar float32. */
export function writeTracks(path: string, tracks: Record<string, number[]>): void {
  const channels = Object.keys(tracks)
  const samples = Object.values(tracks)[0]?.length ?? 0
  const header = JSON.stringify({ version: 1, rate: { num: 24, den: 1 }, samples, channels })
  const body = Buffer.from(Float32Array.from(Object.values(tracks).flat()).buffer)
  writeFileSync(path, Buffer.concat([Buffer.from(`${header}\n`), body]))
}
