import { type Channels, decodeChannels, encodeChannels } from '@segue/media/channels/file'
import { Fps, fail, SceneSpec } from '@segue/protocol'
import { z } from 'zod'
import { embeddedScene, isBlend } from './embedded.ts'

const Marker = z.strictObject({ name: z.string(), frame: z.number().int() })

/** A scene file of the stand-in: what Blender would build, and the curves that move it as base64 of a tracks file. */
const SceneFile = z.strictObject({
  kind: z.literal('segue.standin-scene'),
  version: z.literal(1),
  spec: SceneSpec,
  fps: Fps,
  startFrame: z.number().int(),
  tracks: z.base64().nullable(),
  markers: z.array(Marker).default([]),
})

/** The scene that is open in the stand-in. */
export interface OpenScene {
  spec: SceneSpec
  fps: Fps
  startFrame: number
  tracks: Channels | null
  markers: { name: string; frame: number }[]
  /** Names the content of the file it was opened from. */
  key: string | null
}

/** The bytes of a scene file. */
export function encodeScene({ spec, fps, startFrame, tracks, markers }: OpenScene): string {
  const packed = tracks === null ? null : Buffer.from(encodeChannels(tracks)).toString('base64')
  const file: z.input<typeof SceneFile> = {
    kind: 'segue.standin-scene',
    version: 1,
    spec,
    fps,
    startFrame,
    tracks: packed,
    ...(markers.length > 0 ? { markers } : {}),
  }
  return JSON.stringify(file)
}

/**
 * Reads a scene file, also one that a .blend carries in it. Fails with `bridge.not_available` for any other .blend and
 * `scene.damaged` for anything unreadable.
 */
export function decodeScene(file: Uint8Array, key: string): OpenScene {
  const bytes = isBlend(file) ? embeddedScene(file) : file
  if (bytes === null) {
    throw fail({
      code: 'bridge.not_available',
      message: 'This is a Blender file; the stand-in only draws Segue’s own looks.',
      hint: 'Install Blender or state its path in SEGUE_BLENDER, then run again. Or choose a look instead.',
      kind: 'environment',
    })
  }
  try {
    const { spec, fps, startFrame, tracks, markers } = SceneFile.parse(
      JSON.parse(Buffer.from(bytes).toString('utf8')),
    )
    return {
      spec,
      fps,
      startFrame,
      tracks: tracks === null ? null : decodeChannels(Buffer.from(tracks, 'base64')),
      markers,
      key,
    }
  } catch {
    throw fail({
      code: 'scene.damaged',
      message: 'The scene file cannot be read.',
      hint: 'Run the step that makes the scene again.',
      kind: 'input',
    })
  }
}

/** What is open; the commands of one stand-in share it. */
export class Desk {
  private scene: OpenScene | null = null

  /** The open scene. Fails with `scene.none` before anything was built or opened. */
  get open(): OpenScene {
    if (this.scene) return this.scene
    throw fail({
      code: 'scene.none',
      message: 'No scene is open.',
      hint: 'Build a look or open a scene first.',
      kind: 'permanent',
    })
  }

  get key(): string | null {
    return this.scene?.key ?? null
  }

  put(scene: OpenScene): void {
    this.scene = scene
  }
}
