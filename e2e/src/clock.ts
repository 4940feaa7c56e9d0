import { readFileSync } from 'node:fs'

/** Loaded before a runner of the tests: its wall clock goes ahead by the milliseconds in a file, read anew on SIGUSR2. */
const file = process.env.SEGUE_E2E_CLOCK ?? ''
const real = Date.now
let ahead = 0
const read = () => {
  ahead = Number(readFileSync(file, 'utf8'))
}
read()
process.on('SIGUSR2', read)
Date.now = () => real() + ahead
