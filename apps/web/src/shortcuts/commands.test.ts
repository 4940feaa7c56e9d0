import { expect, it, vi } from 'vitest'
import { editCommands } from '../canvas/editCommands.ts'
import { nodeCommands } from '../canvas/nodeCommands.ts'
import { viewCommands } from '../canvas/viewCommands.ts'
import { commandsNow, commandsOf, keysOf, registerCommands, runCommand } from './commands.ts'
import { generalCommands } from './generalCommands.ts'

const all = [...nodeCommands, ...editCommands, ...viewCommands, ...generalCommands]

it('gives every key and every id to one command only', () => {
  const keys = all.flatMap((command) => command.keys)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  const ids = all.map(({ id }) => id)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

it('knows commands only while they are registered', () => {
  const run = vi.fn()
  const forget = registerCommands([commandsOf('General', () => true)('hello', 'Hello', ['Mod+J'], run)])
  expect(keysOf('hello')).toBe('Mod+J')
  runCommand('hello')
  expect(run).toHaveBeenCalledOnce()
  forget()
  expect(commandsNow()).toEqual([])
})

it('leaves a disabled command alone', () => {
  const run = vi.fn()
  const forget = registerCommands([commandsOf('General', () => false)('hello', 'Hello', [], run)])
  runCommand('hello')
  expect(run).not.toHaveBeenCalled()
  forget()
})
