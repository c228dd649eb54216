import { CircleAlert, CircleCheck, CircleX, Ellipsis, Trash2 } from 'lucide-react';
import type { Explanation } from '../../core/index';
import { expectOfTest, removeTest, type TrafficTest } from '../../store/tests';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/IconButton';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/Menu';
import type { AnalysisView } from '../../worker/views';
import styles from './TestsPanel.module.css';
import { endTitle, portTitle } from './trafficEnds';

interface TestRowProps {
  readonly view: AnalysisView;
  readonly test: TrafficTest;
  /** undefined: being tested; `problem`: cannot be asked of this text. */
  readonly verdict: Explanation['verdict'] | 'problem' | undefined;
  readonly isShown: boolean;
  readonly onChoose: () => void;
}

const words = { allowed: 'allowed', denied: 'denied', partly: 'partly allowed', problem: 'cannot be tested' };

const expectations: readonly { readonly value: Explanation['verdict']; readonly title: string }[] = [
  { value: 'allowed', title: 'Should be allowed' },
  { value: 'denied', title: 'Should be denied' },
  { value: 'partly', title: 'Should be allowed for some pods' },
];

/** One test: whether its verdict is the expected one. */
export function TestRow({ view, test: { query, expected }, verdict, isShown, onChoose }: TestRowProps) {
  const passes = verdict === undefined || verdict === expected;
  const Icon = verdict === 'problem' ? CircleAlert : passes ? CircleCheck : CircleX;
  const flow = `${endTitle(view, query.source)} → ${endTitle(view, query.destination)}`;
  const outcome =
    verdict === undefined
      ? 'being tested'
      : passes
        ? `${words[verdict]}, as expected`
        : `${words[verdict]}, expected ${words[expected]}`;
  return (
    <li className={classes(styles.test, isShown && styles.shown)}>
      <button type="button" className={styles.choose} aria-pressed={isShown} data-row="" onClick={onChoose}>
        <Icon size={15} className={passes ? styles.passes : styles.fails} aria-hidden="true" />
        <span className={styles.texts}>
          <span className={styles.flow}>{flow}</span>
          <span className={styles.outcome}>
            <code>{portTitle(query.protocol, query.port)}</code> <span>{outcome}</span>
          </span>
        </span>
      </button>
      <Menu
        trigger={
          <IconButton
            small
            name={`Change the test ${flow}`}
            icon={<Ellipsis size={15} />}
            className={styles.more}
          />
        }
      >
        <MenuChoice
          title="Expectation"
          value={expected}
          choices={expectations}
          onChoose={(value) => expectOfTest(query, value)}
        />
        <MenuSeparator />
        <MenuItem icon={<Trash2 size={15} />} onSelect={() => removeTest(query)}>
          Remove the test
        </MenuItem>
      </Menu>
    </li>
  );
}
