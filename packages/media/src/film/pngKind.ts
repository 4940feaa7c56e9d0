import { open } from 'node:fs/promises'

/** What a PNG holds by its header: colour types 4 and 6 have an alpha channel (PNG 1.2, §4.1.1), never multiplied. */
export async function pngKind(path: string): Promise<{ bitDepth: number; alpha: 'none' | 'straight' }> {
  await using file = await open(path)
  const { buffer } = await file.read(Buffer.alloc(26), 0, 26, 0)
  const type = buffer[25] ?? 0
  return { bitDepth: buffer[24] ?? 8, alpha: type === 4 || type === 6 ? 'straight' : 'none' }
}
