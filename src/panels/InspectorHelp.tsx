import { MousePointerClick, ShieldCheck, Spline } from 'lucide-react';
import styles from './InspectorHelp.module.css';

const tips = [
  {
    icon: MousePointerClick,
    title: 'Click an edge or a workload',
    text: 'See why a flow is allowed or denied, down to the line of YAML.',
  },
  {
    icon: ShieldCheck,
    title: 'Choose a policy on the left',
    text: 'Its flows light up: what it opens in green, what it closes in red.',
  },
  {
    icon: Spline,
    title: 'Drag from a right gate to a left gate',
    text: 'Draw the flow you want; the smallest change of your YAML is shown before it is made.',
  },
];

/** What can be done, while nothing is selected. */
export function InspectorHelp() {
  return (
    <ul className={styles.tips} aria-label="What you can do">
      {tips.map(({ icon: Icon, title, text }) => (
        <li key={title} className={styles.tip}>
          <Icon size={16} aria-hidden="true" />
          <div>
            <p className={styles.title}>{title}</p>
            <p className={styles.text}>{text}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
