import { type ArtifactsClient, artifactsOf } from './artifacts.ts'
import type { Connection } from './connection.ts'
import { type RecipesClient, recipesOf } from './recipes.ts'
import { type RunsClient, runsOf } from './runs.ts'
import { type SystemClient, systemOf } from './system.ts'
import { type ClientOptions, connect } from './transport.ts'

/** Everything a program can ask of a runner, by noun. */
export interface SegueClient {
  recipes: RecipesClient
  runs: RunsClient
  artifacts: ArtifactsClient
  system: SystemClient
  connection: Connection
  /** Closes the socket. Followed subscriptions complete. */
  close(): Promise<void>
}

/**
 * A client of one runner, for Node and the browser. In the browser the sign-in cookie goes along by itself;
 * elsewhere pass the token of the home (`token` file).
 */
export function createClient(options: ClientOptions): SegueClient {
  const transport = connect(options)
  return {
    recipes: recipesOf(transport),
    runs: runsOf(transport),
    artifacts: artifactsOf(transport, options),
    system: systemOf(transport),
    connection: transport.connection,
    close: () => transport.close(),
  }
}
