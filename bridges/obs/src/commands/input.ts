import { type CommandHandler, handle } from '@segue/bridge'
import { fail, obs } from '@segue/protocol'
import { z } from 'zod'
import { answerOrNull, kept, nothing, part } from '../asking.ts'
import type { ObsClient } from '../client.ts'

const Inputs = z.object({ inputs: z.array(z.object({ inputName: z.string(), inputKind: z.string() })) })
const Mute = z.object({ inputMuted: z.boolean() })
const Volume = z.object({ inputVolumeDb: z.number() })
const Settings = z.object({ inputKind: z.string(), inputSettings: z.record(z.string(), z.json()) })

/** OBS keeps levels as factors of 32 bits, so what is read back is a little off. */
const nearDb = 0.05

/** Inputs: what makes pictures or sound. */
export const inputCommands = (client: ObsClient): CommandHandler[] => {
  const settingsOf = (inputName: string, signal: AbortSignal) =>
    client.request('GetInputSettings', { inputName }, Settings, signal)
  const write = async (inputName: string, inputSettings: Record<string, unknown>, signal: AbortSignal) => {
    const data = { inputName, inputSettings, overlay: true }
    await client.request('SetInputSettings', data, nothing, signal)
    return settingsOf(inputName, signal)
  }
  return [
    handle(obs.listInputs, async (_, { signal }) => {
      const { inputs } = await client.request('GetInputList', {}, Inputs, signal)
      const parts = inputs.flatMap(({ inputName }) => [
        part('GetInputMute', { inputName }),
        part('GetInputVolume', { inputName }),
      ])
      const sound = inputs.length === 0 ? [] : await client.batch(parts, signal)
      return {
        inputs: inputs.map(({ inputName, inputKind }, index) => ({
          name: inputName,
          kind: inputKind,
          muted: answerOrNull(sound[index * 2], Mute)?.inputMuted ?? null,
          volumeDb: answerOrNull(sound[index * 2 + 1], Volume)?.inputVolumeDb ?? null,
        })),
      }
    }),
    handle(obs.setMute, async ({ input, muted }, { signal }) => {
      await client.request('SetInputMute', { inputName: input, inputMuted: muted }, nothing, signal)
      const { inputMuted } = await client.request('GetInputMute', { inputName: input }, Mute, signal)
      return { input, muted: kept(input, muted, inputMuted) }
    }),
    handle(obs.setVolume, async ({ input, volumeDb }, { signal }) => {
      const inputName = input
      await client.request('SetInputVolume', { inputName, inputVolumeDb: volumeDb }, nothing, signal)
      const { inputVolumeDb } = await client.request('GetInputVolume', { inputName }, Volume, signal)
      if (Math.abs(inputVolumeDb - volumeDb) > nearDb) kept(input, volumeDb, inputVolumeDb)
      return { input, volumeDb: inputVolumeDb }
    }),
    handle(obs.setText, async ({ input, text }, { signal }) => {
      const { inputKind } = await settingsOf(input, signal)
      if (!inputKind.startsWith('text_')) throw noText(input, inputKind)
      const { inputSettings } = await write(input, { text }, signal)
      return { input, text: kept(input, text, String(inputSettings.text ?? '')) }
    }),
    handle(obs.getSettings, async ({ input }, { signal }) => {
      const { inputKind, inputSettings } = await settingsOf(input, signal)
      return { input, kind: inputKind, settings: inputSettings }
    }),
    handle(obs.setSettings, async ({ input, settings }, { signal }) => {
      const { inputKind, inputSettings } = await write(input, settings, signal)
      return { input, kind: inputKind, settings: inputSettings }
    }),
  ]
}

const noText = (input: string, kind: string): Error =>
  fail({
    code: 'obs.no_text',
    message: `“${input}” is no text source but ${kind}.`,
    hint: 'Choose a source of the kind Text.',
    kind: 'input',
  })
