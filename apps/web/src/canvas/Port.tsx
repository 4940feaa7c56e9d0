import { elementOf, portTypes } from '@segue/protocol'
import { type PointerEvent, useCallback } from 'react'
import { useStore } from 'zustand'
import type { PlacedPort } from '../document/ports.ts'
import { PortShape } from '../ui/PortShape.tsx'
import styles from './node.module.css'
import { beginWire } from './wireGesture.ts'
import { looseEndStore, portKey, useWiring } from './wiringStore.ts'

interface PortProps {
  nodeId: string
  nodeName: string
  port: PlacedPort
  side: 'input' | 'output'
  connected: boolean
  /** The failure names this port. */
  bad: boolean
}

/** One port with its label: drag or click it to wire, Alt+click to disconnect. */
export function Port({ nodeId, nodeName, port, side, connected, bad }: PortProps) {
  const key = portKey({ nodeId, port: port.key })
  const fit = useWiring(({ wiring }) => {
    if (!wiring) return 'idle'
    const isHeld = wiring.side === side && portKey(wiring.from) === key
    return isHeld ? 'idle' : wiring.side !== side && wiring.fits.has(key) ? 'fits' : 'fades'
  })
  const aimed = useStore(looseEndStore, ({ over }) => over !== null && portKey(over) === key)
  const onPointerDown = useCallback(
    (event: PointerEvent) => beginWire({ nodeId, port: port.key }, side, event),
    [nodeId, port.key, side],
  )
  const { label } = portTypes[elementOf(port.type)]
  const words = port.type.startsWith('list<') ? `list of ${label.toLowerCase()}` : label.toLowerCase()
  const state = connected ? 'connected' : side === 'input' && port.required ? 'needed' : 'empty'
  return (
    <div className={styles.cell} data-side={side} data-bad={bad || undefined}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${nodeName}, ${side} ${port.label}, ${words}${state === 'needed' ? ', needed' : ''}`}
        title={port.help ? `${port.label} (${words}). ${port.help}` : `${port.label} (${words})`}
        className={`${styles.port} nodrag nopan ${side === 'input' ? 'target' : 'source'}`}
        data-handleid={port.key}
        data-handlepos={side === 'input' ? 'left' : 'right'}
        data-nodeid={nodeId}
        data-side={side}
        data-fits={fit === 'fits' || undefined}
        data-fades={fit === 'fades' || undefined}
        data-aim={(aimed && fit !== 'idle') || undefined}
        onPointerDown={onPointerDown}
      >
        <PortShape type={port.type} state={state} />
      </button>
      <span className={styles.label}>{port.label}</span>
    </div>
  )
}
