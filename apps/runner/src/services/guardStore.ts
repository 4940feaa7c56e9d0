import { storeTrouble } from '../store/storeFailure.ts'

/**
 * A service whose calls say what is wrong with the store at `file` when it takes nothing: `store.full`, `store.busy` or
 * `store.damaged`. Whatever was not stored by then is as it was before the call.
 */
export function guardStore<S extends object>(service: S, file: string): S {
  const say = (error: unknown): never => {
    throw storeTrouble(error)?.error(file) ?? error
  }
  return new Proxy(service, {
    get(target, key) {
      const found = Reflect.get(target, key)
      if (typeof found !== 'function') return found
      return (...args: unknown[]) => {
        const answer = Reflect.apply(found, target, args)
        return answer instanceof Promise ? answer.catch(say) : answer
      }
    },
  })
}
