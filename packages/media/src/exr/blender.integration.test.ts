import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decodeExr } from './read.ts'
import { encodeExr } from './write.ts'

/** Reads our file as OpenEXR itself does, and saves what it read in two other kinds. */
const script = `
import json, sys, bpy
folder = sys.argv[sys.argv.index('--') + 1]
image = bpy.data.images.load(folder + '/ours.exr')
json.dump({'size': list(image.size), 'pixels': list(image.pixels)}, open(folder + '/read.json', 'w'))
settings = bpy.context.scene.render.image_settings
settings.file_format = 'OPEN_EXR'
for name, codec, depth in (('half', 'ZIP', '16'), ('float', 'NONE', '32'), ('other', 'PIZ', '16')):
    settings.exr_codec, settings.color_depth, settings.color_mode = codec, depth, 'RGBA'
    image.save_render(folder + '/' + name + '.exr')
`

test('OpenEXR reads what we write, and we read what it writes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'segue-exr-'))
  const [width, height] = [37, 21]
  const rgba = Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 29) % 256,
  )
  writeFileSync(join(folder, 'ours.exr'), await encodeExr(rgba, { width, height, alpha: true }))
  writeFileSync(join(folder, 'script.py'), script)
  const args = [
    '--background',
    '--factory-startup',
    '--python-exit-code',
    '1',
    '--python',
    join(folder, 'script.py'),
  ]
  execFileSync(process.env.SEGUE_BLENDER ?? 'blender', [...args, '--', folder], { stdio: 'pipe' })
  const { size, pixels } = JSON.parse(readFileSync(join(folder, 'read.json'), 'utf8'))
  expect(size).toEqual([width, height])
  const own = await decodeExr(readFileSync(join(folder, 'ours.exr')), 'ours')
  for (const kind of ['half', 'float']) {
    const { planes } = await decodeExr(readFileSync(join(folder, `${kind}.exr`)), kind)
    for (const [at, name] of ['R', 'G', 'B', 'A'].entries())
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          // Blender counts lines from the bottom
          const theirs = pixels[((height - 1 - y) * width + x) * 4 + at]
          expect(own.planes.get(name)?.[y * width + x]).toBeCloseTo(theirs, 4)
          expect(planes.get(name)?.[y * width + x]).toBeCloseTo(theirs, 3)
        }
  }
  await expect(decodeExr(readFileSync(join(folder, 'other.exr')), 'other')).rejects.toMatchObject({
    failure: { code: 'frame.exr_kind', message: expect.stringContaining('PIZ') },
  })
})
