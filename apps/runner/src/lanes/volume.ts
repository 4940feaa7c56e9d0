import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, posix, win32 } from 'node:path'
import { fail } from '@segue/protocol'

/** A disk or share on which a path lies, as its system shows it. */
export interface Volume {
  /** Where it is mounted. */
  root: string
  /** What people call it. */
  name: string
}

/** How soon a step looks again whether its disk is there. */
const againMs = 15_000

/** The disk or share that a path names by where it lies; null for one on the disk of the system. */
export function volumeOf(path: string, platform: NodeJS.Platform): Volume | null {
  if (platform === 'win32') {
    const { root } = win32.parse(path)
    if (root === '' || root.toLowerCase() === 'c:\\') return null
    return { root, name: root.replace(/\\+$/, '') }
  }
  const [, first = '', ...rest] = posix.normalize(path).split('/')
  const at = (depth: number, base: string): Volume | null => {
    const [name] = rest.slice(depth)
    return name ? { root: posix.join('/', base, ...rest.slice(0, depth), name), name } : null
  }
  if (platform === 'darwin') return first === 'Volumes' ? at(0, first) : null
  if (first === 'mnt') return at(0, first)
  if (first === 'media') return at(rest.length > 1 ? 1 : 0, first)
  return first === 'run' && rest[0] === 'media' ? at(2, first) : null
}

/** What a look at the file system needs; the system's own when left out. */
export interface Look {
  stat(path: string): Promise<{ dev: number }>
  readdir(path: string): Promise<string[]>
  /** `/etc/fstab`: what belongs where on Linux. */
  table(): Promise<string>
}

const system: Look = { stat, readdir, table: () => readFile('/etc/fstab', 'utf8') }

/**
 * Makes sure that the disk or share of a path is there, so that nothing is written into the empty folder where it would
 * be mounted. Fails with `disk.not_connected`, which a step waits out.
 */
export async function connected(
  path: string,
  { platform = process.platform, look = system }: { platform?: NodeJS.Platform; look?: Look } = {},
): Promise<void> {
  const volume = volumeOf(path, platform)
  if (!volume || (await isThere(volume, platform, look))) return
  throw fail({
    code: 'disk.not_connected',
    message: `The disk or share “${volume.name}” (${volume.root}) is not connected.`,
    hint: 'Connect it. The step goes on by itself then.',
    kind: 'environment',
    context: { againMs },
  })
}

async function isThere({ root }: Volume, platform: NodeJS.Platform, look: Look): Promise<boolean> {
  try {
    const { dev } = await look.stat(root)
    if (platform === 'win32' || dev !== (await look.stat(dirname(root))).dev) return true
    // The boot disk of a Mac stands there as a link.
    if ((await look.readdir(root)).length > 0) return true
    // An empty folder of the system's own disk: somebody's folder, unless something is meant to be mounted on it.
    return (
      platform === 'linux' && root.startsWith('/mnt/') && !isListed(await look.table().catch(() => ''), root)
    )
  } catch {
    return false
  }
}

const isListed = (table: string, root: string): boolean =>
  table
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[1]?.replaceAll('\\040', ' '))
    .includes(root)
