import { z } from 'zod'
import { defineCommand } from '../../command.ts'
import { beats, Handle, NewName } from './ref.ts'

/** What is told about a locator. */
export const LocatorFact = z.object({ locator: Handle, name: z.string(), beats: z.number() })

const locator = z
  .string()
  .min(1)
  .max(200)
  .meta({ title: 'Locator', description: 'Its name, a place such as #3, or a handle such as locator:3.' })

/** All locators. */
export const listLocators = defineCommand({
  app: 'live',
  command: 'locator.list',
  title: 'List locators',
  description: 'The locators of the arrangement, in order.',
  args: z.strictObject({}),
  result: z.object({ locators: z.array(LocatorFact) }),
  effects: 'read',
  idempotent: true,
  cancellable: 'no',
})

/** Makes a locator, or names the one that is there. */
export const setLocator = defineCommand({
  app: 'live',
  command: 'locator.set',
  title: 'Set a locator',
  description: 'Makes a locator at a position, or renames the one that is there. Only while Live is stopped.',
  args: z.strictObject({ at: beats('At'), name: NewName }),
  result: LocatorFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'between_steps',
})

/** Deletes a locator. */
export const deleteLocator = defineCommand({
  app: 'live',
  command: 'locator.delete',
  title: 'Delete a locator',
  description: 'Deletes a locator. Only while Live is stopped.',
  args: z.strictObject({ locator }),
  result: z.object({ name: z.string() }),
  effects: 'destructive',
  idempotent: false,
  cancellable: 'between_steps',
})

/** Goes to a locator. */
export const jumpToLocator = defineCommand({
  app: 'live',
  command: 'locator.jump',
  title: 'Jump to a locator',
  description: 'Moves the position to a locator; while playing, at the next step of the launch quantisation.',
  args: z.strictObject({ locator }),
  result: LocatorFact,
  effects: 'write',
  idempotent: true,
  cancellable: 'no',
})
