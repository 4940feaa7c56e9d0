/** Text that Mermaid shows as it is, on one line: whatever means something to it becomes an entity. */
export function shown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[^\p{L}\p{N} .,_/()[\]+*=?!→×·●–-]/gu, (sign) => `#${sign.codePointAt(0)};`)
}

/** At most `most` names, then how many more. */
export function listed(names: readonly string[], most: number): string {
  const more = names.length - most
  return names.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
