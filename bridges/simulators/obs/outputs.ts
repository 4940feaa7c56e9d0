import { masks, status } from './facts.ts'
import { type Answer, type Emit, field, isFlag, isText, Refusal, sceneIn } from './requests.ts'
import type { World } from './world.ts'

const isOn = (what: string) => new Refusal(status.outputRunning, `The ${what} is running and cannot be.`)
const isOff = (what: string) =>
  new Refusal(status.outputNotRunning, `The ${what} is not running and should be.`)

const recordTold = (world: World, emit: Emit, step: string) =>
  emit('RecordStateChanged', masks.outputs, {
    outputActive: world.record !== 'off',
    outputState: `OBS_WEBSOCKET_OUTPUT_${step}`,
    outputPath: step === 'STARTED' || step === 'STOPPED' ? world.recordPath : null,
  })
const streamTold = (world: World, emit: Emit, step: string) =>
  emit('StreamStateChanged', masks.outputs, {
    outputActive: world.stream,
    outputState: `OBS_WEBSOCKET_OUTPUT_${step}`,
  })
const cameraTold = (world: World, emit: Emit, step: string) =>
  emit('VirtualcamStateChanged', masks.outputs, {
    outputActive: world.camera,
    outputState: `OBS_WEBSOCKET_OUTPUT_${step}`,
  })

/** What OBS answers to requests about what is on air, recorded and streamed. */
export const outputs: Record<string, Answer> = {
  GetSceneList: ({ scenes, program, preview, studioMode }) => ({
    currentProgramSceneName: program,
    currentPreviewSceneName: studioMode ? preview : null,
    // The list goes from the bottom up. obs-websocket, ArrayHelper::GetSceneList.
    scenes: [...scenes.keys()].reverse().map((sceneName, sceneIndex) => ({ sceneIndex, sceneName })),
  }),
  GetCurrentProgramScene: ({ program }) => ({ currentProgramSceneName: program }),
  SetCurrentProgramScene(world, data, emit) {
    const name = field(data, 'sceneName', isText)
    sceneIn(world, name)
    world.program = name
    emit('CurrentProgramSceneChanged', masks.scenes, { sceneName: name })
    return undefined
  },
  SetCurrentPreviewScene(world, data, emit) {
    const name = field(data, 'sceneName', isText)
    sceneIn(world, name)
    if (!world.studioMode) throw new Refusal(status.studioModeNotActive, 'Studio mode is not active.')
    world.preview = name
    emit('CurrentPreviewSceneChanged', masks.scenes, { sceneName: name })
    return undefined
  },
  GetStudioModeEnabled: ({ studioMode }) => ({ studioModeEnabled: studioMode }),
  SetStudioModeEnabled(world, data, emit) {
    world.studioMode = field(data, 'studioModeEnabled', isFlag)
    world.preview = world.program
    emit('StudioModeStateChanged', masks.ui, { studioModeEnabled: world.studioMode })
    return undefined
  },
  TriggerStudioModeTransition(world, _, emit) {
    if (!world.studioMode) throw new Refusal(status.studioModeNotActive, 'Studio mode is not active.')
    world.program = world.preview
    emit('CurrentProgramSceneChanged', masks.scenes, { sceneName: world.program })
    return undefined
  },
  GetVirtualCamStatus({ camera }) {
    if (camera === null) throw new Refusal(status.invalidResourceState, 'VirtualCam is not available.')
    return { outputActive: camera }
  },
  StartVirtualCam(world, _, emit) {
    if (world.camera) throw isOn('virtual camera')
    world.camera = true
    cameraTold(world, emit, 'STARTED')
    return undefined
  },
  StopVirtualCam(world, _, emit) {
    if (!world.camera) throw isOff('virtual camera')
    world.camera = false
    cameraTold(world, emit, 'STOPPED')
    return undefined
  },
  GetRecordStatus: ({ record }) => ({
    outputActive: record !== 'off',
    outputPaused: record === 'paused',
    outputTimecode: '00:00:02.000',
    outputDuration: record === 'off' ? 0 : 2000,
    outputBytes: 1000,
  }),
  StartRecord(world, _, emit) {
    if (world.record !== 'off') throw isOn('recording')
    world.record = 'on'
    recordTold(world, emit, 'STARTING')
    recordTold(world, emit, 'STARTED')
    return undefined
  },
  PauseRecord(world, _, emit) {
    if (world.record !== 'on') throw isOff('recording')
    world.record = 'paused'
    recordTold(world, emit, 'PAUSED')
    return undefined
  },
  ResumeRecord(world, _, emit) {
    if (world.record !== 'paused') throw isOff('recording')
    world.record = 'on'
    recordTold(world, emit, 'RESUMED')
    return undefined
  },
  StopRecord(world, _, emit) {
    if (world.record === 'off') throw isOff('recording')
    world.record = 'off'
    recordTold(world, emit, 'STOPPING')
    setImmediate(() => recordTold(world, emit, 'STOPPED'))
    return { outputPath: world.recordPath }
  },
  GetStreamStatus: ({ stream }) => ({ outputActive: stream, outputReconnecting: false, outputDuration: 0 }),
  StartStream(world, _, emit) {
    if (world.stream) throw isOn('stream')
    streamTold(world, emit, 'STARTING')
    setImmediate(() => {
      world.stream = world.serviceOpen
      streamTold(world, emit, world.stream ? 'STARTED' : 'STOPPED')
    })
    return undefined
  },
  StopStream(world, _, emit) {
    if (!world.stream) throw isOff('stream')
    world.stream = false
    streamTold(world, emit, 'STOPPING')
    streamTold(world, emit, 'STOPPED')
    return undefined
  },
}
