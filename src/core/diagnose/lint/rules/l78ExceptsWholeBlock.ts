import { someOf } from '../../../edit/refusal';
import { type Cidr, parseCidr } from '../../../model/cidr';
import type { Fix, FixStep } from '../../fixes/fix';
import { canonicalCidr, isWithin, type PlacedBlock, placedBlocks } from '../blocks';
import { keepTypes } from '../keepTypes';
import type { Finding, Rule } from '../rule';
import { pathOfRule } from '../written';

export const exceptsWholeBlock: Rule = {
  code: 'L78',
  title: 'exceptions that together take out the whole block, or that could be fewer',
  why: 'A block of which nothing is left matches nothing; an exception inside another one says nothing.',
  severity: 'info',
  needs: 'policy',
  about: 'policy',
  *check(policy, _facts, written) {
    for (const placed of placedBlocks(policy)) {
      if (placed.block.intervals.length === 0) {
        yield takenOut(placed, keepTypes(written, policy.directions));
        continue;
      }
      const found = needlessOf(placed) ?? neighboursOf(placed);
      if (found) yield found;
    }
  },
};

function takenOut(
  { direction, index, rule, block, path }: PlacedBlock,
  keeping: readonly FixStep[],
): Finding {
  // The last peer takes its rule with it: without peers it would mean everyone.
  const isOnly = rule.peers?.length === 1;
  const fix: Fix = {
    title: isOnly ? 'Remove the rule' : `Remove ${block.cidr}`,
    steps: isOnly
      ? [...keeping, { type: 'remove', path: pathOfRule(direction, index) }]
      : [{ type: 'remove', path: path.slice(0, -1) }],
  };
  return {
    path: [...path, 'except'],
    atKey: true,
    message: `The exceptions take out all of ${block.cidr}: the block matches no address.`,
    fixes: [fix],
  };
}

/** Exceptions that lie in others. */
function needlessOf({ block, path }: PlacedBlock): Finding | undefined {
  const holes = block.except.map((text) => parseCidr(text));
  const needless = block.except.flatMap((text, index) => {
    const hole = holes[index];
    const isHeld = holes.some(
      (other, i) =>
        i !== index && hole && other && isWithin(hole, other) && (i < index || !isWithin(other, hole)),
    );
    return isHeld ? [{ text, index }] : [];
  });
  const [first] = needless;
  return (
    first && {
      path: [...path, 'except', first.index],
      message:
        `${someOf(needless.map(({ text }) => text))} ` +
        `${needless.length === 1 ? 'is' : 'are'} excepted already by a wider exception.`,
      fixes: [
        {
          title: needless.length === 1 ? `Remove ${first.text}` : 'Remove them',
          steps: needless
            .toReversed()
            .map(({ index }) => ({ type: 'remove', path: [...path, 'except', index] })),
        },
      ],
    }
  );
}

/** Two exceptions that are the halves of one network, itself smaller than the block. */
function neighboursOf({ block, cidr, path }: PlacedBlock): Finding | undefined {
  const holes = block.except.flatMap((text, index) => {
    const hole = parseCidr(text);
    return hole && hole.prefix > cidr.prefix + 1 ? [{ hole, index, text }] : [];
  });
  for (const one of holes) {
    const other = holes.find(({ hole, index }) => index > one.index && areHalves(one.hole, hole));
    if (!other) continue;
    const [low] = [one.hole, other.hole].toSorted((a, b) => (a.first < b.first ? -1 : 1));
    const whole = canonicalCidr({ ...(low as Cidr), prefix: one.hole.prefix - 1 });
    return {
      path: [...path, 'except', other.index],
      message: `${one.text} and ${other.text} are the halves of ${whole}.`,
      fixes: [
        {
          title: `Write ${whole} for both`,
          steps: [
            { type: 'replace', path: [...path, 'except', one.index], value: whole },
            { type: 'remove', path: [...path, 'except', other.index] },
          ],
        },
      ],
    };
  }
  return undefined;
}

function areHalves(a: Cidr, b: Cidr): boolean {
  const size = a.last - a.first + 1n;
  return a.family === b.family && a.prefix === b.prefix && (a.first ^ b.first) === size;
}
