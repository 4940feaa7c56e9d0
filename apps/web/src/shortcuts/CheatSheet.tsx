'use client'

import { Dialog } from '../ui/Dialog.tsx'
import { Keys } from '../ui/Keys.tsx'
import { type CommandGroup, useCommands } from './commands.ts'
import { gestures } from './gestures.ts'
import { openPanel, usePanel } from './panelStore.ts'

const groups: readonly CommandGroup[] = ['Run', 'Nodes', 'Wires', 'View', 'Edit', 'General']

/** Two plain keys, or one with modifiers: more does not fit beside the words. */
const keysShown = (keys: readonly string[]) => keys.slice(0, keys[0]?.includes('+') ? 1 : 2)

/** Every shortcut and gesture on one page. */
export function CheatSheet() {
  const open = usePanel() === 'cheatSheet'
  const commands = useCommands()
  const filled = (group: CommandGroup) => commands.some((command) => command.group === group)
  return (
    <Dialog open={open} onClose={() => openPanel(null)} title="Keys and gestures" className="w-220">
      <div className="columns-3 gap-8 overflow-y-auto px-5 py-4">
        {groups.filter(filled).map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-medium text-muted text-node">{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.keys.length > 0)
                .map(({ id, title, keys, shown = keysShown(keys) }) => (
                  <div key={id} className="flex min-h-6 items-center justify-between gap-3 text-node">
                    <dt className="truncate">{title}</dt>
                    <dd className="flex gap-1.5">
                      {shown.map((shortcut) => (
                        <Keys key={shortcut} keys={shortcut} />
                      ))}
                    </dd>
                  </div>
                ))}
              {gestures
                .filter((gesture) => gesture.group === group)
                .map(({ title, how }) => (
                  <div
                    key={title}
                    className="flex min-h-6 items-start justify-between gap-3 py-0.5 text-node"
                  >
                    <dt className="shrink-0">{title}</dt>
                    <dd className="text-right text-muted">{how}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
