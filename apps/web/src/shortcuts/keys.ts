/** What of a key press decides: which key, and what is held. */
export interface Press {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

const modifiers = ['mod', 'shift', 'alt']

/** Digits and letters as they stand on the key, since Shift and Alt change what they write. */
function keyNames({ key, code }: Press): string[] {
  const printed = /^(?:Digit|Key)([0-9A-Z])$/.exec(code)?.[1]
  return [
    key.toLowerCase(),
    ...(printed ? [printed.toLowerCase()] : []),
    ...(code === 'Space' ? ['space'] : []),
  ]
}

/**
 * Whether a press is a shortcut such as `Mod+Shift+Z` or `?`. `Mod` is Ctrl, or Cmd on a Mac. A sign that needs
 * Shift to be written (`?`, `+`) matches with Shift held.
 */
export function matches(shortcut: string, press: Press): boolean {
  const parts = shortcut === '+' ? ['+'] : shortcut.toLowerCase().split('+')
  const key = parts.at(-1) ?? ''
  const held = new Set(parts.slice(0, -1).filter((part) => modifiers.includes(part)))
  const sign = key.length === 1 && !/[a-z0-9]/.test(key)
  if ((press.ctrlKey || press.metaKey) !== held.has('mod')) return false
  if (press.altKey !== held.has('alt')) return false
  if (!sign && press.shiftKey !== held.has('shift')) return false
  return sign ? press.key === key : keyNames(press).includes(key)
}
