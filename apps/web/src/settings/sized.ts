/** A size for people: `640 KB`, `12.4 MB`, `3.1 GB`. */
export function sized(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const power = Math.min(4, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${Number((bytes / 1000 ** power).toFixed(1))} ${units[power] ?? ''}`
}
