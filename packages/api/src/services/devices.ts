import type { Device } from '@segue/protocol'

/** The door on the local network. */
export interface LanDoor {
  /** `https://192.168.1.5:4403` */
  origin: string
  /** SHA-256 of the certificate as browsers show it: pairs of hex digits, with colons. */
  fingerprint: string
}

/** A way in for one device, once. */
export interface Invitation {
  /** What the QR code says. */
  url: string
  /** Epoch milliseconds. */
  expiresAt: number
  /** The QR code, quiet zone included: a line per row, `1` is dark. */
  rows: string[]
  fingerprint: string
}

/** Phones and tablets that were let in over the local network. */
export interface DevicesService {
  /** Null when Segue was started without `--lan`. */
  door(): Promise<LanDoor | null>
  /** Last seen first. */
  list(): Promise<Device[]>
  /** Makes a code; one asked for earlier holds no longer. Fails with `lan.off` when there is no such door. */
  invite(): Promise<Invitation>
  /** Shuts a device out at once. Fails with `device.unknown`. */
  revoke(input: { id: string }): Promise<void>
}
