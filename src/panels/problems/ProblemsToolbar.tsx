import { Search, X } from 'lucide-react';
import type { GraphNode } from '../../core/index';
import { listProblems, useProblemList, type ProblemGrouping } from '../../store/problemList';
import { Button } from '../../ui/Button';
import { Select } from '../../ui/Select';
import { SeverityIcon, type Severity } from '../../ui/SeverityIcon';
import { TextField } from '../../ui/TextField';
import { Toggle } from '../../ui/Toggle';
import styles from './Problems.module.css';

const severities = [
  { severity: 'error', one: 'error', many: 'errors' },
  { severity: 'warning', one: 'warning', many: 'warnings' },
  { severity: 'info', one: 'note', many: 'notes' },
] as const;

const groupings: readonly { readonly value: ProblemGrouping; readonly title: string }[] = [
  { value: 'severity', title: 'By severity' },
  { value: 'policy', title: 'By policy' },
  { value: 'namespace', title: 'By namespace' },
];

interface ProblemsToolbarProps {
  /** Of those that fit, hidden severities included. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** How many are muted in the whole workspace. */
  readonly muted: number;
  /** What the list is narrowed to. */
  readonly about: GraphNode | undefined;
}

/** What of the problems is listed, and in which groups. */
export function ProblemsToolbar({ counts, muted, about }: ProblemsToolbarProps) {
  const { grouping, text, hidden, showsMuted } = useProblemList();
  const show = (severity: Severity, isShown: boolean) => {
    const others = [...hidden].filter((each) => each !== severity);
    listProblems({ hidden: new Set(isShown ? others : [...others, severity]) });
  };
  return (
    <search className={styles.toolbar} aria-label="Problems">
      <TextField
        name="Filter problems"
        placeholder="Filter: words, L63, shop/api"
        icon={<Search size={13} aria-hidden="true" />}
        marks
        value={text}
        onChange={(value) => listProblems({ text: value })}
        className={styles.search}
      />
      {severities.map(({ severity, one, many }) => (
        <Toggle
          key={severity}
          pressed={!hidden.has(severity)}
          title={`Show ${many}`}
          onChange={(isShown) => show(severity, isShown)}
        >
          <SeverityIcon severity={severity} size={13} />
          {counts[severity].toLocaleString('en')}
          <span className="visually-hidden"> {counts[severity] === 1 ? one : many}</span>
        </Toggle>
      ))}
      <Select
        name="Group problems"
        value={grouping}
        choices={groupings}
        onChange={(value) => listProblems({ grouping: value })}
      />
      {about && (
        <Button
          look="plain"
          className={styles.about}
          title="Show the problems of everything"
          onClick={() => listProblems({ about: undefined })}
        >
          <span className={styles.name}>About {about.type === 'namespace' ? about.name : about.title}</span>
          <X size={13} aria-label="End" />
        </Button>
      )}
      {(muted > 0 || showsMuted) && (
        <Toggle
          pressed={showsMuted}
          title="Show what comments in the text mute"
          onChange={(pressed) => listProblems({ showsMuted: pressed })}
        >
          Muted {muted}
        </Toggle>
      )}
    </search>
  );
}
