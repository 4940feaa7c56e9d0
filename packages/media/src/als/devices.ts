import { childrenAt, findAll, textAt, type XmlTree } from './xmlTree.ts'

/** What people call the devices whose element has another name. */
const names: Record<string, string> = {
  OriginalSimpler: 'Simpler',
  MultiSampler: 'Sampler',
  DrumGroupDevice: 'Drum Rack',
  InstrumentGroupDevice: 'Instrument Rack',
  AudioEffectGroupDevice: 'Audio Effect Rack',
  MidiEffectGroupDevice: 'MIDI Effect Rack',
  UltraAnalog: 'Analog',
  InstrumentVector: 'Wavetable',
  StringStudio: 'Tension',
  LoungeLizard: 'Electric',
  InstrumentMeld: 'Meld',
  InstrumentImpulse: 'Impulse',
  Eq8: 'EQ Eight',
  FilterEQ3: 'EQ Three',
  Compressor2: 'Compressor',
  GlueCompressor: 'Glue Compressor',
  StereoGain: 'Utility',
  CrossDelay: 'Simple Delay',
  PingPongDelay: 'Ping Pong Delay',
  MultibandDynamics: 'Multiband Dynamics',
  MidiVelocity: 'Velocity',
  AutoFilter: 'Auto Filter',
  AutoPan: 'Auto Pan',
  FrequencyShifter: 'Frequency Shifter',
}

const plugInElements = new Set(['PluginDevice', 'AuPluginDevice'])

function plugInName(device: XmlTree): string {
  const info = childrenAt(device, 'PluginDesc')[0]
  return textAt(info, 'PlugName') || textAt(info, 'Name') || textAt(info, 'Preset/Name') || 'unnamed plug-in'
}

/** Max for Live devices carry the name of their file. */
function maxName(device: XmlTree): string {
  const file = findAll(device, 'FileRef')[0]
  const path = textAt(file, 'Name') || textAt(file, 'Path') || textAt(file, 'RelativePath')
  return (
    textAt(device, 'UserName') ||
    path
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.amxd$/, '') ||
    'Max device'
  )
}

/** Names of the devices in a chain, racks opened up in order, plug-ins apart. */
export function devicesOf(chain: readonly XmlTree[]): { devices: string[]; plugIns: string[] } {
  const devices: string[] = []
  const plugIns: string[] = []
  const pending = [...chain].reverse()
  for (let device = pending.pop(); device; device = pending.pop()) {
    if (plugInElements.has(device.name)) plugIns.push(plugInName(device))
    else if (device.name.startsWith('MxDevice')) devices.push(maxName(device))
    else devices.push(names[device.name] ?? device.name)
    const inside = childrenAt(device, 'Branches').flatMap((branch) =>
      childrenAt(branch, 'DeviceChain').flatMap((part) => childrenAt(part, 'Devices')),
    )
    for (const next of inside.reverse()) pending.push(next)
  }
  return { devices, plugIns: [...new Set(plugIns)] }
}
