/** Something that a person allowed, or is asked to allow, by exactly what it holds. */
export interface Approval {
  /** python: a text that may run in Blender · blend: a file whose scripts may run when Segue opens it. */
  kind: 'python' | 'blend'
  /** SHA-256 of the text as UTF-8, or of the file. */
  hash: string
  /** Of the step that asks, or of the file. */
  name: string
  /** All of the text; null for files. */
  text: string | null
  /** The step that asked last; null for files. */
  step: { runId: string; nodeId: string } | null
  askedAt: number
  /** Null while nobody has allowed it. */
  givenAt: number | null
  givenBy: string | null
}

/** What people allowed. Only a signed-in person may call it: never a run, a model or a program on their behalf. */
export interface ApprovalsService {
  /** Newest first. Files that Segue made from trusted ones are left out. */
  list(): Promise<Approval[]>
  /** Lets exactly this text run; waiting steps go on. Fails with `approval.unknown` when no step asked for it. */
  approve(input: { hash: string; by: string }): Promise<void>
  /** Lets the scripts of a file with exactly these bytes run. */
  trust(input: { hash: string; name: string; by: string }): Promise<void>
  /** Takes it back; also for everything that Segue made from it. Fails with `approval.unknown`. */
  revoke(input: { kind: Approval['kind']; hash: string }): Promise<void>
}
