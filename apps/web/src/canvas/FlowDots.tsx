'use client'

import { elementOf, portTypes } from '@segue/protocol'
import { useEffect, useMemo, useRef } from 'react'
import { useCatalogue } from '../document/catalogue.ts'
import { useGraph } from '../document/documentStore.ts'
import { useRunStore } from '../runs/runStore.ts'
import { beginDrawing, inView } from './drawing.ts'
import { type PlacedWire, sceneOf } from './scene.ts'
import { pointOn, spanOf } from './wirePath.ts'

const limits = { dots: 40, frameMs: 1000 / 30, travelMs: 1600 }

/** Dots that run along the wires into running nodes: one drawing over all wires, still when nothing runs. */
export function FlowDots() {
  const surface = useRef<HTMLCanvasElement>(null)
  const catalogue = useCatalogue()
  const open = useGraph((graph) => graph)
  const running = useRunStore(({ looks }) =>
    Object.keys(looks)
      .filter((nodeId) => looks[nodeId]?.status === 'running')
      .join(' '),
  )
  const wires = useMemo(() => {
    const nodes = new Set(running.split(' '))
    return open ? sceneOf(open, catalogue).wires.filter(({ edge }) => nodes.has(edge.target.nodeId)) : []
  }, [open, catalogue, running])

  useEffect(() => {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    if (wires.length === 0 || still) {
      beginDrawing(surface.current)
      return
    }
    let last = 0
    let frame = requestAnimationFrame(function tick(now) {
      frame = requestAnimationFrame(tick)
      if (now - last < limits.frameMs || document.hidden) return
      last = now
      drawDots(surface.current, wires, now)
    })
    return () => {
      cancelAnimationFrame(frame)
      beginDrawing(surface.current)
    }
  }, [wires])
  return <canvas ref={surface} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
}

function drawDots(surface: HTMLCanvasElement | null, wires: readonly PlacedWire[], now: number): void {
  const context = beginDrawing(surface)
  if (!context) return
  const visible = wires.filter(({ curve }) => inView(spanOf(curve)))
  const each = Math.max(1, Math.min(4, Math.floor(limits.dots / Math.max(1, visible.length))))
  for (const { curve, type } of visible.slice(0, limits.dots)) {
    const { colour, wire } = portTypes[elementOf(type)]
    context.fillStyle = colour
    for (let dot = 0; dot < each; dot += 1) {
      const { x, y } = pointOn(curve, (now / limits.travelMs + dot / each) % 1)
      context.beginPath()
      context.arc(x, y, wire / 2 + 1.75, 0, Math.PI * 2)
      context.fill()
    }
  }
}
