import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { expect, test } from 'vitest'
import { createOverlay, type OverlayOptions } from './overlay.ts'

const plain: OverlayOptions = { title: '', artist: '', progressLine: false, fadeInSec: 0, fadeOutSec: 0 }

/** Draws one overlay over black, in the middle of a film of 10 s unless told. */
function drawn(options: Partial<OverlayOptions>, size = { width: 640, height: 360 }, sec = 5): SKRSContext2D {
  const context = createCanvas(size.width, size.height).getContext('2d')
  context.fillStyle = '#000'
  context.fillRect(0, 0, size.width, size.height)
  createOverlay({ ...plain, ...options }, size)(context, sec, 10)
  return context
}

/** The box around everything that is not black. */
function box(context: SKRSContext2D) {
  const { width, height } = context.canvas
  const { data } = context.getImageData(0, 0, width, height)
  const found = { left: width, right: -1, top: height, bottom: -1 }
  for (let i = 0; i < width * height; i++) {
    if ((data[i * 4] ?? 0) < 24) continue
    const [x, y] = [i % width, Math.floor(i / width)]
    found.left = Math.min(found.left, x)
    found.right = Math.max(found.right, x)
    found.top = Math.min(found.top, y)
    found.bottom = Math.max(found.bottom, y)
  }
  return found
}

test('the title stands bottom left on the margin, drawn in Inter', () => {
  const { left, right, top, bottom } = box(drawn({ title: 'Night Drive', artist: 'Somebody' }))
  expect(left).toBeGreaterThanOrEqual(22)
  expect(left).toBeLessThan(26)
  expect(top).toBeGreaterThan(280)
  expect(bottom).toBeLessThan(340)
  expect(right).toBeLessThan(130)
})

test('in a tall picture the type is raised to 76 % of the height', () => {
  const { bottom } = box(drawn({ title: 'A', progressLine: true }, { width: 360, height: 640 }))
  expect(bottom).toBe(486)
})

test('a long title shrinks and then ends in an ellipsis inside the margin', () => {
  const long = 'A very long title that goes on and on and on until no screen in the world can show it all'
  const { left, right, bottom } = box(drawn({ title: long }))
  expect(left).toBeLessThan(26)
  expect(right).toBeLessThanOrEqual(640 - 22)
  expect(right).toBeGreaterThan(560)
  expect(bottom).toBeLessThan(340)
})

test.each(['🎧🔥👩‍👩‍👧', '漢字テスト 한국어', 'مرحبا שלום', 'a\u0000b\n\ud800', '🎧'.repeat(80)])(
  'draws %j',
  (title) => {
    expect(box(drawn({ title, artist: title })).right).toBeGreaterThan(22)
  },
)

test('the progress line fills up in warm as far as the film has played', () => {
  const pixels = drawn({ progressLine: true }, { width: 640, height: 360 }, 2.5)
  const warm = [...Array(640).keys()].filter((x) => pixels.getImageData(x, 338, 1, 1).data[0] === 255)
  expect(warm).toHaveLength(149)
})

test('the progress line takes the colour of the film', () => {
  const pixels = drawn({ progressLine: true, accent: [0, 1, 0] }, { width: 640, height: 360 }, 2.5)
  expect([...pixels.getImageData(30, 338, 1, 1).data.slice(0, 3)]).toEqual([0, 255, 0])
})

test('the picture comes up from black and goes back to it', () => {
  const level = (sec: number) => {
    const context = createCanvas(64, 64).getContext('2d')
    context.fillStyle = '#fff'
    context.fillRect(0, 0, 64, 64)
    const size = { width: 64, height: 64 }
    createOverlay({ ...plain, fadeInSec: 2, fadeOutSec: 4 }, size)(context, sec, 10)
    return context.getImageData(5, 5, 1, 1).data[0] ?? 0
  }
  expect([level(0), level(4), level(10)]).toEqual([0, 255, 0])
  expect(level(1)).toBeCloseTo(128, -1)
  expect(level(8)).toBeCloseTo(128, -1)
})
