import { own, portValue } from '@segue/protocol'
import type { Json } from '../types.ts'
import { type Document, feedsOf, type Placed } from './document.ts'
import { paramSchema } from './ports.ts'
import { didYouMean } from './report.ts'

/** Types, versions, params and promoted params of every node. */
export function checkNodes(document: Document): void {
  for (const placed of document.nodes.values()) {
    if (!placed.type) reportUnknownType(document, placed)
    else {
      checkVersion(document, placed)
      checkParams(document, placed)
      checkPromoted(document, placed)
      checkFrozen(document, placed)
    }
  }
}

function reportUnknownType({ types, report }: Document, { nodeId, node }: Placed): void {
  report({
    code: 'node.unknown_type',
    message: `${node.name} is a ${node.type} node, which Segue does not know.`,
    hint: `${didYouMean(node.type, types.keys())}Update Segue or replace the node.`,
    nodeId,
  })
}

function checkVersion({ report }: Document, { nodeId, node, type }: Placed): void {
  if (!type || node.version === type.version) return
  const newer = node.version > type.version
  report({
    code: newer ? 'node.version_newer' : 'node.version_older',
    message: `${node.name} was saved with version ${node.version} of ${type.title}; this Segue has version ${type.version}.`,
    hint: newer
      ? 'Update Segue.'
      : own(type.migrations ?? {}, String(node.version))
        ? 'Open the recipe, look at what changes, and bring its nodes up to date.'
        : 'Replace the node with a new one of the same type.',
    nodeId,
    ...(newer ? { kind: 'environment' as const } : {}),
  })
}

function checkParams(document: Document, { nodeId, node, type }: Placed): void {
  if (!type) return
  const known: Record<string, Json> = {}
  for (const [param, value] of Object.entries(node.params)) {
    if (own(type.params.shape, param)) known[param] = value
    else
      document.report({
        code: 'node.unknown_param',
        message: `${type.title} has no param ${param}.`,
        hint: `${didYouMean(param, Object.keys(type.params.shape))}Remove it.`,
        nodeId,
        port: param,
      })
  }
  for (const input of document.inputs)
    for (const target of input.to)
      if ('param' in target && target.nodeId === nodeId && input.default !== undefined)
        known[target.param] = input.default
  const read = type.params.safeParse(known)
  for (const issue of read.error?.issues ?? []) {
    const param = String(issue.path[0] ?? '')
    // A value from outside takes the place of what is stored.
    if (!Object.hasOwn(known, param) && feedsOf(document, nodeId, param).length > 0) continue
    document.report({
      code: 'node.param_invalid',
      message: `${node.name}: ${issue.path.map(String).join('.') || 'params'}: ${issue.message}.`,
      hint: 'Change this param in the inspector.',
      nodeId,
      ...(param ? { port: param } : {}),
    })
  }
}

function checkPromoted({ report }: Document, { nodeId, node, type, ports }: Placed): void {
  if (!type) return
  for (const [i, param] of node.promoted.entries()) {
    if (!paramSchema(type, param))
      report({
        code: 'node.promoted_unknown',
        message: `${node.name} shows ${param} as a port, but ${type.title} has no such param.`,
        hint: `${didYouMean(param, Object.keys(type.params.shape))}Take it off the node.`,
        nodeId,
        port: param,
      })
    else if (own(ports.inputs, param) || node.promoted.indexOf(param) !== i)
      report({
        code: 'node.promoted_clash',
        message: `${node.name} has two input ports named ${param}.`,
        hint: 'Take the param off the node.',
        nodeId,
        port: param,
      })
  }
}

function checkFrozen({ report }: Document, { nodeId, node, type, ports }: Placed): void {
  if (!type || node.mode !== 'frozen') return
  for (const [port, { label, type: portType, optional }] of Object.entries(ports.outputs)) {
    const value = own(node.frozen?.outputs ?? {}, port)
    if (value === undefined && optional) continue
    if (value !== undefined && portValue(portType).safeParse(value).success) continue
    report({
      code: 'node.frozen_incomplete',
      message: `${node.name} is frozen without a stored value for ${label}.`,
      hint: 'Unfreeze it, run it once and freeze it again.',
      nodeId,
      port,
    })
  }
}
