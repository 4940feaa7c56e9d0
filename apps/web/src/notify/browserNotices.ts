import type { NotifyMessage } from '@segue/protocol'
import { toast } from 'sonner'
import { create } from 'zustand'
import { runner } from '../server/client.ts'
import { goTo } from './deepLink.ts'

export type Permission = NotificationPermission | 'impossible'

const permissionNow = (): Permission =>
  typeof Notification === 'undefined' ? 'impossible' : Notification.permission

/** Whether this browser shows notifications. */
export const usePermission = create<{ permission: Permission }>(() => ({ permission: 'default' }))

/** Asks the person. Call it from a click: browsers refuse to ask otherwise. */
export async function askPermission(): Promise<Permission> {
  if (permissionNow() === 'default') await Notification.requestPermission()
  usePermission.setState({ permission: permissionNow() })
  return permissionNow()
}

const seen = new Set<string>()

/** Shows what this page is to tell, until the signal aborts. Two pages show one message once: it has one tag. */
export function followNotices(signal: AbortSignal): void {
  usePermission.setState({ permission: permissionNow() })
  runner()
    .notify.watchMessages({
      signal,
      onData(messages) {
        for (const message of messages) if (!seen.has(message.id)) show(message)
      },
    })
    .catch(() => undefined)
}

function show(message: NotifyMessage): void {
  const isLooking = document.visibilityState === 'visible' && document.hasFocus()
  if (permissionNow() !== 'granted' && !isLooking) return
  seen.add(message.id)
  if (permissionNow() === 'granted' && (!isLooking || message.kind === 'test')) notify(message)
  else
    toast(message.title, {
      description: message.text,
      action: { label: 'Show', onClick: () => goTo(message.url) },
    })
  void runner()
    .notify.shown(message.id)
    .catch(() => seen.delete(message.id))
}

function notify({ id, title, text, url }: NotifyMessage): void {
  const shown = new Notification(title, { body: text, tag: id, icon: '/icon.svg' })
  shown.onclick = () => {
    window.focus()
    goTo(url)
    shown.close()
  }
}
