import { useState } from 'react';
import { useAnswer } from '../store/useAnswer';
import { count } from '../ui/count';
import type { PolicyRuleView } from '../worker/policyRuleView';
import { Choice } from './Choice';
import { usePolicy } from './usePolicies';
import { VerbDialog } from './VerbDialog';

interface OfPolicy {
  readonly policy: string;
}

const none: readonly PolicyRuleView[] = [];

const keyOf = ({ direction, rule }: PolicyRuleView): string => `${direction} ${rule}`;

/** `ingress rule 2: from app=api or app=web, TCP 5432`. */
function titleOf({ direction, rule, name, action, peers, ports }: PolicyRuleView, isOfTier: boolean): string {
  const title = name ?? `${direction} rule ${rule + 1}`;
  const what = `${direction === 'ingress' ? 'from' : 'to'} ${peers.join(' or ') || 'anyone'}, ${ports}`;
  return `${title}: ${isOfTier ? `${action.toLowerCase()} ` : ''}${what}`;
}

/** The rules of a policy that can be meant, and the one that is. */
function useRule(policy: string, fits: (rule: PolicyRuleView) => boolean) {
  const rules = useAnswer('policyRules', { policy })?.answer;
  const fitting = (rules ?? none).filter(fits);
  const [key, setKey] = useState<string>();
  const rule = fitting.find((each) => keyOf(each) === key) ?? fitting[0];
  return { isKnown: rules !== undefined, fitting, rule, setKey };
}

interface RuleChoiceProps {
  readonly fitting: readonly PolicyRuleView[];
  readonly rule: PolicyRuleView;
  readonly isOfTier: boolean;
  readonly onChange: (key: string) => void;
}

function RuleChoice({ fitting, rule, isOfTier, onChange }: RuleChoiceProps) {
  return (
    <Choice
      title="Rule"
      value={keyOf(rule)}
      choices={fitting.map((each) => ({ value: keyOf(each), title: titleOf(each, isOfTier) }))}
      onChange={onChange}
    />
  );
}

/** Makes of a rule that pairs many peers and ports one for each; they allow the same. */
export function SplitRule({ policy }: OfPolicy) {
  const known = usePolicy(policy);
  const { isKnown, fitting, rule, setKey } = useRule(
    policy,
    ({ peers, portCount }) => peers.length > 1 || portCount > 1,
  );
  const [wanted, setBy] = useState<'peers' | 'ports'>('peers');
  const ways = rule
    ? [
        ...(rule.peers.length > 1
          ? [{ value: 'peers', title: `Peers: ${count(rule.peers.length, 'rule')}` } as const]
          : []),
        ...(rule.portCount > 1
          ? [{ value: 'ports', title: `Ports: ${count(rule.portCount, 'rule')}` } as const]
          : []),
      ]
    : [];
  const by = ways.find(({ value }) => value === wanted)?.value ?? ways[0]?.value;
  return (
    <VerbDialog
      title={`Split a rule of ${known?.name ?? policy}`}
      description="Every peer of a rule is allowed every port of it. Split, they can be changed one by one."
      action="Split rule"
      missing={isKnown ? 'No rule of it has several peers or ports.' : 'Reading its rules…'}
      intent={rule && by && { type: 'splitRule', policy, direction: rule.direction, rule: rule.rule, by }}
    >
      {rule && by && (
        <>
          <RuleChoice fitting={fitting} rule={rule} isOfTier={known?.tier !== undefined} onChange={setKey} />
          <Choice title="A rule for each of its" value={by} choices={ways} onChange={setBy} />
        </>
      )}
    </VerbDialog>
  );
}

/** Takes a rule out of a tier policy. */
export function RemoveTierRule({ policy }: OfPolicy) {
  const known = usePolicy(policy);
  const { isKnown, fitting, rule, setKey } = useRule(policy, () => true);
  return (
    <VerbDialog
      title={`Remove a rule of ${known?.name ?? policy}`}
      action="Remove rule"
      danger
      missing={isKnown ? 'It has no rules.' : 'Reading its rules…'}
      intent={rule && { type: 'removeTierRule', policy, direction: rule.direction, rule: rule.rule }}
    >
      {rule && <RuleChoice fitting={fitting} rule={rule} isOfTier onChange={setKey} />}
    </VerbDialog>
  );
}
