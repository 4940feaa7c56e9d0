import type { PortType } from '@segue/protocol'
import type { Json } from '../types.ts'

/** What a line gives a port or param: a value, an output of a node, or an input of the recipe or body. */
export type SketchValue =
  | { is: 'value'; value: Json }
  /** A node of the same text. Without a port: whichever fits. */
  | { is: 'node'; name: string; port: string | null }
  /** A node that is in the recipe already. */
  | { is: 'existing'; nodeId: string; port: string | null }
  | { is: 'input'; key: string }

export type SketchRef = Exclude<SketchValue, { is: 'value' | 'input' }>

/** `wave = blender.animate(channels=curves, format="9:16") "Wave"` */
export interface SketchNode {
  line: number
  name: string
  type: string
  title: string | null
  args: { key: string; value: SketchValue }[]
  /** What it does for each item. */
  body: Sketch | null
}

/** `input seconds: number = 15 limits {"min":1} "Length"` */
export interface SketchInput {
  line: number
  key: string
  type: PortType
  required: boolean
  label: string | null
  default?: Json
  limits?: Json
}

/** `output film = make.video "Film"` */
export interface SketchOutput {
  line: number
  key: string
  from: SketchRef
  label: string | null
}

/** `$film.sound = mix.audio` */
export interface SketchWire {
  line: number
  to: { nodeId: string; port: string }
  from: SketchValue
}

/** Something that cannot be read. */
export interface SketchProblem {
  line: number
  message: string
  got: string
  expected: string
}

/** A text of the language, read. */
export interface Sketch {
  nodes: SketchNode[]
  inputs: SketchInput[]
  outputs: SketchOutput[]
  wires: SketchWire[]
  /** `name "…"`: what the recipe is to be called. */
  title: string | null
  /** `note …` */
  notes: string[]
  /** `ask …`: a question to the person. */
  asks: string[]
  problems: SketchProblem[]
}

/** A text that says nothing yet. */
export const emptySketch = (): Sketch => ({
  nodes: [],
  inputs: [],
  outputs: [],
  wires: [],
  title: null,
  notes: [],
  asks: [],
  problems: [],
})
