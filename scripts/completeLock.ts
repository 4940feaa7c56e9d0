import { readFileSync, writeFileSync } from 'node:fs'

/**
 * `node scripts/completeLock.ts`: writes the optional platform packages that the registry in use does not carry into
 * package-lock.json, so that `npm ci` accepts it everywhere. npm leaves them out when it cannot fetch their metadata,
 * and then refuses its own lock file. Run it after `npm install` against a registry that mirrors only some platforms.
 */
interface Locked {
  version?: string
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const file = new URL('../package-lock.json', import.meta.url)
const lock: { packages: Record<string, Locked> } = JSON.parse(readFileSync(file, 'utf8'))

const systems: readonly (readonly [word: RegExp, os: string])[] = [
  [/darwin|macos/, 'darwin'],
  [/win32|windows|(^|-)win(-|$)/, 'win32'],
  [/android/, 'android'],
  [/freebsd/, 'freebsd'],
  [/linux/, 'linux'],
]
const processors: readonly (readonly [word: RegExp, cpu: string])[] = [
  [/arm64|aarch64/, 'arm64'],
  [/arm/, 'arm'],
  [/riscv64/, 'riscv64'],
  [/ppc64/, 'ppc64'],
  [/s390x/, 's390x'],
  [/loong64/, 'loong64'],
  [/ia32/, 'ia32'],
  [/wasm32/, 'wasm32'],
  [/64/, 'x64'],
]

/** What a platform package says of itself, read from its name. */
function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> {
  const os = systems.find(([word]) => word.test(name))?.[1]
  const cpu = processors.find(([word]) => word.test(name))?.[1]
  const libc =
    os === 'linux' ? (/musl/.test(name) ? 'musl' : /gnu/.test(name) ? 'glibc' : undefined) : undefined
  return { ...(cpu ? { cpu: [cpu] } : {}), ...(os ? { os: [os] } : {}), ...(libc ? { libc: [libc] } : {}) }
}

const known = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')))
const added: string[] = []
for (const { optionalDependencies = {} } of Object.values(lock.packages))
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const platform = platformOf(name)
    if (known.has(name) || !/^\d/.test(version) || (!platform.os && !platform.cpu)) continue
    lock.packages[`node_modules/${name}`] = { version, optional: true, ...platform }
    known.add(name)
    added.push(name)
  }
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
console.log(`Added ${added.length} platform packages${added.length > 0 ? `: ${added.join(', ')}` : ''}`)
