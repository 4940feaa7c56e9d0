import {
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  createMachine,
  type EventObject,
} from 'xstate'

/** An action that a transition asks for: its name and the context at that moment. */
export interface WantedAction {
  type: string
  context: Record<string, unknown>
}

let wanted: WantedAction[] = []

/**
 * One inert actor scope for every machine. `transition()` of XState builds a throw-away actor and system on every
 * call, which costs several times the transition itself; nothing here starts, schedules or sends, so one will do.
 */
const self = createActor(createMachine({}))
const scope: Parameters<AnyStateMachine['transition']>[2] = {
  self,
  id: '',
  sessionId: '',
  system: self.system,
  logger: () => {},
  defer: () => {},
  emit: () => {},
  stopChild: () => {},
  actionExecutor: ({ type, info }) => void wanted.push({ type, context: info.context }),
}

const collect = (
  next: () => AnyMachineSnapshot,
): { snapshot: AnyMachineSnapshot; actions: WantedAction[] } => {
  wanted = []
  const snapshot = next()
  // XState turns an exception in the first transition into a snapshot of status `error`.
  if (snapshot.status === 'error') throw snapshot.error
  return { snapshot, actions: wanted }
}

/** The first snapshot of a machine and the actions it asks for. Same results as XState's `initialTransition`. */
export function begin(machine: AnyStateMachine, input: unknown) {
  return collect(() => machine.getInitialSnapshot(scope, input))
}

/** The snapshot after an event and the actions it asks for. Same results as XState's `transition`. */
export function advance(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: EventObject) {
  return collect(() => machine.transition(snapshot, event, scope))
}
