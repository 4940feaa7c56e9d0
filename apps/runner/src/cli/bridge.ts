import { join, resolve } from 'node:path'
import { bridgeKey } from '../bridges/bridgeKey.ts'
import { blenderInstaller } from '../bridges/install/blender.ts'
import { installBridge, uninstallBridge } from '../bridges/install/install.ts'
import type { Installer } from '../bridges/install/installer.ts'
import { liveInstaller } from '../bridges/install/live.ts'
import { thisMachine } from '../bridges/install/machine.ts'
import { touchDesignerInstaller } from '../bridges/install/touchdesigner.ts'
import { loadConfig } from '../config/config.ts'
import { openHome } from '../config/home.ts'
import { readOwner } from '../store/homeLock.ts'
import { common, readOptions, subcommand } from './options.ts'
import { exitWith } from './print.ts'

const installers: Readonly<Record<string, Installer>> = {
  live: liveInstaller,
  touchdesigner: touchDesignerInstaller,
  blender: blenderInstaller,
}

/** `segue bridge install|uninstall live|touchdesigner|blender`: Segue's side inside an application. */
export async function bridge([name = '', ...args]: string[]): Promise<number> {
  return subcommand({ install, uninstall }, name)(args)
}

async function install(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, { ...common, to: { type: 'string' } }, 1)
  const installer = subcommand(installers, positionals[0] ?? '')
  return exitWith(values.json, async () => {
    const home = openHome(values.home)
    const port = readOwner(home)?.port ?? loadConfig(home).port
    const places = values.to === undefined ? installer.places(thisMachine) : [resolve(values.to)]
    const folders = places.map((place) => join(place, installer.inside))
    const key = bridgeKey(home.root, installer.app).toString('hex')
    const files = installBridge(installer, { home: home.root, port, key }, folders)
    const next = installer.say(folders)
    if (values.json) console.log(JSON.stringify({ app: installer.app, folders, files, next }))
    else {
      for (const folder of folders) console.log(`✔ ${installer.title}: ${folder}`)
      for (const line of next) console.log(line)
    }
    return 0
  })
}

async function uninstall(args: string[]): Promise<number> {
  const { values, positionals } = readOptions(args, common, 1)
  const installer = subcommand(installers, positionals[0] ?? '')
  return exitWith(values.json, async () => {
    const files = uninstallBridge(installer, openHome(values.home).root)
    if (values.json) console.log(JSON.stringify({ app: installer.app, files }))
    else if (files === 0) console.log(`Segue has installed nothing for ${installer.title}.`)
    else console.log(`✔ ${files} files of Segue are gone from ${installer.title}.`)
    return 0
  })
}
