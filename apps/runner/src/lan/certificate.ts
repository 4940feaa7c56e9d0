import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, rename, writeFile } from 'node:fs/promises'
import { generate } from 'selfsigned'

/** What the door on the local network proves itself with. */
export interface Certificate {
  /** PEM. */
  key: string
  /** PEM. */
  cert: string
  /** SHA-256 as browsers show it: pairs of hex digits, with colons. */
  fingerprint: string
}

const dayMs = 86_400_000
/** Apple's systems take no certificate that is good for longer (support.apple.com/HT210176). */
const validDays = 820
const renewDays = 30

/**
 * Reads the certificate in a file (0600), making it at first use, for another address, and shortly before it ends.
 * The key stays in that file.
 */
export async function readCertificate(
  path: string,
  { host, now }: { host: string; now: () => number },
): Promise<Certificate> {
  const kept = existsSync(path) ? read(readFileSync(path, 'utf8')) : null
  if (kept && stillGood(kept.cert, host, now())) {
    await chmod(path, 0o600)
    return kept
  }
  const made = await generate([{ name: 'commonName', value: 'Segue on this network' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now() - dayMs),
    notAfterDate: new Date(now() + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: host }] },
    ],
  })
  const text = `${made.private.trim()}\n${made.cert.trim()}\n`
  await writeFile(`${path}.new`, text, { mode: 0o600 })
  await rename(`${path}.new`, path)
  const fresh = read(text)
  if (fresh) return fresh
  throw new Error('the certificate that was made cannot be read')
}

function stillGood(cert: string, host: string, now: number): boolean {
  const parsed = new X509Certificate(cert)
  const lastsMs = Date.parse(parsed.validTo) - now
  return lastsMs > renewDays * dayMs && parsed.checkIP(host) === host
}

/** Key and certificate of a file, or null when they are damaged or do not belong together. */
function read(text: string): Certificate | null {
  const part = (what: string) =>
    new RegExp(`-----BEGIN ${what}-----[^-]+-----END ${what}-----`).exec(text)?.[0] ?? ''
  try {
    const [key, cert] = [part('PRIVATE KEY'), part('CERTIFICATE')]
    const parsed = new X509Certificate(cert)
    return parsed.checkPrivateKey(createPrivateKey(key))
      ? { key, cert, fingerprint: fingerprintOf(parsed) }
      : null
  } catch {
    return null
  }
}

const fingerprintOf = ({ raw }: X509Certificate): string =>
  createHash('sha256').update(raw).digest('hex').toUpperCase().match(/../g)?.join(':') ?? ''
