import { Ban, CircleCheck, CircleMinus } from 'lucide-react';
import type { Passage } from '../../core/index';
import { Badge } from '../../ui/Badge';

const badges = {
  open: { title: 'Let through', tone: 'good', icon: CircleCheck },
  partlyBlocked: { title: 'Partly blocked', tone: 'warning', icon: CircleMinus },
  blocked: { title: 'Blocked', tone: 'bad', icon: Ban },
} as const;

/** What becomes of what an entry sends. */
export function PassageBadge({ passage }: { readonly passage: Passage }) {
  const { title, tone, icon: Icon } = badges[passage];
  return (
    <Badge tone={tone} icon={<Icon size={12} aria-hidden="true" />}>
      {title}
    </Badge>
  );
}
