import { dirname, resolve } from 'node:path'
import type { Locator } from '@segue/protocol'
import { MediaList } from './fileRef.ts'
import type { LiveScene, LiveSet, LiveTrack } from './liveSet.ts'
import { metersOf } from './meter.ts'
import { sceneOf } from './scene.ts'
import { readSetXml } from './setXml.ts'
import { beatToSec, tempoMapOf } from './tempo.ts'
import { timelineOf } from './timeline.ts'
import { trackOf } from './track.ts'
import { childrenAt, numberAt, textAt, type XmlTree } from './xmlTree.ts'

export interface ReadSetOptions {
  /** The project folder, when the file lies elsewhere than the set that the person saved. */
  root?: string | null
  /** What failures call the file; its own name by default. */
  name?: string
  signal?: AbortSignal
}

/** Tempo points that travel with every piece of media; a value on an edge holds 64 KiB. */
const travelLimit = 512

/** `Ableton Live 12.0b16` → `12.0b16`. */
function versionOf(creator: string): { version: string; major: number } {
  const version = /(\d+(?:\.[0-9a-z]+)*)/i.exec(creator)?.[1] ?? 'unknown'
  return { version: version.slice(0, 40), major: Number.parseInt(version, 10) || 0 }
}

function remarksOf(main: XmlTree | undefined, tracks: readonly LiveTrack[]): string[] {
  const clips = tracks.flatMap(({ arrangement, session }) => [
    ...arrangement,
    ...session.map(({ clip }) => clip),
  ])
  const byChance = clips
    .flatMap((clip) => (clip.kind === 'midi' ? clip.notes : []))
    .filter(({ probability }) => probability < 1).length
  return [
    ...(main ? [] : ['This set has no main track; its tempo is taken as 120.']),
    ...(byChance > 0 ? [`${byChance} notes play by chance in Live; here they always play.`] : []),
  ]
}

/**
 * Reads a Live Set of Live 9 to 12, gzipped or plain XML, without Live: tempo, meter, locators, tracks, clips,
 * notes, samples and files. Missing files stand in `media` with `path: null`. Fails with `set.missing`,
 * `set.empty`, `set.damaged` or `set.too-large`; nothing else for a bad file.
 */
export async function readSet(path: string, options: ReadSetOptions = {}): Promise<LiveSet> {
  const folder = dirname(resolve(path))
  const media = new MediaList([...new Set([...(options.root ? [options.root] : []), folder])])
  const tracks: LiveTrack[] = []
  let creator = ''
  let main: XmlTree | undefined
  let scenes: LiveScene[] = []
  let marks: XmlTree[] = []
  await readSetXml(
    path,
    {
      creator: (text) => {
        creator = text
      },
      part: (name, tree) => {
        const track = trackOf(tree, media, versionOf(creator).major)
        if (track) tracks.push(track)
        else if (name === 'MasterTrack' || name === 'MainTrack') main = tree
        else if (name === 'Scenes' || name === 'SceneNames') scenes = tree.children.map(sceneOf)
        else if (name === 'Locators') marks = childrenAt(tree, 'Locators')
      },
    },
    {
      ...(options.name ? { name: options.name } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    },
  )
  const exact = tempoMapOf(main, 1_000_000)
  const tempoMap = exact.length > travelLimit ? tempoMapOf(main, travelLimit) : exact
  const locators = marks
    .map((mark): Locator => {
      const beat = Math.max(0, numberAt(mark, 'Time', 0))
      return { name: textAt(mark, 'Name').slice(0, 300), beat, sec: beatToSec(exact, beat) }
    })
    .sort((a, b) => a.beat - b.beat)
    .slice(0, 10_000)
  const arrangementEnd = tracks
    .flatMap((track) => track.arrangement)
    .reduce((end, clip) => (clip.disabled ? end : Math.max(end, clip.end)), 0)
  const set: LiveSet = {
    ...versionOf(creator),
    bpm: exact[0]?.bpm ?? 120,
    tempoMap,
    meter: metersOf(main),
    locators,
    tracks,
    mainVolume: numberAt(main, 'DeviceChain/Mixer/Volume/Manual', 1),
    scenes,
    media: await media.find(),
    endBeat: arrangementEnd,
    endSec: 0,
    remarks: remarksOf(main, tracks),
  }
  const { endBeat } = timelineOf(set)
  return { ...set, endBeat, endSec: beatToSec(exact, endBeat) }
}
