/** Whether two JSON values say the same. The order of keys means nothing; a key that holds `undefined` is not there. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) || Array.isArray(right))
    return (
      Array.isArray(left) &&
      Array.isArray(right) &&
      left.length === right.length &&
      left.every((item, index) => sameJson(item, right[index]))
    )
  const [some, others] = [filled(left), filled(right)]
  return some.size === others.size && [...some].every(([key, item]) => sameJson(item, others.get(key)))
}

const filled = (object: object): Map<string, unknown> =>
  new Map(Object.entries(object).filter(([, item]) => item !== undefined))
