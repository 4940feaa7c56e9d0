import { describe } from 'vitest'
import { hostConformance } from '../conformance.ts'
import { createSimHost } from './simHost.ts'

describe('the simulated host in order', () => {
  hostConformance(async () => createSimHost())
})

describe('the simulated host out of order and with duplicates', () => {
  let seed = 0
  hostConformance(async () => createSimHost({ seed: ++seed, duplicates: 0.3 }))
})
