import { useEffect } from 'react'
import { viewStore } from '../canvas/viewStore.ts'
import { type Command, commandsNow, registerCommands } from './commands.ts'
import { generalCommands } from './generalCommands.ts'
import { matches } from './keys.ts'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** A menu, list or dialog has the keyboard for itself. */
const captured = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="menu"],[role="listbox"],[role="dialog"]') !== null

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  if (typing(event.target) || captured(event.target)) return
  runFor(event, () => true)
}

/** Fields keep their keys to themselves, so what works everywhere is looked for before they get the event. */
const onKeyDownFirst = (event: KeyboardEvent): void => {
  if (!event.isComposing) runFor(event, ({ everywhere }) => everywhere === true)
}

function runFor(event: KeyboardEvent, wanted: (command: Command) => boolean): void {
  for (const command of commandsNow()) {
    const shortcut = command.keys.find((candidate) => matches(candidate, event))
    if (shortcut === undefined || command.native || !wanted(command) || !(command.enabled?.() ?? true))
      continue
    event.preventDefault()
    command.run(shortcut)
    return
  }
}

/** Listens for every shortcut of every registered command; used once, by the page. */
export function useShortcuts(): void {
  useEffect(() => {
    const forget = registerCommands(generalCommands)
    const onKey = () => viewStore.setState({ pointing: false })
    window.addEventListener('keydown', onKeyDownFirst, { capture: true })
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('keydown', onKey)
    return () => {
      forget()
      window.removeEventListener('keydown', onKeyDownFirst, { capture: true })
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}
