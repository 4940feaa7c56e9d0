import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWorkFolders } from './workFolders.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'segue-work-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const leave = (...path: string[]) => {
  mkdirSync(join(root, ...path), { recursive: true })
  writeFileSync(join(root, ...path, 'frame.png'), 'x')
}

test('what runs that are over have left goes at the start; the others keep theirs', async () => {
  leave('run_over', 'a')
  leave('run_open', 'a')
  const folders = openWorkFolders(root, ['run_open'])
  await expect.poll(() => readdirSync(root), { timeout: 20_000 }).toEqual(['run_open'])
  expect(existsSync(join(folders.of('run_open', 'a'), 'frame.png'))).toBe(true)
})

test('a step leaves alone, a run with all its steps and child runs', async () => {
  leave('run_a', 'a')
  leave('run_a', 'b')
  leave('run_a', 'each', '0', 'in')
  const folders = openWorkFolders(root, ['run_a'])
  await folders.remove('run_a', 'a')
  expect(readdirSync(join(root, 'run_a'))).toEqual(['b', 'each'])
  await folders.remove('run_a')
  expect(readdirSync(root)).toEqual([])
  await folders.remove('run_a')
})
