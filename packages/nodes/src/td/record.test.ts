import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failureOf, mimeTypes, td } from '@segue/protocol'
import { expect, test } from 'vitest'
import type { BridgeUse } from '../bridgeUse.ts'
import { testBench } from '../testing.ts'
import { recordTop } from './record.ts'

const bench = testBench()
/** The head of a PNG of 32×18 (https://www.w3.org/TR/png-3/#11IHDR). */
const picture = (shade: number) => {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000002000000012', 'hex')
  return Buffer.concat([head, Buffer.from([shade])])
}

/** A TouchDesigner that records at 60 frames a second. */
function fakeTd() {
  const asked: Record<string, unknown>[] = []
  const bridge: BridgeUse = {
    ...{ provider: 'td@2023.1', standIn: false },
    async call(spec, args) {
      const { path, ...rest } = td.record.args.parse(args)
      asked.push(rest)
      const frames = rest.endFrame - rest.startFrame + 1
      if (rest.kind === 'movie') await writeFile(path, 'a film')
      else {
        await mkdir(path)
        for (let i = 0; i < frames; i++) await writeFile(join(path, `f.${i + 9}.png`), picture(i))
      }
      return spec.result.parse({ path, frames, fps: 60, files: [] })
    },
  }
  return { asked, bridges: { td: bridge } }
}

test('a range becomes a film with its sound', async () => {
  const { asked, bridges } = fakeTd()
  const params = { top: '/project1/show', audio: '/project1/song', startFrame: 1, endFrame: 120 }
  const { film, pictures } = await bench.run(recordTop, { params, bridges })
  expect(asked).toEqual([
    {
      ...{ op: { path: '/project1/show', id: null }, audio: { path: '/project1/song', id: null } },
      ...{ kind: 'movie', startFrame: 1, endFrame: 120, codec: 'mjpa', picture: 'png' },
    },
  ])
  expect(film).toMatchObject({ name: 'film.mov', meta: { frames: 120, durationSec: 2 } })
  expect(pictures).toBeUndefined()
})

test('or pictures in the order of their numbers', async () => {
  const { asked, bridges } = fakeTd()
  const params = { kind: 'pictures', startFrame: 9, endFrame: 11 } as const
  const { film, pictures } = await bench.run(recordTop, { params, bridges })
  expect(asked[0]).toMatchObject({ kind: 'sequence', audio: null })
  expect(film).toBeUndefined()
  expect(pictures).toMatchObject({
    ...{ mime: mimeTypes.sequence },
    meta: { frames: 3, width: 32, height: 18, fps: { num: 60, den: 1 } },
  })
})

test('a range that ends before it begins is refused', async () => {
  const params = { startFrame: 5, endFrame: 4 }
  const refused = await bench.run(recordTop, { params, bridges: fakeTd().bridges }).catch(failureOf)
  expect(refused).toMatchObject({ code: 'record.empty', kind: 'input' })
})
