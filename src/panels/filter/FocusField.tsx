import { Crosshair, X } from 'lucide-react';
import { useId, useMemo, useState } from 'react';
import { useAnalysis } from '../../store/analysis';
import { narrow } from '../../store/view';
import { IconButton } from '../../ui/IconButton';
import { TextField } from '../../ui/TextField';
import { titleOf } from '../names';
import styles from './FilterBar.module.css';

/** The workload in focus, chosen by its name. */
export function FocusField({ workload }: { readonly workload: string | undefined }) {
  const view = useAnalysis((state) => state.view);
  const [text, setText] = useState('');
  const id = useId();
  const ids = useMemo(
    () =>
      new Map(view?.graph.nodes.flatMap((node) => (node.type === 'workload' ? [[node.title, node.id]] : []))),
    [view],
  );
  if (!view) return undefined;
  if (workload !== undefined) {
    return (
      <span className={styles.focus}>
        <Crosshair size={13} aria-hidden="true" />
        <span className={styles.focused}>
          <span className="visually-hidden">Focus on </span>
          {titleOf(view.graph, workload)}
        </span>
        <IconButton
          small
          name="End the focus"
          icon={<X size={13} />}
          onClick={() => narrow({ focus: undefined })}
        />
      </span>
    );
  }
  return (
    <>
      <TextField
        name="Focus on a workload"
        icon={<Crosshair size={13} aria-hidden="true" />}
        className={styles.choose}
        list={id}
        value={text}
        onChange={(typed) => {
          const chosen = ids.get(typed.trim());
          setText(chosen === undefined ? typed : '');
          if (chosen !== undefined) narrow({ focus: { workload: chosen, hops: 1 } });
        }}
      />
      <datalist id={id}>
        {[...ids.keys()].map((title) => (
          <option key={title} value={title}>
            {title}
          </option>
        ))}
      </datalist>
    </>
  );
}
