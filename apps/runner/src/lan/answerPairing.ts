import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Failure } from '@segue/protocol'
import { z } from 'zod'
import { json, refuse } from '../server/appServer.ts'
import type { DeviceCookie } from './deviceCookie.ts'
import { deviceName } from './deviceName.ts'
import type { Phones } from './phones.ts'

const maxChars = 1024
const Body = z.strictObject({ code: z.string().min(1).max(100) })

/** Answers `POST /pair`: trades a code for the cookie of a device. Only our own page may ask. */
export async function answerPairing(
  request: IncomingMessage,
  response: ServerResponse,
  { phones, cookie, origin }: { phones: Phones; cookie: DeviceCookie; origin: string },
): Promise<void> {
  const isJson = request.headers['content-type']?.startsWith('application/json')
  if (!isJson || request.headers.origin !== origin) return refuse(response, 403)
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > maxChars) return refuse(response, 403)
  }
  const body = Body.safeParse(parsed(text))
  if (!body.success) return json(response, 400, { failure: failures.wrong })
  const verdict = phones.pairing.take(body.data.code)
  if (verdict === 'late') return json(response, 429, { failure: failures.late })
  if (verdict === 'wrong') return json(response, 401, { failure: failures.wrong })
  const { device, key } = phones.devices.add(deviceName(request.headers['user-agent']))
  response.setHeader('Set-Cookie', cookie.write(key))
  json(response, 200, { device })
}

const failures: Record<'wrong' | 'late', Failure> = {
  wrong: {
    code: 'pairing.wrong',
    message: 'This code does not work: each lets one device in, once, for five minutes.',
    hint: 'Show a new one on the computer and scan it.',
    severity: 'error',
    kind: 'input',
  },
  late: {
    code: 'pairing.too_many',
    message: 'There were too many tries to pair a device.',
    hint: 'Wait a minute, then show a new code on the computer and scan it.',
    severity: 'error',
    kind: 'input',
  },
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
