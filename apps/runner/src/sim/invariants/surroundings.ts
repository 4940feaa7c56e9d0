import { fails, type Invariant } from './invariant.ts'

const names = () => Reflect.ownKeys(Object.prototype).map(String).join()
const environment = () => JSON.stringify(process.env)
const boot = { names: names(), environment: environment() }

/** I11: no data, whatever its keys, changes what everything else stands on. */
export const surroundings: Invariant = {
  name: 'I11',
  look() {
    if (names() !== boot.names) fails(`Object.prototype has ${names()}`)
  },
  rest() {
    if (environment() !== boot.environment) fails('the environment of the process has changed')
  },
}
