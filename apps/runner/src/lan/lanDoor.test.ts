import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { appRouter } from '@segue/api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { readSecret } from '../server/secrets.ts'
import { type LanLab, openLanLab } from './testing/lanLab.ts'

let lab: LanLab
let device: { id: string; cookie: string }

beforeAll(async () => {
  lab = await openLanLab(4660)
  device = await lab.newDevice()
})
afterAll(() => lab[Symbol.asyncDispose]())

const codeIn = (url: string) => new URL(url).hash.slice('#pair='.length)

/** All that a connection says to exact bytes, over TLS or in the clear. */
async function raw(text: string, { secure }: { secure: boolean }): Promise<string> {
  const at = { host: '127.0.0.1', port: lab.port }
  const socket = secure
    ? connectSecurely({ ...at, ca: readFileSync(lab.runner.home.certificate) })
    : connect(at)
  let said = ''
  socket.on('data', (chunk) => {
    said += chunk
  })
  socket.on('error', () => {})
  socket.write(text.replaceAll('\n', '\r\n'))
  await once(socket, 'close')
  return said
}
const statusOf = (said: string) => Number(said.split(' ')[1] ?? 0)

describe('who is not paired', () => {
  test('gets the page and nothing else', async () => {
    expect((await lab.ask('/phone')).status).toBe(200)
    for (const path of [
      '/trpc/system.version',
      '/upload?name=a.wav',
      '/sign-in',
      '/sign-in/code',
      '/health',
      '/bridge',
    ])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
        const { status } = await lab.ask(path, { method, headers: { 'x-segue': '1', origin: lab.origin } })
        expect([path, method, status]).toEqual([path, method, 401])
      }
  })

  test('is not let in by the home’s token', async () => {
    const authorization = `Bearer ${readSecret(lab.runner.home.token).toString('hex')}`
    expect((await lab.call('', 'system.version', undefined, { authorization })).status).toBe(401)
  })

  test('is not let in by a key that is cut, altered or of somebody else', async () => {
    const [name = '', key = ''] = device.cookie.split('=')
    const [id, token = ''] = key.split('.')
    for (const wrong of [`${id}.`, `${id}.${token.slice(1)}`, `dev_other.${token}`, `${id}`, '', `${key}x`])
      expect((await lab.call(`${name}=${wrong}`, 'system.version')).status).toBe(401)
    expect((await lab.call(`${device.cookie}; ${device.cookie}`, 'system.version')).status).toBe(401)
    expect((await lab.call(device.cookie, 'system.version')).status).toBe(200)
  })
})

describe('the address', () => {
  const get = (host: string, headers = '') =>
    raw(
      `POST /trpc/system.version HTTP/1.1\nHost: ${host}\nConnection: close\nX-Segue: 1\nContent-Type: application/json\n${headers}Content-Length: 0\n\n`,
      {
        secure: true,
      },
    )

  test('another Host is refused, whoever asks', async () => {
    for (const host of ['segue.evil', `localhost:${lab.port}`, `127.0.0.1:${lab.port + 1}`, '127.0.0.1', ''])
      expect(
        statusOf(await get(host, `Cookie: ${device.cookie}\nOrigin: ${lab.origin}\n`)),
      ).toBeGreaterThanOrEqual(400)
  })

  test('another Origin is refused, even with a device’s cookie, and so is none', async () => {
    const here = `127.0.0.1:${lab.port}`
    for (const origin of ['null', 'https://evil.test', `http://${here}`, 'https://127.0.0.1:4400'])
      expect(statusOf(await get(here, `Cookie: ${device.cookie}\nOrigin: ${origin}\n`))).toBe(403)
    expect(statusOf(await get(here, `Cookie: ${device.cookie}\n`))).toBe(403)
    expect(statusOf(await get(here, `Cookie: ${device.cookie}\nOrigin: ${lab.origin}\n`))).toBe(200)
  })

  test('plain HTTP is told where the door is, and nothing is looked at', async () => {
    const said = await raw(`GET /phone HTTP/1.1\nHost: evil.test\nCookie: ${device.cookie}\n\n`, {
      secure: false,
    })
    expect(said.split('\r\n').slice(0, 2)).toEqual([
      'HTTP/1.1 308 Permanent Redirect',
      `Location: ${lab.origin}/phone`,
    ])
    expect(said).not.toContain('evil')
  })

  test('noise on the port breaks nothing', async () => {
    expect(await raw('\u0016HELLO this is no handshake\n\n', { secure: false })).not.toContain('HTTP')
    expect((await lab.ask('/phone')).status).toBe(200)
  })

  test('no other origin is ever allowed', async () => {
    for (const path of ['/phone', '/', '/trpc/system.version', '/pair']) {
      const { headers } = await lab.ask(path, { headers: { cookie: device.cookie } })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('a paired device', () => {
  const allowed = new Set([
    'artifacts.loudness',
    'artifacts.preview',
    'artifacts.url',
    'recipes.get',
    'recipes.list',
    'recipes.sample',
    'runs.answer',
    'runs.list',
    'runs.review',
    'runs.start',
    'runs.view',
    'runs.watch',
    'runs.watchHeads',
    'system.version',
  ])

  test('finds no call but those of forms, answers and outputs', async () => {
    const all = Object.keys(appRouter._def.procedures)
    expect([...allowed].filter((name) => !all.includes(name))).toEqual([])
    for (const procedure of all) {
      if (procedure.startsWith('runs.watch')) continue
      const { status } = await lab.call(device.cookie, procedure, {})
      expect([procedure, status === 404]).toEqual([procedure, !allowed.has(procedure)])
    }
  })

  test('gets no page of the editor', async () => {
    for (const path of [
      '/index.html',
      '/index',
      '/phone.html',
      '/_next/../index.html',
      '/_next/static/../../index.html',
    ])
      expect((await lab.ask(path, { headers: { cookie: device.cookie } })).text).not.toContain('index.html')
    expect((await lab.ask('/', { headers: { cookie: device.cookie } })).headers.location).toBe('/phone')
  })

  test('brings no graph, no folder and no name of its own', async () => {
    const [{ id } = { id: 'rcp_none' }] = await lab.runner.services.recipes.list()
    const start = { recipe: { id }, inputs: {} }
    for (const more of [
      { outFolder: '/tmp' },
      { providers: { blender: 'real' } },
      { target: { part: 'fresh' } },
    ])
      expect((await lab.call(device.cookie, 'runs.start', { ...start, ...more })).status).toBe(400)
    const graph = { schemaVersion: 1, id: 'rcp_mine', name: 'Mine', graph: { nodes: {}, edges: [] } }
    expect((await lab.call(device.cookie, 'runs.start', { recipe: graph, inputs: {} })).status).toBe(400)
    const answer = { runId: 'run_1', nodeId: 'a', outputs: {}, decision: 'approve', by: 'editor' }
    expect((await lab.call(device.cookie, 'runs.answer', answer)).status).toBe(400)
  })

  test('sees a recipe as a form, without what is behind it', async () => {
    const graph = {
      nodes: { say: { type: 'text.text', version: 1, name: 'Say', params: { text: 'secret' } } },
      edges: [],
    }
    const document = { schemaVersion: 1, id: 'rcp_form', revision: 0, name: 'Form', graph } as never
    const { id } = await lab.runner.services.recipes.create({ name: 'Form', recipe: document })
    const { text, json } = await lab.call(device.cookie, 'recipes.get', { id })
    expect(json<{ result: { data: { name: string } } }>().result.data.name).toBe('Form')
    expect(text).not.toContain('secret')
  })

  test('plays files in place, in ranges, under addresses that only it can use', async () => {
    const html = new TextEncoder().encode('<script>1</script>')
    const ref = await lab.runner.artifacts.putBytes(html, { name: 'x.html', mime: 'text/html' })
    const reply = await lab.call(device.cookie, 'artifacts.url', { ref })
    const path = reply.json<{ result: { data: string } }>().result.data
    expect(path).toMatch(/^\/a\//)
    const part = await lab.ask(path, { headers: { cookie: device.cookie, range: 'bytes=1-6' } })
    expect([part.status, part.text, part.headers['content-range']]).toEqual([206, 'script', 'bytes 1-6/18'])
    expect(part.headers['content-security-policy']).toMatch(/^sandbox/)
    expect(part.headers['content-type']).toBe('application/octet-stream')
    expect(part.headers['x-content-type-options']).toBe('nosniff')
    const other = await lab.newDevice()
    expect((await lab.ask(path)).status).toBe(401)
    expect((await lab.ask(path, { headers: { cookie: other.cookie } })).status).toBe(404)
    expect(
      (await lab.ask(path.replace('x.html', 'y.html'), { headers: { cookie: device.cookie } })).status,
    ).toBe(404)
    const onDesk = new URL(await lab.runner.services.artifacts.url(ref, { download: false }))
    const foreign = await lab.ask(onDesk.pathname + onDesk.search, { headers: { cookie: device.cookie } })
    expect(foreign.status).toBe(404)
  })
})

describe('a revoked device', () => {
  test('is refused at once, its live socket ends, and its files are shut', async () => {
    const gone = await lab.newDevice()
    const ref = await lab.runner.artifacts.putBytes(new Uint8Array([1]), { name: 'a.bin' })
    const path = (await lab.call(gone.cookie, 'artifacts.url', { ref })).json<{ result: { data: string } }>()
      .result.data
    const socket = new WebSocket(`${lab.origin.replace('https', 'wss')}/trpc`, {
      ca: readFileSync(lab.runner.home.certificate),
      headers: { cookie: gone.cookie, origin: lab.origin },
    })
    await once(socket, 'open')
    const ended = once(socket, 'close')
    await lab.runner.services.devices.revoke({ id: gone.id })
    await ended
    expect((await lab.call(gone.cookie, 'system.version')).status).toBe(401)
    expect((await lab.ask(path, { headers: { cookie: gone.cookie } })).status).toBe(401)
    await expect(lab.runner.services.devices.revoke({ id: gone.id })).rejects.toMatchObject({
      failure: { code: 'device.unknown' },
    })
    expect((await lab.call(device.cookie, 'system.version')).status).toBe(200)
  })

  test('opens no live socket, nor does a page of another origin', async () => {
    const statusFor = async (cookie: string, origin: string) => {
      const socket = new WebSocket(`${lab.origin.replace('https', 'wss')}/trpc`, {
        ca: readFileSync(lab.runner.home.certificate),
        headers: { cookie, origin },
      })
      const [, response] = await once(socket, 'unexpected-response')
      socket.on('error', () => {})
      socket.terminate()
      return response.statusCode
    }
    expect(await statusFor('', lab.origin)).toBe(401)
    expect(await statusFor(device.cookie, 'null')).toBe(403)
    expect(await statusFor(device.cookie, 'https://evil.test')).toBe(403)
  })
})

describe('pairing', () => {
  test('a code lets one device in, once', async () => {
    const code = codeIn((await lab.runner.services.devices.invite()).url)
    const first = await lab.pair(code)
    expect(first.status).toBe(200)
    expect(first.headers['set-cookie']?.[0]).toMatch(
      /^__Host-segue_\d+=dev_[^;]+; Secure; HttpOnly; SameSite=Strict; Path=\//,
    )
    const second = await lab.pair(code)
    expect([second.status, second.json<{ failure: { code: string } }>().failure.code]).toEqual([
      401,
      'pairing.wrong',
    ])
  })

  test('only our own page pairs', async () => {
    const code = codeIn((await lab.runner.services.devices.invite()).url)
    const body = JSON.stringify({ code })
    const json = { 'content-type': 'application/json' }
    expect((await lab.ask('/pair', { method: 'POST', headers: json, body })).status).toBe(403)
    expect((await lab.ask('/pair', { method: 'POST', headers: { origin: lab.origin }, body })).status).toBe(
      403,
    )
    expect(
      (await lab.ask('/pair', { method: 'POST', headers: { ...json, origin: 'https://evil.test' }, body }))
        .status,
    ).toBe(403)
    expect((await lab.pair(code)).status).toBe(200)
  })

  test('of a token the store has the hash only, and secrets are the owner’s alone', () => {
    const token = device.cookie.split('.')[1] ?? 'nothing'
    const rows = JSON.stringify(lab.runner.db.all('SELECT * FROM devices'))
    expect(rows).toContain(device.id)
    expect(rows).not.toContain(token)
    expect(statSync(lab.runner.home.certificate).mode & 0o777).toBe(0o600)
  })

  test('guessing is stopped, and then even the right code waits', async () => {
    for (let tries = 0; tries < 12; tries++) await lab.pair(`guess-${tries}`)
    const late = await lab.pair(codeIn((await lab.runner.services.devices.invite()).url))
    expect([late.status, late.json<{ failure: { code: string } }>().failure.code]).toEqual([
      429,
      'pairing.too_many',
    ])
  })
})
