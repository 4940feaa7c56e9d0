/**
 * Seeds that found something, each with what it was. They run before all others: in the tests, and in `npm run sim`.
 * Whoever changes what seeds draw breaks these things once more by hand and notes the seeds that find them then.
 */
export const regressions: readonly (readonly [seed: number, found: string])[] = [
  [79, 'a listener of progress that could not store its mark took the whole runner down'],
  [118, 'word that a step had begun got lost when word of its last beginning was still on its way'],
  [126, 'a command was sent again after its run had been cancelled'],
  [427, 'a step that must not run twice did so once the disk had room again'],
  [618, 'a command that had failed ran again when only its answer was lost'],
  [971, 'a result that was found for a run that was gone took the whole runner down'],
  [9919, 'a closed runner still meant to end a Blender that nobody wanted'],
]
