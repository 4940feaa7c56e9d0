import type { Locator, Page } from '@playwright/test'

interface Place {
  x: number
  y: number
}

/** The editor as a person sees it: where things are, what can be done, what can be read. */
export class Editor {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get bar(): Locator {
    return this.page.getByRole('banner')
  }
  get runButton(): Locator {
    return this.bar.getByRole('button', { name: /^Run( ·|$)/ })
  }
  /** Says what has not been pressed yet would do. */
  get planButton(): Locator {
    return this.bar.getByRole('button', { name: 'What will run' })
  }
  get plannedSteps(): Locator {
    return this.page.getByRole('list', { name: 'Steps that run' }).getByRole('listitem')
  }
  /** The strip above the canvas that tells what a run needs from a person. */
  get attention(): Locator {
    return this.page.getByRole('region', { name: 'The run needs you' })
  }
  get dock(): Locator {
    return this.page.getByRole('region', { name: 'Runs', exact: true })
  }
  get stopButton(): Locator {
    return this.bar.getByRole('button', { name: 'Stop', exact: true })
  }
  get saveState(): Locator {
    return this.bar.getByRole('status')
  }
  get canvas(): Locator {
    return this.page.getByRole('application', { name: /^Graph/ })
  }
  get nodes(): Locator {
    return this.canvas.getByRole('group')
  }
  get edges(): Locator {
    return this.canvas.getByRole('img', { name: /^Edge from/ })
  }
  get finder(): Locator {
    return this.page.getByRole('dialog', { name: 'Find a node' })
  }
  /** The finished film, which opens by itself at the end of a run. */
  get viewer(): Locator {
    return this.page.getByRole('dialog', { name: 'Film' })
  }
  get inspector(): Locator {
    return this.page.getByRole('complementary', { name: 'Inspector' })
  }

  node(name: string): Locator {
    return this.canvas.getByRole('group', { name: new RegExp(`^${name},`) })
  }
  port(node: string, direction: 'input' | 'output', label: string): Locator {
    return this.canvas.getByRole('button', { name: new RegExp(`^${node}, ${direction} ${label},`) })
  }

  /** Opens a page of the panel below the canvas. */
  async showTab(name: 'Timeline' | 'Problems' | 'Runs' | 'Queue'): Promise<void> {
    const tab = this.dock.getByRole('tab', { name: new RegExp(`^${name}`) })
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click()
  }

  /** Brings a recipe in as a person does who pastes its text, and waits until it is open. */
  async paste(recipe: { name: string }): Promise<void> {
    await this.page.evaluate((text) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData('text/plain', text)
      window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
    }, JSON.stringify(recipe))
    await this.bar.getByRole('button', { name: recipe.name, exact: true }).waitFor()
  }

  async run(): Promise<void> {
    await this.runButton.click()
  }

  /** Waits until the shown run has ended well. */
  async finished(): Promise<void> {
    await this.bar.getByRole('button', { name: /^Done/ }).waitFor()
  }

  /** Selects a node by its header. */
  async select(name: string): Promise<void> {
    await this.node(name).click({ position: { x: 60, y: 12 } })
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url)
    await this.nodes.first().waitFor()
  }

  async centre(of: Locator): Promise<Place> {
    const box = await of.boundingBox()
    if (!box) throw new Error('not on screen')
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  }

  /** Presses, moves in steps as a hand does, and lets go. */
  async drag(from: Place, to: Place): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 })
    await mouse.move(to.x, to.y, { steps: 6 })
    await mouse.up()
  }

  /** A place on the canvas where nothing lies: below all nodes. */
  async emptyPlace(): Promise<Place> {
    const canvas = await this.canvas.boundingBox()
    if (!canvas) throw new Error('no canvas')
    return { x: canvas.x + canvas.width * 0.62, y: canvas.y + canvas.height * 0.46 }
  }
}
