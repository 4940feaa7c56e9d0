import type { MidiAccess } from '@segue/midi'
import type { ArtifactStore } from '../../artifacts/artifactStore.ts'
import type { Hub } from '../../bridges/hub.ts'
import type { Config } from '../../config/config.ts'
import type { Home } from '../../config/home.ts'
import type { Clock } from '../../host/clock.ts'
import type { MediaLane } from '../../lanes/mediaLane.ts'
import type { Logger } from '../../log/logger.ts'
import type { Database } from '../../store/database.ts'
import { openAppEvents } from './app.ts'
import { openFiles } from './files/openFiles.ts'
import { openMidiIn } from './midi.ts'
import { openOsc } from './osc.ts'
import { createOscEars } from './oscEars.ts'
import type { SourceTable } from './sources.ts'

export interface WorldOptions {
  db: Database
  artifacts: ArtifactStore
  media: Pick<MediaLane, 'tool'>
  hub: Hub
  midi: MidiAccess
  clock: Clock
  log: Pick<Logger, 'warn'>
  home: Pick<Home, 'outputs'>
  config: Pick<Config, 'applications'>
}

/** What of the world around Segue can start a recipe. */
export function openWorld(options: WorldOptions): Omit<SourceTable, 'webhook' | 'recipe'> {
  const { db, artifacts, media, hub, midi, clock, log, home, config } = options
  const ears = createOscEars({
    hub,
    open: config.applications.osc.listen.map(({ port }) => port),
    log: (text) => log.warn(text),
  })
  return {
    files: openFiles({
      ...{ db, artifacts, clock, outputs: home.outputs },
      facts: (path, name) => media.tool('factsOf', path, name),
    }),
    osc: openOsc({ ears, clock }),
    midi: openMidiIn({ midi, clock }),
    app: openAppEvents({ hub, artifacts, clock }),
  }
}
