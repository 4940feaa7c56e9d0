/**
 * Seeds that once found something, each with what it was. They run before all others: in the tests, and in
 * `npm run sim`.
 */
export const regressions: readonly (readonly [seed: number, found: string])[] = []
