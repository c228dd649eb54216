import { useId, useMemo, useState } from 'react';
import type { GraphNode } from '../core/index';
import { titleOf, titleOfEnd, useNodes } from './useNodes';
import styles from './Verb.module.css';

interface EndFieldProps {
  readonly title: string;
  readonly end: 'source' | 'destination';
  readonly value: string | undefined;
  /** The id of a node, or of an address block that is not on the canvas yet. */
  readonly onChange: (id: string | undefined) => void;
}

/** An end of a flow by its name: a workload, a namespace, an address block, or anywhere. */
export function EndField({ title, end, value, onChange }: EndFieldProps) {
  const nodes = useNodes();
  const id = useId();
  const [text, setText] = useState(value === undefined ? '' : titleOfEnd(nodes, value));
  const names = useMemo(() => [...new Set(nodes.map(titleOf)), 'anywhere'].toSorted(), [nodes]);
  const isUnknown = text !== '' && value === undefined;
  return (
    <div className={styles.asked}>
      <label className={styles.heading} htmlFor={id}>
        {title}
      </label>
      <input
        id={id}
        className={styles.typed}
        list={`${id}-names`}
        value={text}
        placeholder="a workload, namespace, 10.0.0.0/8 or anywhere"
        spellCheck={false}
        autoComplete="off"
        aria-invalid={isUnknown}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setText(event.target.value);
          onChange(readEnd(event.target.value.trim(), end, nodes));
        }}
      />
      <datalist id={`${id}-names`}>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      {isUnknown && (
        <p id={`${id}-hint`} className={styles.hint}>
          Nothing is called so.
        </p>
      )}
    </div>
  );
}

function readEnd(
  text: string,
  end: 'source' | 'destination',
  nodes: readonly GraphNode[],
): string | undefined {
  if (text === 'anywhere') return `Anywhere/${end}`;
  if (/^[\da-fA-F.:]+\/\d{1,3}$/.test(text)) return `Addresses/${text}`;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return `Addresses/${text}/32`;
  return nodes.find((node) => node.type !== 'anywhere' && (titleOf(node) === text || node.id === text))?.id;
}
