import { blender } from '@segue/protocol'
import { type Probe, thereAndBack } from './ask.ts'

const { info, listObjects, setObject, snapshot } = blender

/** Whether the first object of the open scene is hidden in renders. */
export const blenderProbe: Probe = {
  quick: info,
  async read(ask) {
    const { name, objects, engine } = await ask(snapshot, {})
    return `“${name || 'not saved'}”, ${objects.length} objects, ${engine}`
  },
  writes: setObject,
  async write(ask) {
    const [first] = (await ask(listObjects, {})).objects
    if (!first) return null
    const { name: object, uid, hideRender } = first
    const set = async (hide: boolean) => (await ask(setObject, { object, uid, hideRender: hide })).hideRender
    return thereAndBack(`${object} hidden in renders`, hideRender, !hideRender, set)
  },
}
