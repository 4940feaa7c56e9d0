import type { Installer } from './installer.ts'
import { notFound, pathsOf } from './machine.ts'
import { coreFiles, filesIn } from './sources.ts'

/**
 * A control surface in the folder `Remote Scripts` of Live's User Library. Live takes every folder beside it for
 * another one, so the core lies inside. The key stays in Segue's folder, for a User Library may be shared.
 */
export const liveInstaller: Installer = {
  app: 'live',
  title: 'Live',
  inside: 'Segue',
  places(machine) {
    const { join } = pathsOf(machine)
    const { platform, user, list } = machine
    const music = platform === 'win32' ? join(user, 'Documents') : join(user, 'Music')
    const library = join(music, 'Ableton', 'User Library')
    if (list(library).length > 0) return [join(library, 'Remote Scripts')]
    throw notFound('Live', `there is no ${library}`, 'Start Live once')
  },
  files: ({ home, port }) => [
    ...filesIn(['ableton', 'Segue'], []),
    ...coreFiles('live', ['lib', 'segue_core']),
    {
      path: ['settings.json'],
      text: JSON.stringify({ home, address: `tcp:127.0.0.1:${port + 2}` }),
      secret: true,
    },
  ],
  own: () => [],
  say: () => [
    'Start Live again: it looks for control surfaces only then.',
    'Settings ▸ Link, Tempo & MIDI: in a free row under Control Surface choose Segue; leave Input and Output at None.',
    'The status bar of Live then says “Segue is connected.”',
  ],
}
