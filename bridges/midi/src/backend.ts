/** Something that carries MIDI bytes: the machine's own devices, or ports inside Segue. */
export interface MidiBackend {
  /** Whether its ports exist inside Segue only. */
  virtual: boolean
  /** Names of the ports that can be opened now; unique in each list. */
  inputs(): string[]
  outputs(): string[]
  /**
   * Hears whole messages, status byte first, until the returned function is called. Fails with `midi.port_missing`
   * or `midi.port_in_use`.
   */
  openInput(name: string, listener: (bytes: readonly number[]) => void): () => void
  /** Fails like `openInput`. */
  openOutput(name: string): MidiOutput
  /** Why it has no ports; empty when it can reach them. */
  detail: string
}

export interface MidiOutput {
  /** Sends one whole message, status byte first. */
  send(bytes: readonly number[]): void
  close(): void
}
