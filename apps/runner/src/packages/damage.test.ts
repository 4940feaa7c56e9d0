import { failureOf } from '@segue/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packageLab, packageWith } from './testing/packageLab.ts'

test('whatever is damaged in a package, it is refused with a failure or taken whole', async () => {
  await using lab = await packageLab()
  const sound = packageWith({ name: 'media/', mode: 0o040755 })
  const damage = fc.oneof(
    fc.record({ at: fc.nat(sound.length - 1), byte: fc.nat(255) }).map(({ at, byte }) => {
      const copy = Buffer.from(sound)
      copy[at] = byte
      return copy
    }),
    fc.nat(sound.length).map((length) => sound.subarray(0, length)),
    fc
      .tuple(fc.nat(sound.length), fc.uint8Array({ maxLength: 60 }))
      .map(([at, bytes]) => Buffer.concat([sound.subarray(0, at), bytes, sound.subarray(at)])),
  )
  await fc.assert(
    fc.asyncProperty(damage, async (bytes) => {
      const before = lab.count()
      const failure = await lab.take(bytes).then(
        () => null,
        (error) => failureOf(error),
      )
      const after = lab.count()
      if (failure === null) expect(after).toEqual({ ...before, recipes: before.recipes + 1 })
      else {
        expect(failure.code).toMatch(/^(package|document|node)\./)
        expect(after).toEqual(before)
      }
    }),
    { numRuns: 400, seed: 20_261 },
  )
}, 20_000)
