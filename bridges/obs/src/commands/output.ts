import { constants, existsSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { type CommandHandler, handle } from '@segue/bridge'
import { obs } from '@segue/protocol'
import { z } from 'zod'
import type { ObsClient } from '../client.ts'
import { notKept } from '../failure.ts'
import { changeOutput } from '../outputState.ts'

const Active = z.object({ outputActive: z.boolean() })
const Stopped = z.object({ outputActive: z.boolean(), outputPaused: z.boolean().default(false) })

/** Recording, streaming and the virtual camera. */
export const outputCommands = (client: ObsClient): CommandHandler[] => {
  const record = { event: 'RecordStateChanged' } as const
  const stream = { event: 'StreamStateChanged' } as const
  return [
    handle(obs.startRecord, async (_, { signal }) => {
      await changeOutput(client, 'StartRecord', { ...record, step: 'started', signal })
      return { recording: true, paused: false }
    }),
    handle(obs.pauseRecord, async ({ paused }, { signal }) => {
      const now = await client.request('GetRecordStatus', {}, Stopped, signal)
      if (!now.outputActive || now.outputPaused !== paused) {
        const step = paused ? 'paused' : 'resumed'
        await changeOutput(client, paused ? 'PauseRecord' : 'ResumeRecord', { ...record, step, signal })
      }
      return { recording: true, paused }
    }),
    handle(obs.stopRecord, async ({ file }, { signal, warn }) => {
      const { outputPath } = await changeOutput(client, 'StopRecord', { ...record, step: 'stopped', signal })
      if (!outputPath) throw notKept('OBS did not tell where the recording is.')
      if (file !== null && existsSync(outputPath))
        await copyFile(outputPath, file, constants.COPYFILE_FICLONE)
      else if (file !== null)
        warn(`The recording is not on this machine but on the one of OBS: ${outputPath}`)
      return { path: outputPath }
    }),
    handle(obs.startStream, async (_, { signal }) => {
      await changeOutput(client, 'StartStream', { ...stream, step: 'started', signal })
      return { streaming: true }
    }),
    handle(obs.stopStream, async (_, { signal }) => {
      await changeOutput(client, 'StopStream', { ...stream, step: 'stopped', signal })
      return { streaming: false }
    }),
    handle(obs.setCamera, async ({ on }, { signal }) => {
      const { outputActive } = await client.request('GetVirtualCamStatus', {}, Active, signal)
      if (outputActive === on) return { on }
      const step = on ? 'started' : 'stopped'
      await changeOutput(client, on ? 'StartVirtualCam' : 'StopVirtualCam', {
        event: 'VirtualcamStateChanged',
        step,
        signal,
      })
      return { on }
    }),
  ]
}
