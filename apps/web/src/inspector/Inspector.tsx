'use client'

import { type ReactNode, useEffect } from 'react'
import { useGraph } from '../document/documentStore.ts'
import { useSelectedNode, useSelection } from '../document/selectionStore.ts'
import { commandsOf, registerCommands } from '../shortcuts/commands.ts'
import { toggleInspector, useInspectorOpen } from './inspectorStore.ts'
import { ManyInspector } from './ManyInspector.tsx'
import { NodeInspector } from './NodeInspector.tsx'
import { RecipeInspector } from './RecipeInspector.tsx'

const commands = [
  commandsOf('View', () => true)('inspector', 'Show or hide the inspector', ['P'], toggleInspector),
]

/**
 * The docked panel on the right: the selected node, several of them, the node whose body is open, or
 * the recipe, led by `children`. `P` hides
 * it.
 */
export function Inspector({ children }: { children?: ReactNode }) {
  const open = useInspectorOpen((state) => state.open)
  const nodeId = useSelectedNode()
  const holder = useGraph((open) => open.holder)
  const count = useSelection(({ nodes }) => nodes.size)
  useEffect(() => registerCommands(commands), [])
  if (!open) return null
  return (
    <aside
      aria-label="Inspector"
      className="flex w-76 shrink-0 flex-col overflow-y-auto border-line border-l bg-panel"
    >
      {nodeId ? (
        <NodeInspector key={nodeId} nodeId={nodeId} />
      ) : count > 1 ? (
        <ManyInspector />
      ) : holder ? (
        <NodeInspector key={holder} nodeId={holder} open />
      ) : (
        <>
          {children}
          <RecipeInspector />
        </>
      )}
    </aside>
  )
}
