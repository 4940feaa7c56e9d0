import { meantBy, optional, wordsOf } from './words.ts'

/** Something to find: its texts, each with how much it counts. */
export interface Entry {
  id: string
  texts: readonly (readonly [text: string, weight: number])[]
}

export interface Hit {
  id: string
  /** BM25; only to compare hits of one query. */
  score: number
  /** Part of what the query says that this entry has, by how rare its words are, 0–1. */
  coverage: number
}

/** An index of a few hundred entries; small enough to be made anew whenever they change. */
export interface SearchIndex {
  search(query: string, most: number): Hit[]
}

/** How quickly more of the same word counts less, and how much long entries are held back. */
const [saturation, lengthWeight] = [1.2, 0.6]
/** A word that was only meant counts so much of one that was said. */
const meantWeight = 0.45

/** Builds an index over entries. Pure; equal entries give equal hits. */
export function createIndex(entries: readonly Entry[]): SearchIndex {
  const docs = entries.map(({ id, texts }) => {
    const counts = new Map<string, number>()
    for (const [text, weight] of texts)
      for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + weight)
    return { id, counts, length: [...counts.values()].reduce((sum, count) => sum + count, 0) }
  })
  const average = docs.reduce((sum, { length }) => sum + length, 0) / Math.max(1, docs.length)
  const frequency = new Map<string, number>()
  for (const { counts } of docs)
    for (const word of counts.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const rarity = (word: string) => {
    const seen = frequency.get(word) ?? 0
    return Math.log(1 + (docs.length - seen + 0.5) / (seen + 0.5))
  }
  return {
    search(query, most) {
      const said = [...new Set(wordsOf(query))]
      const hits = docs.map(({ id, counts, length }): Hit => {
        const total = said.reduce(
          (sum, word) => sum + (optional.has(word) && !counts.has(word) ? 0 : rarity(word)),
          0,
        )
        let score = 0
        let covered = 0
        const weigh = (word: string) => {
          const count = counts.get(word) ?? 0
          const damped = count + saturation * (1 - lengthWeight + (lengthWeight * length) / average)
          return (rarity(word) * count * (saturation + 1)) / damped
        }
        for (const word of said) {
          score += weigh(word)
          const meant = meantBy(word).filter((other) => counts.has(other))
          if (counts.has(word)) covered += rarity(word)
          else if (meant.length > 0) covered += rarity(word) * 0.8
          for (const other of meant)
            score += (weigh(other) * meantWeight) / Math.max(1, meantBy(word).length / 2)
        }
        return { id, score, coverage: total === 0 ? 0 : covered / total }
      })
      return hits
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, most)
    },
  }
}
