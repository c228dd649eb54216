import { Dialog } from '../ui/Dialog';
import { ShortcutKeys } from '../ui/ShortcutKeys';
import { keyNames } from '../ui/keys';
import { commandIds, commands } from './commands';
import { openOverlay, useShell } from './shell';
import styles from './ShortcutsDialog.module.css';

export function ShortcutsDialog() {
  const open = useShell((state) => state.overlay === 'shortcuts');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => openOverlay(isOpen ? 'shortcuts' : undefined)}
      title="Keyboard shortcuts"
    >
      <dl className={styles.list}>
        {commandIds.map((id) => {
          const { title, keys } = commands[id];
          return (
            keys && (
              <div key={id} className={styles.row}>
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
            )
          );
        })}
      </dl>
    </Dialog>
  );
}
