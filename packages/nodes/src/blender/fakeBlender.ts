import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Channels, decodeChannels } from '@segue/media/channels/file'
import { type FileFacts, fail } from '@segue/protocol'
import type { BridgeUse } from '../bridgeUse.ts'

interface FakeOptions {
  standIn?: boolean
  /** Paths of files that the open scene links. */
  links?: string[]
  /** Changes of the snapshot that the open scene gives. */
  scene?: Record<string, unknown>
  /** Changes of the facts that a preflight gives. */
  facts?: Record<string, unknown>
  /** Linked libraries that nobody trusts. */
  strangers?: string[]
  /** What approved Python gives. */
  python?: { result: unknown; printed: string }
  /** Seconds per frame by engine; text is an error. */
  engines?: Record<string, number | string>
  /** The application dies once it has rendered this many frames. */
  diesAfter?: number
}

/** A file that renders here without any problem. */
export const fakeFacts: FileFacts = {
  savedWith: '3.4.6',
  version: '3.4.1',
  blockedScripts: [],
  missing: [],
  simulations: [],
  frameStart: 1,
  frameEnd: 4,
  frameStep: 1,
  width: 1920,
  height: 1080,
  engine: 'CYCLES',
  engines: ['workbench', 'cycles'],
  samples: 128,
  denoise: false,
  denoiser: true,
  wantsGpu: false,
  device: 'CPU only',
  viewTransform: 'Filmic',
  camera: 'Camera',
  markedCameras: [],
  layers: [],
  compositing: false,
  sequencer: false,
  fileFormat: 'PNG',
  outputs: [],
}

/** A Blender for tests of nodes: answers every command from memory and renders frames of a few bytes. */
export function fakeBlender(options: FakeOptions = {}) {
  const calls: { command: string; args: Record<string, unknown> }[] = []
  let tracks: Channels | null = null
  const snapshot = () => ({
    name: 'fake',
    objects: [],
    cameras: ['camera'],
    camera: 'camera',
    frameStart: 1,
    frameEnd: tracks?.samples ?? 4,
    fps: { num: 24, den: 1 },
    width: 1920,
    height: 1080,
    engine: 'BLENDER_EEVEE',
    viewTransform: 'Standard',
    missing: [],
    scriptsBlocked: false,
    motionBlur: null,
    simulations: [],
    segue: null,
    look: 'ripple',
    ...options.scene,
  })
  const renderFrame = (dir: string, frame: number) => {
    const path = join(dir, `f_${String(frame).padStart(6, '0')}.png`)
    const bytes = Buffer.from(`picture ${frame}`)
    writeFileSync(path, bytes)
    return { frame, path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
  }
  const answers: Record<string, (args: never, tell: (data: unknown) => void) => unknown> = {
    'scene.build': ({ spec }: { spec: { objects: unknown[] } }) => ({ objects: spec.objects.length }),
    'scene.snapshot': snapshot,
    'file.closure': () => ({ files: (options.links ?? []).map((path) => ({ path, of: 'library "x"' })) }),
    'file.open': () => ({ loaded: true, savedWith: '3.4.1' }),
    'file.openTrusted': () => {
      const strangers = options.strangers ?? []
      return { loaded: true, savedWith: '3.4.1', scripts: strangers.length === 0, strangers }
    },
    'file.inspect': () => ({ ...fakeFacts, ...options.facts }),
    'simulation.bake': () => ({ baked: snapshot().simulations, left: [] }),
    'python.run': ({ save }: { save: string }) => {
      writeFileSync(save, 'scene after python')
      return { ...options.python, bytes: 18 }
    },
    'file.save': ({ path }: { path: string }) => {
      writeFileSync(path, 'scene')
      return { path, bytes: 5 }
    },
    'anim.keys.set': ({ file }: { file: string }) => {
      tracks = decodeChannels(readFileSync(file))
      return { keys: tracks.planes.size * tracks.samples, objects: 1, missing: [] }
    },
    'render.probe': ({ engines }: { engines: string[] }) => ({
      timings: engines.map((engine) => {
        const known = options.engines?.[engine] ?? 1
        return typeof known === 'string'
          ? { engine, secPerFrame: 0, error: known }
          : { engine, secPerFrame: known, error: null }
      }),
    }),
    'render.frames': async ({ dir, frames }: { dir: string; frames: number[] }, tell) => {
      await mkdir(dir, { recursive: true })
      for (const [done, frame] of frames.entries()) {
        if (done === options.diesAfter) {
          throw fail({
            code: 'bridge.disconnected',
            message: 'Blender is gone.',
            hint: 'Again.',
            kind: 'transient',
          })
        }
        tell(renderFrame(dir, frame))
      }
      return { rendered: frames.length, engine: 'fake', secPerFrame: 0.1 }
    },
  }
  const bridge: BridgeUse = {
    provider: options.standIn ? 'standin:blender@1' : 'blender@3.4.1',
    standIn: options.standIn ?? false,
    async call(spec, args, onProgress) {
      const parsed = spec.args.parse(args)
      calls.push({ command: spec.command, args: parsed as Record<string, unknown> })
      const tell = (data: unknown) => onProgress?.({ fraction: null, message: '', data })
      return spec.result.parse(await answers[spec.command]?.(parsed as never, tell))
    },
  }
  return {
    bridge,
    calls,
    /** Arguments of every call of a command. */
    of: (command: string) => calls.filter((call) => call.command === command).map(({ args }) => args),
    /** What was last animated. */
    get tracks() {
      return tracks
    },
  }
}
