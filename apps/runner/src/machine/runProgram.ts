import { execFile } from 'node:child_process'
import type { Run } from './service.ts'

const longestMs = 60_000

/** Runs a program without a shell; everything it says, and null when it is not there. */
export const runProgram: Run = ([program = '', ...args]) =>
  new Promise((resolve) => {
    const options = { timeout: longestMs, windowsHide: true, env: { ...process.env, LC_ALL: 'C' } }
    const child = execFile(program, args, options, (error, stdout, stderr) => {
      if (error && 'code' in error && error.code === 'ENOENT') resolve(null)
      else resolve({ code: error ? (child.exitCode ?? 1) : 0, text: `${stdout}${stderr}` })
    })
  })
