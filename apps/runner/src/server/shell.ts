import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join, relative, sep } from 'node:path'
import { sendFile } from './sendFile.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** The built editor: files known at start, nothing looked up by a name from outside. */
export interface Shell {
  /** Answers when the path is one of the editor's files. */
  serve(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean>
}

interface ShellFile {
  path: string
  csp: string
}

export interface ShellOptions {
  /** Origins that pages may talk to, as sources of a content security policy. */
  artifacts: string
  socket: string
  /** Which addresses are served at all; every one when left out. */
  only?: (path: string) => boolean
}

/** Serves the static export in `folder`. A new build is picked up with the next page. */
export function openShell(folder: string, connect: ShellOptions): Shell {
  const index = join(folder, 'index.html')
  const builtAt = () => (existsSync(index) ? statSync(index).mtimeMs : 0)
  let files = readShell(folder, connect)
  let built = builtAt()
  return {
    async serve(request, response, path) {
      if (connect.only?.(path) === false) return false
      if (isPage(path) && builtAt() !== built) {
        built = builtAt()
        files = readShell(folder, connect)
      }
      const file = files.get(path)
      if (!file) return false
      response.setHeader('Content-Type', types[extname(file.path)] ?? 'application/octet-stream')
      response.setHeader('Content-Security-Policy', file.csp)
      response.setHeader(
        'Cache-Control',
        path.startsWith('/_next/static/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
      await sendFile(request, response, file.path)
      return true
    },
  }
}

const isPage = (path: string): boolean => extname(path) === ''

function readShell(folder: string, connect: ShellOptions): Map<string, ShellFile> {
  const files = new Map<string, ShellFile>()
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const url = `/${relative(folder, path).split(sep).join('/')}`
    const csp = extname(path) === '.html' ? policy(readFileSync(path, 'utf8'), connect) : "default-src 'none'"
    const file = { path, csp }
    files.set(url, file)
    if (url.endsWith('.html')) files.set(url.slice(0, -5), file)
    if (url === '/index.html') files.set('/', file)
  }
  return files
}

/** Only our own scripts, and the inline ones of this very build, by hash. */
function policy(html: string, { artifacts, socket }: ShellOptions): string {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)]
  const hashes = scripts.map(
    ([, text]) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`,
  )
  return [
    "default-src 'none'",
    `script-src 'self' ${[...new Set(hashes)].join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    `img-src 'self' blob: data: ${artifacts}`,
    `media-src ${artifacts}`,
    `connect-src 'self' ${socket} ${artifacts}`,
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}
