import { CircleCheck, CircleMinus, CircleX } from 'lucide-react';
import type { Explanation } from '../core/index';
import { Badge } from '../ui/Badge';

const verdicts = {
  allowed: { title: 'Allowed', tone: 'good', icon: CircleCheck },
  denied: { title: 'Denied', tone: 'bad', icon: CircleX },
  partly: { title: 'Partly allowed', tone: 'warning', icon: CircleMinus },
} as const;

export function VerdictBadge({ verdict }: { readonly verdict: Explanation['verdict'] }) {
  const { title, tone, icon: Icon } = verdicts[verdict];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden="true" />}>
      {title}
    </Badge>
  );
}
