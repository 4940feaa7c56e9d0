export type { BridgeOptions, BridgeUse, SpareBridge } from './bridgeUse.ts'
export { catalogue } from './catalogue.ts'
export {
  type AnyNodeType,
  type ChildResult,
  type ControlArgs,
  type ControlResult,
  type ControlType,
  defineControl,
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
export { describeNodeType } from './describe.ts'
