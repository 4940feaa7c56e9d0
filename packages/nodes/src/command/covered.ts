/**
 * Commands that are no node of their own, by id: the node types that stand for them, or why they would make no sense
 * in a graph. All others become nodes by themselves.
 */
export const covered: Readonly<Record<string, { by: readonly string[] } | { why: string }>> = {
  'live.app.info': { why: 'About the application, not about a piece of work.' },
  'live.set.render': { by: ['live.export'] },
  'td.app.info': { why: 'About the application, not about a piece of work.' },
  'td.audio.analyze': { by: ['td.audioIn'] },
  'td.record.offline': { by: ['td.record'] },
  'td.segue.tell': { why: 'Segue tells this about its runs.' },
  'blender.app.info': { why: 'About the application, not about a piece of work.' },
  'blender.file.open': { by: ['blender.scene'] },
  'blender.file.openTrusted': { by: ['blender.scene'] },
  'blender.file.inspect': { by: ['blender.inspect'] },
  'blender.simulation.bake': { by: ['blender.bake'] },
  'blender.python.run': { by: ['blender.python'] },
  'blender.file.save': { why: 'Every node that changes a scene saves it.' },
  'blender.file.closure': { by: ['blender.scene'] },
  'blender.scene.build': { by: ['blender.scene', 'blender.animate'] },
  'blender.anim.keys.set': { by: ['blender.animate'] },
  'blender.render.probe': { by: ['blender.render'] },
  'blender.render.frames': { by: ['blender.render'] },
  'blender.document.bringBack': { why: 'About the document in the window, not about a scene on a wire.' },
  'blender.file.openInWindow': { why: 'About the document in the window, not about a scene on a wire.' },
  'obs.app.info': { why: 'About the application, not about a piece of work.' },
}
