import { type DraftFile, draftSampleRef, escaped } from './draftSet.ts'

/** A sample in a draft of a Simpler. */
export interface DraftSample {
  file: DraftFile
  root?: number
  keys?: [number, number]
}

/** A Simpler, as XML for the device chain of a draft. */
export function draftSampler(samples: readonly DraftSample[], version: number): string {
  const parts = samples.map(
    ({ file, root = 60, keys = [0, 127] }) =>
      `<MultiSamplePart><KeyRange><Min Value="${keys[0]}"/><Max Value="${keys[1]}"/></KeyRange>` +
      `<RootKey Value="${root}"/><Volume Value="1"/>${draftSampleRef(file, version)}</MultiSamplePart>`,
  )
  const map = `<MultiSampleMap><SampleParts>${parts.join('')}</SampleParts></MultiSampleMap>`
  return `<OriginalSimpler><Player>${map}</Player></OriginalSimpler>`
}

/** A Drum Rack with one pad per key. */
export function draftDrumRack(pads: readonly { key: number; devices: string }[]): string {
  const branches = pads.map(
    ({ key, devices }) =>
      `<DrumBranch><DeviceChain><MidiToAudioDeviceChain><Devices>${devices}</Devices></MidiToAudioDeviceChain>` +
      `</DeviceChain><BranchInfo><ReceivingNote Value="${128 - key}"/><SendingNote Value="60"/>` +
      `<ChokeGroup Value="0"/></BranchInfo></DrumBranch>`,
  )
  return `<DrumGroupDevice><Branches>${branches.join('')}</Branches></DrumGroupDevice>`
}

/** A VST plug-in by name. */
export function draftPlugIn(name: string): string {
  const info = `<VstPluginInfo><PlugName Value="${escaped(name)}"/></VstPluginInfo>`
  return `<PluginDevice><PluginDesc>${info}</PluginDesc></PluginDevice>`
}
