import type { CallContext } from './bridge.ts'

/** A context for handlers in tests: nobody cancels, nobody listens, but for what `more` says. */
export function testContext(more: Partial<CallContext> = {}): CallContext {
  const nothing = () => {}
  return {
    signal: new AbortController().signal,
    progress: nothing,
    warn: nothing,
    artifact: nothing,
    busy: nothing,
    publish: nothing,
    ...more,
  }
}
