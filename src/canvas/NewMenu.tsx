import { Plus } from 'lucide-react';
import { openVerb } from '../store/verb';
import { Button } from '../ui/Button';
import { Menu, MenuItem, MenuSeparator } from '../ui/Menu';
import styles from './NewMenu.module.css';

/** What can be put on the canvas. */
export function NewMenu() {
  return (
    <div className={styles.new}>
      <Menu
        align="start"
        trigger={
          <Button look="outline" className={styles.button}>
            <Plus size={14} aria-hidden />
            New
          </Button>
        }
      >
        <MenuItem onSelect={() => openVerb({ type: 'allowFlow' })}>Flow…</MenuItem>
        <MenuItem onSelect={() => openVerb({ type: 'createPolicy' })}>Policy…</MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => openVerb({ type: 'addWorkload' })}>Workload…</MenuItem>
        <MenuItem onSelect={() => openVerb({ type: 'addNamespace' })}>Namespace…</MenuItem>
        <MenuItem onSelect={() => openVerb({ type: 'addBlock' })}>Address block…</MenuItem>
      </Menu>
    </div>
  );
}
