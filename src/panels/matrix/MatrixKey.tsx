import { classes } from '../../ui/classes';
import styles from './FlowMatrix.module.css';

/** What stands in the cells. */
export function MatrixKey({ policies }: { readonly policies: number }) {
  return (
    <ul className={styles.key} aria-label="What cells say">
      <Entry look="all" sign="all" text="every port" />
      <Entry look="some" sign="443" text="these ports" />
      <Entry look="mixed" sign="3/8" text="so many flows" />
      <Entry look="none" sign="·" text="no flow" />
      {policies > 0 && (
        <>
          <Entry look="opens" sign="+" text={policies > 1 ? 'the policies open' : 'the policy opens'} />
          <Entry look="closes" sign="✕" text="closes" />
        </>
      )}
    </ul>
  );
}

function Entry({
  look,
  sign,
  text,
}: {
  readonly look: string;
  readonly sign: string;
  readonly text: string;
}) {
  return (
    <li>
      <span className={classes(styles.sample, styles[look])} aria-hidden="true">
        {sign}
      </span>
      {text}
    </li>
  );
}
