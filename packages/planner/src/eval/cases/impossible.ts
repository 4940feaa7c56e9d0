import type { EvalCase } from '../evalCase.ts'

/** Sentences that nothing here can do. */
export const impossibleCases: readonly EvalCase[] = [
  'order a pizza',
  'write a novel about whales',
  'book me a flight to Berlin',
  'what is the weather in Oslo tomorrow',
  'mine bitcoin on my graphics card',
  'translate my website into French',
  'send an invoice to my landlord',
  'train a neural network on my photos of cats',
].map((prompt, i): EvalCase => ({ id: `impossible-${i + 1}`, prompt, apps: [], impossible: true }))
