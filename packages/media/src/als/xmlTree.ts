/** A parsed element, kept only while its part of the set is being read. */
export interface XmlTree {
  name: string
  attributes: Record<string, string>
  children: XmlTree[]
  /** Text inside; only kept for elements that hold hex data. */
  text: string
}

/** The element at a path of names below `tree`, the first where several fit. */
export function at(tree: XmlTree | undefined, path: string): XmlTree | undefined {
  let here = tree
  for (const name of path.split('/')) here = here?.children.find((child) => child.name === name)
  return here
}

/** The children of the element at `path`, or none. */
export function childrenAt(tree: XmlTree | undefined, path: string): XmlTree[] {
  return at(tree, path)?.children ?? []
}

/** The `Value` of the element at `path`: how Live stores every plain value. */
export function textAt(tree: XmlTree | undefined, path: string): string {
  return at(tree, path)?.attributes.Value ?? ''
}

/** A number, or `otherwise` when it is missing or not finite. */
export function numberOf(text: string | undefined, otherwise: number): number {
  const value = text === undefined || text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : otherwise
}

/** The numeric `Value` at `path`. */
export function numberAt(tree: XmlTree | undefined, path: string, otherwise: number): number {
  return numberOf(at(tree, path)?.attributes.Value, otherwise)
}

/** Whether the `Value` at `path` is `true`; `otherwise` when there is none. */
export function flagAt(tree: XmlTree | undefined, path: string, otherwise: boolean): boolean {
  const text = textAt(tree, path)
  return text === '' ? otherwise : text === 'true'
}

/** Every element of that name below `tree`, outermost first, not looking inside a match. */
export function findAll(tree: XmlTree | undefined, name: string): XmlTree[] {
  const found: XmlTree[] = []
  const pending = [...(tree?.children ?? [])].reverse()
  for (let here = pending.pop(); here; here = pending.pop()) {
    if (here.name === name) found.push(here)
    else for (let i = here.children.length - 1; i >= 0; i--) pending.push(...here.children.slice(i, i + 1))
  }
  return found
}
