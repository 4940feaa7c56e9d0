import { createHmac, timingSafeEqual } from 'node:crypto'

/** Signs addresses of artifacts: `/a/<sha256>/<expiry>/<hmac>`, expiry in epoch seconds. */
export interface Signer {
  sign(artifactId: string, options: { mime: string; name: string; download: boolean }): string
  /** What a path grants, or null when it is forged, altered or too old. */
  verify(path: string): Grant | null
}

export interface Grant {
  artifactId: string
  mime: string
  name: string
  download: boolean
}

const hours = 12

/** `key` is secret to this home; `now` gives epoch milliseconds. */
export function createSigner(key: Buffer, now: () => number): Signer {
  const mac = (text: string): string => createHmac('sha256', key).update(text).digest('hex').slice(0, 40)
  return {
    sign(artifactId, { mime, name, download }) {
      const expiry = Math.floor(now() / 1000 / 3600 + hours) * 3600
      const query = new URLSearchParams({ mime, name, ...(download ? { download: '1' } : {}) }).toString()
      return `/a/${artifactId}/${expiry}/${mac(`${artifactId}/${expiry}?${query}`)}?${query}`
    },
    verify(path) {
      const match = /^\/a\/([0-9a-f]{64})\/(\d{10})\/([0-9a-f]{40})\?(.*)$/.exec(path)
      const [, artifactId = '', expiry = '', given = '', query = ''] = match ?? []
      const expected = mac(`${artifactId}/${expiry}?${query}`)
      if (!match || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) return null
      if (Number(expiry) * 1000 < now()) return null
      const values = new URLSearchParams(query)
      return {
        artifactId,
        mime: values.get('mime') ?? 'application/octet-stream',
        name: values.get('name') ?? artifactId,
        download: values.has('download'),
      }
    },
  }
}
