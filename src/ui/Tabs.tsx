import { Tabs as RadixTabs } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

interface Tab<Value extends string> {
  readonly value: Value;
  readonly title: ReactNode;
  readonly content: ReactNode;
  /** Stays in the page while another tab is shown. */
  readonly keep?: boolean;
}

interface TabsProps<Value extends string> {
  /** Accessible name of the row of tabs. */
  readonly name: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly tabs: readonly Tab<Value>[];
  /** Stands at the end of the row. */
  readonly extra?: ReactNode;
  /** Stands between the row and what is shown. */
  readonly below?: ReactNode;
}

export function Tabs<Value extends string>({ name, value, onChange, tabs, extra, below }: TabsProps<Value>) {
  const change = (chosen: string) => {
    const tab = tabs.find((candidate) => candidate.value === chosen);
    if (tab) onChange(tab.value);
  };
  return (
    <RadixTabs.Root className={styles.tabs} value={value} onValueChange={change}>
      <div className={styles.bar}>
        <RadixTabs.List className={styles.list} aria-label={name}>
          {tabs.map((tab) => (
            <RadixTabs.Trigger key={tab.value} value={tab.value} className={styles.tab}>
              {tab.title}
            </RadixTabs.Trigger>
          ))}
        </RadixTabs.List>
        {extra}
      </div>
      {below}
      {tabs.map((tab) => (
        <RadixTabs.Content
          key={tab.value}
          value={tab.value}
          className={styles.content}
          tabIndex={-1}
          {...(tab.keep && { forceMount: true })}
        >
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
