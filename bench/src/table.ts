/** One measured figure. `limit` is what it must keep, when there is one. */
export interface Row {
  what: string
  value: number
  unit: string
  limit?: string
}

/** Prints figures as an aligned table. */
export function printTable(title: string, rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.what.length))
  console.log(`\n${title}`)
  for (const { what, value, unit, limit } of rows) {
    const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
    console.log(
      `  ${what.padEnd(width)}  ${value.toFixed(digits).padStart(9)} ${unit}${limit ? `   (${limit})` : ''}`,
    )
  }
}
