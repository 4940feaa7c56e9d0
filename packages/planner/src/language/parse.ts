import { readStatement, type Said, Unreadable } from './readStatement.ts'
import { emptySketch, type Sketch } from './sketch.ts'
import { createStatements, type Statement } from './statements.ts'

/** Nodes lie at most so deep in each other. */
const deepest = 4
/** So many statements are read; what comes after them is named once and left. */
const longest = 2000

/** Reads a text of the language while it is being written. */
export interface Parsing {
  /** Takes the next piece; true when a statement has become whole. */
  push(piece: string): boolean
  /** Nothing more comes. */
  end(): Sketch
  /** All that could be read so far. It grows as pieces come. */
  readonly sketch: Sketch
}

/** Opens a parser. A line that cannot be read is a problem of that line; all others are read. */
export function createParsing(): Parsing {
  const sketch = emptySketch()
  const open: { sketch: Sketch; line: number }[] = []
  const statements = createStatements()
  let read = 0

  const here = (): Sketch => open.at(-1)?.sketch ?? sketch
  const problem = (line: number, message: string, got: string, expected: string) =>
    void sketch.problems.push({ line, message, got: got.slice(0, 200), expected })

  const take = (statement: Statement) => {
    read++
    if (read === longest + 1)
      problem(statement.line, `Only the first ${longest} lines are read.`, '', 'a shorter text')
    if (read > longest) return
    const { line } = statement
    const into = here()
    const said = readStatement(statement)
    if (said.is === 'input') into.inputs.push(said.input)
    else if (said.is === 'output') into.outputs.push(said.output)
    else if (said.is === 'wire') into.wires.push(said.wire)
    else if ('text' in said) tell(sketch, said)
    else if (said.is === 'close') {
      if (!open.pop()) problem(line, 'A body ends here that never began.', '}', 'no “}”')
    } else {
      const { node } = said
      into.nodes.push(node)
      if (!said.opens) return
      const body = emptySketch()
      open.push({ sketch: body, line })
      if (open.length <= deepest) node.body = body
      else problem(line, `Bodies lie at most ${deepest} deep in each other.`, node.name, 'fewer of them')
    }
  }
  const takeAll = (found: Statement[]): boolean => {
    for (const statement of found)
      try {
        take(statement)
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error
        problem(statement.line, 'This line cannot be read.', error.got || statement.text, error.expected)
      }
    return found.length > 0
  }
  return {
    sketch,
    push: (piece) => takeAll(statements.push(piece)),
    end() {
      takeAll(statements.end())
      for (const { line } of open.splice(0)) problem(line, 'This body has no end.', '{', 'a line with “}”')
      return sketch
    },
  }
}

function tell(sketch: Sketch, { is, text }: Extract<Said, { text: string }>): void {
  if (is === 'title') sketch.title = text.slice(0, 120) || null
  else if (is === 'note') sketch.notes.push(text)
  else sketch.asks.push(text)
}

/** Reads a whole text of the language. */
export function parse(text: string): Sketch {
  const parsing = createParsing()
  parsing.push(text)
  return parsing.end()
}
