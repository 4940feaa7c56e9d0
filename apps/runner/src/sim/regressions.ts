/**
 * Seeds that once found something, each with what it was. They run before all others: in the tests, and in
 * `npm run sim`.
 */
export const regressions: readonly (readonly [seed: number, found: string])[] = [
  [63, 'a listener of progress that could not store its mark took the whole runner down'],
  [246, 'a command that had failed ran again when only its answer was lost'],
  [283, 'a command was sent again after its run had been cancelled'],
  [331, 'a step that must not run twice did so once the disk had room again'],
  [3910, 'word that a step had begun got lost when word of its last beginning was still on its way'],
  [647, 'a runner that had lost its store kept the applications'],
]
