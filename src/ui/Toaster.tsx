import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './Button';
import { classes } from './classes';
import { dismissToast, type Toast, useToasts } from './toast';
import styles from './Toaster.module.css';

const icons = { info: Info, success: CircleCheck, warning: TriangleAlert, error: CircleAlert };
/** Long enough to read two lines and reach the button. */
const lifetime = 7000;

/** Shows what `notify` was given. Errors stay until they are dismissed; nothing leaves under the pointer. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  const [held, setHeld] = useState(false);
  return (
    <div
      className={styles.toaster}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- <output> cannot hold paragraphs */}
      <div role="status">
        {toasts
          .filter((toast) => toast.tone !== 'error')
          .map((toast) => (
            <ToastCard key={toast.id} toast={toast} held={held} />
          ))}
      </div>
      <div role="alert">
        {toasts
          .filter((toast) => toast.tone === 'error')
          .map((toast) => (
            <ToastCard key={toast.id} toast={toast} held />
          ))}
      </div>
    </div>
  );
}

function ToastCard({ toast, held }: { readonly toast: Toast; readonly held: boolean }) {
  const { id, tone, title, detail, action } = toast;
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => dismissToast(id), lifetime);
    return () => clearTimeout(timer);
  }, [held, id]);

  const Icon = icons[tone];
  return (
    <div className={classes(styles.toast, styles[tone])}>
      <Icon size={16} className={styles.icon} aria-hidden="true" />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {detail !== undefined && <p className={styles.detail}>{detail}</p>}
      </div>
      {action && (
        <Button
          look="quiet"
          className={styles.action}
          onClick={() => {
            dismissToast(id);
            action.run();
          }}
        >
          {action.title}
        </Button>
      )}
      <Button look="quiet" className={styles.close} aria-label="Dismiss" onClick={() => dismissToast(id)}>
        <X size={14} />
      </Button>
    </div>
  );
}
