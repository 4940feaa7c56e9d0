import type { Installer } from './installer.ts'
import { type Machine, notFound, pathsOf } from './machine.ts'
import { coreFiles, filesIn } from './sources.ts'

/** The oldest Blender that the add-on works in. */
const oldest = [3, 4] as const

/** An add-on for every Blender that has been started here. Address and key lie in Segue's folder. */
export const blenderInstaller: Installer = {
  app: 'blender',
  title: 'Blender',
  inside: 'segue',
  places(machine) {
    const { join } = pathsOf(machine)
    const settings = settingsFolder(machine)
    const found = machine
      .list(settings)
      .filter(isSupported)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    if (found.length > 0) return found.map((version) => join(settings, version, 'scripts', 'addons'))
    throw notFound(
      'Blender',
      `no version from ${oldest.join('.')} on has settings in ${settings}`,
      'Start it once',
    )
  },
  files: () => [
    ...filesIn(['blender', 'addon'], [], (name) => /\.(py|toml|md)$/.test(name)),
    ...filesIn(['blender', 'segue_blender'], ['lib', 'segue_blender']),
    ...coreFiles('blender', ['lib', 'segue_core']),
  ],
  own: ({ port, key }) => [
    {
      path: ['bridges', 'blender.json'],
      text: JSON.stringify({ version: 1, address: `tcp:127.0.0.1:${port + 2}`, key, runner: 'Segue' }),
      secret: true,
    },
  ],
  say: () => [
    'In Blender: Edit ▸ Preferences ▸ Add-ons, switch on Segue.',
    'It connects by itself; the panel Segue in the sidebar of the 3D viewport (key N) says so.',
  ],
}

/** Where Blender keeps what belongs to the person, one folder per version (docs.blender.org, Blender's Directory Layout). */
function settingsFolder(machine: Machine): string {
  const { join } = pathsOf(machine)
  const { platform, user, env } = machine
  if (platform === 'win32')
    return join(env.APPDATA ?? join(user, 'AppData', 'Roaming'), 'Blender Foundation', 'Blender')
  if (platform === 'darwin') return join(user, 'Library', 'Application Support', 'Blender')
  return join(env.XDG_CONFIG_HOME ?? join(user, '.config'), 'blender')
}

function isSupported(name: string): boolean {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)$/.exec(name) ?? []
  if (major === '') return false
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1])
}
