import { clipsOf } from './clip.ts'
import { colourOf } from './colour.ts'
import { devicesOf } from './devices.ts'
import type { MediaList } from './fileRef.ts'
import type { AudioClip, LiveClip, LiveTrack } from './liveSet.ts'
import { zonesOf } from './sampler.ts'
import { at, childrenAt, findAll, flagAt, numberAt, numberOf, textAt, type XmlTree } from './xmlTree.ts'

const kinds: Record<string, LiveTrack['kind']> = {
  MidiTrack: 'midi',
  AudioTrack: 'audio',
  GroupTrack: 'group',
  ReturnTrack: 'return',
}

/** Reads a track element; `null` for a kind this version does not know. */
export function trackOf(tree: XmlTree, media: MediaList, major: number): LiveTrack | null {
  const kind = kinds[tree.name]
  if (!kind) return null
  const mixer = at(tree, 'DeviceChain/Mixer')
  const group = numberAt(tree, 'TrackGroupId', -1)
  const chain = childrenAt(tree, 'DeviceChain/DeviceChain/Devices')
  const main = at(tree, 'DeviceChain/MainSequencer')
  const frozen = flagAt(tree, 'Freeze', false)
  return {
    id: numberOf(tree.attributes.Id, -1),
    kind,
    name: textAt(tree, 'Name/UserName') || textAt(tree, 'Name/EffectiveName') || kind,
    colour: colourOf(numberAt(tree, 'Color', numberAt(tree, 'ColorIndex', -1)), major),
    groupId: group < 0 ? null : group,
    muted: !flagAt(mixer, 'Speaker/Manual', true),
    soloed: flagAt(mixer, 'SoloSink', false),
    volume: Math.min(2, Math.max(0, numberAt(mixer, 'Volume/Manual', 1))),
    pan: Math.min(1, Math.max(-1, numberAt(mixer, 'Pan/Manual', 0))),
    sends: childrenAt(mixer, 'Sends').map((holder) => numberAt(holder, 'Send/Manual', 0)),
    input: inputOf(tree),
    ...devicesOf(chain),
    frozen,
    freezeClips: frozen ? freezeClipsOf(at(tree, 'DeviceChain/FreezeSequencer'), media) : [],
    arrangement: arrangementOf(main, media),
    session: sessionOf(main, media),
    zones: zonesOf(chain, media),
  }
}

/** Live writes routing for audio and notes alike; a MIDI track's notes are what counts. */
function inputOf(tree: XmlTree): string {
  const kind = tree.name === 'MidiTrack' ? 'MidiInputRouting' : 'AudioInputRouting'
  const routing = at(tree, `DeviceChain/${kind}`)
  return [textAt(routing, 'UpperDisplayString'), textAt(routing, 'LowerDisplayString')]
    .filter(Boolean)
    .join(' / ')
    .slice(0, 200)
}

function arrangementOf(sequencer: XmlTree | undefined, media: MediaList): LiveClip[] {
  const clips = ['ClipTimeable', 'Sample'].flatMap((holder) =>
    clipsOf(childrenAt(sequencer, `${holder}/ArrangerAutomation/Events`), media),
  )
  return clips.sort((a, b) => a.start - b.start)
}

function sessionOf(sequencer: XmlTree | undefined, media: MediaList): LiveTrack['session'] {
  return childrenAt(sequencer, 'ClipSlotList').flatMap((slot, scene) =>
    clipsOf(childrenAt(slot, 'ClipSlot/Value'), media).map((clip) => ({ scene, clip })),
  )
}

function freezeClipsOf(sequencer: XmlTree | undefined, media: MediaList): AudioClip[] {
  // Some versions wrap the sequencer in one more element
  return findAll(sequencer, 'ArrangerAutomation')
    .flatMap((automation) => clipsOf(childrenAt(automation, 'Events'), media))
    .filter((clip) => clip.kind === 'audio')
}
