import { z } from 'zod'
import { Change } from './change.ts'
import { Failure } from './failure.ts'
import { EdgeEnd, NodeId } from './graph.ts'
import { RecipeId } from './recipe.ts'
import { RecipeDiff } from './recipeDiff.ts'

export const ProposalId = z.string().regex(/^ppl_[A-Za-z0-9_-]{1,58}$/)
export type ProposalId = z.infer<typeof ProposalId>

/**
 * What is wrong with something that a planner wrote, so that it can be written anew: where it stands, what was there,
 * what would fit, the nearest legal values. `nodeId` pins it to a node of the proposal.
 */
export const PlanProblem = z.strictObject({
  code: z.string().max(100),
  message: z.string().max(1000),
  hint: z.string().max(1000),
  /** Line of a text, or place in a list of edits, from 1. */
  line: z.number().int().positive().optional(),
  nodeId: z.string().max(64).optional(),
  port: z.string().max(64).optional(),
  got: z.string().max(300).optional(),
  expected: z.string().max(600).optional(),
  suggest: z.array(z.string().max(100)).max(3).default([]),
})
export type PlanProblem = z.infer<typeof PlanProblem>

/** Something that Segue put right by itself, in words. */
export const PlanFix = z.strictObject({ nodeId: z.string().max(64).optional(), text: z.string().max(600) })
export type PlanFix = z.infer<typeof PlanFix>

/**
 * connection: its application is not there · approval: somebody has to allow it before it runs · assumed: a value that
 * nobody asked for · input: a recipe input that still needs a value.
 */
export const PlanBadge = z.strictObject({
  kind: z.enum(['connection', 'approval', 'assumed', 'input']),
  nodeId: z.string().max(64),
  text: z.string().max(300),
})
export type PlanBadge = z.infer<typeof PlanBadge>

/** One thing of a proposal that can be left out. `needs` are the parts without which it cannot be. */
export const ProposalPart = z.strictObject({
  key: z.string().max(200),
  kind: z.enum(['add', 'remove', 'change', 'wire', 'recipe']),
  /** The node that it is about; null for what is about the whole recipe. */
  nodeId: z.string().max(64).nullable(),
  title: z.string().max(300),
  /** Places of its changes in the list. */
  changes: z.array(z.number().int().nonnegative()),
  needs: z.array(z.string().max(200)),
})
export type ProposalPart = z.infer<typeof ProposalPart>

/** What a plan has taken so far. `costUsd` is null where nobody knows the prices. */
export const PlanUsage = z.strictObject({
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  costUsd: z.number().nonnegative().nullable(),
  ms: z.number().nonnegative(),
  /** Times that the model was asked to mend what it wrote. */
  rounds: z.number().int().nonnegative(),
})
export type PlanUsage = z.infer<typeof PlanUsage>

/** Who answers sentences. `offline` is Segue itself: no model, no network. */
export const PlanProvider = z.enum(['offline', 'anthropic', 'openai', 'compatible'])
export type PlanProvider = z.infer<typeof PlanProvider>

/** What a person asks for. */
export const PlanRequest = z.strictObject({
  recipeId: RecipeId,
  prompt: z.string().trim().min(1).max(4000),
  /** Nodes that the person has selected; what is made stands beside the first of them. */
  selection: z.array(NodeId).max(200).default([]),
  /** An output that what is made should start from. */
  from: EdgeEnd.nullable().default(null),
  /** An earlier proposal that this one is to improve. */
  refines: ProposalId.nullable().default(null),
})
export type PlanRequest = z.infer<typeof PlanRequest>

/**
 * planning: being written, ghosts appear · ready: waits for a person · accepted, rejected: a person has said so ·
 * cancelled, failed: nothing came of it, or only the part that was written.
 */
export const ProposalState = z.enum(['planning', 'ready', 'accepted', 'rejected', 'cancelled', 'failed'])
export type ProposalState = z.infer<typeof ProposalState>

/** A change to a recipe that a planner proposes. Nothing of it is in the recipe, and nothing runs, until a person accepts it. */
export const Proposal = z.strictObject({
  id: ProposalId,
  ...PlanRequest.shape,
  /** Revision of the recipe that it was made for. */
  base: z.number().int().nonnegative(),
  state: ProposalState,
  provider: PlanProvider,
  model: z.string().max(200),
  changes: z.array(Change).max(10_000),
  parts: z.array(ProposalPart),
  /** What accepting it would change, told from the changes and not from what a model says. */
  diff: RecipeDiff.nullable(),
  summary: z.string().max(1000),
  fixes: z.array(PlanFix),
  problems: z.array(PlanProblem),
  badges: z.array(PlanBadge),
  /** What the planner needs to know from the person. */
  question: z.string().max(1000).nullable(),
  /** The planner's own words, where it has any. */
  note: z.string().max(2000),
  usage: PlanUsage,
  failure: Failure.nullable(),
  createdAt: z.number(),
})
export type Proposal = z.infer<typeof Proposal>

/** Who answers, and how much it may take. The key is kept apart and never told. */
export const PlannerSettings = z.strictObject({
  provider: PlanProvider.default('offline'),
  /** As the provider writes it. */
  model: z.string().trim().max(200).default(''),
  /** Where the provider answers; empty for its own address. */
  baseUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]).default(''),
  /** Price of a million tokens in and out, in US dollars; null when not known. */
  price: z
    .strictObject({ input: z.number().nonnegative(), output: z.number().nonnegative() })
    .nullable()
    .default(null),
  caps: z
    .strictObject({
      /** Of one answer, all rounds together. */
      outputTokens: z.number().int().min(256).max(200_000).default(16_000),
      seconds: z.number().min(1).max(3600).default(120),
      /** Of one plan; null for no limit. Only where prices are known. */
      costUsd: z.number().positive().nullable().default(null),
      /** Of one calendar month, all plans together; null for no limit. */
      monthUsd: z.number().positive().nullable().default(null),
      /** Nodes that one answer may add. */
      nodes: z.number().int().min(1).max(500).default(60),
    })
    .prefault({}),
})
export type PlannerSettings = z.infer<typeof PlannerSettings>
