import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRecords } from './records.ts'

const place = () => join(mkdtempSync(join(tmpdir(), 'segue-records-')), 'children.json')

test.skipIf(process.platform === 'win32')('a recorded process is found again, until it ends', async () => {
  const path = place()
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  const pid = child.pid ?? 0
  openRecords(path).add({ app: 'blender', pid, piped: false })
  expect(openRecords(path).alive()).toMatchObject([{ app: 'blender', pid }])
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  expect(openRecords(path).alive()).toEqual([])
})

test('a pid that belongs to another program now does not count', () => {
  const path = place()
  const records = openRecords(path)
  records.add({ app: 'blender', pid: process.pid, piped: false })
  const [record] = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify([{ ...record, started: '1' }]))
  expect(openRecords(path).alive()).toEqual([])
})

test('a damaged record is an empty one', () => {
  const path = place()
  writeFileSync(path, '{')
  expect(openRecords(path).alive()).toEqual([])
})
