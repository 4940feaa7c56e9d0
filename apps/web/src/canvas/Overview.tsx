'use client'

import { useEffect, useRef } from 'react'
import { useCatalogue } from '../document/catalogue.ts'
import { useGraph } from '../document/documentStore.ts'
import { useSelection } from '../document/selectionStore.ts'
import { useRunStore } from '../runs/runStore.ts'
import { drawOverview } from './drawOverview.ts'
import { sceneOf } from './scene.ts'
import { viewStore } from './viewStore.ts'

/** All nodes and wires as one drawing, for when the view is so far out that names cannot be read. */
export function Overview() {
  const surface = useRef<HTMLCanvasElement>(null)
  const catalogue = useCatalogue()
  const open = useGraph((graph) => graph)
  const looks = useRunStore((state) => state.looks)
  const selection = useSelection((state) => state)

  useEffect(() => {
    let frame = 0
    const draw = () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => {
        if (open) drawOverview(surface.current, { scene: sceneOf(open, catalogue), looks, selection })
      })
    }
    draw()
    const stop = viewStore.subscribe((now, before) => {
      if (now.view !== before.view || now.frame !== before.frame) draw()
    })
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [open, catalogue, looks, selection])
  return <canvas ref={surface} aria-hidden className="pointer-events-none absolute inset-0 size-full" />
}
