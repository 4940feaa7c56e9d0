import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { blender, type CommandSpec, type Failure, failureOf } from '@segue/protocol'
import { pino } from 'pino'
import type { z } from 'zod'
import { findBlender } from '../findBlender.ts'
import { createHub, type Hub } from '../hub.ts'
import type { HubBridge } from '../hubBridge.ts'

/** One real Blender behind a hub, for all tests of a file: starting it costs seconds. */
export interface BlenderSession {
  hub: Hub
  bridge: HubBridge
  /** Calls a command. */
  run<A extends z.ZodType, R extends z.ZodType>(
    command: CommandSpec<A, R>,
    args: z.input<A>,
  ): Promise<z.output<R>>
  /** Calls a command that must fail; its failure, or null when it did not. */
  refused<A extends z.ZodType, R extends z.ZodType>(
    command: CommandSpec<A, R>,
    args: z.input<A>,
  ): Promise<Failure | null>
  /** A path in the session's own folder. */
  at(name: string): string
  close(): Promise<void>
}

/** Starts it. Throws where there is no Blender: these tests are about the real one. */
export async function openBlender(): Promise<BlenderSession> {
  const { found } = await findBlender(process.env.SEGUE_BLENDER ?? null)
  if (found === null) throw new Error('These tests are about real Blender, and there is none.')
  const folder = mkdtempSync(join(tmpdir(), 'segue Blender Füße 🎛 '))
  const logger = pino({ level: 'silent' })
  const hub = await createHub({ home: folder, logger, runnerVersion: '0', blender: found.path, port: null })
  const bridge = await hub.use('blender')
  return {
    hub,
    bridge,
    run: (command, args) => bridge.call(command, args),
    refused: (command, args) => bridge.call(command, args).then(() => null, failureOf),
    at: (name) => join(folder, name),
    async close() {
      await hub.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A scene with nothing but a camera at the origin, 64 × 36. */
export async function emptyScene({ run }: BlenderSession): Promise<void> {
  await run(blender.buildScene, {
    spec: {
      look: 'test',
      size: { width: 64, height: 36 },
      background: [0, 0, 0],
      camera: {
        name: 'camera',
        location: [0, 0, 0],
        rotation: [0, 0, 0],
        lensMm: 50,
        sensorMm: 36,
        sensorFit: 'horizontal',
      },
      objects: [],
    },
  })
}
