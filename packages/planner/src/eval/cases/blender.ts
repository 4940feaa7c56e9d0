import type { EvalCase } from '../evalCase.ts'

/** Sentences about Blender alone. */
export const blenderCases: readonly EvalCase[] = [
  {
    id: 'blender-scene',
    prompt: 'a blender scene in the eclipse look, square',
    apps: ['blender'],
    gold: ['scene = blender.scene(look="eclipse", format="1:1")'],
    wants: { look: 'eclipse', format: '1:1' },
  },
  {
    id: 'blender-vertical',
    prompt: 'open a vertical blender scene',
    apps: ['blender'],
    gold: ['scene = blender.scene(format="9:16")'],
    wants: { format: '9:16' },
  },
  {
    id: 'blender-render',
    prompt: 'render a blender scene as frames',
    apps: ['blender'],
    gold: [
      'input scene: scene!\nframes = blender.render(scene=@scene)',
      'scene = blender.scene()\nframes = blender.render(scene=scene.scene)',
    ],
  },
  {
    id: 'blender-check',
    prompt: 'check a blender scene for what would go wrong in a render',
    apps: ['blender'],
    gold: ['input scene: scene!\ncheck = blender.inspect(scene=@scene)'],
  },
  {
    id: 'blender-animate',
    prompt: 'animate a blender scene with curves',
    apps: ['blender'],
    gold: [
      'input channels: channels!\nmove = blender.animate(channels=@channels)',
      'input audio: audio!\ncurves = audio.analyze(audio=@audio)\nmove = blender.animate(channels=curves.channels)',
    ],
  },
  {
    id: 'blender-camera',
    prompt: 'add a camera named "Close" to a blender scene',
    apps: ['blender'],
    gold: ['input scene: scene!\ncamera = blender.camera.create(scene=@scene, name="Close")'],
    wants: { name: 'Close' },
  },
  {
    id: 'blender-light',
    prompt: 'create a light in a blender scene',
    apps: ['blender'],
    gold: ['input scene: scene!\nlight = blender.light.create(scene=@scene)'],
  },
  {
    id: 'blender-tree',
    prompt: 'show the tree of a blender scene',
    apps: ['blender'],
    gold: ['input scene: scene!\ntree = blender.scene.tree(scene=@scene)'],
  },
  {
    id: 'blender-markers',
    prompt: 'markers on the timeline of a Blender file from the locators of my Live set',
    apps: ['blender'],
    gold: ['=locators-to-markers'],
  },
]
