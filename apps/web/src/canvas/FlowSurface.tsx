'use client'

import {
  Background,
  BackgroundVariant,
  type EdgeChange,
  type NodeChange,
  ReactFlow,
  type ReactFlowInstance,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { type ReactNode, useCallback, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useCatalogue } from '../document/catalogue.ts'
import { useGraph } from '../document/documentStore.ts'
import { isFace } from '../document/faces.ts'
import { select, selectionStore, useSelection } from '../document/selectionStore.ts'
import { openFinder } from '../finder/finderStore.ts'
import { usePlaying } from '../previews/playing.ts'
import { openBody } from './bodyActions.ts'
import { openMenu } from './CanvasMenu.tsx'
import { useDrag } from './dragStore.ts'
import { FaceCard } from './FaceCard.tsx'
import { type FlowEdge, type FlowNode, flowEdgeMaker, flowNodeMaker } from './flow.ts'
import { foldStore } from './foldStore.ts'
import { NodeCard } from './NodeCard.tsx'
import { dragNodes, dropNodes } from './nodeDrag.ts'
import { viewStore, zoomLimits } from './viewStore.ts'
import { WireEdge } from './WireEdge.tsx'
import { WiringLayer } from './WiringLayer.tsx'
import type { Spot } from './wirePath.ts'
import { useWiring } from './wiringStore.ts'

const nodeTypes = { node: NodeCard, face: FaceCard }
const edgeTypes = { wire: WireEdge }
const panButtons = [1, 2]
const multiSelect = ['Shift', 'Meta', 'Control']
const nothing: never[] = []

/** Takes what the library wants changed about nodes: selections, and places while dragging. */
function onNodesChange(changes: NodeChange<FlowNode>[]): void {
  const moved = new Map<string, Spot>()
  const nodes = new Set(selectionStore.getState().nodes)
  for (const change of changes) {
    if (change.type === 'select') nodes[change.selected ? 'add' : 'delete'](change.id)
    if (change.type === 'position' && change.dragging && change.position)
      moved.set(change.id, change.position)
  }
  if (changes.some(({ type }) => type === 'select')) select(nodes, selectionStore.getState().edges)
  if (moved.size > 0) dragNodes(moved, { suppress: altHeld })
}

function onEdgesChange(changes: EdgeChange<FlowEdge>[]): void {
  const edges = new Set(selectionStore.getState().edges)
  for (const change of changes)
    if (change.type === 'select') edges[change.selected ? 'add' : 'delete'](change.id)
  select(selectionStore.getState().nodes, edges)
}

/** Fields and buttons of a node have double clicks of their own, and so has its name. */
const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, button, [data-rename]') !== null

let altHeld = false
let copying = false

interface FlowSurfaceProps {
  far: boolean
  readOnly: boolean
  children: ReactNode
}

/** The one place that renders the canvas library. `far` leaves nodes and wires out: the overview draws them. */
export function FlowSurface({ far, readOnly, children }: FlowSurfaceProps) {
  const open = useGraph((graph) => graph)
  const catalogue = useCatalogue()
  const selection = useSelection((state) => state)
  const moved = useDrag((state) => state.moved)
  const playing = usePlaying((state) => state.nodeIds)
  const hidden = useWiring(({ wiring }) => wiring?.detached?.id ?? null)
  const unfolded = useStore(foldStore, (state) => state.unfolded)
  const makeNodes = useRef(flowNodeMaker()).current
  const makeEdges = useRef(flowEdgeMaker()).current
  const nodes = useMemo(
    () => (open && !far ? makeNodes({ open, catalogue, unfolded, selection, moved, playing }) : nothing),
    [open, catalogue, unfolded, selection, moved, playing, far, makeNodes],
  )
  const edges = useMemo(
    () => (open && !far ? makeEdges({ open, catalogue, unfolded, selection, hidden }) : nothing),
    [open, catalogue, unfolded, selection, hidden, far, makeEdges],
  )

  const onInit = useCallback((flow: ReactFlowInstance<FlowNode, FlowEdge>) => {
    viewStore.setState({
      move: (view, animate) => {
        viewStore.setState({ view })
        void flow.setViewport(view, animate ? { duration: 200 } : {})
      },
    })
  }, [])
  return (
    <ReactFlow<FlowNode, FlowEdge>
      {...{ nodes, edges, nodeTypes, edgeTypes, onNodesChange, onEdgesChange, onInit }}
      onlyRenderVisibleElements
      onMove={(_, view) => viewStore.setState({ view })}
      minZoom={zoomLimits.min}
      maxZoom={zoomLimits.max}
      panOnScroll
      panOnDrag={readOnly || panButtons}
      panActivationKeyCode="Space"
      selectionKeyCode={null}
      multiSelectionKeyCode={multiSelect}
      deleteKeyCode={null}
      disableKeyboardA11y
      nodesFocusable={false}
      edgesFocusable={false}
      nodesConnectable={false}
      nodesDraggable={!readOnly}
      nodeDragThreshold={0}
      zoomOnDoubleClick={false}
      elevateNodesOnSelect
      onNodeDragStart={(event) => {
        copying = event.altKey
      }}
      onNodeDrag={(event) => {
        altHeld = event.altKey
      }}
      onNodeDragStop={(event) => dropNodes({ copy: copying, suppress: event.altKey })}
      onNodeDoubleClick={(event, { id }) => {
        if (!isControl(event.target)) openBody(id)
      }}
      onEdgeDoubleClick={(event, edge) => {
        if (edge.data)
          openFinder(
            { kind: 'insert', edge: edge.data.edge, type: edge.data.portType },
            { x: event.clientX, y: event.clientY },
          )
      }}
      onPaneContextMenu={(event) => openMenu(event, null)}
      onNodeContextMenu={(event, { id }) => openMenu(event, isFace(id) ? null : { nodeId: id })}
      onEdgeContextMenu={(event, { id }) => openMenu(event, { edgeId: id })}
    >
      <Background variant={BackgroundVariant.Dots} gap={24} size={2} color="var(--color-grid)" />
      {children}
      <WiringLayer />
    </ReactFlow>
  )
}
