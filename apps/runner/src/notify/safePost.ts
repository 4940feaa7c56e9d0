import { lookup as systemLookup } from 'node:dns'
import { type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { type FailureInput, fail } from '@segue/protocol'
import { isOwnAddress, isThisMachine } from './addresses.ts'

export interface PostOptions {
  url: string
  headers: Record<string, string>
  body: string
  /** A person has said that this machine or its network is meant. */
  isOwnNetwork: boolean
  /** Ports of this machine that are never called. */
  ownPorts: ReadonlySet<number>
  lookup?: typeof systemLookup
}

const patienceMs = 15_000
const refused = (said: Pick<FailureInput, 'message' | 'hint'>, kind: FailureInput['kind'] = 'input') =>
  fail({ code: 'notify.webhook_refused', kind, ...said })

/**
 * Sends JSON to an address that a person gave, and gives the status. Every address behind the name is checked, and the
 * one that was checked is called; nobody is sent on. Fails with `notify.webhook_refused` and `notify.webhook_unreached`.
 */
export function safePost(options: PostOptions): Promise<number> {
  const url = new URL(options.url)
  const { isOwnNetwork, ownPorts, lookup = systemLookup } = options
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (url.username !== '' || url.password !== '')
    throw refused({
      message: 'The address of this webhook holds a user name or a password.',
      hint: 'Take it out of the address, and give a signing secret instead.',
    })
  const check = (address: string): void => {
    if (isThisMachine(address) && ownPorts.has(port))
      throw refused({
        message: `${url.host} is Segue itself.`,
        hint: 'Give the address of the program that is to hear of runs.',
      })
    if (isOwnNetwork || !isOwnAddress(address)) return
    throw refused({
      message: `${url.hostname} (${address}) is this machine or in its own network.`,
      hint: 'If that is meant, say in the settings of this webhook that it is in your own network.',
    })
  }
  const checked: LookupFunction = (name, how, done) =>
    lookup(name, { ...how, all: true }, (error, found) => {
      if (error) return done(error, '', 0)
      try {
        for (const { address } of found) check(address)
      } catch (refusal) {
        return done(refusal instanceof Error ? refusal : new Error(String(refusal)), '', 0)
      }
      const [first] = found
      if (!first) return done(new Error(`${name} has no address`), '', 0)
      if (how.all) done(null, found)
      else done(null, first.address, first.family)
    })
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (/^[\d.]+$/.test(literal) || literal.includes(':')) check(literal)
  const how: RequestOptions = {
    method: 'POST',
    lookup: checked,
    agent: false,
    signal: AbortSignal.timeout(patienceMs),
    headers: { ...options.headers, 'Content-Length': Buffer.byteLength(options.body) },
  }
  return new Promise((resolve, reject) => {
    const call = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, how, (response) => {
      resolve(response.statusCode ?? 0)
      // What it answers is of no use, and might never end.
      response.destroy()
    })
    call.on('error', (error: NodeJS.ErrnoException) =>
      reject('failure' in error ? error : unreached(url, error)),
    )
    call.end(options.body)
  })
}

const unreached = ({ host }: URL, { code, message, name }: NodeJS.ErrnoException) =>
  fail({
    code: 'notify.webhook_unreached',
    message:
      name === 'TimeoutError' || name === 'AbortError'
        ? `${host} does not answer.`
        : `${host} cannot be reached: ${code ?? message}.`,
    hint: 'Look whether the address is right and the network is there. Segue tries again for a day.',
    kind: 'transient',
  })
