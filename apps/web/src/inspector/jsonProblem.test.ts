import { expect, it } from 'vitest'
import { jsonProblem } from './jsonProblem.ts'
import { readMixed } from './MixedInput.tsx'

it.each([
  ['{"a": 1}', ''],
  ['', 'Write a value, such as "text", 1, [1, 2] or {"name": 1}.'],
  ['{"a": 1', 'It ends too early: a bracket or a quote is still open.'],
  [
    '{\n  "a": 1,\n}',
    'Line 3, sign 1: “}” does not belong here. There is a comma too many before it, or a value is missing.',
  ],
  ["['x']", "Line 1, sign 2: “'” does not belong here. Texts stand in double quotes."],
  [
    '{"a" 1}',
    'Line 1, sign 6: “1” does not belong here. A comma, a quote or a bracket may be missing before it.',
  ],
])('says where %j stops reading as JSON', (text, problem) => {
  expect(jsonProblem(text)).toBe(problem)
})

it('reads what is written in one line as what it looks like', () => {
  expect(['1.5', 'true', '[1, 2]', '24000/1001', '[x]', ''].map(readMixed)).toEqual([
    1.5,
    true,
    [1, 2],
    '24000/1001',
    '[x]',
    '',
  ])
})
