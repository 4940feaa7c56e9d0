import { type ArtifactRef, elementOf, type Heard, portTypes, type RecipeInput } from '@segue/protocol'
import { artifactIn } from '../previews/mainOutput.ts'
import type { EventSettings } from './kinds.ts'

type Json = Heard['data']

/** A value of an event and what it is. */
export interface EventValue {
  pointer: string
  label: string
  /** The input that it is meant for, by key. */
  for?: string
}

const documented: Readonly<Record<EventSettings['kind'], readonly (readonly [string, string])[]>> = {
  webhook: [['/body', 'The whole body']],
  files: [
    ['/file', 'The file'],
    ['/name', 'Its name, without ending'],
    ['/folder', 'The name of its folder'],
    ['/take', 'Its number in a series'],
  ],
  osc: [
    ['/args/0', 'First argument'],
    ['/args/1', 'Second argument'],
    ['/args/2', 'Third argument'],
    ['/address', 'The address'],
    ['/from', 'Who sent it'],
  ],
  midi: [
    ['/level', 'Level, 0 to 1'],
    ['/value', 'Velocity or value, 0 to 127'],
    ['/number', 'Note, controller or program'],
    ['/channel', 'Channel, 1 to 16'],
    ['/port', 'The port'],
    ['/type', 'Kind of message'],
  ],
  app: [
    ['/name', 'Its name: set, locator, file, scene or event'],
    ['/file', 'The file that was saved'],
    ['/data', 'All that came with it'],
    ['/happening', 'What happened'],
    ['/app', 'The application'],
  ],
  recipe: [
    ['/run', 'The run that ended'],
    ['/status', 'How it ended'],
    ['/recipe', 'Its recipe'],
    ['/failure/message', 'Why it failed'],
  ],
}

/** What names values before anything was heard. */
export interface Known {
  /** The inputs of the recipe that is to run. */
  inputs: readonly { key: string; label: string }[]
  /** The outputs of the recipe that is waited for. */
  outputs: readonly { key: string; label?: string | undefined }[]
  /** What has been heard, newest first. */
  heard: readonly Pick<Heard, 'data'>[]
}

/** The values that an event of a trigger may have: those that always come, then those that came, each once. */
export function eventValues(settings: EventSettings, { inputs, outputs, heard }: Known): EventValue[] {
  const guessed: EventValue[] =
    settings.kind === 'webhook'
      ? inputs.map(({ key, label }) => ({
          pointer: pointerTo('body', key),
          label: `${label} of the body`,
          for: key,
        }))
      : settings.kind === 'recipe'
        ? outputs.map(({ key, label = key }) => ({ pointer: pointerTo('outputs', key), label }))
        : settings.kind === 'files' && settings.mode === 'set'
          ? filesOfSet(settings.set, inputs)
          : []
  const always = documented[settings.kind]
    .filter(([pointer]) => pointer !== '/file' || settings.kind !== 'files' || settings.mode !== 'set')
    .map(([pointer, label]) => ({ pointer, label }))
  const came = heard.flatMap(({ data }) =>
    leavesOf(data).map(({ pointer, value }) => ({ pointer, label: `${pointer} (${shortOf(value)})` })),
  )
  const seen = new Set<string>()
  return [...guessed, ...always, ...came.filter(({ pointer }) => !pointer.startsWith('/headers/'))].filter(
    ({ pointer }) => !seen.has(pointer) && seen.add(pointer),
  )
}

/** A file for each pattern; without patterns, for each input the one that is named after it. */
function filesOfSet(set: readonly string[], inputs: Known['inputs']): EventValue[] {
  if (set.length > 0)
    return set.map((pattern, index) => ({ pointer: `/files/${index}`, label: `The ${pattern}` }))
  return inputs.map(({ key, label }) => ({
    pointer: pointerTo('roles', label.toLowerCase()),
    label: `The file of the set that is called “${label}”`,
    for: key,
  }))
}

/** The value of an event that an input most likely wants. */
export function likelyValue(
  values: readonly EventValue[],
  { key, type }: Pick<RecipeInput, 'key' | 'type'>,
): string {
  const wants = portTypes[elementOf(type)].mimes.length > 0 ? /^\/file(s\/\d+)?$/ : /^\/(level|args\/0|name)$/
  const named = values.find((value) => value.for === key || value.pointer.endsWith(pointerTo(key)))
  return (named ?? values.find(({ pointer }) => wants.test(pointer)) ?? values[0])?.pointer ?? ''
}

/** A JSON pointer along keys. */
export const pointerTo = (...keys: readonly (string | number)[]): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const mostLeaves = 100

/** The plain values of an event, each with the way to it; at most 100. */
export function leavesOf(
  data: Json,
  path: readonly (string | number)[] = [],
): { pointer: string; value: Json }[] {
  if (typeof data !== 'object' || data === null || fileIn(data) !== null)
    return [{ pointer: pointerTo(...path), value: data }]
  return Object.entries(data)
    .flatMap(([key, value]) => leavesOf(value, [...path, key]))
    .slice(0, mostLeaves)
}

/** What stands at a pointer; undefined when nothing does. */
export function valueAt(data: Json, pointer: string): Json | undefined {
  let at: Json | undefined = data
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    at = typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined
  }
  return at
}

/** The file that a value is; null for anything else, also for a list of files. */
export const fileIn = (value: Json): ArtifactRef | null => (Array.isArray(value) ? null : artifactIn(value))

/** A value in few letters; a file by its name. */
export function shortOf(value: Json): string {
  const text = fileIn(value)?.name ?? JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}
