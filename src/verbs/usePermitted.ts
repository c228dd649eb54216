import type { PortRange } from '../core/index';
import { useAnswer } from '../store/useAnswer';
import type { FlowEnds } from '../worker/views';

const none: readonly PortRange[] = [];

/** What is permitted between two ends now; undefined: not known yet. */
export function usePermitted(ends: FlowEnds | undefined): readonly PortRange[] | undefined {
  const answered = useAnswer('flow', ends);
  return answered && (answered.answer?.explanation.permitted ?? none);
}
