'use client'

import { ReactFlowProvider } from '@xyflow/react'
import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { catalogueNow, useCatalogue } from '../document/catalogue.ts'
import { openedGraph, useGraph } from '../document/documentStore.ts'
import { isFace } from '../document/faces.ts'
import { select, selectNothing, useSelectedNode } from '../document/selectionStore.ts'
import { Finder } from '../finder/Finder.tsx'
import { openFinder } from '../finder/finderStore.ts'
import { registerCommands } from '../shortcuts/commands.ts'
import { Breadcrumb } from './Breadcrumb.tsx'
import { openBody } from './bodyActions.ts'
import { CanvasMenu } from './CanvasMenu.tsx'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { editCommands } from './editCommands.ts'
import { FlowDots } from './FlowDots.tsx'
import { FlowSurface } from './FlowSurface.tsx'
import { LayoutMarks } from './LayoutMarks.tsx'
import { Marquee } from './Marquee.tsx'
import { beginMarquee } from './marquee.ts'
import { nodeCommands } from './nodeCommands.ts'
import { Overview } from './Overview.tsx'
import { nodeAt, sceneOf } from './scene.ts'
import { useCanvasFrame } from './useCanvasFrame.ts'
import { viewCommands } from './viewCommands.ts'
import {
  enterView,
  frameNodes,
  leaveView,
  overviewZoom,
  plainZoom,
  toCanvas,
  viewStore,
} from './viewStore.ts'

const commands = [...nodeCommands, ...editCommands, ...viewCommands]

/** The graph of the open recipe. `readOnly` shows it: nothing can be moved, wired or added. */
export function CanvasView({ readOnly = false }: { readOnly?: boolean }) {
  const frame = useRef<HTMLDivElement>(null)
  useCanvasFrame(frame)
  const far = useStore(viewStore, ({ view }) => view.zoom < overviewZoom)
  const plain = useStore(viewStore, ({ view }) => view.zoom < plainZoom)
  const selected = useSelectedNode()
  useFit()
  useEffect(() => registerCommands(readOnly ? viewCommands : commands), [readOnly])

  const hit = (event: MouseEvent) => {
    const open = openedGraph()
    const spot = toCanvas({ x: event.clientX, y: event.clientY })
    const placed = open && nodeAt(sceneOf(open, catalogueNow()), spot)
    return placed && !isFace(placed.id) ? placed : null
  }
  const onBackground = (event: MouseEvent) =>
    event.target instanceof Element && event.target.classList.contains('react-flow__pane')
  const onPointerDown = (event: PointerEvent) => {
    const panning = event.target instanceof Element && event.target.classList.contains('draggable')
    const draws = event.button === 0 && event.pointerType !== 'touch' && !panning && !readOnly
    if (draws && onBackground(event)) beginMarquee(event)
  }
  const onClick = (event: MouseEvent) => {
    if (!far || !onBackground(event)) return
    const placed = hit(event)
    if (placed) select([placed.id])
    else selectNothing()
  }
  const onDoubleClick = (event: MouseEvent) => {
    if (!onBackground(event)) return
    const placed = far ? hit(event) : null
    if (placed?.node.body) openBody(placed.id)
    else if (placed) frameNodes(new Set([placed.id]))
    else if (!readOnly) openFinder({ kind: 'place' }, { x: event.clientX, y: event.clientY })
  }
  return (
    <div
      ref={frame}
      role="application"
      aria-label="Graph. Arrow keys walk, slash adds a node, C connects."
      aria-activedescendant={selected ? `node-${selected}` : undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the canvas is one tab stop, arrow keys move inside
      tabIndex={0}
      className="absolute inset-0 overflow-hidden bg-canvas outline-none after:pointer-events-none after:absolute after:inset-0 after:z-10 focus-visible:after:border focus-visible:after:border-running/70"
      data-plain={plain || undefined}
      data-far={far || undefined}
      onPointerDown={onPointerDown}
      onClickCapture={onClick}
      onDoubleClick={onDoubleClick}
    >
      <ReactFlowProvider>
        <FlowSurface far={far} readOnly={readOnly}>
          <LayoutMarks />
        </FlowSurface>
      </ReactFlowProvider>
      {far ? <Overview /> : null}
      <FlowDots />
      <Marquee />
      <EmptyCanvas />
      <Breadcrumb />
      {readOnly ? null : <Finder />}
      <CanvasMenu />
    </div>
  )
}

/** Shows a graph when it opens and its node types are known: all of it, or what was in view when it was left. */
function useFit(): void {
  const name = useGraph(({ recipe, path }) => [recipe.id, ...path].join('/'))
  const known = useCatalogue().size > 0
  const sized = useStore(viewStore, ({ frame, move }) => frame.width > 0 && move !== null)
  useEffect(() => {
    if (!name || !known || !sized) return
    const frame = requestAnimationFrame(() => enterView(name))
    return () => {
      cancelAnimationFrame(frame)
      leaveView(name)
    }
  }, [name, known, sized])
}
