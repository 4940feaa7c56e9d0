export type { BridgeOptions, BridgeUse, SpareBridge } from './bridgeUse.ts'
export { catalogue } from './catalogue.ts'
export { defineControl } from './defineControl.ts'
export {
  type AnyNodeType,
  type ChildResult,
  type ControlArgs,
  type ControlResult,
  type ControlType,
  defineNode,
  type FilesUse,
  type ForeseeArgs,
  type NodeType,
  type Port,
  port,
  type RunArgs,
  type SaveOptions,
  type Trusted,
  type Use,
  unmade,
} from './defineNode.ts'
export { definePure } from './definePure.ts'
export { describeNodeType } from './describe.ts'
