'use client'

import { elementOf, portTypes } from '@segue/protocol'
import { ViewportPortal } from '@xyflow/react'
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useCatalogue } from '../document/catalogue.ts'
import { useGraph } from '../document/documentStore.ts'
import { Button } from '../ui/Button.tsx'
import { portSpot, sceneOf } from './scene.ts'
import styles from './wire.module.css'
import { pathData, wireCurve } from './wirePath.ts'
import { insertConverter, refuse } from './wiringActions.ts'
import { looseEndStore, useWiring, type Wiring } from './wiringStore.ts'

/** The wire in hand, and the word about one that was refused. */
export function WiringLayer() {
  const wiring = useWiring((state) => state.wiring)
  return (
    <>
      {wiring ? (
        <ViewportPortal>
          <LooseWire wiring={wiring} />
        </ViewportPortal>
      ) : null}
      <Refused />
    </>
  )
}

function LooseWire({ wiring }: { wiring: Wiring }) {
  const { at, over } = useStore(looseEndStore)
  const catalogue = useCatalogue()
  const open = useGraph((graph) => graph)
  const { nodeId, port } = wiring.from
  const placed = open && sceneOf(open, catalogue).nodes.get(nodeId)
  const spot = placed && portSpot(placed, { side: wiring.side, key: port })
  if (!spot) return null
  const { colour, wire } = portTypes[elementOf(wiring.type)]
  const curve = wiring.side === 'output' ? wireCurve(spot, at) : wireCurve(at, spot)
  const refused = over !== null && !wiring.fits.has(`${over.nodeId} ${over.port}`)
  return (
    <svg className={styles.loose} aria-hidden>
      <path
        className={styles.line}
        d={pathData(curve)}
        stroke={refused ? 'var(--color-error)' : colour}
        strokeWidth={wire}
      />
      <circle cx={at.x} cy={at.y} r={4} fill={refused ? 'var(--color-error)' : colour} />
    </svg>
  )
}

function Refused() {
  const refusal = useWiring((state) => state.refusal)
  const catalogue = useCatalogue()
  useEffect(() => {
    if (!refusal) return
    const leave = (event: Event) => {
      if (event instanceof KeyboardEvent && event.key !== 'Escape') return
      refuse(null)
    }
    window.addEventListener('pointerdown', leave)
    window.addEventListener('keydown', leave)
    return () => {
      window.removeEventListener('pointerdown', leave)
      window.removeEventListener('keydown', leave)
    }
  }, [refusal])
  if (!refusal) return null
  const converter = refusal.converter ? catalogue.get(refusal.converter) : undefined
  return (
    <div
      role="alert"
      className="fixed z-40 flex max-w-80 flex-col items-start gap-2 rounded-node border border-line bg-header px-3 py-2 text-node shadow-pop"
      style={{
        left: Math.min(refusal.x + 12, window.innerWidth - 336),
        top: Math.min(refusal.y + 12, window.innerHeight - 96),
      }}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <span>{refusal.reason}</span>
      {converter ? <Button onClick={() => insertConverter(refusal)}>Insert {converter.title}</Button> : null}
    </div>
  )
}
