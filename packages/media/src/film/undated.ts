const containers = new Set(['moov', 'trak', 'mdia'])
const dated = new Set(['mvhd', 'tkhd', 'mdhd'])

function eraseTimes(bytes: Uint8Array, view: DataView, from: number, to: number): void {
  for (let at = from; at + 8 <= to; ) {
    const size = view.getUint32(at)
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    if (containers.has(type)) eraseTimes(bytes, view, at + 8, at + size)
    if (dated.has(type)) bytes.fill(0, at + 12, at + 12 + (bytes[at + 8] === 1 ? 16 : 8))
    at += Math.max(8, size)
  }
}

/**
 * A copy of a `moov` box without its creation and modification times (ISO/IEC 14496-12, §8.2.2), so that the same
 * film has the same bytes whenever it is made.
 */
export function undated(moov: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(moov)
  eraseTimes(copy, new DataView(copy.buffer), 0, copy.length)
  return copy
}
