import type { FilesSettings } from './triggerKinds.ts'

/** How files of one kind are best watched: what a person chooses instead of filling in the settings one by one. */
export interface FilePreset {
  id: string
  title: string
  /** When to choose it, and what one firing brings. */
  help: string
  settings: Pick<FilesSettings, 'subfolders' | 'pattern' | 'mode' | 'settleSec'>
}

/** Presets for the files that applications and cameras write. Temporary names of all of them never fire anyhow. */
export const filePresets: readonly FilePreset[] = [
  {
    id: 'exports',
    title: 'Exports',
    help: 'Every sound that Live or another studio program exports. One run for each file.',
    settings: { subfolders: false, pattern: '*.{wav,aif,aiff,flac,mp3,m4a}', mode: 'single', settleSec: 5 },
  },
  {
    id: 'newestMix',
    title: 'Newest mix',
    help: '“Song v7”, “Song v8”: only the newest version starts a run; an older one that comes later goes by.',
    settings: { subfolders: false, pattern: '*.{wav,aif,aiff,flac,mp3,m4a}', mode: 'newest', settleSec: 10 },
  },
  {
    id: 'stems',
    title: 'Stems',
    help: 'All stems of one export: one run when nothing new has come for half a minute.',
    settings: { subfolders: false, pattern: '*.{wav,aif,aiff,flac}', mode: 'set', settleSec: 30 },
  },
  {
    id: 'liveSets',
    title: 'Live Sets',
    help: 'A Live Set that was saved. Live’s own Backup folder never fires.',
    settings: { subfolders: true, pattern: '*.als', mode: 'single', settleSec: 5 },
  },
  {
    id: 'midi',
    title: 'MIDI files',
    help: 'Every MIDI file that is exported.',
    settings: { subfolders: false, pattern: '*.{mid,midi}', mode: 'single', settleSec: 2 },
  },
  {
    id: 'blenderFiles',
    title: 'Blender files',
    help: 'A .blend that was saved. Blender’s own backups (.blend1) never fire.',
    settings: { subfolders: true, pattern: '*.blend', mode: 'single', settleSec: 5 },
  },
  {
    id: 'frames',
    title: 'Frames of a render',
    help: 'One run with the last frame when no new one has come for two minutes.',
    settings: {
      subfolders: true,
      pattern: '*.{png,exr,tif,tiff,jpg,jpeg}',
      mode: 'newest',
      settleSec: 120,
    },
  },
  {
    id: 'films',
    title: 'Recordings and films',
    help: 'Every film that TouchDesigner, OBS or an editor has finished.',
    settings: { subfolders: false, pattern: '*.{mp4,mov,mkv,webm,avi}', mode: 'single', settleSec: 15 },
  },
  {
    id: 'touchDesigner',
    title: 'TouchDesigner projects',
    help: '“show.12.toe”: only the newest save starts a run. Files that a crash left never fire.',
    settings: { subfolders: false, pattern: '*.toe', mode: 'newest', settleSec: 5 },
  },
  {
    id: 'cameraCard',
    title: 'Camera card',
    help: 'Films, photos and sounds in all folders of a card, when it is put in or copied.',
    settings: {
      subfolders: true,
      pattern: '*.{mp4,mov,mxf,mts,m2ts,avi,jpg,jpeg,heic,wav}',
      mode: 'single',
      settleSec: 30,
    },
  },
  {
    id: 'cloud',
    title: 'Cloud folder',
    help: 'Whatever somebody shares: it waits longer, as files come slowly.',
    settings: { subfolders: true, pattern: '*', mode: 'single', settleSec: 60 },
  },
]
