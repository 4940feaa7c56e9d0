import type { StudioApp } from '@segue/api'
import type { AppId } from '@segue/protocol'
import { Plug } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { AppHistory } from './AppHistory.tsx'
import { appLooks, isConnected, versionOf, wires } from './appLook.ts'
import { ConnectSteps } from './ConnectSteps.tsx'
import { Doing } from './Doing.tsx'
import { OpenDocument } from './OpenDocument.tsx'
import { useStudioPage } from './pageStore.ts'
import { connectApp, disconnectApp } from './studioOrders.ts'

/** One application: what it is, what it has open, what it does, how quick it answers, and how to connect it. */
export const AppCard = memo(
  function AppCard({ app }: { app: StudioApp }) {
    const { state, title, provider, detail, bridge, document, doing, latency } = app
    const look = appLooks[state]
    const [showsSteps, setShowsSteps] = useState(false)
    const place = useWanted(app.app)
    const version = versionOf(provider)
    const connected = isConnected(state)
    const toggleSteps = () => setShowsSteps(!showsSteps)
    return (
      <li
        ref={place}
        aria-label={title}
        className="flex min-w-0 flex-col rounded-node border border-line bg-card"
      >
        <div className="flex h-10 items-center gap-2 pr-1.5 pl-3">
          <span aria-hidden className={cx('size-2 shrink-0 rounded-full', look.dot)} />
          <h2 className="shrink-0 font-medium">{title}</h2>
          {version !== '' && state !== 'standIn' && (
            <span className="tnum truncate font-mono text-muted text-tiny">{version}</span>
          )}
          <span className="ml-auto shrink-0 text-muted text-tiny">{look.label}</span>
          <Connection {...{ app, connected, showsSteps, toggleSteps }} />
        </div>
        <div className="grid gap-2.5 px-3 pb-3 text-node">
          {document && <OpenDocument app={app} document={document} />}
          {(!document || wires.has(app.app)) && <p className="text-muted empty:hidden">{sentenceOf(app)}</p>}
          {doing && <Doing doing={doing} />}
          {detail !== '' && document && <p className="text-stale">{detail}</p>}
          <p className="empty:hidden flex flex-wrap items-baseline gap-x-3 gap-y-1 text-muted text-tiny">
            {latency && (
              <span>
                answers in <span className="tnum font-mono text-text">{inMs(latency.p50)}</span>, at worst{' '}
                <span className="tnum font-mono text-text">{inMs(latency.p99)}</span>
              </span>
            )}
            {bridge && (
              <span className="truncate">
                bridge {bridge.version}, since {timeOfDay(bridge.connectedAt)}
              </span>
            )}
          </p>
          {showsSteps && <ConnectSteps app={app.app} title={title} />}
        </div>
        <AppHistory app={app} />
      </li>
    )
  },
  (before, after) => JSON.stringify(before) === JSON.stringify(after),
)

const timeOfDay = (at: number): string =>
  new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })

const inMs = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`

const whileAbsent: Partial<Record<AppId, string>> = {
  obs: 'Switch OBS on in Segue’s settings to reach its scenes and recordings.',
  midi: 'Switch MIDI on in Segue’s settings to send and hear it.',
}

function sentenceOf({ app, state, title, detail, provider }: StudioApp): string {
  if (isConnected(state) && wires.has(app)) return app === 'osc' ? 'Sends to any address.' : ''
  if (state === 'standIn')
    return `Runs use the built-in stand-in. Connect ${title} to work with your own document.`
  if (state === 'found') return `${title} ${versionOf(provider)} starts by itself when a run needs it.`
  if (state === 'absent') return detail || (whileAbsent[app] ?? `${title} is not here.`)
  return detail || `${title} has told nothing about what it has open.`
}

interface ConnectionProps {
  app: StudioApp
  connected: boolean
  showsSteps: boolean
  toggleSteps: () => void
}

function Connection({
  app: { app, state, title, events },
  connected,
  showsSteps,
  toggleSteps,
}: ConnectionProps) {
  const [waiting, setWaiting] = useState(false)
  const connect = async () => {
    setWaiting(true)
    await connectApp(app)
    setWaiting(false)
  }
  // Whoever was here before may come back; anyone else has to be set up first.
  const mayConnect =
    state === 'found' || state === 'disconnected' || (state === 'standIn' && events.length > 0)
  return (
    <>
      {mayConnect && (
        <Button aria-label={`Connect ${title}`} disabled={waiting} onClick={() => void connect()}>
          {waiting ? 'Connecting…' : 'Connect'}
        </Button>
      )}
      {connected && (
        <Button look="quiet" aria-label={`Disconnect ${title}`} onClick={() => void disconnectApp(app)}>
          Disconnect
        </Button>
      )}
      {connected || mayConnect ? (
        <IconButton
          label={`How to connect ${title}`}
          pressed={showsSteps}
          aria-expanded={showsSteps}
          onClick={toggleSteps}
        >
          <Plug size={14} />
        </IconButton>
      ) : (
        <Button aria-label={`How to connect ${title}`} aria-expanded={showsSteps} onClick={toggleSteps}>
          How to connect
        </Button>
      )}
    </>
  )
}

/** Comes into sight when somebody looks for this application. */
function useWanted(app: StudioApp['app']) {
  const place = useRef<HTMLLIElement>(null)
  const wanted = useStudioPage((state) => state.wanted === app)
  useEffect(() => {
    if (!wanted) return
    place.current?.scrollIntoView({ block: 'nearest' })
    useStudioPage.setState({ wanted: null })
  }, [wanted])
  return place
}
