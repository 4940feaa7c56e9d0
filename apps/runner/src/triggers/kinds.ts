import { isAbsolute } from 'node:path'
import { readSenders } from '@segue/osc'
import { apps, fail, type Recipe } from '@segue/protocol'
import { checkHappening } from './sources/app.ts'
import { createChooser } from './sources/files/choose.ts'
import type { EventSettings } from './sources/source.ts'

/** What a trigger of a kind waits for, in plain words: `waits for /cue/go on port 9000`. */
export function kindWords(settings: EventSettings, nameOf: (recipeId: string) => string | null): string {
  switch (settings.kind) {
    case 'webhook':
      return 'when its address is called'
    case 'files':
      return `when ${what(settings)} is there in ${settings.folder}`
    case 'osc':
      return `when ${settings.address} comes to port ${settings.port}`
    case 'midi': {
      const which =
        settings.number === null ? `any ${settings.message}` : `${settings.message} ${settings.number}`
      return `when ${which} comes from ${settings.port}`
    }
    case 'app':
      return `when ${apps[settings.app].title} tells ${settings.name ?? settings.happening.replace('.', ' ')}`
    case 'recipe':
      return `when ${nameOf(settings.of) ?? settings.of} has ${settings.on}`
  }
}

const what = ({ mode, pattern }: EventSettings & { kind: 'files' }): string =>
  mode === 'set' ? 'a whole set' : mode === 'newest' ? `a newer ${pattern}` : pattern

/** Fails with what no schema can say of settings. */
export function checkKind(settings: EventSettings, recipeId: string): void {
  if (settings.kind === 'recipe' && settings.of === recipeId)
    throw fail({
      code: 'trigger.itself',
      message: 'A recipe that starts when it ends itself would never stop.',
      hint: 'Choose another recipe to wait for, or a schedule.',
      kind: 'input',
    })
  if (settings.kind === 'files' && !isAbsolute(settings.folder))
    throw fail({
      code: 'trigger.folder_relative',
      message: `“${settings.folder}” does not say where the folder lies.`,
      hint: 'Give the whole path, from / or a drive letter.',
      kind: 'input',
    })
  if (settings.kind === 'files') createChooser(settings)
  if (settings.kind === 'osc') readSenders(settings.allow)
  if (settings.kind === 'app') checkHappening(settings)
  if (settings.kind === 'files' && settings.mode === 'set' && settings.set.length === 1)
    throw fail({
      code: 'trigger.set_short',
      message: 'A set has at least two patterns, or none.',
      hint: 'Give one for each file that belongs to it, such as *_drums.wav and *_bass.wav; none takes all that come together.',
      kind: 'input',
    })
}

/** Fails with `trigger.unknown_input` when a value has nowhere to go. */
export function checkMap(map: Readonly<Record<string, string>>, inputs: Recipe['inputs']): void {
  const lost = Object.keys(map).find((key) => inputs.every((input) => input.key !== key))
  if (lost !== undefined)
    throw fail({
      code: 'trigger.unknown_input',
      message: `The recipe has no input ${lost}.`,
      hint: `Its inputs are: ${inputs.map(({ key }) => key).join(', ') || 'none'}.`,
      kind: 'input',
      context: { input: lost },
    })
}
