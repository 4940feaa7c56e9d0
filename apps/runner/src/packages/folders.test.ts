import { Recipe } from '@segue/protocol'
import { expect, test } from 'vitest'
import { type Places, packFolders, unpackFolders } from './folders.ts'
import { recipeWith } from './testing/packageLab.ts'

const delivering = (folder: string) =>
  recipeWith({
    graph: { nodes: { out: { type: 'file.deliver', version: 1, name: 'Out', params: { folder } } } },
  })

const moves: readonly (readonly [from: string, here: Places, there: Places, to: string])[] = [
  ['/srv/films/may', { films: '/srv/films' }, { films: 'D:\\Films' }, 'D:\\Films\\may'],
  ['D:\\Films\\may', { films: 'D:\\Films\\' }, { films: '/srv/films' }, '/srv/films/may'],
  ['\\\\nas\\films\\may', { films: '\\\\nas\\films' }, { films: '/mnt/nas' }, '/mnt/nas/may'],
  ['/srv/films', { films: '/srv/films' }, { films: '/other' }, '/other'],
  ['/srv/films/may', { all: '/srv', films: '/srv/films' }, { all: '/all', films: '/films' }, '/films/may'],
]

test.each(moves)('%s goes from one machine to another and stays in its place', (from, here, there, to) => {
  const { recipe, folders, unmapped } = packFolders(delivering(from), 'recipe.json', here)
  expect(unmapped).toEqual([])
  expect(JSON.stringify([recipe, folders])).not.toContain(JSON.stringify(from).slice(1, -1))
  const moved = unpackFolders(recipe, folders, there)
  expect(moved.recipe.graph.nodes.out?.params.folder).toBe(to)
  expect(moved.unmapped).toEqual([])
})

test.each(['/srv/filmsandmore/x', '/srv/films/../etc', '~/films', 'C:films', 'films/../../x'])(
  '%s is in no place and stays behind',
  (folder) => {
    const { recipe, folders, unmapped } = packFolders(delivering(folder), 'recipe.json', {
      films: '/srv/films',
    })
    expect(folders).toEqual([])
    expect(unmapped).toEqual([{ nodeId: 'out', node: 'Out' }])
    expect(recipe.graph.nodes.out?.params.folder).toBe('')
  },
)

test('an input of the recipe does not bring a folder of one machine either', () => {
  const input = { key: 'to', label: 'To', type: 'text', to: [{ nodeId: 'out', param: 'folder' }] }
  const recipe = Recipe.parse({ ...delivering(''), inputs: [{ ...input, default: '/srv/films' }] })
  const packed = packFolders(recipe, 'recipe.json', {})
  const taken = unpackFolders(recipe, [], {})
  for (const { recipe: bare, unmapped } of [packed, taken]) {
    expect(bare.inputs[0]?.default).toBe('')
    expect(unmapped).toEqual([{ nodeId: 'out', node: 'Out' }])
  }
})

test('a folder inside the outputs of a run is no folder of one machine', () => {
  const { recipe, unmapped } = packFolders(delivering('films/may'), 'recipe.json', {})
  expect(recipe).toEqual(delivering('films/may'))
  expect(unmapped).toEqual([])
})
