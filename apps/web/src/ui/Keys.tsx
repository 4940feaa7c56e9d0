const onMac = () => typeof navigator !== 'undefined' && /mac/i.test(navigator.platform)

const names: Record<string, string> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  delete: 'Del',
  backspace: '⌫',
  enter: '↵',
  escape: 'Esc',
  space: 'Space',
}

const spoken = (part: string, mac: boolean): string => {
  const key = part.toLowerCase()
  if (key === 'mod') return mac ? '⌘' : 'Ctrl'
  if (key === 'shift') return mac ? '⇧' : 'Shift'
  if (key === 'alt') return mac ? '⌥' : 'Alt'
  return names[key] ?? (part.length === 1 ? part.toUpperCase() : part)
}

/** The keys of a shortcut; `+` alone is a key, too. */
const partsOf = (keys: string): string[] => (keys === '+' ? ['+'] : keys.split('+'))

/** A shortcut such as `Mod+Shift+Z`, drawn as keys in the words of this machine. */
export function Keys({ keys }: { keys: string }) {
  const mac = onMac()
  return (
    <span className="flex shrink-0 gap-0.5">
      {partsOf(keys).map((part) => (
        <kbd
          key={part}
          className="min-w-4 rounded-[3px] border border-line bg-well px-1 text-center font-mono text-[10px] leading-4 text-muted"
        >
          {spoken(part, mac)}
        </kbd>
      ))}
    </span>
  )
}
