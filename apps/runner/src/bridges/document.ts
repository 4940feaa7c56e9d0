import { AppDocument, documentTopic } from '@segue/protocol'
import type { Subscriptions } from './subscriptions.ts'

/** What an application has open, as it told last. */
export interface WatchedDocument {
  readonly now: AppDocument | null
  /** It is gone, and so is what it had open. */
  forget(): void
}

/** Listens to what an application has open. `onUnreadable`: it told something else. */
export function watchDocument(
  subscriptions: Pick<Subscriptions, 'add'>,
  onUnreadable: () => void,
): WatchedDocument {
  let now: AppDocument | null = null
  subscriptions.add(documentTopic, ({ data }) => {
    const told = AppDocument.safeParse(data)
    if (!told.success) return onUnreadable()
    now = told.data
  })
  return {
    get now() {
      return now
    },
    forget() {
      now = null
    },
  }
}
