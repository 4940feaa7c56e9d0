export { catalogue } from './catalogue.ts'
export {
  type AnyNodeType,
  type BridgeUse,
  defineNode,
  type FilesUse,
  type NodeType,
  type Port,
  port,
  type RunArgs,
  type SaveOptions,
  type Use,
} from './defineNode.ts'
export { describeNodeType } from './describe.ts'
