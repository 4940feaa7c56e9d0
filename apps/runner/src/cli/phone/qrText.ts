const blocks: Readonly<Record<string, string>> = { '00': '█', '01': '▀', '10': '▄', '11': ' ' }
const whiteOnBlack = ['\u001b[97;40m', '\u001b[0m'] as const

/**
 * A QR code for a terminal, two rows to a line, light modules drawn. `rows`: a line per row, `1` is dark. `coloured`
 * makes it readable whatever the colours of the terminal are.
 */
export function qrText(rows: readonly string[], coloured: boolean): string {
  const lines: string[] = []
  for (let y = 0; y < rows.length; y += 2) {
    const [upper = '', lower = ''] = [rows[y], rows[y + 1]]
    lines.push([...upper].map((module, x) => blocks[`${module}${lower[x] ?? '1'}`] ?? ' ').join(''))
  }
  const [on, off] = coloured ? whiteOnBlack : ['', '']
  return lines.map((line) => `${on}${line}${off}`).join('\n')
}
