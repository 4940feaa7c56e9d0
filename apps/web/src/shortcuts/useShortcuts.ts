import { useEffect } from 'react'
import { viewStore } from '../canvas/viewStore.ts'
import { commandsNow } from './commands.ts'
import { matches } from './keys.ts'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** A menu, list or dialog has the keyboard for itself. */
const captured = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="menu"],[role="listbox"],[role="dialog"]') !== null

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const busy = typing(event.target) || captured(event.target)
  const command = commandsNow().find(
    ({ keys, native, everywhere, enabled }) =>
      !native &&
      (everywhere || !busy) &&
      keys.some((shortcut) => matches(shortcut, event)) &&
      (enabled?.() ?? true),
  )
  if (!command) return
  event.preventDefault()
  command.run()
}

/** Listens for every shortcut of every registered command; used once, by the page. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = () => viewStore.setState({ pointing: false })
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}
