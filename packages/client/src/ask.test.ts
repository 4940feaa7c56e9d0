import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import { readUpload } from './artifacts.ts'
import { failuresOf, refusal } from './ask.ts'

const failure = (code: string) => ({ code, message: 'No.', hint: 'Do.', severity: 'error', kind: 'input' })

const answered = (data: unknown): unknown =>
  TRPCClientError.from({ error: { code: -32_600, message: 'No.', data } } as never)

test('a refusal carries the runner’s own failure and every one it found', () => {
  const error = answered({
    failure: failure('recipe.invalid'),
    failures: [failure('port.missing'), failure('param.invalid')],
  })
  expect(refusal(error).failure.code).toBe('recipe.invalid')
  expect(failuresOf(refusal(error)).map(({ code }) => code)).toEqual(['port.missing', 'param.invalid'])
})

test('a request that nobody answers says that the runner is offline', () => {
  expect(refusal(TRPCClientError.from(new TypeError('fetch failed'))).failure.code).toBe('runner.offline')
})

test('a shut door says where to get a new link', () => {
  const error = TRPCClientError.from(new Error('no'), {
    meta: { response: new Response('', { status: 401 }) },
  })
  expect(refusal(error).failure.hint).toContain('npx segue url')
})

test('an upload answers with a reference or with its failure', () => {
  const ref = { artifactId: 'a'.repeat(64), mime: 'audio/wav', bytes: 3, name: 'x.wav', meta: {} }
  expect(readUpload(200, JSON.stringify(ref))).toEqual(ref)
  expect(() => readUpload(400, JSON.stringify({ failure: failure('audio.damaged') }))).toThrow('No.')
  expect(() => readUpload(507, 'full')).toThrow('507')
})
