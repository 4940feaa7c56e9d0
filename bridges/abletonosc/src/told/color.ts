import type { OscValue } from '@segue/osc'
import { int, numberOf } from '../values.ts'

/** A colour of Live as #rrggbb. */
export const colorOf = (value: OscValue | undefined): string =>
  `#${(numberOf(value) & 0xffffff).toString(16).padStart(6, '0')}`

/** A colour for Live, which takes the nearest of its palette; null stays null. */
export const toColor = (color: string | null): OscValue | null =>
  color === null ? null : int(Number.parseInt(color.slice(1), 16))
