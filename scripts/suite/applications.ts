import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** What the tests need from the system, and where it shows. */
const needed = [
  { package: 'chromium', shows: '/usr/bin/chromium' },
  { package: 'blender', shows: '/usr/bin/blender' },
  // Blender's glTF exporter imports numpy, which Debian only recommends.
  { package: 'python3-numpy', shows: '/usr/lib/python3/dist-packages/numpy' },
  // Blender with its window, where there is no screen.
  { package: 'xvfb', shows: '/usr/bin/Xvfb' },
  { package: 'sonic-pi-samples', shows: '/usr/share/sonic-pi/samples' },
] as const

/**
 * Installs Chromium, Blender and sample sounds from Debian when they are missing and we may. Returns what is still
 * missing, so that the suites that need it are skipped by name.
 */
export function installApplications(): string[] {
  const missing = () => needed.filter(({ shows }) => !existsSync(shows)).map((one) => one.package)
  const before = missing()
  if (before.length === 0) return []
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return before
  console.log(`Installing ${before.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update'], { stdio: 'inherit', env })
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...before], { stdio: 'inherit', env })
  return missing()
}
