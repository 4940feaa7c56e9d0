import { gzipSync } from 'node:zlib'

/** A note of a draft. Beats count from the start of the clip's content. */
export interface DraftNote {
  key: number
  beat: number
  beats: number
  velocity: number
}

interface DraftPlace {
  name?: string
  start: number
  end: number
  loop?: { on: boolean; start: number; end: number; offset?: number }
  disabled?: boolean
}

export type DraftClip =
  | ({ notes: readonly DraftNote[] } & DraftPlace)
  | ({
      file: DraftFile
      warp?: readonly { sec: number; beat: number }[]
      warpMode?: number
      gain?: number
      semitones?: number
      fadeIn?: number
      fadeOut?: number
    } & DraftPlace)

export interface DraftFile {
  name: string
  /** Absolute path, where the version can say it. */
  path?: string
  /** Folders from the project on. */
  folders?: readonly string[]
  frames?: number
  sampleRate?: number
}

export interface DraftTrack {
  kind: 'midi' | 'audio' | 'group' | 'return'
  id?: number
  name: string
  colour?: number
  groupId?: number
  muted?: boolean
  soloed?: boolean
  volume?: number
  pan?: number
  /** XML of the device chain, from `draftSampler`, `draftPad` and `draftPlugIn`. */
  devices?: string
  clips?: readonly DraftClip[]
  session?: readonly (DraftClip | null)[]
  /** Clips of the freeze; they make the track frozen. */
  freeze?: readonly DraftClip[]
}

/** A Live Set in a few words. */
export interface DraftSet {
  version: 9 | 10 | 11 | 12
  bpm: number
  tempo?: readonly { beat: number; bpm: number }[]
  /** Packed as Live does: 201 is 4/4. */
  meter?: readonly { beat: number; packed: number }[]
  locators?: readonly { beat: number; name: string }[]
  tracks: readonly DraftTrack[]
  scenes?: readonly { name: string; bpm?: number }[]
}

/** Text as it may stand in an attribute. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;')
const value = (name: string, content: string | number | boolean) =>
  `<${name} Value="${escaped(String(content))}"/>`
const element = (name: string, content: string, attributes = '') =>
  `<${name}${attributes && ` ${attributes}`}>${content}</${name}>`
const manual = (name: string, content: string | number | boolean, target = '') =>
  element(name, value('Manual', content) + (target && `<AutomationTarget Id="${target}"/>`))

function fileRef({ name, path, folders = [] }: DraftFile, version: number): string {
  if (version >= 11) {
    const relative = [...folders, name].join('/')
    return element(
      'FileRef',
      value('RelativePathType', 3) + value('RelativePath', relative) + value('Path', path ?? ''),
    )
  }
  const steps = folders.map((dir) => `<RelativePathElement Dir="${escaped(dir)}"/>`).join('')
  const hint = (path ?? '').split('/').slice(1, -1)
  const hints = hint.map((dir) => `<RelativePathElement Dir="${escaped(dir)}"/>`).join('')
  const windows = path && /^[A-Z]:/.test(path) ? Buffer.from(`${path}\0`, 'utf16le').toString('hex') : ''
  return element(
    'FileRef',
    value('HasRelativePath', true) +
      value('RelativePathType', 3) +
      element('RelativePath', steps) +
      value('Name', name) +
      element('Data', windows.toUpperCase()) +
      element('SearchHint', element('PathHint', hints)),
  )
}

/** The `SampleRef` element that names a file, in the form of a version. */
export const draftSampleRef = (file: DraftFile, version: number): string =>
  element(
    'SampleRef',
    fileRef(file, version) +
      value('DefaultDuration', file.frames ?? 0) +
      value('DefaultSampleRate', file.sampleRate ?? 44_100),
  )

function notesXml(notes: readonly DraftNote[]): string {
  const keys = [...new Set(notes.map((note) => note.key))].sort((a, b) => a - b)
  const tracks = keys.map((key) => {
    const events = notes
      .filter((note) => note.key === key)
      .map(
        ({ beat, beats, velocity }) =>
          `<MidiNoteEvent Time="${beat}" Duration="${beats}" Velocity="${velocity}" OffVelocity="64" IsEnabled="true"/>`,
      )
    return element('KeyTrack', element('Notes', events.join('')) + value('MidiKey', key))
  })
  return element('Notes', element('KeyTracks', tracks.join('')))
}

function clipXml(clip: DraftClip, version: number): string {
  const { start, end, name = '', disabled = false } = clip
  const loop = clip.loop ?? { on: false, start: 0, end: end - start }
  const place =
    value('CurrentStart', start) +
    value('CurrentEnd', end) +
    element(
      'Loop',
      value('LoopStart', loop.start) +
        value('LoopEnd', loop.end) +
        value('StartRelative', loop.offset ?? 0) +
        value('LoopOn', loop.on) +
        value('OutMarker', loop.end),
    ) +
    value('Name', name) +
    value('Disabled', disabled)
  if ('notes' in clip) return element('MidiClip', place + notesXml(clip.notes), `Time="${start}"`)
  const markers = (clip.warp ?? []).map((m) => `<WarpMarker SecTime="${m.sec}" BeatTime="${m.beat}"/>`)
  const sound =
    value('IsWarped', clip.warp !== undefined) +
    draftSampleRef(clip.file, version) +
    value('WarpMode', clip.warpMode ?? 4) +
    element('Fades', value('FadeInLength', clip.fadeIn ?? 0) + value('FadeOutLength', clip.fadeOut ?? 0)) +
    value('PitchCoarse', clip.semitones ?? 0) +
    value('PitchFine', 0) +
    value('SampleVolume', clip.gain ?? 1) +
    element('WarpMarkers', markers.join(''))
  return element('AudioClip', place + sound, `Time="${start}"`)
}

const events = (clips: readonly DraftClip[], version: number) =>
  element('ArrangerAutomation', element('Events', clips.map((clip) => clipXml(clip, version)).join('')))

function trackXml(track: DraftTrack, index: number, version: number): string {
  const tag = { midi: 'MidiTrack', audio: 'AudioTrack', group: 'GroupTrack', return: 'ReturnTrack' }[
    track.kind
  ]
  const slots = (track.session ?? []).map((clip, slot) =>
    element(
      'ClipSlot',
      element('ClipSlot', element('Value', clip ? clipXml(clip, version) : '')),
      `Id="${slot}"`,
    ),
  )
  const holder = track.kind === 'midi' ? 'ClipTimeable' : 'Sample'
  const sequencer =
    element('ClipSlotList', slots.join('')) + element(holder, events(track.clips ?? [], version))
  const freeze = element('Sample', events(track.freeze ?? [], version))
  const mixer =
    manual('Speaker', !track.muted) +
    value('SoloSink', track.soloed ?? false) +
    manual('Pan', track.pan ?? 0) +
    manual('Volume', track.volume ?? 1)
  const body =
    element('Name', value('EffectiveName', track.name) + value('UserName', track.name)) +
    value(version >= 11 ? 'Color' : 'ColorIndex', track.colour ?? index) +
    value('TrackGroupId', track.groupId ?? -1) +
    value('Freeze', track.freeze !== undefined) +
    element(
      'DeviceChain',
      element('Mixer', mixer) +
        element('MainSequencer', sequencer) +
        element('FreezeSequencer', version >= 12 ? element('AudioSequencer', freeze) : freeze) +
        element('DeviceChain', element('Devices', track.devices ?? '')),
    )
  return element(tag, body, `Id="${track.id ?? index + 10}"`)
}

function mainXml({ version, bpm, tempo, meter }: DraftSet): string {
  const envelope = (target: string, hidden: string, list: string[]) =>
    element(
      'AutomationEnvelope',
      element('EnvelopeTarget', value('PointeeId', target)) +
        element('Automation', element('Events', [hidden, ...list].join(''))),
    )
  const tempos = (tempo ?? []).map((p) => `<FloatEvent Time="${p.beat}" Value="${p.bpm}"/>`)
  const meters = (meter ?? []).map((p) => `<EnumEvent Time="${p.beat}" Value="${p.packed}"/>`)
  const envelopes =
    envelope('10', `<EnumEvent Time="-63072000" Value="${meter?.[0]?.packed ?? 201}"/>`, meters) +
    envelope('8', `<FloatEvent Time="-63072000" Value="${tempo?.[0]?.bpm ?? bpm}"/>`, tempos)
  const mixer =
    manual('Volume', 1) + manual('Tempo', bpm, '8') + manual('TimeSignature', meter?.[0]?.packed ?? 201, '10')
  return element(
    version >= 12 ? 'MainTrack' : 'MasterTrack',
    element('AutomationEnvelopes', element('Envelopes', envelopes)) +
      element('DeviceChain', element('Mixer', mixer)),
  )
}

function scenesXml({ version, scenes = [] }: DraftSet): string {
  if (version < 11) {
    return element(
      'SceneNames',
      scenes.map((s, i) => `<Scene Id="${i}" Value="${escaped(s.name)}"/>`).join(''),
    )
  }
  const list = scenes.map((scene, i) =>
    element(
      'Scene',
      value('Name', scene.name) +
        value('Tempo', scene.bpm ?? 120) +
        value('IsTempoEnabled', scene.bpm !== undefined),
      `Id="${i}"`,
    ),
  )
  return element('Scenes', list.join(''))
}

const creators = {
  9: 'MajorVersion="4" MinorVersion="9.5_327" Creator="Ableton Live 9.7.7"',
  10: 'MajorVersion="5" MinorVersion="10.0_377" Creator="Ableton Live 10.1.43"',
  11: 'MajorVersion="5" MinorVersion="11.0_11300" Creator="Ableton Live 11.3.42"',
  12: 'MajorVersion="5" MinorVersion="12.0_12203" Creator="Ableton Live 12.2.6"',
}

/**
 * A small Live Set as XML, with the elements that Segue reads in the shape of each version. For tests and the demo:
 * Live itself wants far more than this and may refuse to open it.
 */
export function draftSetXml(draft: DraftSet): string {
  const tracks = draft.tracks.map((track, i) => trackXml(track, i, draft.version)).join('')
  const locators = (draft.locators ?? []).map((locator, i) =>
    element('Locator', value('Time', locator.beat) + value('Name', locator.name), `Id="${i}"`),
  )
  const body =
    element('Tracks', tracks) +
    mainXml(draft) +
    scenesXml(draft) +
    element('Locators', element('Locators', locators.join('')))
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('Ableton', element('LiveSet', body), creators[draft.version])}\n`
}

/** The same, gzipped as Live saves it. The bytes depend on the draft alone. */
export function draftSetFile(draft: DraftSet): Uint8Array {
  const zipped = gzipSync(draftSetXml(draft), { level: 9 })
  // The tenth byte names the operating system
  zipped[9] = 255
  return zipped
}
