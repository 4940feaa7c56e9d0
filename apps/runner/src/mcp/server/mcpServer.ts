import type { IncomingMessage, ServerResponse } from 'node:http'
import { type NodeMcpRequestHandler, toNodeHandler } from '@modelcontextprotocol/node'
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server'
import { version } from '../../config/version.ts'
import { offerApps } from './appTools.ts'
import { offerProposals } from './proposalTools.ts'
import { publishedRecipes } from './published.ts'
import { offerRecipes } from './recipeTools.ts'
import { offerResources } from './resources.ts'
import type { McpWorld } from './world.ts'

/** Where MCP clients call. */
export const mcpPath = '/mcp'

/** Segue as an MCP server. */
export interface McpDoor {
  /** Answers one call of a client whose token, host and origin are checked already. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>
  close(): Promise<void>
}

/** Everything that Segue offers. What is published is what is offered; tools come in the same order every time. */
export async function makeMcpServer(world: McpWorld): Promise<McpServer> {
  const server = new McpServer({ name: 'segue', title: 'Segue', version })
  const recipes = await publishedRecipes(world)
  offerRecipes(server, world, recipes)
  offerProposals(server, world)
  offerApps(server, world)
  offerResources(server, world, recipes)
  return server
}

/** Node's request; its optional fields are there on a server. */
type CalledWith = Parameters<NodeMcpRequestHandler>[0]

/** Opens the door: streamable HTTP by the specification of 2026-07-28 and, for older clients, of 2025. */
export function openMcpDoor(world: McpWorld, onError: (error: Error) => void): McpDoor {
  const handler = createMcpHandler(() => makeMcpServer(world))
  const answer = toNodeHandler(handler, { onerror: onError })
  return { answer: (request, response) => answer(request as CalledWith, response), close: handler.close }
}
