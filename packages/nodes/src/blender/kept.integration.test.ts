import { readFile } from 'node:fs/promises'
import { encodeChannels } from '@segue/media/channels/file'
import { coverPixels } from '@segue/media/looks/coverPixels'
import { type ArtifactRef, mimeTypes, SequenceManifest } from '@segue/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BridgeUse } from '../bridgeUse.ts'
import { type TestBench, testBench } from '../testing.ts'
import { animate } from './animate.ts'
import { hasBlender, type RealBlender, realBlender } from './realBlender.ts'
import { render } from './render.ts'
import { scene as sceneNode } from './scene.ts'

const frames = 240

describe.skipIf(!hasBlender)('kept frames with a real Blender', () => {
  let real: RealBlender
  let asked: number[] = []
  beforeAll(() => {
    real = realBlender()
  })
  afterAll(() => real.close())

  /** The real one, noting which frames are asked of it. */
  const bridge = (): BridgeUse => ({
    ...real.bridge,
    call(spec, args, onProgress) {
      if (spec.command === 'render.frames') asked.push(...(args as { frames: number[] }).frames) // by its schema
      return real.bridge.call(spec, args, onProgress)
    },
  })
  const bridges = () => ({ blender: bridge() })

  /** Ten seconds of Ripple at 120 BPM; `quiet`: these frames make no sound. */
  async function film(
    bench: TestBench,
    quiet: (frame: number) => boolean,
    scene?: ArtifactRef,
  ): Promise<ArtifactRef> {
    const beat = (i: number) => (quiet(i) ? 0 : Math.exp(-(i % 12) / 3))
    const planes = new Map(
      ['low', 'mid', 'high', 'loudness'].map((name) => [
        name,
        Float32Array.from({ length: frames }, (_, i) => beat(i)),
      ]),
    )
    const bytes = encodeChannels({ rate: { num: 24, den: 1 }, samples: frames, planes })
    const meta = { bpm: 120, durationSec: 10 }
    const channels = await bench.save(bytes, { mime: mimeTypes.channels, name: 'curves', meta })
    const inputs = { channels, ...(scene ? { scene } : {}) }
    return (await bench.run(animate, { inputs, bridges: bridges() })).scene
  }

  async function rendered(bench: TestBench, scene: ArtifactRef) {
    asked = []
    const params = { engine: 'workbench' as const, width: 64, height: 36, samples: 1 }
    const out = await bench.run(render, { params, inputs: { scene }, bridges: bridges() })
    const manifest = SequenceManifest.parse(JSON.parse(await readFile(bench.path(out.frames), 'utf8')))
    return { asked, pictures: manifest.frames.map(({ artifactId }) => artifactId) }
  }

  /** Mean difference of two pictures, of 255. */
  async function distance(one: TestBench, a: string, two: TestBench, b: string): Promise<number> {
    const [left, right] = await Promise.all([
      coverPixels(one.path({ artifactId: a }), 'a'),
      coverPixels(two.path({ artifactId: b }), 'b'),
    ])
    return left.reduce((sum, value, i) => sum + Math.abs(value - (right[i] ?? 0)), 0) / left.length
  }

  test('after an edit only what moves otherwise is rendered, and the film is the one made from nothing', async () => {
    const bench = testBench()
    const before = await rendered(bench, await film(bench, () => false))
    expect(before.asked).toHaveLength(frames)

    const edit = (frame: number) => frame >= 180
    const after = await rendered(bench, await film(bench, edit))
    expect(after.asked.length).toBeGreaterThan(0)
    expect(after.asked.length).toBeLessThan(frames / 2)
    expect(Math.min(...after.asked)).toBeGreaterThanOrEqual(180)

    const anew = testBench()
    const fresh = await rendered(anew, await film(anew, edit))
    expect(fresh.asked).toHaveLength(frames)
    for (const frame of [0, 100, 179, 200, 239]) {
      const [kept = '', made = ''] = [after.pictures[frame], fresh.pictures[frame]]
      expect(await distance(bench, kept, anew, made)).toBeLessThan(1)
    }
    expect((await rendered(bench, await film(bench, edit))).asked).toEqual([])
  }, 120_000)

  test('a look that is saved twice keeps its frames', async () => {
    const bench = testBench()
    const build = async () => (await bench.run(sceneNode, { bridges: bridges() })).scene
    const still = (scene: ArtifactRef) => film(bench, (frame) => frame > 2, scene)
    expect((await rendered(bench, await still(await build()))).asked).toHaveLength(frames)
    expect((await rendered(bench, await still(await build()))).asked).toEqual([])
  }, 120_000)
})
