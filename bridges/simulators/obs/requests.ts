import { facts, status } from './facts.ts'
import { solidPng } from './png.ts'
import type { World } from './world.ts'

/** How OBS refuses a request. */
export class Refusal extends Error {
  readonly code: number
  constructor(code: number, comment: string) {
    super(comment)
    this.code = code
  }
}

type Fields = Record<string, unknown>
/** Tells an event to every client that subscribed to its category. */
export type Emit = (event: string, mask: number, data?: Fields) => void
export type Answer = (world: World, data: Fields, emit: Emit) => Fields | undefined

/** A field that the request must have. */
export function field<T>(data: Fields, name: string, is: (value: unknown) => value is T): T {
  const value = data[name]
  if (is(value)) return value
  throw new Refusal(status.missingRequestField, `Your request is missing the \`${name}\` field.`)
}
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
export const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const notFound = (what: string, name: string) =>
  new Refusal(status.resourceNotFound, `No ${what} was found by the name of \`${name}\`.`)

export function sceneIn(world: World, name: string) {
  const scene = world.scenes.get(name)
  if (scene === undefined) throw notFound('source', name)
  return scene
}

function inputIn(world: World, data: Fields) {
  const name = field(data, 'inputName', isText)
  const input = world.inputs.get(name)
  if (input === undefined) throw notFound('source', name)
  return input
}

function soundIn(world: World, data: Fields) {
  const { sound } = inputIn(world, data)
  if (sound === null)
    throw new Refusal(status.invalidResourceState, 'The specified input does not support audio.')
  return sound
}

/** Items of a scene are known by number: their place in it, from 1. */
function itemIn(world: World, data: Fields): [scene: Map<string, boolean>, source: string] {
  const scene = sceneIn(world, field(data, 'sceneName', isText))
  const source = [...scene.keys()][field(data, 'sceneItemId', isNumber) - 1]
  if (source === undefined) throw notFound('scene item', String(data.sceneItemId))
  return [scene, source]
}

/** What OBS answers to requests about what it is, its inputs and its scene items. */
export const requests: Record<string, Answer> = {
  GetVersion: () => ({
    obsVersion: facts.obsVersion.value,
    obsWebSocketVersion: facts.webSocketVersion.value,
    rpcVersion: facts.rpcVersion.value,
    availableRequests: [],
    platform: 'linux',
    platformDescription: 'Simulated',
  }),
  GetSceneCollectionList: ({ collection }) => ({
    currentSceneCollectionName: collection,
    sceneCollections: [collection],
  }),
  GetInputList: ({ inputs }) => ({
    inputs: [...inputs].map(([inputName, { kind }]) => ({ inputName, inputKind: kind })),
  }),
  GetInputMute: (world, data) => ({ inputMuted: soundIn(world, data).muted }),
  SetInputMute(world, data) {
    soundIn(world, data).muted = field(data, 'inputMuted', isFlag)
    return undefined
  },
  GetInputVolume(world, data) {
    const { db } = soundIn(world, data)
    return { inputVolumeMul: 10 ** (db / 20), inputVolumeDb: db }
  },
  SetInputVolume(world, data) {
    const db = field(data, 'inputVolumeDb', isNumber)
    if (db < -100 || db > 26)
      throw new Refusal(status.requestFieldOutOfRange, 'The field `inputVolumeDb` is out of range.')
    soundIn(world, data).db = db
    return undefined
  },
  GetInputSettings(world, data) {
    const { kind, settings } = inputIn(world, data)
    return { inputKind: kind, inputSettings: settings }
  },
  SetInputSettings(world, data) {
    const input = inputIn(world, data)
    const given = field(data, 'inputSettings', isFields)
    input.settings = data.overlay === false ? given : { ...input.settings, ...given }
    return undefined
  },
  GetSceneItemList: (world, data) => ({
    sceneItems: [...sceneIn(world, field(data, 'sceneName', isText))].map(([sourceName, enabled], index) => ({
      sceneItemId: index + 1,
      sourceName,
      sceneItemEnabled: enabled,
    })),
  }),
  GetSceneItemId(world, data) {
    const name = field(data, 'sourceName', isText)
    const place = [...sceneIn(world, field(data, 'sceneName', isText)).keys()].indexOf(name)
    if (place < 0) throw notFound('scene item', name)
    return { sceneItemId: place + 1 }
  },
  GetSceneItemEnabled(world, data) {
    const [scene, source] = itemIn(world, data)
    return { sceneItemEnabled: scene.get(source) }
  },
  SetSceneItemEnabled(world, data) {
    const [scene, source] = itemIn(world, data)
    scene.set(source, field(data, 'sceneItemEnabled', isFlag))
    return undefined
  },
  GetSourceScreenshot(world, data) {
    const name = field(data, 'sourceName', isText)
    if (!world.inputs.has(name) && !world.scenes.has(name)) throw notFound('source', name)
    const width = isNumber(data.imageWidth) ? data.imageWidth : 64
    const png = solidPng(width, Math.round((width * 9) / 16), [200, 40, 90])
    return { imageData: `data:image/png;base64,${png.toString('base64')}` }
  },
}
