import { keyNames } from './keys';
import styles from './ShortcutKeys.module.css';

/** A shortcut, drawn as keys. The name of the command stands elsewhere, so this is for the eye only. */
export function ShortcutKeys({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys} aria-hidden="true">
      {keyNames(keys).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
