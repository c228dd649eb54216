import type { KeepOffer } from '../core/index';
import { count } from '../ui/count';
import { fewest, isCovered, keyOf, toRows } from './keepRows';
import { titleOfEnd, useNodes } from './useNodes';
import styles from './Verb.module.css';

interface KeptFlowsProps {
  /** What becomes isolated. */
  readonly subject: string;
  readonly offers: readonly KeepOffer[];
  /** Their keys. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

const titles = { ingress: 'Flows to keep, from', egress: 'Flows to keep, to' } as const;

/** The present flows that isolating would close, to be ticked. */
export function KeptFlows({ subject, offers, chosen, onChange }: KeptFlowsProps) {
  const near = titleOfEnd(useNodes(), subject);
  return (['ingress', 'egress'] as const).map((direction) => {
    const own = offers.filter((offer) => offer.direction === direction);
    if (own.length === 0) return null;
    const keys = own.map(keyOf);
    const others = chosen.filter((key) => !keys.includes(key));
    const isAll = fewest(own).every((key) => chosen.includes(key));
    return (
      <fieldset key={direction} className={styles.ports}>
        <legend className={styles.heading}>{titles[direction]}</legend>
        <button
          type="button"
          className={styles.link}
          onClick={() => onChange(isAll ? others : [...others, ...fewest(own)])}
        >
          {isAll ? 'Keep none' : 'Keep all'}
        </button>
        <div className={styles.kept}>
          {toRows(own).map(({ offer, isInside }) => {
            const [key, covered] = [keyOf(offer), isCovered(offer, own, chosen)];
            return (
              <label key={key} className={isInside ? `${styles.port} ${styles.inside}` : styles.port}>
                <input
                  type="checkbox"
                  checked={covered || chosen.includes(key)}
                  disabled={covered}
                  onChange={(event) =>
                    onChange(event.target.checked ? [...chosen, key] : chosen.filter((each) => each !== key))
                  }
                />
                <span>
                  {farTitle(offer, near)}
                  {offer.flows > 1 && <span className={styles.muted}> ({count(offer.flows, 'flow')})</span>}
                </span>
              </label>
            );
          })}
        </div>
      </fieldset>
    );
  });
}

/** `shop/api, all ports` of `shop/api to data/db, all ports`: one end is the same in all. */
function farTitle({ direction, title }: KeepOffer, near: string): string {
  return direction === 'ingress' ? title.replace(` to ${near},`, ',') : title.replace(`${near} to `, '');
}
