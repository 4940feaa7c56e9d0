import type { HeldStep } from '@segue/protocol'

/** The way to a step inside a run, in words: `Songs · kick.wav › Film`. Empty in the run itself. */
export const wayWords = (place: HeldStep['place']): string =>
  place.map(({ step, item }) => (item === null ? step : `${step} · ${item}`)).join(' › ')
