import type { Loudness } from '../analysis/loudness.ts'

/** Says where the film could not take its picture or its sound as they were. */
export function remarksOf(
  from: { width: number; height: number },
  to: { width: number; height: number },
  sound: Record<'from' | 'to', { sampleRate: number; channels: number }> | null,
): string[] {
  const remarks: string[] = []
  if (from.width !== to.width || from.height !== to.height)
    remarks.push(`Made ${to.width} × ${to.height}: H.264 needs even sizes.`)
  if (sound && sound.from.channels !== sound.to.channels)
    remarks.push(`Mixed ${sound.from.channels} channels of sound to ${sound.to.channels}.`)
  if (sound && sound.from.sampleRate !== sound.to.sampleRate)
    remarks.push(`Resampled the sound from ${sound.from.sampleRate} to ${sound.to.sampleRate} Hz.`)
  return remarks
}

/** One sentence such as `−14.2 LUFS, true peak −1.0 dBTP`; nothing for silence. */
export function loudnessRemark({ integratedLufs, truePeakDb }: Loudness): string[] {
  const written = (value: number) => value.toFixed(1).replace('-', '−')
  if (integratedLufs === null || truePeakDb === null) return []
  return [`${written(integratedLufs)} LUFS, true peak ${written(truePeakDb)} dBTP.`]
}
