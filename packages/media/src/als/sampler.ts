import type { MediaList } from './fileRef.ts'
import type { SampleZone } from './liveSet.ts'
import { childrenAt, findAll, flagAt, numberAt, type XmlTree } from './xmlTree.ts'

/** What racks around a sampler do to it: keys that reach it, level, place and transposition. */
interface RackPath {
  keyLow: number
  keyHigh: number
  /** A drum pad that was passed: the key that hits it, and the key that samples behind it get instead. */
  pad: { note: number; sends: number } | null
  gain: number
  pan: number
  choke: number
}

/** Simpler, Sampler and the Drum Sampler of Live 12. */
const samplers = new Set(['OriginalSimpler', 'MultiSampler', 'DrumCell'])

const dbToGain = (db: number) => 10 ** (db / 20)
const clampKey = (key: number) => Math.min(127, Math.max(0, Math.round(key)))

/** Every sample that the samplers in a device chain can play, racks inside racks included. */
export function zonesOf(devices: readonly XmlTree[], media: MediaList): SampleZone[] {
  return walk(devices, media, { keyLow: 0, keyHigh: 127, pad: null, gain: 1, pan: 0, choke: 0 })
}

function walk(devices: readonly XmlTree[], media: MediaList, rack: RackPath): SampleZone[] {
  return devices.flatMap((device) => {
    if (samplers.has(device.name)) return samplerZones(device, media, rack)
    return childrenAt(device, 'Branches').flatMap((branch) => {
      const inside = branchPath(branch, rack)
      const chain = childrenAt(branch, 'DeviceChain/MidiToAudioDeviceChain/Devices')
      return inside ? walk(chain, media, inside) : []
    })
  })
}

function branchPath(branch: XmlTree, rack: RackPath): RackPath | null {
  if (!flagAt(branch, 'MixerDevice/Speaker/Manual', true)) return null
  const path = {
    ...rack,
    gain: rack.gain * numberAt(branch, 'MixerDevice/Volume/Manual', 1),
    pan: Math.min(1, Math.max(-1, rack.pan + numberAt(branch, 'MixerDevice/Panorama/Manual', 0))),
  }
  if (branch.name === 'DrumBranch') {
    // Live counts pads from the top: 92 stands for key 36; 0 stands for all keys
    const note = 128 - numberAt(branch, 'BranchInfo/ReceivingNote', 0)
    const choke = numberAt(branch, 'BranchInfo/ChokeGroup', 0) || rack.choke
    if (note > 127) return { ...path, choke }
    if (note < 0 || (rack.pad && rack.pad.sends !== note)) return null
    const sends = numberAt(branch, 'BranchInfo/SendingNote', 60)
    const pad = { note: rack.pad?.note ?? note, sends }
    return { ...path, choke, keyLow: pad.note, keyHigh: pad.note, pad }
  }
  const keyLow = Math.max(rack.keyLow, numberAt(branch, 'ZoneSettings/KeyRange/Min', 0))
  const keyHigh = Math.min(rack.keyHigh, numberAt(branch, 'ZoneSettings/KeyRange/Max', 127))
  return rack.pad ? path : { ...path, keyLow, keyHigh }
}

function samplerZones(sampler: XmlTree, media: MediaList, rack: RackPath): SampleZone[] {
  if (!flagAt(sampler, 'On/Manual', true)) return []
  const gain = rack.gain * dbToGain(Math.min(36, numberAt(sampler, 'VolumeAndPan/Volume/Manual', 0)))
  const transpose =
    numberAt(sampler, 'Pitch/TransposeKey/Manual', 0) +
    numberAt(sampler, 'Pitch/TransposeFine/Manual', 0) / 100
  const oneShot = rack.pad !== null || numberAt(sampler, 'Globals/PlaybackMode', 0) === 1
  const parts = findAll(sampler, 'MultiSamplePart')
  return (parts.length > 0 ? parts : [sampler]).flatMap((part) => {
    const file = media.add(findAll(part, 'SampleRef')[0])
    if (file === null || !flagAt(part, 'IsActive', true)) return []
    const range = (name: string, low: number, high: number) => ({
      low: clampKey(numberAt(part, `${name}/Min`, low)),
      high: clampKey(numberAt(part, `${name}/Max`, high)),
    })
    const keys = range('KeyRange', 0, 127)
    const velocities = range('VelocityRange', 1, 127)
    const { pad } = rack
    if (pad && (pad.sends < keys.low || pad.sends > keys.high)) return []
    const root = numberAt(part, 'RootKey', 60) - numberAt(part, 'Detune', 0) / 100 - transpose
    return [
      {
        media: file,
        keyLow: pad ? pad.note : Math.max(rack.keyLow, keys.low),
        keyHigh: pad ? pad.note : Math.min(rack.keyHigh, keys.high),
        velocityLow: velocities.low,
        velocityHigh: velocities.high,
        root: pad ? pad.note - (pad.sends - root) : root,
        gain: gain * numberAt(part, 'Volume', 1),
        pan: Math.min(1, Math.max(-1, rack.pan + numberAt(part, 'Panorama', 0))),
        startFrame: Math.max(0, numberAt(part, 'SampleStart', 0)),
        endFrame: Math.max(0, numberAt(part, 'SampleEnd', 0)),
        oneShot,
        choke: rack.choke,
      },
    ]
  })
}
