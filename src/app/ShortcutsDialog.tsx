import { editorKeys } from '../editor/editorKeys';
import { Dialog } from '../ui/Dialog';
import { ShortcutKeys } from '../ui/ShortcutKeys';
import { keyNames } from '../ui/keys';
import { commandIds, commands } from './commands';
import { openOverlay, useShell } from './shell';
import styles from './ShortcutsDialog.module.css';

/** Keys of what has the focus on the canvas: no commands of their own. */
const onCanvas = [
  { title: 'At a gate: draw a flow, and lead it to another gate', keys: ['Enter'] },
  { title: 'At a flow: remove it', keys: ['Delete'] },
  { title: 'At a node: what can be done with it', keys: ['Shift+F10'] },
];

export function ShortcutsDialog() {
  const open = useShell((state) => state.overlay === 'shortcuts');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => openOverlay(isOpen ? 'shortcuts' : undefined)}
      title="Keyboard shortcuts"
      wide
    >
      <div className={styles.columns}>
        <Shortcuts entries={commandIds.map((id) => commands[id])} />
        <section>
          <h3 className={styles.heading}>On the canvas</h3>
          <Shortcuts entries={onCanvas} />
          <h3 className={styles.heading}>In the editor</h3>
          <Shortcuts entries={editorKeys} />
        </section>
      </div>
    </Dialog>
  );
}

interface ShortcutsProps {
  readonly entries: readonly { readonly title: string; readonly keys?: readonly string[] }[];
}

function Shortcuts({ entries }: ShortcutsProps) {
  return (
    <dl>
      {entries.map(
        ({ title, keys }) =>
          keys && (
            <div key={title} className={styles.row}>
              <dt>{title}</dt>
              <dd>
                <span className="visually-hidden">
                  {keys.map((one) => keyNames(one).join(' ')).join(' or ')}
                </span>
                {keys.map((one) => (
                  <ShortcutKeys key={one} keys={one} />
                ))}
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}
