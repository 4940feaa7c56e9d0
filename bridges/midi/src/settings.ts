import { z } from 'zod'

const PortName = z.string().min(1).max(200)

/** `applications.midi` in `config.json`. */
export const MidiSettings = z.strictObject({
  /** Whether Segue sends and hears MIDI at all. */
  enabled: z.boolean().default(false),
  /** Names of ports that exist inside Segue only. */
  virtual: z.array(PortName).max(16).default(['Segue']),
  /**
   * Names of devices to listen to for what comes in, beside the ports inside Segue. On Windows a port that Segue holds
   * is closed to other programs, so none is taken that is not named here.
   */
  listen: z.array(PortName).max(32).default([]),
})
export type MidiSettings = z.infer<typeof MidiSettings>
