import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readCertificate } from './certificate.ts'

const dayMs = 86_400_000
const at = Date.parse('2026-11-24')

function lab() {
  const folder = mkdtempSync(join(tmpdir(), 'segue-certificate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'lan.pem')
  return { path, read: (host = '192.168.1.5', now = at) => readCertificate(path, { host, now: () => now }) }
}

test('is made once, for this address and one server, and signed with SHA-256', async () => {
  const { path, read } = lab()
  const made = await read()
  const parsed = new X509Certificate(made.cert)
  expect(parsed.checkIP('192.168.1.5')).toBe('192.168.1.5')
  expect([parsed.ca, parsed.fingerprint256]).toEqual([false, made.fingerprint])
  // ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758, §3.2)
  expect(parsed.raw.includes(Buffer.from('06082a8648ce3d040302', 'hex'))).toBe(true)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(await read()).toEqual(made)
})

test('is made anew for another address, before it ends, and when its file is damaged', async () => {
  const { path, read } = lab()
  const prints = [await read(), await read('192.168.1.6'), await read('192.168.1.6', at + 800 * dayMs)]
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 300))
  prints.push(await read('192.168.1.6', at + 800 * dayMs))
  expect(new Set(prints.map(({ fingerprint }) => fingerprint)).size).toBe(4)
})
