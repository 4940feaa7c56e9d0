import { type FailureError, fail } from '@segue/protocol'

const shown = (name: string): string => JSON.stringify(name.slice(0, 80))
const notOurs = 'Ask whoever made it to export it again from Segue. Nothing was imported.'

/** Why a package is not taken. Each has a code of its own; nothing has been stored when one is thrown. */
export const refusals = {
  unreadable: (why: string): FailureError =>
    fail({
      code: 'package.unreadable',
      message: `This is not a Segue package: ${why}.`,
      hint: 'Choose a .segue file that Segue exported, or a recipe saved as JSON.',
      kind: 'input',
    }),
  damaged: (what: string): FailureError =>
    fail({
      code: 'package.damaged',
      message: `The package is damaged: ${what}.`,
      hint: 'Copy or download it again. Nothing was imported.',
      kind: 'input',
    }),
  incomplete: (name: string): FailureError =>
    fail({
      code: 'package.incomplete',
      message: `The package has no ${name}.`,
      hint: notOurs,
      kind: 'input',
    }),
  tooMany: (count: number, most: number): FailureError =>
    fail({
      code: 'package.too_many',
      message: `The package holds ${count} files; ${most} are the most.`,
      hint: 'Export it with less media: what is left out is found again by its hash.',
      kind: 'input',
    }),
  tooLarge: (what: string, most: number): FailureError =>
    fail({
      code: 'package.too_large',
      message: `${what} is larger than ${Math.floor(most / 1e6)} MB when it is unpacked.`,
      hint: 'Export it with less media: what is left out is found again by its hash.',
      kind: 'input',
    }),
  bomb: (name: string): FailureError =>
    fail({
      code: 'package.bomb',
      message: `${shown(name)} grows out of all proportion when it is unpacked.`,
      hint: notOurs,
      kind: 'input',
    }),
  path: (name: string): FailureError =>
    fail({
      code: 'package.path',
      message: `The package holds ${shown(name)}, which leads out of it or is no plain name.`,
      hint: notOurs,
      kind: 'input',
    }),
  link: (name: string): FailureError =>
    fail({
      code: 'package.link',
      message: `${shown(name)} is a link or a device, not a file.`,
      hint: notOurs,
      kind: 'input',
    }),
  duplicate: (name: string): FailureError =>
    fail({
      code: 'package.duplicate',
      message: `The package holds ${shown(name)} twice.`,
      hint: notOurs,
      kind: 'input',
    }),
  unknownEntry: (name: string): FailureError =>
    fail({
      code: 'package.unknown_entry',
      message: `The package holds ${shown(name)}, which Segue does not know.`,
      hint: 'Remove it from the package, or update Segue. Nothing was imported.',
      kind: 'input',
    }),
  newer: (): FailureError =>
    fail({
      code: 'package.newer',
      message: 'This package was written by a newer Segue.',
      hint: 'Update Segue, then import it again. Nothing was imported.',
      kind: 'environment',
    }),
  circle: (name: string): FailureError =>
    fail({
      code: 'package.circle',
      message: `The recipe ${shown(name)} runs itself through the recipes in the package.`,
      hint: notOurs,
      kind: 'input',
    }),
}
