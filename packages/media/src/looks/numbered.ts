/** Names that sort: `ring07`, `ray104`. */
export const numbered = (name: string, k: number, digits = 2): string =>
  `${name}${String(k).padStart(digits, '0')}`
