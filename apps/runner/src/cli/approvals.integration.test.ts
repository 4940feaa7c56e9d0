import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { segueCommand } from './testing/segueCommand.ts'

const { home, segue, write } = segueCommand()
const hashOf = (data: string) => createHash('sha256').update(data).digest('hex')

describe('Python that waits', () => {
  const text = 'print("\u202eolleh")\nresult = 1'
  const node = (type: string, params: Record<string, unknown>) => ({
    type,
    version: 1,
    name: type,
    params,
    origin: { by: 'ai' },
  })
  const recipe = write('code.json', {
    schemaVersion: 1,
    id: 'rcp_code',
    name: 'Code',
    graph: {
      nodes: { scene: node('blender.scene', {}), code: node('blender.python', { text }) },
      edges: [
        {
          id: 'e',
          source: { nodeId: 'scene', port: 'scene' },
          target: { nodeId: 'code', port: 'scene' },
        },
      ],
    },
  })

  test('is off until the home allows it, and then asks for its exact text', () => {
    const off = segue('run', recipe)
    expect(off.status).toBe(3)
    expect(`${off.stdout}${off.stderr}`).toContain('Python in Blender is off')

    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'config.json'), JSON.stringify({ code: { blenderPython: true } }))
    const asking = segue('run', recipe, '--fresh')
    expect(asking.status).toBe(3)
    expect(`${asking.stdout}${asking.stderr}`).toContain('approve exactly this text')

    const hash = hashOf(text)
    expect(segue('code').stdout).toMatch(new RegExp(`${hash.slice(0, 12)} .*waits for you`))
    const shown = segue('code', 'show', hash.slice(0, 8)).stdout
    expect(shown).toBe('print("⟨U+202E⟩olleh")\nresult = 1\n')
    expect(segue('code', 'approve', hash).status).toBe(0)
    expect(segue('code', '--json').json()).toMatchObject([
      { hash, text, givenBy: expect.stringContaining('(command line)') },
    ])
  }, 120_000)
})

describe('files whose scripts may run', () => {
  test('are those bytes, not that name', () => {
    const file = write('film.blend', 'BLENDER-v304 one')
    expect(segue('trust', file, '--json').json()).toMatchObject([
      { kind: 'blend', hash: hashOf('BLENDER-v304 one'), name: 'film.blend' },
    ])
    appendFileSync(file, ' more')
    expect(segue('untrust', file)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('approval.unknown'),
    })
    expect(segue('untrust', hashOf('BLENDER-v304 one').slice(0, 8)).status).toBe(0)
    expect(segue('trust').stdout).toContain('No file is trusted')
  }, 120_000)
})
