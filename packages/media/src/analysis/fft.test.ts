import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSpectrum } from './fft.ts'

it('agrees with the definition of the Fourier transform', () => {
  const size = 16
  const spectrum = createSpectrum(size)
  const samples = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size })
  fc.assert(
    fc.property(samples, (frame) => {
      const power = spectrum.power(Float64Array.from(frame))
      for (let k = 0; k <= size / 2; k++) {
        const part = (wave: (x: number) => number) =>
          frame.reduce((sum, x, n) => sum + x * wave((2 * Math.PI * k * n) / size), 0)
        expect(power[k]).toBeCloseTo(part(Math.cos) ** 2 + part(Math.sin) ** 2, 9)
      }
    }),
  )
})
