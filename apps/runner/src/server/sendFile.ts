import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'

/** Sends a file with Range support (one range; anything else gets the whole file or 416). */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const { size } = await stat(path)
  response.setHeader('Accept-Ranges', 'bytes')
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  let [start, end] = [0, size - 1]
  if (range && (range[1] || range[2])) {
    start = range[1] ? Number(range[1]) : Math.max(0, size - Number(range[2]))
    end = range[1] && range[2] ? Math.min(Number(range[2]), size - 1) : size - 1
    if (start > end || start >= size) {
      response.writeHead(416, { 'Content-Range': `bytes */${size}` }).end()
      return
    }
    response.setHeader('Content-Range', `bytes ${start}-${end}/${size}`)
    response.statusCode = 206
  }
  response.setHeader('Content-Length', size === 0 ? 0 : end - start + 1)
  if (request.method === 'HEAD' || size === 0) {
    response.end()
    return
  }
  pipeline(createReadStream(path, { start, end }), response, () => {})
}
