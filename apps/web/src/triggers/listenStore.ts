import { type Failure, failureOf, type Heard, type TriggerView } from '@segue/protocol'
import { toast } from 'sonner'
import { create } from 'zustand'
import { runner } from '../server/client.ts'
import { learned } from './learned.ts'
import { putTrigger } from './triggerStore.ts'

/** One message, numbered as it came. */
export type Message = Heard & { seq: number }

interface ListenState {
  /** The trigger that is being tested. */
  id: string | null
  /** What each trigger has heard since the page was loaded, newest first. */
  heard: Readonly<Record<string, readonly Message[]>>
  /** The next message says what the trigger waits for. */
  learns: boolean
  /** Why nothing is told. */
  failure: Failure | null
}

const quiet = { id: null, learns: false, failure: null }
const mostHeard = 20

/** What a tested trigger receives. */
export const useListening = create<ListenState>(() => ({ ...quiet, heard: {} }))

const none: readonly Message[] = []
let count = 0

/** What a trigger has heard while it was tested, newest first. */
export const useHeard = (id: string | null): readonly Message[] =>
  useListening(({ heard }) => (id === null ? none : (heard[id] ?? none)))

let listening: AbortController | undefined

/** Shows all that a trigger receives from now on; `learns`: it waits for what comes next. */
export function listen(id: string, { learns = false } = {}): void {
  stopListening()
  listening = new AbortController()
  const { signal } = listening
  useListening.setState({ id, learns, failure: null })
  runner()
    .triggers.listen(id, { signal, onData: (one) => take(id, one) })
    .catch((error) => {
      if (!signal.aborted) useListening.setState({ ...quiet, failure: failureOf(error) })
    })
}

export function stopListening(): void {
  listening?.abort()
  listening = undefined
  useListening.setState(quiet)
}

function take(id: string, one: Heard): void {
  const { learns } = useListening.getState()
  count += 1
  const message = { ...one, seq: count }
  useListening.setState(({ heard }) => ({
    heard: { ...heard, [id]: [message, ...(heard[id] ?? [])].slice(0, mostHeard) },
  }))
  if (learns) void learn(id, one)
}

/** Lets a trigger wait for a message that it has heard. */
export async function learn(id: string, { data }: Pick<Heard, 'data'>): Promise<void> {
  const { triggers } = runner()
  try {
    const { settings } = await triggers.get(id)
    const next = learned(settings, data)
    if (next === null) return
    useListening.setState({ learns: false })
    const kept: TriggerView = await triggers.update({ id, change: { settings: next } })
    putTrigger(kept)
    toast.success(`It starts ${kept.words}.`)
  } catch (error) {
    const { message, hint } = failureOf(error)
    toast.error(message, { description: hint })
  }
}
