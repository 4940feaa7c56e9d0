import { catalogue } from '@segue/nodes'
import { placedNodes, type Recipe } from '@segue/protocol'

/** All words by which a recipe is found: name, description, tags, and its nodes by name, type and title. */
export function wordsOf({ name, description, tags, graph }: Recipe): string {
  const nodes = [...placedNodes(graph).values()].flatMap(({ node }) => [
    node.name,
    node.type,
    catalogue.get(node.type)?.title ?? '',
  ])
  return [...new Set([name, description, ...tags, ...nodes])].join('\n').toLowerCase()
}

const mostWords = 8

/** The condition for rows of `recipes` that hold every word of a search, with its values. */
export function searchFor(text: string): { where: string; values: string[] } {
  const values = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, mostWords)
  return { where: values.map(() => ' AND instr(words, ?) > 0').join(''), values }
}
