import type { LiveScene } from './liveSet.ts'
import { meterOf } from './meter.ts'
import { flagAt, numberAt, textAt, type XmlTree } from './xmlTree.ts'

/** Live up to version 10 takes both from a scene's name: `Drop 140 BPM 7/8`. */
const tempoInName = /(\d+(?:\.\d+)?)\s*bpm/i
const meterInName = /(?:^|\s)(\d{1,2})\/(1|2|4|8|16)(?:\s|$)/

/** A scene of any version. From version 11 on switches say whether it changes tempo and meter. */
export function sceneOf(scene: XmlTree): LiveScene {
  const name = textAt(scene, 'Name') || (scene.attributes.Value ?? '')
  const bpm = flagAt(scene, 'IsTempoEnabled', false)
    ? numberAt(scene, 'Tempo', 0)
    : Number(tempoInName.exec(name)?.[1] ?? 0)
  return { name, bpm: bpm >= 20 && bpm <= 999 ? bpm : null, meter: meterOfScene(scene, name) }
}

function meterOfScene(scene: XmlTree, name: string): LiveScene['meter'] {
  if (flagAt(scene, 'IsTimeSignatureEnabled', false)) return meterOf(numberAt(scene, 'TimeSignatureId', 201))
  const named = meterInName.exec(name)
  const numerator = Number(named?.[1])
  return named && numerator >= 1 ? { numerator, denominator: Number(named[2]) } : null
}
