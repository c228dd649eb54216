import { Search } from 'lucide-react';
import type { FlowRowsQuery } from '../../core/index';
import { setShowUnrestricted, useView } from '../../store/view';
import { count } from '../../ui/count';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { Toggle } from '../../ui/Toggle';
import styles from './FlowTable.module.css';
import { useTable } from './tableState';

const verdicts: readonly { readonly value: FlowRowsQuery['verdict']; readonly title: string }[] = [
  { value: 'allowed', title: 'Allowed' },
  { value: 'denied', title: 'Denied' },
  { value: 'any', title: 'Allowed and denied' },
];

interface TableToolbarProps {
  /** undefined: not known yet. */
  readonly total: number | undefined;
  readonly listed: number;
  readonly hasPolicies: boolean;
}

/** What the table lists, and how much that is. */
export function TableToolbar({ total, listed, hasPolicies }: TableToolbarProps) {
  const { source, destination, verdict, onlyParts } = useTable();
  const unrestricted = useView((view) => view.showUnrestricted);
  const icon = <Search size={13} aria-hidden="true" />;
  return (
    <search className={styles.toolbar} aria-label="Which flows">
      <TextField
        marks
        name="Source contains"
        icon={icon}
        value={source}
        onChange={(text) => useTable.setState({ source: text })}
      />
      <TextField
        marks
        name="Destination contains"
        icon={icon}
        value={destination}
        onChange={(text) => useTable.setState({ destination: text })}
      />
      <Select
        name="Verdict"
        value={verdict}
        choices={verdicts}
        onChange={(chosen) => useTable.setState({ verdict: chosen })}
      />
      <Toggle
        pressed={unrestricted}
        title="Also flows that no policy restricts"
        onChange={setShowUnrestricted}
      >
        Unrestricted
      </Toggle>
      {hasPolicies && (
        <Toggle
          pressed={onlyParts}
          title="Only flows in which the selected policy has a part"
          onChange={(pressed) => useTable.setState({ onlyParts: pressed })}
        >
          Policy's part only
        </Toggle>
      )}
      <output className={styles.total}>
        {total !== undefined && count(total, 'flow')}
        {total !== undefined &&
          total > listed &&
          listed > 0 &&
          `, the first ${count(listed, 'is', 'are')} listed`}
      </output>
    </search>
  );
}
