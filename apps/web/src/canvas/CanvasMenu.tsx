'use client'

import type { MouseEvent as ReactMouseEvent } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { select, selectionStore } from '../document/selectionStore.ts'
import { type Command, commandsNow } from '../shortcuts/commands.ts'
import { type MenuItem, PointMenu } from '../ui/Menu.tsx'

type MenuTarget = { nodeId: string } | { edgeId: string } | null

const menuStore = createStore<{ at: { x: number; y: number } | null; ids: readonly string[] }>(() => ({
  at: null,
  ids: [],
}))

const onPane = ['find', 'paste', '-', 'selectAll', 'tidyAll', 'fitAll', 'leave']
const onNode = [
  'rename',
  'connect',
  'enter',
  '-',
  'pauseStep',
  'bypassed',
  'muted',
  'frozen',
  '-',
  'copy',
  'cut',
  'duplicate',
  '-',
  'frame',
  'tidy',
  'wrap',
  'unwrap',
  '-',
  'heal',
  'delete',
]
const onEdge = ['delete']
/** Left out where they mean nothing; the others are greyed out. */
const onlyWhenUsable = new Set(['enter', 'unwrap', 'leave', 'pauseStep'])

/** Opens the menu of what was right-clicked, which becomes selected first. */
export function openMenu(event: ReactMouseEvent | MouseEvent, target: MenuTarget): void {
  event.preventDefault()
  if (target && 'nodeId' in target && !selectionStore.getState().nodes.has(target.nodeId))
    select([target.nodeId])
  if (target && 'edgeId' in target) select([], [target.edgeId])
  const ids = target === null ? onPane : 'nodeId' in target ? onNode : onEdge
  menuStore.setState({ at: { x: event.clientX, y: event.clientY }, ids })
}

const asItem = (command: Command): MenuItem => ({
  label: command.title,
  run: () => command.run(''),
  keys: command.keys[0],
  disabled: !(command.enabled?.() ?? true),
  danger: command.id === 'delete',
})

/** The right-click menu of the canvas: lines are commands, so keys and words are the same everywhere. */
export function CanvasMenu() {
  const { at, ids } = useStore(menuStore)
  const commands = commandsNow()
  const items = ids.flatMap((id): MenuItem[] => {
    if (id === '-') return ['rule']
    const command = commands.find((candidate) => candidate.id === id)
    if (command && onlyWhenUsable.has(id) && command.enabled?.() === false) return []
    return command ? [asItem(command)] : []
  })
  return <PointMenu at={at} items={items} onClose={() => menuStore.setState({ at: null })} />
}
