import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTestRunner, type TestRunner } from '../../testing.ts'
import { openLan } from '../openLan.ts'

export interface Reply {
  status: number
  headers: IncomingHttpHeaders
  text: string
  /** The body, read as what the test expects it to be. */
  json<T>(): T
}

export interface Ask {
  method?: string
  headers?: Record<string, string>
  body?: string
}

/** A runner with its door on the local network open on loopback, asked over real TLS whose certificate is checked. */
export interface LanLab extends AsyncDisposable {
  readonly runner: TestRunner
  readonly origin: string
  readonly port: number
  ask(path: string, ask?: Ask): Promise<Reply>
  /** Trades a code for a cookie as the page does. */
  pair(code: string): Promise<Reply>
  /** A fresh device, as the cookie header that it sends. */
  newDevice(): Promise<{ id: string; cookie: string }>
  /** One call of the API from the page of a device. */
  call(cookie: string, procedure: string, input?: unknown, headers?: Record<string, string>): Promise<Reply>
}

/** Opens it on a port; gone with the test. */
export async function openLanLab(port: number): Promise<LanLab> {
  const folder = mkdtempSync(join(tmpdir(), 'segue-lan-'))
  for (const name of ['index.html', 'phone.html'])
    writeFileSync(join(folder, name), `<!doctype html><title>${name}</title>`)
  const runner = await openTestRunner()
  const log = { warn() {}, error() {} }
  const lan = await openLan(runner, { home: runner.home, host: '127.0.0.1', port, webFolder: folder, log })
  const { origin } = lan
  const ca = readFileSync(runner.home.certificate)
  const ask: LanLab['ask'] = (path, { method = 'GET', headers = {}, body = '' } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${origin}${path}`,
        { method, ca, agent: false, headers: { ...headers, 'content-length': Buffer.byteLength(body) } },
        async (response) => {
          let text = ''
          for await (const chunk of response) text += chunk
          const { statusCode: status = 0 } = response
          resolve({ status, headers: response.headers, text, json: () => JSON.parse(text) })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  const json = { origin, 'content-type': 'application/json' }
  const pair = (code: string) =>
    ask('/pair', { method: 'POST', headers: json, body: JSON.stringify({ code }) })
  return {
    runner,
    origin,
    port,
    ask,
    pair,
    async newDevice() {
      const { url } = await runner.services.devices.invite()
      const paired = await pair(new URL(url).hash.slice('#pair='.length))
      const { device } = paired.json<{ device: { id: string } }>()
      return { id: device.id, cookie: paired.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
    },
    call: (cookie, procedure, input, headers = {}) =>
      ask(`/trpc/${procedure}`, {
        method: 'POST',
        headers: { ...json, cookie, 'x-segue': '1', ...headers },
        body: input === undefined ? '' : JSON.stringify(input),
      }),
    async [Symbol.asyncDispose]() {
      lan.close()
      await runner[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
