import { expect, type Locator, type Page } from '@playwright/test';

export interface GivenFile {
  readonly name: string;
  readonly text: string;
}

/** The app as a user meets it: every part is found by its role and name. */
export class Drawbridge {
  readonly page: Page;
  readonly header: Locator;
  readonly canvas: Locator;
  readonly legend: Locator;
  readonly policies: Locator;
  readonly problems: Locator;
  /** What was read of the workspace, below the lists. */
  readonly lists: Locator;
  readonly editor: Locator;
  readonly yaml: Locator;
  readonly inspector: Locator;
  readonly importDialog: Locator;
  readonly undoButton: Locator;
  readonly redoButton: Locator;

  constructor(page: Page) {
    this.page = page;
    this.header = page.getByRole('banner');
    this.canvas = page.getByRole('region', { name: 'Canvas' });
    this.legend = page.getByRole('region', { name: 'Legend' });
    this.lists = page.getByRole('navigation', { name: 'Policies and problems' });
    this.policies = page.getByRole('tabpanel', { name: 'Policies' });
    this.problems = page.getByRole('tabpanel', { name: /^Problems/ });
    this.editor = page.getByRole('region', { name: 'Editor' });
    this.yaml = this.editor.getByRole('textbox', { name: /^YAML of/ });
    this.inspector = page.getByRole('region', { name: 'Inspector' });
    this.importDialog = page.getByRole('dialog', { name: 'Import manifests' });
    this.undoButton = this.header.getByRole('button', { name: /^Undo/ });
    this.redoButton = this.header.getByRole('button', { name: /^Redo/ });
  }

  /** Opens the page and waits until the example is drawn and the editor is there. */
  async open(url = './'): Promise<void> {
    await this.page.goto(url);
    await expect(this.flow('shop/api to data/db, TCP 5432')).toBeVisible();
    await expect(this.yaml).toBeAttached(); // Monaco’s has no size, so it is never "visible"
  }

  /** The button on the line of a flow. */
  flow(name: string | RegExp): Locator {
    return this.canvas.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  gate(workload: string, direction: 'ingress' | 'egress'): Locator {
    return this.canvas.getByRole('button', { name: new RegExp(`^${workload} ${direction} gate`) });
  }

  /** A card, box or pill on the canvas. */
  node(name: string | RegExp): Locator {
    return this.canvas.getByRole('group', { name });
  }

  policy(name: string): Locator {
    return this.policies.getByRole('button', { name: new RegExp(`^${name},`) });
  }

  /** Where all nodes stand in the window, by name; badges come and go. */
  async places(): Promise<Record<string, unknown>> {
    const nodes = await this.canvas.getByRole('group').all();
    return Object.fromEntries(
      await Promise.all(
        nodes.map(async (node) => {
          const name = await node.getAttribute('aria-label');
          return [name?.replace(/, \d+ problems?$/, ''), await node.boundingBox()];
        }),
      ),
    );
  }

  /** The card that asks for the ports of a drawn flow. */
  card(source: string, destination: string): Locator {
    return this.page.getByRole('dialog', { name: `Allow ${source} → ${destination}` });
  }

  /** Draws a flow with the mouse, from gate to gate, and gives the card that opens. */
  async draw(source: string, destination: string): Promise<Locator> {
    await this.gate(source, 'egress').dragTo(this.gate(destination, 'ingress'));
    const card = this.card(source, destination);
    await expect(card).toBeVisible();
    return card;
  }

  /** Draws a flow on an offered port and applies the plan. */
  async allow(source: string, destination: string, port: string): Promise<void> {
    const card = await this.draw(source, destination);
    await card.getByRole('checkbox', { name: new RegExp(`^TCP ${port}\\b`) }).check();
    await card.getByRole('button', { name: 'Allow flow' }).click();
    await expect(card).toBeHidden();
  }

  /** Opens the menu of a node by its name and chooses a verb. */
  async verb(node: string | RegExp, verb: string | RegExp): Promise<void> {
    await this.node(node).click({ button: 'right', position: { x: 40, y: 12 } });
    await this.page.getByRole('menuitem', { name: verb, exact: true }).click();
  }

  /** Opens the menu of a node by the key for menus and chooses a verb by typing its beginning. */
  async verbByKeys(node: string | RegExp, verb: string): Promise<void> {
    await this.node(node).focus();
    await this.page.keyboard.press('Shift+F10');
    await this.chooseByKeys(verb);
  }

  /** Chooses an entry of the open menu by typing its beginning. */
  async chooseByKeys(verb: string): Promise<void> {
    const item = this.page.getByRole('menuitem', { name: verb, exact: true });
    await expect(item).toBeVisible();
    await this.page.keyboard.type(verb.replace('…', ''));
    await expect(item).toBeFocused();
    await this.page.keyboard.press('Enter');
  }

  /** Runs a command by its words. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('Control+K');
    await this.page.getByRole('combobox', { name: /^Find/ }).fill(words);
    await this.page.keyboard.press('Enter');
  }

  /** Takes the last step back and waits until that is shown. */
  async undo(): Promise<void> {
    const before = await this.undoButton.getAttribute('aria-label');
    await this.undoButton.click();
    await expect(this.undoButton).not.toHaveAttribute('aria-label', before ?? '');
  }

  async isUndoable(): Promise<boolean> {
    return (await this.undoButton.getAttribute('aria-disabled')) !== 'true';
  }

  /** The dialog of a verb. */
  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  async openImport(): Promise<void> {
    await this.header.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(this.importDialog).toBeVisible();
  }

  /** Pastes into the import dialog, in the place of what is there. */
  async paste(text: string): Promise<void> {
    await this.openImport();
    await this.importDialog.getByRole('textbox', { name: 'Paste manifests' }).fill(text);
    await this.importDialog.getByRole('radio', { name: 'Replace the workspace' }).check();
    await this.importDialog.getByRole('button', { name: 'Import pasted text' }).click();
    await expect(this.importDialog).toBeHidden();
  }

  /** Opens files by the import dialog, in the place of what is there, and waits until they are read. */
  async openFiles(...files: readonly GivenFile[]): Promise<void> {
    await this.choose(
      'Open files…',
      files.map(({ name, text }) => ({ name, mimeType: 'application/yaml', buffer: Buffer.from(text) })),
    );
    await expect(
      this.toast(`Opened ${files.length === 1 ? files[0]?.name : `${files.length} files`}`),
    ).toBeVisible();
  }

  /** Opens a file from the disk by the import dialog, in the place of what is there. */
  async chooseFile(path: string): Promise<void> {
    await this.choose('Open files…', path);
  }

  async openFolder(path: string): Promise<void> {
    await this.choose('Open folder…', path);
  }

  private async choose(button: string, files: Parameters<Locator['setInputFiles']>[0]): Promise<void> {
    await this.openImport();
    await this.importDialog.getByRole('radio', { name: 'Replace the workspace' }).check();
    const chooser = this.page.waitForEvent('filechooser');
    await this.importDialog.getByRole('button', { name: button }).click();
    await (await chooser).setFiles(files);
    await expect(this.importDialog).toBeHidden();
  }

  /** Drags files or folders from outside over the page and lets them go, as the desktop does. */
  async drop(paths: readonly string[], zone: string | RegExp): Promise<void> {
    const desktop = await this.page.context().newCDPSession(this.page);
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop', x: number, y: number) =>
      desktop.send('Input.dispatchDragEvent', {
        type,
        x,
        y,
        data: { items: [], files: [...paths], dragOperationsMask: 1 },
      });
    await drag('dragEnter', 400, 300);
    await drag('dragOver', 400, 300);
    const box = await this.page.getByText(zone).boundingBox();
    if (!box) throw new Error(`There is no zone ${String(zone)} to drop on`);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await drag('dragOver', x, y);
    await drag('drop', x, y);
    await desktop.detach();
  }

  toast(text: string | RegExp): Locator {
    return this.page.getByRole('status').getByText(text);
  }

  /** Chooses an entry of the export menu. */
  async export(entry: RegExp): Promise<void> {
    await this.header.getByRole('button', { name: 'Export YAML' }).click();
    await this.page.getByRole('menuitem', { name: entry }).click();
  }

  /** The text of the file in front, as "Copy this file" gives it. */
  text(): Promise<string> {
    return this.copied(/^Copy this file/);
  }

  /** The text of all files, as one. */
  allText(): Promise<string> {
    return this.copied(/^Copy all/);
  }

  private async copied(entry: RegExp): Promise<string> {
    await this.page.evaluate(() => navigator.clipboard.writeText(''));
    await this.export(entry);
    const read = () => this.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(read).not.toBe('');
    return read();
  }

  async openFile(name: string): Promise<void> {
    await this.editor.getByRole('tab', { name }).click();
    await expect(this.editor.getByRole('textbox', { name: `YAML of ${name}` })).toBeAttached();
  }

  /** Selects a text in the editor by searching for it; the focus is then in the editor. */
  async selectText(text: string): Promise<void> {
    await this.yaml.focus();
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    const find = this.editor.getByRole('textbox', { name: 'Find' });
    await find.fill(text);
    await expect(this.editor.getByText(/^1 of \d+$/)).toBeAttached(); // a narrow editor hides the count
    await find.press('Escape');
    await expect(this.yaml).toBeFocused();
  }

  /** Types over a text in the editor. */
  async retype(text: string, replacement: string): Promise<void> {
    await this.selectText(text);
    await this.page.keyboard.type(replacement);
  }
}
