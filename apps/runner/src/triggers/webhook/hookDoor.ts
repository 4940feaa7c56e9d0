import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { failureOf, type RunHead, type WebhookSettings } from '@segue/protocol'
import type { Clock } from '../../host/clock.ts'
import type { Answer, Events } from '../events.ts'
import type { TriggerRows } from '../triggerRows.ts'
import { type Hooks, hooksPath } from './hooks.ts'
import { eventOf, readBody } from './payload.ts'
import { isSigned } from './signature.ts'

export interface HookDoorOptions {
  hooks: Hooks
  rows: TriggerRows
  events(): Pick<Events, 'hear'> | null
  clock: Clock
  /** The run when it has ended, or null when the signal aborts first. */
  ended(runId: string, signal: AbortSignal): Promise<RunHead | null>
}

/** Answers a call to an address of a webhook. */
export type HookDoor = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Bodies that are read at one time. */
const mostOpen = 256
const codes: Record<string, number> = { 'webhook.too_large': 413, 'webhook.slow': 408, 'webhook.type': 415 }

/**
 * Opens the door. Whoever does not know the whole address learns nothing: any other is 404 with the same body. What is
 * answered with 202 is on disk.
 */
export function openHookDoor({ hooks, rows, events, clock, ended }: HookDoorOptions): HookDoor {
  let reading = 0
  const settingsOf = (id: string, secret: string): WebhookSettings | null => {
    const isOpen = hooks.opens(id, secret)
    const settings = isOpen ? rows.find(id)?.trigger.settings : undefined
    return settings?.kind === 'webhook' ? settings : null
  }
  const wait = async (runId: string, waitSec: number, response: ServerResponse) => {
    const over = new AbortController()
    const timer = setTimeout(() => over.abort(), waitSec * 1000)
    response.once('close', () => over.abort())
    try {
      return await ended(runId, over.signal)
    } finally {
      clearTimeout(timer)
    }
  }
  const answer = async (
    id: string,
    settings: WebhookSettings,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    reading += 1
    const body = await readBody(request).finally(() => {
      reading -= 1
    })
    const { headers } = request
    const now = clock.now()
    if (!isSigned(settings, { headers, body, key: hooks.signingKey(id), now }))
      return send(response, 401, { error: 'webhook.signature' })
    const delivery = headers[settings.deliveryHeader]
    const key =
      typeof delivery === 'string' && delivery !== ''
        ? `call:${delivery.slice(0, 200)}`
        : `call:${randomBytes(9).toString('hex')}`
    const words = `call from ${request.socket.remoteAddress ?? 'nowhere'}`
    const heard = await events()?.hear(id, { key, at: now, words, data: eventOf(request, body) })
    if (!heard) return later(response, 5, 'runner.closing')
    const { runId } = heard
    if (settings.answer === 'accepted' || runId === null || heard.failure) return tell(response, heard)
    const head = await wait(runId, settings.waitSec, response)
    if (!head) return tell(response, heard)
    const { status, outputs, failures } = head
    send(response, status === 'succeeded' ? 200 : 500, { runId, status, outputs, failures })
  }
  return async (request, response) => {
    const [id = '', secret = '', more] =
      (request.url ?? '').split('?')[0]?.slice(hooksPath.length).split('/') ?? []
    const settings = more === undefined ? settingsOf(id, secret) : null
    if (settings === null) return send(response, 404, { error: 'not found' })
    if (request.method !== 'POST')
      return send(response.setHeader('Allow', 'POST'), 405, { error: 'POST only' })
    if (reading >= mostOpen) return later(response, 1, 'webhook.busy', 429)
    try {
      await answer(id, settings, request, response)
    } catch (error) {
      const { code, message, hint, kind } = failureOf(error)
      const status = codes[code] ?? (kind === 'input' ? 400 : 503)
      if (status === 503) response.setHeader('Retry-After', '5')
      send(response, status, { error: code, message, hint })
    }
  }
}

function tell(response: ServerResponse, { outcome, runId, reason, failure }: Answer): void {
  if (outcome === 'capped') return later(response, 60, reason, 429)
  if (failure) return send(response, 422, { outcome, reason, error: failure.code, hint: failure.hint })
  const isNew = outcome === 'starting' || outcome === 'queued' || outcome === 'fired'
  send(response, isNew ? 202 : 200, {
    outcome: isNew && outcome !== 'queued' ? 'accepted' : outcome,
    runId,
    reason,
  })
}

function later(response: ServerResponse, seconds: number, error: string, status = 503): void {
  send(response.setHeader('Retry-After', String(seconds)), status, { error })
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent || response.destroyed) return
  // Who sends more than is read keeps no connection.
  if (status >= 400) response.setHeader('Connection', 'close')
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(`${JSON.stringify(body)}\n`)
}
