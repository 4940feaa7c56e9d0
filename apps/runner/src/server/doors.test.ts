import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { version } from '../config/version.ts'
import { openTestRunner, type TestRunner } from '../testing.ts'
import { type OpenDoors, openDoors } from './openDoors.ts'

const port = 4630
const origin = `http://127.0.0.1:${port}`
let runner: TestRunner
let doors: OpenDoors
let cookie = ''
let bearer = ''

beforeAll(async () => {
  runner = await openTestRunner({ port })
  doors = await openDoors(runner, { home: runner.home, port, webFolder: '/nowhere', log: doorsLog })
  bearer = `Bearer ${doors.token}`
  const signed = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ code: doors.sessions.newCode() }),
  })
  cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? ''
})
const doorsLog = { warn: () => {}, error: () => {} }

afterAll(async () => {
  await doors.close()
  await runner[Symbol.asyncDispose]()
})

/** Sends exact bytes and gives the status line's code. */
function raw(text: string, at = port): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(at, '127.0.0.1', () => socket.write(text.replaceAll('\n', '\r\n')))
    socket.once('data', (chunk) => {
      resolve(Number(String(chunk).split(' ')[1] ?? 0))
      socket.destroy()
    })
    socket.once('end', () => resolve(0))
    socket.on('error', reject)
  })
}

const call = (headers: string, path = '/trpc/system.version', method = 'POST', host = `127.0.0.1:${port}`) =>
  raw(`${method} ${path} HTTP/1.1\nHost: ${host}\nConnection: close\nContent-Length: 0\n${headers}\n`)

describe('the address', () => {
  const hosts = [
    'evil.test',
    `localhost.evil:${port}`,
    `127.0.0.1.nip.io:${port}`,
    '',
    `127.0.0.1:${port + 1}`,
    `0.0.0.0:${port}`,
  ]
  test.each(hosts)('a request for the host “%s” is refused, token or not', async (host) => {
    expect(
      await call(`Authorization: ${bearer}\nX-Segue: 1\n`, '/health', 'GET', host),
    ).toBeGreaterThanOrEqual(400)
    expect(
      await call(`Authorization: ${bearer}\nX-Segue: 1\n`, '/trpc/system.version', 'POST', host),
    ).toBeGreaterThanOrEqual(400)
  })

  test('two Host headers, none, and an absolute address are refused', async () => {
    const rest = `Authorization: ${bearer}\nX-Segue: 1\nConnection: close\n\n`
    expect(
      await raw(`GET /health HTTP/1.1\nHost: 127.0.0.1:${port}\nHost: evil.test\n${rest}`),
    ).toBeGreaterThanOrEqual(400)
    expect(await raw(`GET /health HTTP/1.1\n${rest}`)).toBeGreaterThanOrEqual(400)
    expect(await raw(`GET http://evil.test/health HTTP/1.1\nHost: 127.0.0.1:${port}\n${rest}`)).toBe(421)
  })

  test.each(['null', 'http://evil.test', `http://127.0.0.1:${port + 1}`, `http://localhost:${port}`])(
    'the origin “%s” is refused, even with a session',
    async (from) => {
      expect(await call(`Origin: ${from}\nCookie: ${cookie}\nX-Segue: 1\n`)).toBe(403)
    },
  )

  test('trust headers from outside change nothing', async () => {
    const spoof =
      'X-Forwarded-For: 127.0.0.1\nX-Forwarded-Host: localhost\nX-Real-Ip: ::1\nX-Middleware-Subrequest: 1\n'
    expect(await call(`${spoof}X-Segue: 1\n`)).toBe(401)
  })
})

describe('the caller', () => {
  test('health answers without a token and says only the version', async () => {
    const response = await fetch(`${origin}/health`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ ok: true, version })
  })

  test('nothing else answers without a token', async () => {
    for (const path of [
      '/trpc/recipes.list',
      '/upload?name=a.wav',
      '/trpc/runs.list',
      '/sign-in/code',
      '/anything',
    ])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE'])
        expect(await call('X-Segue: 1\n', path, method)).toBe(401)
  })

  test('a wrong token and a wrong session are refused', async () => {
    expect(await call(`Authorization: Bearer ${'0'.repeat(64)}\nX-Segue: 1\n`)).toBe(401)
    expect(await call(`Cookie: segue_${port}=1.2.3\nOrigin: ${origin}\nX-Segue: 1\n`)).toBe(401)
  })

  test('the token speaks for itself, a session only with our own origin', async () => {
    const body = '{}'
    const post = (headers: string) =>
      raw(
        `POST /trpc/system.version HTTP/1.1\nHost: 127.0.0.1:${port}\nConnection: close\nContent-Type: application/json\nContent-Length: ${body.length}\nX-Segue: 1\n${headers}\n${body}`,
      )
    expect(await post(`Authorization: ${bearer}\n`)).toBe(200)
    expect(await post(`Cookie: ${cookie}\nOrigin: ${origin}\n`)).toBe(200)
    expect(await post(`Cookie: ${cookie}\n`)).toBe(403)
  })

  test('a call without our header is refused', async () => {
    expect(await call(`Authorization: ${bearer}\n`)).toBe(403)
  })

  test('no answer carries a CORS header', async () => {
    for (const path of ['/health', '/trpc/system.version', '/', '/sign-in']) {
      const response = await fetch(origin + path, { headers: { origin } })
      expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })
})

describe('signing in', () => {
  const signIn = (code: string) =>
    fetch(`${origin}/sign-in`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })

  test('a code works once', async () => {
    const code = doors.sessions.newCode()
    const first = await signIn(code)
    expect(first.headers.get('set-cookie')).toMatch(/^segue_\d+=.*HttpOnly; SameSite=Strict; Path=\//)
    expect((await signIn(code)).status).toBe(401)
  })

  test('guessing stops being answered after twenty tries a minute', async () => {
    for (let i = 0; i < 25; i++) expect((await signIn(`guess-${i}`)).status).toBe(401)
    expect((await signIn(doors.sessions.newCode())).status).toBe(401)
  })
})

describe('the live socket', () => {
  const upgrade = (headers: string, path = '/trpc') =>
    raw(
      `GET ${path} HTTP/1.1\nHost: 127.0.0.1:${port}\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n${headers}\n`,
    )

  test('is refused before it is accepted for strangers and foreign pages', async () => {
    expect(await upgrade(`Origin: ${origin}\n`)).toBe(401)
    expect(await upgrade(`Cookie: ${cookie}\nOrigin: http://evil.test\n`)).toBe(403)
    expect(await upgrade(`Cookie: ${cookie}\nOrigin: null\n`)).toBe(403)
    expect(await upgrade(`Cookie: ${cookie}\n`)).toBe(403)
  })

  test('opens for our own page with a session', async () => {
    expect(await upgrade(`Cookie: ${cookie}\nOrigin: ${origin}\n`)).toBe(101)
  })
})

describe('artifacts', () => {
  const get = (path: string, headers = '') =>
    raw(`GET ${path} HTTP/1.1\nHost: localhost:${port + 1}\nConnection: close\n${headers}\n`, port + 1)

  test('a signed address works on the artifact host only, a forged or altered one nowhere', async () => {
    const ref = await runner.artifacts.putBytes(new TextEncoder().encode('hello'), { name: 'a.txt' })
    const { pathname, search } = new URL(await runner.services.artifacts.url(ref, { download: false }))
    expect(await get(pathname + search)).toBe(200)
    expect(await get(`${pathname}x${search}`)).toBe(404)
    expect(await get(pathname + search.replace('a.txt', 'b.html'))).toBe(404)
    expect(await get(pathname.replace(ref.artifactId, '0'.repeat(64)) + search)).toBe(404)
    expect(await call(`Authorization: ${bearer}\n`, pathname + search, 'GET')).toBe(403)
  })

  test.each([
    '/a/../../etc/passwd',
    '/a/..%2f..%2fetc/passwd',
    '/%2e%2e/secret/key',
    '/a/%00',
    '//etc/passwd',
    '/a/~/x',
    '/..\\..\\x',
  ])('the path %s reaches nothing', async (path) => {
    expect(await get(path)).toBeGreaterThanOrEqual(400)
    expect(await call(`Authorization: ${bearer}\nX-Segue: 1\n`, path, 'GET')).toBeGreaterThanOrEqual(400)
  })

  test('bytes are served with Range, nosniff and a sandbox, and never as a page', async () => {
    const ref = await runner.artifacts.putBytes(new TextEncoder().encode('<script>1</script>'), {
      name: 'x.html',
      mime: 'text/html',
    })
    const response = await fetch(await runner.services.artifacts.url(ref, { download: false }), {
      headers: { range: 'bytes=1-6' },
    })
    expect(response.status).toBe(206)
    expect(await response.text()).toBe('script')
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toMatch(/^sandbox/)
  })
})
