import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export type CommandGroup = 'Run' | 'Edit' | 'Nodes' | 'Wires' | 'View' | 'General'

/** Something a person can do, by key, menu or palette. The one source of all three and of the cheat sheet. */
export interface Command {
  id: string
  title: string
  group: CommandGroup
  /** Shortcuts such as `Mod+Shift+Z`; the first is the one that is shown. */
  keys: readonly string[]
  /** What is shown instead, for a command with a family of keys. */
  shown?: readonly string[]
  /** Gets the shortcut that was pressed, or an empty text when a menu or the palette asks. */
  run: (shortcut: string) => unknown
  /** False greys it out; the key then does nothing. Always on without it. */
  enabled?: () => boolean
  /** The browser's own event does it (copy and paste), so the key is left alone. */
  native?: boolean
  /** Works while typing in a field, too. */
  everywhere?: boolean
}

/** Makes commands of one group that share when they are enabled: `(id, title, keys, run)`. */
export function commandsOf(group: CommandGroup, enabled: () => boolean) {
  return (id: string, title: string, keys: readonly string[], run: Command['run']): Command => ({
    id,
    title,
    group,
    keys,
    run,
    enabled,
  })
}

/** Something that is done with the pointer: only told, in the cheat sheet. */
export interface Gesture {
  title: string
  group: CommandGroup
  how: string
}

const commandStore = createStore<{ lists: readonly (readonly Command[])[] }>(() => ({ lists: [] }))

/** Adds commands while a part of the editor is on screen. Returns the way to take them away. */
export function registerCommands(commands: readonly Command[]): () => void {
  commandStore.setState(({ lists }) => ({ lists: [...lists, commands] }))
  return () => commandStore.setState(({ lists }) => ({ lists: lists.filter((list) => list !== commands) }))
}

/** All commands now, in order of registration. */
export function commandsNow(): Command[] {
  return commandStore.getState().lists.flat()
}

/** All commands, renewed as parts of the editor come and go. */
export function useCommands(): Command[] {
  const lists = useStore(commandStore, (state) => state.lists)
  return lists.flat()
}

/** The shortcut that a button or menu line shows for a command. */
export function keysOf(id: string): string | undefined {
  return commandsNow().find((command) => command.id === id)?.keys[0]
}

/** Does a command by its id, when it is there and enabled. */
export function runCommand(id: string): void {
  const command = commandsNow().find((candidate) => candidate.id === id)
  if (command && (command.enabled?.() ?? true)) command.run('')
}
