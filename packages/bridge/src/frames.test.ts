import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameReader, encodeFrame, type Frame } from './frames.ts'

const texts = (frames: readonly Frame[]) =>
  frames.map((frame) => (frame.is === 'text' ? frame.text : frame.is))

test('R23 messages come back from any cut of their bytes', () => {
  const message = fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' }))
  const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 })
  fc.assert(
    fc.property(fc.array(message, { maxLength: 6 }), cuts, (messages, sizes) => {
      const bytes = Buffer.concat(messages.map(encodeFrame))
      const reader = createFrameReader()
      const frames: Frame[] = []
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1
        frames.push(...reader.push(bytes.subarray(at, at + size)))
        at += size
      }
      expect(texts(frames).map((text) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(messages)))
    }),
  )
})

test('R23 a line over the limit is named by its beginning, and the next one is read', () => {
  const reader = createFrameReader(20)
  expect(reader.push(Buffer.from(`{"id":"7",${'x'.repeat(50)}`))).toEqual([])
  const frames = reader.push(Buffer.from(`${'x'.repeat(5000)}\nshort\n`))
  expect(frames).toMatchObject([{ is: 'tooLarge' }, { is: 'text', text: 'short' }])
  expect(frames[0]?.is === 'tooLarge' && frames[0].head).toContain('"id":"7"')
})

test('a limit counts bytes, and can change between lines', () => {
  const reader = createFrameReader(4)
  expect(texts(reader.push(Buffer.from('four\nfive5\nää\näää\n')))).toEqual([
    'four',
    'tooLarge',
    'ää',
    'tooLarge',
  ])
  reader.limit = 6
  expect(texts(reader.push(Buffer.from('äää\n')))).toEqual(['äää'])
})

test('R23 bytes that are not UTF-8 are named so', () => {
  expect(texts(createFrameReader().push(Buffer.from([0xff, 0xfe, 10, 0x61, 10])))).toEqual(['notUtf8', 'a'])
})
