import type { SourceFile } from './files.ts'

/** Bridges in TypeScript: applications that are servers themselves, reached from inside the runner. */
const adapters = ['osc', 'midi', 'obs', 'abletonosc']

/** The arrows of the house: a room may import only from the rooms named here. */
const allowed: Record<string, readonly string[]> = {
  'packages/protocol': [],
  'packages/engine': ['protocol'],
  'packages/media': ['protocol'],
  'packages/nodes': ['protocol', 'media'],
  'packages/planner': ['protocol', 'engine', 'nodes'],
  'packages/bridge': ['protocol'],
  'packages/standins': ['protocol', 'media', 'bridge'],
  'packages/api': ['protocol'],
  'packages/client': ['protocol', 'api'],
  'apps/web': ['protocol', 'api', 'client'],
  'apps/runner': [
    'protocol',
    'engine',
    'media',
    'nodes',
    'planner',
    'bridge',
    'standins',
    'api',
    'client',
    'simulators',
    ...adapters,
  ],
  ...Object.fromEntries(
    adapters.map((name) => [`bridges/${name}`, ['protocol', 'bridge', 'osc', 'simulators']]),
  ),
  'bridges/simulators': ['osc'],
  e2e: ['protocol', 'client'],
  bench: ['protocol', 'engine', 'media', 'nodes', 'planner', 'bridge', 'standins', 'api', 'client', 'runner'],
}

const roomOf = (path: string): string | undefined =>
  Object.keys(allowed).find((room) => path.startsWith(`${room}/`))

/** Imports against the arrows, and relative imports that leave their room. */
export function wrongImports({ path, text }: SourceFile): string[] {
  const room = roomOf(path)
  if (!room || !/\.tsx?$/.test(path)) return []
  const inRoom = path.slice(room.length + 1).split('/')
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, specifier = '']) => specifier,
  )
  return specifiers.flatMap((specifier) => {
    const [, name] = /^@segue\/([a-z-]+)/.exec(specifier) ?? []
    const self = room.endsWith(`/${name}`) || room === name
    if (name && !self && !allowed[room]?.includes(name))
      return [`${path}: ${room} may not import @segue/${name}`]
    const up = specifier.match(/\.\.\//g)?.length ?? 0
    return up >= inRoom.length ? [`${path}: “${specifier}” leaves ${room}; import the package by name`] : []
  })
}
