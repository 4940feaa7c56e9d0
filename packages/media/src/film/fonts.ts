import { createRequire } from 'node:module'
import { GlobalFonts } from '@napi-rs/canvas'

const subsets = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese']
let family: string | null = null

/**
 * The bundled Inter as a CSS font-family list, registered on first use. The font comes split by script, so the
 * list names one family per script and ends in the machine's own fonts for everything else.
 */
export function interFamily(): string {
  if (family !== null) return family
  const require = createRequire(import.meta.url)
  for (const subset of subsets) {
    for (const weight of [400, 600]) {
      const file = require.resolve(`@fontsource/inter/files/inter-${subset}-${weight}-normal.woff2`)
      GlobalFonts.registerFromPath(file, `Segue Inter ${subset}`)
    }
  }
  family = `${subsets.map((subset) => `"Segue Inter ${subset}"`).join(', ')}, sans-serif`
  return family
}
