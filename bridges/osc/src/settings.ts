import { z } from 'zod'

const Listen = z
  .strictObject({
    port: z.int().min(1024).max(65_535),
    /** The address of this machine that listens. Any but 127.0.0.1 needs `from`. */
    host: z.ipv4().default('127.0.0.1'),
    /** Who may send: addresses such as `192.168.1.20`, or `192.168.1.0/24`. */
    from: z
      .array(z.union([z.ipv4(), z.cidrv4()]))
      .max(100)
      .default([]),
    /** More messages than this in a second are thinned out to the newest of each address. */
    maxPerSecond: z.int().min(1).max(10_000).default(500),
  })
  .refine(({ host, from }) => host.startsWith('127.') || from.length > 0, {
    path: ['from'],
    message: 'Name who may send when others than this machine can reach the port.',
  })

/** `applications.osc` in `config.json`. No port is opened unless it stands here. */
export const OscSettings = z.strictObject({
  listen: z
    .array(Listen)
    .max(16)
    .refine((all) => new Set(all.map(({ port }) => port)).size === all.length, 'Name every port once.')
    .default([]),
})
export type OscSettings = z.infer<typeof OscSettings>
export type ListenSettings = z.infer<typeof Listen>
