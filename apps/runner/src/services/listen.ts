import type { Feed, FeedItem } from '../host/feed.ts'

/** Feed items from this moment on. Progress of one node that nobody has read yet is replaced, not queued. */
export function listen(
  feed: Feed,
  signal: AbortSignal,
  wants: (item: FeedItem) => boolean,
): AsyncGenerator<FeedItem> {
  const queue: FeedItem[] = []
  const wake = { next: Promise.withResolvers<void>() }
  const stop = feed.listen((item) => {
    if (!wants(item)) return
    const { change } = item
    const stale =
      change.type === 'progress'
        ? queue.findIndex(
            (one) => one.change.type === 'progress' && one.change.progress.nodeId === change.progress.nodeId,
          )
        : -1
    if (stale >= 0) queue.splice(stale, 1)
    queue.push(item)
    wake.next.resolve()
  })
  signal.addEventListener(
    'abort',
    () => {
      stop()
      wake.next.resolve()
    },
    { once: true },
  )
  return drain(queue, wake, signal)
}

async function* drain(queue: FeedItem[], wake: { next: PromiseWithResolvers<void> }, signal: AbortSignal) {
  while (!signal.aborted) {
    const item = queue.shift()
    if (item) yield item
    else {
      wake.next = Promise.withResolvers()
      await wake.next.promise
    }
  }
}
